/** Ways of looking at one page of the site: each takes who reads it and returns what is wrong. */
import { VIEWS } from "./browser.mjs";
import { accessibility, keyboardWalk, sameText, sidewaysScroll, styles, words } from "./probes.mjs";

/** @typedef {import("./browser.mjs").Reader} Reader */

/**
 * Every probe, in each view.
 *
 * @param {Reader} reader
 * @param {string} page its address below the site's
 * @param {import("./browser.mjs").View[]} views
 * @returns {Promise<string[]>}
 */
export async function everyProbe(reader, page, views = VIEWS) {
  const faults = [];
  for (const view of views) {
    await reader.visit(page, view);
    const found = [];
    const walk = view.keyboard ? [keyboardWalk] : [];
    for (const probe of [accessibility, sidewaysScroll, ...walk, styles]) {
      found.push(...(await probe(reader.page)));
    }
    faults.push(
      ...[...found, ...reader.faults].map((fault) => `${view.width} px, ${view.colorScheme}: ${fault}`),
    );
  }
  return faults;
}

/**
 * The page says the same to a second reader as to one without scripts, and is styled for both.
 *
 * @param {Reader} plain who runs no scripts
 * @param {Reader} other who runs them, or opens the site from a folder
 * @param {string} page its address below the site's
 * @returns {Promise<string[]>}
 */
export async function sameReading(plain, other, page) {
  const expected = await read(plain, page);
  const found = await read(other, page);
  if (expected.words.length === 0) return ["<main> is empty without scripts"];
  return [...expected.faults, ...found.faults, ...sameText(expected.words, found.words)];
}

async function read(reader, page) {
  await reader.visit(page);
  // Other faults are for `everyProbe`; that modules are refused in a folder is none.
  const elsewhere = reader.faults.filter((fault) => fault.startsWith("asks for"));
  return { words: await words(reader.page), faults: [...elsewhere, ...(await styles(reader.page))] };
}
