/** Walks over a page with the Tab key, there and back. */

/** @typedef {import("playwright-core").Page} Page */

/** So many keys are pressed before anybody looks whether the walk is over. */
const STRIDE = 50;
/** A walk ends here at the latest. */
const MOST_STRIDES = 60;
const SHIFT = 8;

/**
 * The skip link comes first; each stop shows a focus ring (WCAG 2.4.7) and is not wholly covered
 * (2.4.11); whatever can be used is reached, and left again.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function keyboardWalk(page) {
  const there = await walk(page, 0);
  const [first] = there.stops;
  return [
    ...(first && first.href !== "#main" ? [`Tab reaches ${first.name} before the skip link`] : []),
    ...there.stops.filter(({ ring }) => !ring).map(({ name }) => `no focus ring: ${name}`),
    ...there.stops
      .filter(({ visible }) => !visible)
      .map(({ name }) => `focus is covered or off screen: ${name}`),
    ...there.faults,
  ];
}

/**
 * The way back, with Shift and Tab, from behind the last element.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function keyboardWalkBack(page) {
  await page.evaluate(() => {
    const behind = document.createElement("span");
    behind.id = "litweave-behind";
    behind.tabIndex = -1;
    document.body.append(behind);
    behind.focus();
  });
  return (await walk(page, SHIFT)).faults.map((fault) => `backwards: ${fault}`);
}

async function walk(page, modifiers) {
  await page.evaluate(begin);
  const session = await page.context().newCDPSession(page);
  for (let stride = 0; stride < MOST_STRIDES; stride++) {
    await pressTab(session, modifiers);
    if (await page.evaluate(() => globalThis.litweaveWalk.over)) break;
  }
  await session.detach();
  return page.evaluate(end);
}

/** The keys are sent at once: the browser answers them in order, and the page notes each stop. */
function pressTab(session, modifiers) {
  const key = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9, modifiers };
  const events = Array.from({ length: STRIDE }, () => ["rawKeyDown", "keyUp"]).flat();
  return Promise.all(events.map((type) => session.send("Input.dispatchKeyEvent", { type, ...key })));
}

/** Runs in the page: notes where the focus stands each time the key comes up. */
function begin() {
  const stops = [];
  const seen = new Set();
  const state = { stops, seen, over: false, stuck: null };
  const within = (value, most) => Math.min(Math.max(value, 1), most - 1);

  /** Whether some point of the element, or of its label, is what one sees there. */
  const isVisible = (element) => {
    const shows = (x, y) => {
      const hit = document.elementFromPoint(x, y);
      return hit !== null && (element.contains(hit) || hit.closest("label")?.control === element);
    };
    return [...element.getClientRects()].some((box) => {
      if (box.bottom <= 0 || box.right <= 0 || box.top >= innerHeight || box.left >= innerWidth) return false;
      const [left, right] = [within(box.left + 2, innerWidth), within(box.right - 2, innerWidth)];
      const [top, bottom] = [within(box.top + 2, innerHeight), within(box.bottom - 2, innerHeight)];
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const points = [
        [x, y],
        [left, y],
        [right, y],
        [x, top],
        [x, bottom],
      ];
      return points.some(([x, y]) => shows(x, y));
    });
  };

  let last = null;
  const note = () => {
    const element = document.activeElement;
    if (state.over) return;
    // Beyond the last stop lies the page itself; one that is met again was come to in a circle.
    const isOutside = !element || element.matches("html, body, #litweave-behind");
    if (isOutside || (seen.has(element) && element !== last)) {
      state.over = true;
      return;
    }
    if (element === last) {
      state.stuck ??= element;
      state.over = true;
      return;
    }
    last = element;
    seen.add(element);
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    stops.push({
      name: globalThis.litweaveName(element),
      href: element.getAttribute("href"),
      ring: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
      visible: isVisible(element),
    });
  };
  globalThis.litweaveName = (element) => {
    const says = element.textContent || element.getAttribute("aria-label") || element.id;
    return `<${element.localName}> ${says.trim().replace(/\s+/g, " ").slice(0, 40)}`;
  };
  state.note = note;
  addEventListener("keyup", note, { capture: true });
  globalThis.litweaveWalk = state;
}

/** Runs in the page: what was met, and what was not though it can be used. */
function end() {
  const { stops, seen, stuck, over, note } = globalThis.litweaveWalk;
  removeEventListener("keyup", note, { capture: true });
  document.querySelector("#litweave-behind")?.remove();
  const usable = "a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex]";
  const isHere = (element) =>
    element.tabIndex >= 0 &&
    !element.matches(":disabled, [type=hidden]") &&
    element.closest("[inert]") === null &&
    element.closest("[popover]:not(:popover-open)") === null &&
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false }) &&
    element.getClientRects().length > 0;
  // Of the buttons that exclude one another the key reaches one.
  const group = ({ type, form, name }) =>
    type === "radio" &&
    [...seen].some((other) => {
      return other.type === "radio" && other.form === form && other.name === name;
    });
  const missed = [...document.querySelectorAll(usable)].filter((element) => {
    return isHere(element) && !seen.has(element) && !group(element);
  });
  const name = globalThis.litweaveName;
  return {
    stops,
    faults: [
      ...(stuck ? [`the focus cannot leave ${name(stuck)}`] : []),
      ...(over ? [] : ["the walk does not come to an end"]),
      ...missed.map((element) => `Tab does not reach ${name(element)}`),
    ],
  };
}
