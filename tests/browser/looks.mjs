/** Ways of looking at one page of the site: each takes who reads it and returns what is wrong. */
import { VIEWS } from "./browser.mjs";
import { keyboardWalk, keyboardWalkBack } from "./keyboard.mjs";
import { accessibility, layoutShift, sidewaysScroll, styles, weight } from "./probes.mjs";
import { forcedColours, largeText, print, reducedMotion, rightToLeft } from "./settings.mjs";
import { sameText, words } from "./words.mjs";

/** @typedef {import("./browser.mjs").Reader} Reader */

/**
 * Every probe, in each view. One load serves both colour schemes of a width.
 *
 * @param {Reader} reader
 * @param {string} page its address below the site's
 * @param {import("./browser.mjs").View[]} views
 * @returns {Promise<string[]>}
 */
export async function everyProbe(reader, page, views = VIEWS) {
  const faults = [];
  for (const [index, { width, colorScheme, walk }] of views.entries()) {
    const isOpen = views[index - 1]?.width === width;
    if (isOpen) await reader.page.emulateMedia({ colorScheme });
    else await reader.visit(page, { width, colorScheme });
    const first = isOpen ? [] : [layoutShift, weight];
    const keys = walk ? [keyboardWalk, keyboardWalkBack] : [];
    const found = [];
    for (const probe of [...first, accessibility, sidewaysScroll, ...keys]) {
      found.push(...(await probe(reader.page)));
    }
    faults.push(...[...found, ...reader.faults].map((fault) => `${width} px, ${colorScheme}: ${fault}`));
    reader.faults = [];
  }
  return [...faults, ...(await styles(reader.page))];
}

/**
 * The page under every setting of a reader's system, browser and printer.
 *
 * @param {Reader} reader
 * @param {string} page its address below the site's
 * @returns {Promise<string[]>}
 */
export async function everySetting(reader, page) {
  await reader.visit(page);
  const faults = [];
  for (const probe of [reducedMotion, forcedColours, rightToLeft, largeText, print]) {
    faults.push(...(await probe(reader.page)));
  }
  return [...faults, ...reader.faults];
}

/**
 * The page says the same to others as to a reader without scripts, and is styled for all.
 *
 * @param {Reader} plain who runs no scripts
 * @param {Reader[]} others who run them, or open the site from a folder
 * @param {string} page its address below the site's
 * @returns {Promise<string[]>}
 */
export async function sameReading(plain, others, page) {
  const expected = await read(plain, page);
  if (expected.words.length === 0) return ["<main> is empty without scripts"];
  const faults = [...expected.faults];
  for (const other of others) {
    const found = await read(other, page);
    const where = other.home.startsWith("file:") ? "opened from a folder: " : "";
    faults.push(...[...found.faults, ...sameText(expected.words, found.words)].map((fault) => where + fault));
  }
  return faults;
}

async function read(reader, page) {
  await reader.visit(page);
  // Other faults are for `everyProbe`; that modules are refused in a folder is none.
  const elsewhere = reader.faults.filter((fault) => fault.startsWith("asks for"));
  return { words: await words(reader.page), faults: [...elsewhere, ...(await styles(reader.page))] };
}
