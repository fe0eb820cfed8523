/**
 * Checks what the HTML of every page says, without a browser: tables whose every cell answers,
 * whose every number can be followed to where it is printed, and headings that skip no level.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { elements, isRedirect, lineage } from "./html.mjs";
import { htmlFiles } from "./site.mjs";

/** What leads from a number to the fact that it is taken from. */
const PRINTED = ["data-finding", "data-report", "data-statement"];
/** What this site worked out says itself how. */
const FACTS = [...PRINTED, "data-derived"];
/** A number, and not the end of a name such as CCL17 or EASI-50. */
const NUMBER = /(?<![\p{L}\p{N}‐‑-])\d/u;
/** Where a table's reader finds the source: a mark of the reference list, or the source's page. */
const CITATION = /#ref-|(^|\/)sources\/[^/]+\.html/;
/** How far from a number its source may be named. */
const NEAR = ["td", "tr", "table", "section"];
/** Names of arms that hold a number. */
const NAMES = /^\s*Step \d\s*$/;

/**
 * @param {string} folder the built site
 * @returns {string[]} what is wrong, one line each
 */
export function checkContent(folder) {
  return htmlFiles(folder).flatMap((file) => {
    const page = elements(readFileSync(path.join(folder, file), "utf8"));
    if (isRedirect(page)) return [];
    return [...headingFaults(page), ...tableFaults(page), ...numberFaults(page, file)].map(
      (fault) => `${file}${fault}`,
    );
  });
}

function headingFaults(page) {
  const headings = page.filter(({ name, foreign }) => !foreign && /^h[1-6]$/.test(name));
  const level = ({ name }) => Number(name[1]);
  return headings.flatMap((heading, index) => {
    const before = index === 0 ? 0 : level(headings[index - 1]);
    if (heading.text.trim() === "") return [`:${heading.line}: an empty <${heading.name}>`];
    if (level(heading) <= before + 1) return [];
    return [`:${heading.line}: <${heading.name}> follows ${before ? `<h${before}>` : "no heading"}`];
  });
}

function tableFaults(page) {
  // A drawing shows what the cells beside it say.
  const said = around(page, ({ name, attributes: { alt, "aria-label": label } }) => {
    return alt || label || name === "svg";
  });
  const cells = page.filter(({ name, foreign }) => !foreign && (name === "td" || name === "th"));
  const empty = cells
    .filter((cell) => cell.text.trim() === "" && !said.has(cell))
    .map((cell) => `:${cell.line}: an empty <${cell.name}>`);
  const unscoped = cells
    .filter((cell) => cell.name === "th" && !cell.attributes.scope)
    .map((cell) => `:${cell.line}: a <th> without a scope`);
  const captioned = around(page, ({ name }) => name === "caption");
  const nameless = page
    .filter(({ name }) => name === "table")
    // A table of prose has its name on the box that it scrolls in.
    .filter((table) => !captioned.has(table) && !table.parent.attributes["aria-label"])
    .map((table) => `:${table.line}: a table without a name`);
  return [...empty, ...unscoped, ...nameless];
}

/** In a table a number stands in an element that names its fact, and near it the source is cited. */
function numberFaults(page, file) {
  const isFact = ({ attributes }) => FACTS.some((key) => key in attributes);
  const isPrinted = ({ attributes }) => PRINTED.some((key) => key in attributes);
  const inCells = new Set();
  for (const element of page) {
    // A page lists what holds an element before the element.
    if (element.name === "td" || inCells.has(element.parent)) inCells.add(element);
  }
  const inTables = [...inCells].filter(({ foreign }) => !foreign);
  const bare = inTables
    .filter(({ own }) => NUMBER.test(own) && !NAMES.test(own))
    .filter((element) => !lineage(element).some((at) => isFact(at) || ["a", "code"].includes(at.name)))
    .map(({ own, line }) => `:${line}: \`${own.trim()}\` in a table leads to no fact`);
  if (hasOneSource(page, file)) return bare;
  const cited = around(page, ({ attributes }) => CITATION.test(attributes.href ?? ""));
  const silent = inTables
    .filter((element) => NUMBER.test(element.own) && isPrinted(element))
    .filter((element) => !lineage(element).some((at) => NEAR.includes(at.name) && cited.has(at)))
    .map((element) => lineage(element).find(({ name }) => name === "tr").line);
  return [
    ...bare,
    ...[...new Set(silent)].map(
      (line) => `:${line}: a row of a table holds numbers whose source is not named`,
    ),
  ];
}

/** Whether every fact of the page is of the source that it is about, or of the one that it cites. */
function hasOneSource(page, file) {
  if (file.startsWith("sources/")) return true;
  const addresses = page.flatMap(({ attributes }) => PRINTED.map((key) => attributes[key] ?? []).flat());
  const [source, ...others] = new Set(addresses.map((address) => address.split("/")[0]));
  return (
    others.length === 0 && page.some(({ attributes }) => attributes.href?.includes(`sources/${source}.html`))
  );
}

/** Every element in which one stands that is `wanted`, and these themselves. */
function around(page, wanted) {
  return new Set(page.filter(wanted).flatMap(lineage));
}
