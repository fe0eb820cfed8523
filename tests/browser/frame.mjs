/**
 * Checks what the HTML of every page must say, without a browser: the frame that readers and
 * screen readers lean on, and the policy that keeps active content out.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { elements, isRedirect } from "./html.mjs";
import { htmlFiles } from "./site.mjs";

/** Directives that every page's policy must state, exactly so. */
const REQUIRED = {
  "default-src": ["'self'"],
  "object-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'self'"],
};

/** Whatever else a policy may allow. */
const ALLOWED = /^('self'|'none'|'sha(256|384|512)-[\w+/=-]+')$/;
const ALLOWED_IN = { "img-src": ["data:"] };
/** The one page that runs a search index, and what it needs for it. */
const SEARCH = { file: "search.html", source: "'wasm-unsafe-eval'" };

/** Script elements that are data, which no browser runs. */
const DATA = ["application/ld+json", "application/json"];
/** Script elements that a browser acts upon and that no page may hold. */
const FORBIDDEN = ["importmap", "speculationrules"];

/**
 * @param {string} folder the built site
 * @returns {string[]} what is wrong, one line each
 */
export function checkFrames(folder) {
  return htmlFiles(folder).flatMap((file) => {
    const page = elements(readFileSync(path.join(folder, file), "utf8"));
    const frame = isRedirect(page) ? [] : frameFaults(page);
    return [...frame, ...policyFaults(page, file), ...activeContent(page)].map(
      (fault) => `${file}: ${fault}`,
    );
  });
}

function frameFaults(page) {
  const all = (name) => page.filter((element) => element.name === name && !element.foreign);
  const meta = (name) =>
    all("meta")
      .find(({ attributes }) => attributes.name === name)
      ?.attributes.content?.trim();
  const firstLink = all("a")[0]?.attributes.href;
  const counted = ["h1", "main", "title"].filter((name) => all(name).length !== 1);
  return [
    ...counted.map((name) => `has ${all(name).length} <${name}>, not one`),
    ...(all("html")[0]?.attributes.lang ? [] : ["<html> has no lang"]),
    ...(all("title")[0]?.text.trim() ? [] : ["<title> is empty"]),
    ...(meta("description") ? [] : ["has no description"]),
    ...(meta("viewport") ? [] : ["has no viewport"]),
    ...(firstLink === "#main" ? [] : ["its first link does not skip to #main"]),
    ...(all("main")[0]?.attributes.id === "main" ? [] : ["<main> has no id `main`"]),
  ];
}

function policyFaults(page, file) {
  const policies = page.filter(
    ({ attributes }) => attributes["http-equiv"]?.toLowerCase() === "content-security-policy",
  );
  if (policies.length !== 1) return [`has ${policies.length} Content-Security-Policies, not one`];
  const late = page
    .slice(0, page.indexOf(policies[0]))
    .some(({ name }) => ["script", "link", "style"].includes(name));
  const policy = readPolicy(policies[0].attributes.content ?? "");
  return [
    ...(late ? ["states its Content-Security-Policy after something it should cover"] : []),
    ...requiredFaults(policy),
    ...[...policy].flatMap(([directive, sources]) => sourceFaults(directive, sources, file)),
  ];
}

function readPolicy(text) {
  const directives = text
    .split(";")
    .map((part) => part.trim().split(/\s+/))
    .filter(([name]) => name);
  return new Map(directives.map(([name, ...sources]) => [name.toLowerCase(), sources]));
}

function requiredFaults(policy) {
  return Object.entries(REQUIRED)
    .filter(([directive, sources]) => policy.get(directive)?.join(" ") !== sources.join(" "))
    .map(([directive, sources]) => `its policy does not say \`${directive} ${sources.join(" ")}\``);
}

function sourceFaults(directive, sources, file) {
  return sources
    .filter((source) => !ALLOWED.test(source) && !ALLOWED_IN[directive]?.includes(source))
    .filter((source) => !(file === SEARCH.file && directive === "script-src" && source === SEARCH.source))
    .map((source) => `its policy allows \`${directive} ${source}\``);
}

/** What a policy would refuse, or what has no place in a page at all. */
function activeContent(page) {
  const policy = page.find(
    ({ attributes }) => attributes["http-equiv"]?.toLowerCase() === "content-security-policy",
  );
  const allowed = readPolicy(policy?.attributes.content ?? "").get("script-src") ?? [];
  return page.flatMap((element) => {
    const faults = [...attributeFaults(element)];
    if (element.name === "style") faults.push("<style>, which the policy refuses");
    if (element.name === "base") faults.push("<base>, which the policy refuses");
    if (element.name === "script" && !("src" in element.attributes))
      faults.push(...scriptFaults(element, allowed));
    return faults.map((fault) => `line ${element.line} holds ${fault}`);
  });
}

function attributeFaults({ name, attributes }) {
  return Object.keys(attributes)
    .filter((key) => key === "style" || key.startsWith("on"))
    .map((key) => `<${name} ${key}="…">, which the policy refuses`);
}

function scriptFaults({ attributes, text }, allowed) {
  const type = attributes.type?.toLowerCase() ?? "";
  if (DATA.includes(type)) return isJson(text) ? [] : ["a data block that is no JSON"];
  if (FORBIDDEN.includes(type)) return [`<script type="${type}">`];
  const hash = `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return allowed.includes(hash)
    ? []
    : [`an inline script that the policy refuses (it does not allow ${hash})`];
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
