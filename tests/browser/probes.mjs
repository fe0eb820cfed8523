/** What is looked at on an open page. Each probe takes the page and returns what is wrong. */
import axe from "axe-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

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
  const spaced =
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }";
  if (faults.length === 0) {
    faults.push(...(await withStyle(page, spaced, () => overflow(page, " with text spaced out"))));
  }
  return faults;
}

/**
 * What is found while the reader's own rules are added to those of the page.
 *
 * @param {Page} page
 * @param {string} css
 * @param {() => Promise<string[]>} look
 * @returns {Promise<string[]>}
 */
export async function withStyle(page, css, look) {
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, css);
  try {
    return await look();
  } finally {
    await page.evaluate(() => {
      document.adoptedStyleSheets = [];
    });
  }
}

/**
 * @param {Page} page
 * @param {string} when in which state it is looked at, for the fault
 * @returns {Promise<string[]>}
 */
export async function overflow(page, when) {
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
 * Nothing moves while the page loads, after what the browser recorded.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function layoutShift(page) {
  const shifts = await page.evaluate(async () => {
    const recorded = await new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries())).observe({
        type: "layout-shift",
        buffered: true,
      });
      // With nothing recorded the observer is never called.
      setTimeout(() => resolve([]), 100);
    });
    const name = (node) => (node?.localName ? [node.localName, ...node.classList].join(".") : "text");
    return recorded.map(({ value, sources }) => {
      return `${value.toFixed(4)} (${sources.map(({ node }) => name(node)).join(", ")})`;
    });
  });
  return shifts.map((shift) => `moves while it loads: ${shift}`);
}

/** Most bytes of a page and of all that it loads, as they are before compression. */
const BUDGETS = { page: 60_000, styles: 12_288, scripts: 6_000, fonts: 50_000 };

/** The same for the list of a kind, which is no page of content: it can be filtered and sorted. */
const BUDGETS_OF_LISTS = { ...BUDGETS, styles: 14_000, scripts: 17_000 };

/**
 * What the page loaded by itself stays within the budgets.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function weight(page) {
  const found = await page.evaluate(() => {
    const kinds = { css: "styles", js: "scripts", woff2: "fonts" };
    const bytes = { page: performance.getEntriesByType("navigation")[0].decodedBodySize };
    // A font that is both asked for in advance and used is listed once a use.
    const loaded = new Map(performance.getEntriesByType("resource").map((entry) => [entry.name, entry]));
    for (const [name, { decodedBodySize }] of loaded) {
      const kind = kinds[new URL(name).pathname.split(".").at(-1)] ?? "rest";
      bytes[kind] = (bytes[kind] ?? 0) + decodedBodySize;
    }
    return { ...bytes, isList: document.body.dataset.kind === "index" };
  });
  return Object.entries(found.isList ? BUDGETS_OF_LISTS : BUDGETS)
    .filter(([kind, most]) => found[kind] > most)
    .map(([kind, most]) => `weighs too much: ${kind} ${found[kind]} bytes of ${most}`);
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
