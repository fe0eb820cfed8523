/**
 * The page under what a reader's system, browser or printer asks for: colours of their own, no
 * motion, letters twice as large, paper. Each probe takes an open page, sets what it needs, and
 * returns what is wrong.
 */
import { overflow, withStyle } from "./probes.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** What remains of a sheet of A4 between its margins, in px. */
const PAPER = { width: 718, height: 1000 };

/**
 * Where the reader's colours replace those of the page, panels keep an edge, and marks that could
 * be seen can still be seen.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function forcedColours(page) {
  await page.evaluate(noteColours);
  const faults = [];
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    const found = await page.evaluate(compareColours);
    faults.push(...found.map((fault) => `forced colours, ${colorScheme}: ${fault}`));
  }
  await page.emulateMedia({ forcedColors: "none", colorScheme: "light" });
  return faults;
}

/** Runs in the page: remembers which boxes stand out by their ground, and which marks can be seen. */
function noteColours() {
  const paint = (text) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const known = new Map();
  const rgba = (text) => known.get(text) ?? known.set(text, paint(text)).get(text);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (rgba(colour)[3] === 255) return colour;
    }
    return "white";
  };
  const light = (text) => {
    const [r, g, b] = rgba(text).map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  /** How clearly a mark of a drawing stands out from what it is drawn on. */
  const clarity = (mark) => {
    const { fill, stroke, fillOpacity, opacity } = getComputedStyle(mark);
    const behind = ground(mark.closest("svg").parentElement);
    const shown = [fill, stroke].filter((colour) => colour !== "none" && rgba(colour)[3] > 128);
    if (Number(fillOpacity) * Number(opacity) < 0.5) return 1;
    return Math.max(1, ...shown.map((colour) => contrast(colour, behind)));
  };
  const hasEdge = (element) => {
    const style = getComputedStyle(element);
    const sides = ["Top", "Right", "Bottom", "Left"];
    const border = sides.some((side) => {
      return style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1;
    });
    return border || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1);
  };
  const inside = ":is(table, pre, svg) *, html, body, svg, a, br, wbr";
  const panels = [...document.body.querySelectorAll("*")].filter((element) => {
    if (element.matches(inside) || !element.checkVisibility() || element.offsetWidth < 100) return false;
    const { backgroundColor, display } = getComputedStyle(element);
    if (display === "inline" || rgba(backgroundColor)[3] < 255) return false;
    return backgroundColor !== ground(element.parentElement);
  });
  const marks = [...document.querySelectorAll("svg :is(circle, ellipse, line, path, polygon, rect)")].filter(
    (mark) => clarity(mark) >= 3,
  );
  globalThis.litweaveColours = { panels, marks, clarity, hasEdge };
}

/** Runs in the page, under forced colours. */
function compareColours() {
  const { panels, marks, clarity, hasEdge } = globalThis.litweaveColours;
  const name = (element) => [element.localName, ...element.classList].join(".");
  const where = (mark) => `${name(mark)} in ${name(mark.closest("svg"))}`;
  const bare = panels.filter((panel) => !hasEdge(panel)).map(name);
  const gone = marks.filter((mark) => clarity(mark) < 3).map(where);
  return [
    ...[...new Set(bare)].map((panel) => `\`${panel}\` has no edge`),
    ...[...new Set(gone)].map((mark) => `\`${mark}\` cannot be seen`),
  ];
}

/**
 * For a reader who asked for less motion nothing moves by itself, fades or glides.
 *
 * @param {Page} page whose reader asked for it
 * @returns {Promise<string[]>}
 */
export async function reducedMotion(page) {
  return page.evaluate(() => {
    const faults = document.getAnimations().map((animation) => {
      return `\`${animation.effect?.target?.localName}\` moves though less motion is asked for`;
    });
    const still = /^(|none|auto|0s|0ms|initial|unset|all)$/;
    const parts = ["transition-duration", "animation-name", "scroll-behavior"];
    const judge = (rules) => {
      for (const rule of rules) {
        if (rule.media && !matchMedia(rule.media.mediaText).matches) continue;
        const moving = parts.filter((part) => {
          const values = rule.style?.getPropertyValue(part).split(/,\s*/) ?? [];
          return values.some((value) => !still.test(value));
        });
        if (moving.length > 0) {
          faults.push(`\`${rule.selectorText}\` sets ${moving} though less motion is asked for`);
        }
        if (rule.cssRules) judge(rule.cssRules);
      }
    };
    for (const sheet of document.styleSheets) judge(sheet.cssRules);
    return faults;
  });
}

/**
 * Letters twice as large (WCAG 1.4.4): the page does not scroll sideways and cuts nothing off.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function largeText(page) {
  await page.setViewportSize({ width: 640, height: 900 });
  return withStyle(page, ":root { font-size: 200% !important }", async () => [
    ...(await overflow(page, " with letters twice as large")),
    ...(await page.evaluate(cutOff)).map((name) => `\`${name}\` is cut off with letters twice as large`),
  ]);
}

/** Runs in the page: boxes that hide a part of what they hold. */
function cutOff() {
  const hides = /hidden|clip/;
  const found = [...document.body.querySelectorAll("*")].filter((element) => {
    if (element.closest("svg") !== null || element.textContent.trim() === "") return false;
    const { overflowX, overflowY, clipPath, position } = getComputedStyle(element);
    // Words for screen readers only are a box of one pixel, or clipped away.
    if (clipPath !== "none" || (position === "absolute" && element.clientWidth <= 1)) return false;
    return (
      (hides.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (hides.test(overflowY) && element.scrollHeight > element.clientHeight + 1)
    );
  });
  return [...new Set(found.map((element) => [element.localName, ...element.classList].join(".")))];
}

/**
 * In a language that is written from right to left the page is laid out from there: it scrolls to
 * no side, and nothing comes to lie beyond an edge.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function rightToLeft(page) {
  const faults = [];
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const found = await page.evaluate(beyondAnEdge);
    faults.push(...found.map((fault) => `right to left, ${width} px: ${fault}`));
  }
  return faults;
}

/** Runs in the page: turns it round, looks, and turns it back. */
function beyondAnEdge() {
  const root = document.documentElement;
  const before = root.dir;
  root.dir = "rtl";
  const isBoxed = (element) =>
    element !== null &&
    element !== document.body &&
    (getComputedStyle(element).overflowX !== "visible" || isBoxed(element.parentElement));
  const shown = [...document.body.querySelectorAll("*")].filter((element) => {
    const { clipPath, position } = getComputedStyle(element);
    // Words for screen readers only, and a link that comes into sight with the focus.
    const isAside = clipPath !== "none" || (position === "absolute" && !element.checkVisibility());
    return element.checkVisibility() && !isAside && !element.matches(".skip") && !element.closest("svg");
  });
  const outside = shown.filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (left < -1 || right > root.clientWidth + 1) && !isBoxed(element.parentElement);
  });
  const names = outside.map((element) => [element.localName, ...element.classList].join("."));
  const pixels = root.scrollWidth - root.clientWidth;
  root.dir = before;
  return [
    ...(pixels > 0 ? [`scrolls sideways by ${pixels} px`] : []),
    ...[...new Set(names)].map((name) => `\`${name}\` lies beyond an edge`),
  ];
}

/**
 * On paper everything that the screen can show is there, dark on light, and nothing is cut off at
 * the edge; and the browser does print it.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function print(page) {
  const screen = await page.evaluate(noteWords);
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const faults = await page.evaluate(lookAtPaper, PAPER.width);
  const pdf = await page.pdf({ format: "A4", printBackground: true });
  if (pdf.subarray(0, 5).toString() !== "%PDF-") faults.push("cannot be printed");
  await page.emulateMedia({ media: null, colorScheme: "light" });
  return [...(screen === 0 ? ["<main> is empty"] : []), ...faults.map((fault) => `on paper: ${fault}`)];
}

/** Runs in the page: remembers every block of words in `<main>`, also what a click would open. */
function noteWords() {
  const blocks = "p, li, dt, dd, th, td, caption, figcaption, summary, h1, h2, h3, h4, h5, h6";
  const controls = "nav, form, button, label, output, template, [popover], [role=status], .skip, [hidden]";
  const shows = (element) =>
    element.checkVisibility({ visibilityProperty: true }) || element.closest("details:not([open])") !== null;
  globalThis.litweaveWords = [...document.querySelectorAll("main :is(" + blocks + ")")].filter((element) => {
    const isControl = element.closest(controls) !== null || element.querySelector(controls) !== null;
    const text = element.textContent.trim();
    // A jump to another part of the page is of no use on paper.
    const isJump = element.querySelector("a[href^='#']")?.textContent.trim() === text;
    return text !== "" && !isControl && !isJump && shows(element);
  });
  return globalThis.litweaveWords.length;
}

/** Runs in the page, on paper. */
function lookAtPaper(width) {
  const name = (element) => [element.localName, ...element.classList].join(".");
  const says = (element) => `\`${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}\``;
  const hidden = globalThis.litweaveWords.filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    return !element.checkVisibility({ visibilityProperty: true }) || width === 0 || height === 0;
  });
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const isDark = (element) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = getComputedStyle(element).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return alpha > 128 && 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
  };
  const shown = [document.documentElement, ...document.querySelectorAll("body, body *")].filter((element) => {
    return element.checkVisibility() && element.closest("svg") === null;
  });
  const holds = (element) => element.textContent.trim() !== "";
  const dark = shown.filter((element) => holds(element) && isDark(element)).map(name);
  const cut = shown.filter((element) => {
    const { overflowX, clipPath } = getComputedStyle(element);
    if (clipPath !== "none" || !holds(element) || element.clientWidth <= 1) return false;
    return overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
  });
  const wide = shown.filter((element) => {
    // What a screen reader is told may lie anywhere.
    return getComputedStyle(element).clipPath === "none" && element.getBoundingClientRect().right > width + 1;
  });
  const outermost = wide.filter((element) => !wide.includes(element.parentElement));
  return [
    ...hidden.slice(0, 10).map((element) => `${says(element)} (${name(element)}) is missing`),
    ...[...new Set(dark)].map((found) => `\`${found}\` is dark`),
    ...[...new Set(cut.map(name))].map((found) => `\`${found}\` is cut off`),
    ...[...new Set(outermost.map(name))].map((found) => `\`${found}\` is wider than the sheet`),
  ];
}
