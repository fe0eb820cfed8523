/** Reads HTML as a browser does, and walks over its elements. */
import { html, parse } from "parse5";

const HTML = html.NS.HTML;

/**
 * One element with its attributes as a plain object; `foreign` where it belongs to a picture
 * (SVG) or a formula and not to HTML. `text` is all that it says, `own` what stands in no element
 * within it.
 *
 * @typedef {{name: string, foreign: boolean, attributes: Record<string, string>, text: string,
 *   own: string, parent: Element | null, line: number}} Element
 */

/**
 * Lists the elements of a page in the order of the text.
 *
 * @param {string} text
 * @returns {Element[]}
 */
export function elements(text) {
  const found = [];
  const visit = (node, parent) => {
    const here = node.tagName ? element(node, parent) : parent;
    if (node.tagName) found.push(here);
    for (const child of node.childNodes ?? []) visit(child, here);
    if (node.content) visit(node.content, here);
  };
  visit(parse(text, { sourceCodeLocationInfo: true }), null);
  return found;
}

function element(node, parent) {
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
    get own() {
      return node.childNodes.map((child) => (child.nodeName === "#text" ? child.value : "")).join(" ");
    },
    parent,
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

/**
 * The element itself and all that it stands in, from the inside out.
 *
 * @param {Element} element
 * @returns {Element[]}
 */
export function lineage(element) {
  const found = [];
  for (let at = element; at !== null; at = at.parent) found.push(at);
  return found;
}
