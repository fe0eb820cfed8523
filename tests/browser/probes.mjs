/** What is looked at on an open page. Each probe takes the page and returns what is wrong. */
import axe from "axe-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** A keyboard walk ends here at the latest. */
const MOST_STOPS = 250;

/** @typedef {import("playwright-core").Page} Page */

/**
 * Accessibility, as axe-core judges it.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function accessibility(page) {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (tags) => {
    const runOnly = { type: "tag", values: tags };
    // Of WCAG 2.2 and off unless asked for.
    const rules = { "target-size": { enabled: true } };
    return (await globalThis.axe.run(document, { runOnly, rules, resultTypes: ["violations"] })).violations;
  }, RULES);
  return violations.map(({ id, help, nodes }) => {
    const places = nodes
      .slice(0, 3)
      .map(({ target }) => target.join(" "))
      .join(" | ");
    return `axe ${id}: ${help}, ${nodes.length} places: ${places}`;
  });
}

/**
 * A page never scrolls sideways; wide tables scroll inside their own box.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function sidewaysScroll(page) {
  const faults = await overflow(page, "");
  // WCAG 1.4.12: nothing is lost when a reader spaces the text out.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }",
    );
    document.adoptedStyleSheets = [sheet];
  });
  if (faults.length === 0) faults.push(...(await overflow(page, " with text spaced out")));
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  return faults;
}

async function overflow(page, when) {
  const { pixels, widest } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const isBoxed = (element) =>
      element !== document.body &&
      (getComputedStyle(element).overflowX !== "visible" || isBoxed(element.parentElement));
    const wide = [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth)
      .find((element) => !isBoxed(element.parentElement));
    return {
      pixels: scrollWidth - clientWidth,
      widest: wide && [wide.localName, ...wide.classList].join("."),
    };
  });
  return pixels > 0 ? [`scrolls sideways by ${pixels} px${when} (\`${widest}\`)`] : [];
}

/**
 * Walks over the page with the Tab key: the skip link comes first, and each stop shows a focus
 * ring (WCAG 2.4.7) and is not wholly covered (2.4.11).
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function keyboardWalk(page) {
  const faults = [];
  for (let count = 0; count < MOST_STOPS; count++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(lookAtFocus);
    if (stop === null) break;
    if (count === 0 && stop.href !== "#main") faults.push(`Tab reaches ${stop.name} before the skip link`);
    if (!stop.ring) faults.push(`no focus ring: ${stop.name}`);
    if (!stop.visible) faults.push(`focus is covered or off screen: ${stop.name}`);
  }
  return faults;
}

/** Runs in the page. Returns null at the end of the walk, and when it comes round again. */
function lookAtFocus() {
  const element = document.activeElement;
  const seen = (globalThis.litweaveSeen ??= new WeakSet());
  if (!element || element === document.body || seen.has(element)) return null;
  seen.add(element);
  const within = (value, most) => Math.min(Math.max(value, 1), most - 1);
  const shows = (x, y) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (element.contains(hit) || hit.closest("label")?.control === element);
  };
  const visible = [...element.getClientRects()].some((box) => {
    if (box.bottom <= 0 || box.right <= 0 || box.top >= innerHeight || box.left >= innerWidth) return false;
    const [left, right] = [within(box.left + 2, innerWidth), within(box.right - 2, innerWidth)];
    const [top, bottom] = [within(box.top + 2, innerHeight), within(box.bottom - 2, innerHeight)];
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return [
      [x, y],
      [left, y],
      [right, y],
      [x, top],
      [x, bottom],
    ].some(([x, y]) => shows(x, y));
  });
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return {
    name: `<${element.localName}> ${(element.textContent || element.id).trim().replace(/\s+/g, " ").slice(0, 40)}`,
    href: element.getAttribute("href"),
    ring: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    visible,
  };
}

/**
 * The page looks styled: no font failed, and switching its style sheets off changes it. They are
 * switched on again, but fonts may then load anew, so this probe comes last.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function styles(page) {
  return page.evaluate(() => {
    const fonts = [...document.fonts].filter(({ status }) => status === "error").map(({ family }) => family);
    const look = () =>
      [document.body, document.querySelector("main"), document.querySelector("h1")]
        .map((element) => {
          if (element === null) return "";
          const { fontFamily, fontSize, margin, padding, backgroundColor, color, maxWidth } =
            getComputedStyle(element);
          return [fontFamily, fontSize, margin, padding, backgroundColor, color, maxWidth].join();
        })
        .join("\n");
    const sheets = [...document.styleSheets];
    const styled = look();
    for (const sheet of sheets) sheet.disabled = true;
    const bare = look();
    for (const sheet of sheets) sheet.disabled = false;
    return [
      ...(styled === bare ? ["no style sheet applies"] : []),
      ...fonts.map((family) => `the font ${family} does not load`),
    ];
  });
}

/**
 * A word of `<main>`; `control` where it stands in a control, such as a button.
 *
 * @typedef {{text: string, control: boolean}} Word
 */

/**
 * The words of `<main>`.
 *
 * @param {Page} page
 * @returns {Promise<Word[]>}
 */
export async function words(page) {
  return page.evaluate(() => {
    const silent = "script, style, template, noscript";
    const controls = "button, label, select, output, form, [role=status]";
    const inline =
      "a, abbr, b, cite, code, data, dfn, em, i, mark, q, small, span, strong, sub, sup, time, u";
    const pieces = [{ text: "", control: false }];
    const visit = (node) => {
      if (node.nodeType === Node.TEXT_NODE) pieces.at(-1).text += node.data;
      if (node.nodeType !== Node.ELEMENT_NODE || node.matches(silent)) return;
      // A word may run through inline elements, but not from one block or control into the next.
      const breaks = !node.matches(inline);
      if (breaks) pieces.push({ text: "", control: node.closest(controls) !== null });
      node.childNodes.forEach(visit);
      if (breaks) pieces.push({ text: "", control: node.parentElement.closest(controls) !== null });
    };
    const main = document.querySelector("main");
    if (main !== null) visit(main);
    return pieces.flatMap(({ text, control }) =>
      text
        .split(/\s+/)
        .filter(Boolean)
        .map((text) => ({ text, control })),
    );
  });
}

/**
 * Compares what a page says with and without scripts. A script may add controls; it may not add,
 * change or take away what the page says.
 *
 * @param {Word[]} plain without scripts
 * @param {Word[]} scripted
 * @returns {string[]}
 */
export function sameText(plain, scripted) {
  let next = 0;
  for (const { text, control } of scripted) {
    if (text === plain[next]?.text) next++;
    else if (!control) return [`with scripts it says \`${text}\` ${after(plain, next)}`];
  }
  return next === plain.length
    ? []
    : [`without scripts it says \`${plain[next].text}\` ${after(plain, next)}`];
}

function after(plain, next) {
  if (next === 0) return "at the beginning";
  const before = plain
    .slice(Math.max(0, next - 5), next)
    .map(({ text }) => text)
    .join(" ");
  return `after \`${before}\``;
}
