/**
 * Follows every link of the built site as a reader's browser would.
 *
 * Takes a folder and the path under which it is served, and returns what is wrong: links and
 * anchors that lead nowhere, pages that nothing leads to, links that would break when the site
 * moves to another path or is opened from a folder, and anything loaded from elsewhere.
 */
import { elements, isRedirect } from "./html.mjs";
import { references, scriptReferences, styleReferences } from "./references.mjs";
import { serve } from "./serve.mjs";
import { htmlFiles, publishedHome } from "./site.mjs";

/** Pages that no link needs to lead to; redirects are a second kind. */
const UNLINKED = ["404.html"];

/** @typedef {import("./references.mjs").Reference} Reference */

/**
 * @param {string} folder the built site
 * @param {string} base the path under which it is served
 * @returns {Promise<string[]>} what is wrong, one line each
 */
export async function crawl(folder, base = "/") {
  const server = await serve(folder, base);
  try {
    const walk = new Walk(server.home, publishedHome(folder));
    await walk.from("index.html");
    const unreached = htmlFiles(folder).filter((file) => !walk.reached(file) && !UNLINKED.includes(file));
    for (const file of unreached) {
      const page = await walk.open(new URL(file, server.home));
      if (!page.redirect) walk.fault(file, "no link leads to this page");
      await walk.from(file);
    }
    return walk.faults;
  } finally {
    await server.close();
  }
}

/**
 * Opens an address that does not exist, in a folder that does not exist, and checks that the page
 * sent instead has links and assets that work from there.
 *
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
export async function crawlMissingPage(folder) {
  const published = publishedHome(folder);
  const server = await serve(folder, published?.pathname ?? "/litweave/");
  try {
    const walk = new Walk(server.home, published);
    const missing = new URL("no/such/page", server.home);
    const page = await walk.open(missing);
    if (page.status !== 404) walk.fault("404.html", `is sent with status ${page.status}`);
    if (page.references.length === 0) walk.fault("404.html", "is missing, or holds no link");
    const elsewhere = page.references.filter(({ value }) => !value.startsWith("#"));
    for (const reference of elsewhere) await walk.follow(reference, missing, "404.html");
    return walk.faults;
  } finally {
    await server.close();
  }
}

class Walk {
  faults = [];
  #pages = new Map();
  #done = new Set();

  constructor(home, published) {
    this.home = new URL(home);
    this.published = published;
  }

  fault(file, message, line = 0) {
    this.faults.push(`${file}${line ? `:${line}` : ""}: ${message}`);
  }

  reached(file) {
    return this.#done.has(new URL(file, this.home).href);
  }

  /** Checks a page and whatever can be reached from it. */
  async from(file) {
    const waiting = [new URL(file, this.home)];
    while (waiting.length > 0) {
      const address = waiting.pop();
      if (this.#done.has(address.href)) continue;
      this.#done.add(address.href);
      const page = await this.open(address);
      if (page.status !== 200) continue;
      const name = this.#name(address);
      for (const reference of page.references) {
        this.#judgeForm(reference, name);
        const target = await this.follow(reference, address, name);
        if (target) waiting.push(target);
        if (reference.canonical && !page.redirect) this.#judgeCanonical(reference, address, name);
      }
    }
  }

  /** Checks where one reference leads; returns the address if it is a file of this site. */
  async follow(reference, address, name) {
    const target = this.#resolve(reference, address);
    if (target === null) {
      this.fault(name, `\`${reference.value}\` is not an address`, reference.line);
      return null;
    }
    if (target.protocol === "javascript:") {
      this.fault(name, `\`${reference.value}\` is a script, not an address`, reference.line);
    }
    if (target.origin !== this.home.origin) {
      if (reference.loads && target.protocol !== "data:") {
        this.fault(name, `loads \`${reference.value}\` from elsewhere`, reference.line);
      }
      return null;
    }
    const anchor = anchorOf(target);
    target.hash = target.search = "";
    const fault = await this.#targetFault(target, anchor);
    if (fault) this.fault(name, `\`${reference.value}\` ${fault}`, reference.line);
    return reference.canonical ? null : target;
  }

  async #targetFault(target, anchor) {
    if (!target.pathname.startsWith(this.home.pathname)) {
      return `leads out of the site, which lies at ${this.home.pathname}`;
    }
    const page = await this.open(target);
    if (page.status !== 200) return `answers ${page.status}`;
    const isThere = !page.ids || anchor === "" || anchor === "top" || page.ids.has(anchor);
    return isThere ? null : `names an anchor that \`${this.#name(target)}\` does not have`;
  }

  /** Reports links that work only where the site lies now. */
  #judgeForm({ value, line, canonical }, name) {
    if (canonical || UNLINKED.includes(name)) return;
    const address = value.split(/[?#]/)[0];
    if (/^\/(?!\/)/.test(address) || (this.published && value.startsWith(this.published.href))) {
      this.fault(name, `\`${value}\` is an absolute link to the site itself`, line);
    } else if (/(^|\/)\.{0,2}$/.test(address) && address !== "" && !/^[a-z]+:|^\/\//i.test(address)) {
      this.fault(name, `\`${value}\` names a folder, which opens no page from file://`, line);
    }
  }

  /** A page has one published address, and states that one. */
  #judgeCanonical(reference, address, name) {
    const asIndex = (href) => href?.replace(/\/$/, "/index.html");
    if (asIndex(this.#resolve(reference, address)?.href) !== asIndex(address.href)) {
      this.fault(name, `\`${reference.value}\` is not the published address of this page`, reference.line);
    }
  }

  /** The address meant; a canonical one is looked up here instead of where it is published. */
  #resolve({ value, canonical }, address) {
    if (!URL.canParse(value, address)) return null;
    const target = new URL(value, address);
    if (!canonical || !this.published || !target.href.startsWith(this.published.href)) return target;
    return new URL(target.href.slice(this.published.href.length), this.home);
  }

  /** Reads a file of the site, once. */
  open(address) {
    const { href } = address;
    if (!this.#pages.has(href)) this.#pages.set(href, read(address));
    return this.#pages.get(href);
  }

  #name(address) {
    return address.pathname.slice(this.home.pathname.length) || "index.html";
  }
}

function anchorOf({ hash }) {
  const written = hash.slice(1).replace(/:~:.*/, "");
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

async function read(address) {
  const response = await fetch(address);
  const type = (response.headers.get("content-type") ?? "").split(";")[0];
  const page = { status: response.status, references: [], ids: null, redirect: false };
  const text = type.startsWith("text/") ? await response.text() : (await response.arrayBuffer(), "");
  if (type === "text/css") page.references = styleReferences(text);
  if (type === "text/javascript") page.references = scriptReferences(text);
  if (type === "text/html") {
    const all = elements(text);
    page.ids = new Set(all.map(({ attributes }) => attributes.id).filter(Boolean));
    page.redirect = isRedirect(all);
    page.references = references(all);
  }
  return page;
}
