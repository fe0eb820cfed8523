/** Reads HTML as a browser does, and walks over its elements. */
import { html, parse } from "parse5";

const HTML = html.NS.HTML;

/**
 * One element with its attributes as a plain object; `foreign` where it belongs to a picture
 * (SVG) or a formula and not to HTML.
 *
 * @typedef {{name: string, foreign: boolean, attributes: Record<string, string>, text: string, line: number}} Element
 */

/**
 * Lists the elements of a page in the order of the text.
 *
 * @param {string} text
 * @returns {Element[]}
 */
export function elements(text) {
  const found = [];
  const visit = (node) => {
    if (node.tagName) found.push(element(node));
    for (const child of node.childNodes ?? []) visit(child);
    if (node.content) visit(node.content);
  };
  visit(parse(text, { sourceCodeLocationInfo: true }));
  return found;
}

function element(node) {
  const attributes = {};
  for (const { prefix, name, value } of node.attrs) {
    attributes[prefix ? `${prefix}:${name}` : name] = value;
  }
  return {
    name: node.tagName,
    foreign: node.namespaceURI !== HTML,
    attributes,
    get text() {
      return textOf(node);
    },
    line: node.sourceCodeLocation?.startLine ?? 0,
  };
}

function textOf(node) {
  return node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(textOf).join("");
}

/**
 * Whether a page only sends its reader on to another one.
 *
 * @param {Element[]} page
 */
export function isRedirect(page) {
  return page.some(({ name, attributes }) => {
    return name === "meta" && attributes["http-equiv"]?.toLowerCase() === "refresh";
  });
}
