/** Finds every address that a page, a style sheet or a script refers to. */

/**
 * An address as it is written. `loads` says that a browser fetches it to show the page;
 * `canonical` that it is meant to be the published address.
 *
 * @typedef {{value: string, line: number, loads: boolean, canonical: boolean}} Reference
 */

const LINKS = ["href", "xlink:href", "action", "formaction", "cite"];
const LOADS = ["src", "poster", "data"];
const SETS = ["srcset", "imagesrcset"];
/** Kinds of `<link>` that only point; all others are fetched. */
const POINTING = ["alternate", "author", "canonical", "help", "license", "me", "next", "prev", "search"];

/**
 * @param {import("./html.mjs").Element[]} page
 * @returns {Reference[]}
 */
export function references(page) {
  return page.flatMap((element) => addresses(element).map((found) => reference(found, element.line)));
}

function reference({ value, loads = false, canonical = false }, line) {
  return { value: value.trim(), line, loads, canonical };
}

function addresses({ name, attributes, text }) {
  const found = [];
  for (const key of LINKS.filter((key) => key in attributes)) {
    found.push({
      value: attributes[key],
      loads: loadsLink(name, attributes),
      canonical: attributes.rel === "canonical",
    });
  }
  for (const key of LOADS.filter((key) => key in attributes)) {
    found.push({ value: attributes[key], loads: true });
  }
  for (const key of SETS.filter((key) => key in attributes)) {
    found.push(...candidates(attributes[key]).map((value) => ({ value, loads: true })));
  }
  if (name === "meta") found.push(...metaAddresses(attributes));
  if (name === "style") found.push(...styleReferences(text));
  return found;
}

function loadsLink(name, attributes) {
  if (name === "link") return !POINTING.includes(attributes.rel?.toLowerCase());
  return name === "use" || name === "image" || name === "feimage";
}

function candidates(srcset) {
  return srcset
    .split(/,\s+/)
    .map((candidate) => candidate.trim().split(/\s+/)[0])
    .filter(Boolean);
}

function metaAddresses(attributes) {
  if (attributes.property === "og:url") return [{ value: attributes.content, canonical: true }];
  if (attributes["http-equiv"]?.toLowerCase() !== "refresh") return [];
  const target = /url\s*=\s*["']?([^"']*)/i.exec(attributes.content ?? "");
  return target ? [{ value: target[1] }] : [];
}

/**
 * @param {string} css
 * @returns {Reference[]}
 */
export function styleReferences(css) {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, "");
  const found = bare.matchAll(
    /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/g,
  );
  return [...found].map((match) => reference({ value: match.slice(1).find(Boolean) ?? "", loads: true }, 0));
}

/**
 * The modules that a script imports. Addresses that it puts together as it runs are not seen.
 *
 * @param {string} script
 * @returns {Reference[]}
 */
export function scriptReferences(script) {
  const found = script.matchAll(/\b(?:from|import)\s*\(?\s*["']((?:\.{0,2}\/|https?:)[^"']+)["']/g);
  return [...found].map((match) => reference({ value: match[1], loads: true }, 0));
}
