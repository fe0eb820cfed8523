/** The built site as a folder: where it is, what lies in it, and which pages stand for the rest. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { elements, isRedirect } from "./html.mjs";

const FEWEST_PAGES = 5;

/**
 * The folder that holds the built site.
 *
 * @param {string | undefined} folder as `LITEWEAVE_SITE` names it
 * @returns {string}
 * @throws where it is not a built site: tests of nothing would all pass
 */
export function siteFolder(folder) {
  if (!folder) {
    throw new Error("LITEWEAVE_SITE names no folder: build the site and set it, or use tests/run");
  }
  const count = existsSync(folder) ? htmlFiles(folder).length : 0;
  if (count < FEWEST_PAGES) {
    throw new Error(`${folder} holds ${count} pages, a built site has at least ${FEWEST_PAGES}`);
  }
  if (!existsSync(path.join(folder, "index.html"))) throw new Error(`${folder} holds no index.html`);
  return path.resolve(folder);
}

/**
 * All HTML files below a folder, relative to it and with forward slashes, in a fixed order.
 *
 * @param {string} folder
 * @returns {string[]}
 */
export function htmlFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".html"))
    .map((file) => file.split(path.sep).join("/"))
    .sort();
}

/**
 * One page of each kind: every page at the top, and of each folder its index, its first entry and
 * its longest one, which shows most of what such a page can hold. Redirects are left out.
 *
 * @param {string} folder
 * @returns {string[]}
 */
export function onePageOfEachKind(folder) {
  const all = pages(folder);
  const folders = [...new Set(all.map((file) => path.posix.dirname(file)))];
  return folders.flatMap((name) => {
    const files = all.filter((file) => path.posix.dirname(file) === name);
    return name === "." ? files : samples(folder, files);
  });
}

/**
 * The home page and, of each folder and of the top, the index and the longest entry; no page for
 * missing addresses, which is meant to be found by nobody.
 *
 * @param {string} folder
 * @returns {string[]}
 */
export function longestOfEachKind(folder) {
  const all = pages(folder).filter((file) => file !== "404.html");
  const folders = [...new Set(all.map((file) => path.posix.dirname(file)))];
  const longest = folders.flatMap((name) => {
    const entries = all.filter((file) => path.posix.dirname(file) === name && !isIndex(file));
    return entries.toSorted((a, b) => size(folder, b) - size(folder, a)).slice(0, 1);
  });
  // All lists are made by one template: one stands for them.
  const lists = all.filter((file) => isIndex(file) && file !== "index.html");
  return ["index.html", ...lists.slice(0, 1), ...longest];
}

function isIndex(file) {
  return path.posix.basename(file) === "index.html";
}

function pages(folder) {
  return htmlFiles(folder).filter((file) => {
    return !isRedirect(elements(readFileSync(path.join(folder, file), "utf8")));
  });
}

function samples(folder, files) {
  const entries = files.filter((file) => !isIndex(file));
  const longest = entries.toSorted((a, b) => size(folder, b) - size(folder, a)).slice(0, 1);
  const index = files.filter((file) => !entries.includes(file));
  return [...new Set([...index, ...entries.slice(0, 1), ...longest])];
}

function size(folder, file) {
  return statSync(path.join(folder, file)).size;
}

/**
 * The published address of the site, as the home page's canonical link states it.
 *
 * @param {string} folder
 * @returns {URL | null}
 */
export function publishedHome(folder) {
  const home = elements(readFileSync(path.join(folder, "index.html"), "utf8"));
  const canonical = home.find(({ name, attributes }) => name === "link" && attributes.rel === "canonical");
  return canonical ? new URL(".", canonical.attributes.href) : null;
}
