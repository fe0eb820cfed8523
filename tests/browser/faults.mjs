/**
 * What may go wrong with a site: how to bring it about on a copy of the sound one, and which check
 * then finds it, by which words.
 */
import assert from "node:assert/strict";
import { appendFileSync, copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The page that most faults are put into. */
export const TRIAL = "trials/first.html";

/**
 * `change` spoils the folder it is given; `page` is looked at where it is not the trial's. Every
 * other key is a check, and what one of the lines that it returns must match.
 */
export const FAULTS = [
  {
    name: "a dead link",
    change: link("../gone.html"),
    links: /first\.html:\d+: `\.\.\/gone\.html` answers 404/,
  },
  {
    name: "a dead anchor",
    change: link("../glossary.html#gone"),
    links: /names an anchor that `glossary\.html` does not have/,
  },
  { name: "a link that is no address", change: link("http://["), links: /is not an address/ },
  { name: "a link from the root", change: link("/litweave/glossary.html"), links: /is an absolute link/ },
  {
    name: "a link to the published site",
    change: link("https://example.org/litweave/about.html"),
    links: /is an absolute link/,
  },
  { name: "a link to a folder", change: link("../trials/"), links: /names a folder/ },
  { name: "a link out of the site", change: link("../../other.html"), links: /leads out of the site/ },
  { name: "a link that is a script", change: link("javascript:alert(1)"), links: /is a script/ },
  {
    name: "a page without a way to it",
    change: copy("about.html", "lost.html"),
    links: /lost\.html: no link leads to this page/,
  },
  {
    name: "a redirect to nowhere",
    change: replace("old.html", "url=trials/first.html", "url=trials/gone.html"),
    links: /old\.html:\d+: `trials\/gone\.html` answers 404/,
  },
  {
    name: "another page's address",
    change: replace("about.html", "litweave/about.html", "litweave/glossary.html"),
    links: /is not the published address/,
  },
  {
    name: "a missing font",
    change: append(
      "assets/site.css",
      "@font-face { font-family: Gone; src: url(gone.woff2); } h1 { font-family: Gone; }",
    ),
    links: /site\.css: `gone\.woff2` answers 404/,
    view: /the font Gone does not load/,
  },
  {
    name: "a missing module",
    change: replace("assets/main.js", "./copy.js", "./gone.js"),
    links: /main\.js: `\.\/gone\.js` answers 404/,
    view: /console: .*404/,
  },
  {
    name: "a picture from elsewhere",
    change: before('<img src="https://elsewhere.example/a.png" alt="">'),
    links: /loads `https:\/\/elsewhere\.example\/a\.png` from elsewhere/,
    view: /policy violated: img-src https:\/\/elsewhere/,
  },
  {
    name: "a request to elsewhere",
    change: (folder) => {
      replace(TRIAL, "default-src 'self'", "default-src *")(folder);
      append("assets/main.js", 'fetch("https://elsewhere.example/").catch(() => {});')(folder);
    },
    view: /asks for https:\/\/elsewhere\.example\//,
    frame: /its policy does not say `default-src 'self'`/,
  },
  {
    name: "relative links on the page for missing addresses",
    change: replace("404.html", "/litweave/", ""),
    missing: /404\.html:\d+: `.*` answers 404/,
    page: "no/such/page",
    view: /no style sheet applies/,
  },
  { name: "no page for missing addresses", change: remove("404.html"), missing: /404\.html: is missing/ },
  {
    name: "a style attribute",
    change: before('<p style="color: red">Red</p>'),
    frame: /<p style="…">, which the policy refuses/,
    view: /policy violated: style-src-attr/,
  },
  {
    name: "an inline script",
    change: before("<script>document.title += 1;</script>"),
    frame: /an inline script that the policy refuses/,
    view: /policy violated: script-src-elem/,
  },
  { name: "a handler", change: before('<p onclick="alert(1)">Press</p>'), frame: /<p onclick="…">/ },
  {
    name: "a data block that is no JSON",
    change: before('<script type="application/ld+json">{"a":}</script>'),
    frame: /no JSON/,
  },
  {
    name: "a page without a policy",
    change: replace(TRIAL, "Content-Security-Policy", "x-policy"),
    frame: /has 0 Content-Security-Policies/,
  },
  {
    name: "a loose policy",
    change: replace(TRIAL, "script-src 'self'", "script-src 'self' 'unsafe-inline'"),
    frame: /its policy allows `script-src 'unsafe-inline'`/,
  },
  {
    name: "a page without a description",
    change: replace(TRIAL, 'name="description"', 'name="nothing"'),
    frame: /has no description/,
  },
  {
    name: "a page without a language",
    change: replace(TRIAL, ' lang="en"', ""),
    frame: /<html> has no lang/,
    view: /axe html-has-lang/,
  },
  { name: "a second heading of the page", change: before("<h1>Again</h1>"), frame: /has 2 <h1>/ },
  {
    name: "a page without a skip link",
    change: replace(TRIAL, '<a class="skip" href="#main">Skip to the text</a>', ""),
    frame: /does not skip to #main/,
    view: /before the skip link/,
  },
  { name: "an id used twice", change: before('<p id="results">Twice</p>'), markup: /no-dup-id/ },
  {
    name: "a heading level that is skipped",
    change: before("<h4>Too deep</h4>"),
    view: /axe heading-order/,
  },
  { name: "a control without a name", change: before('<input type="text">'), view: /axe label/ },
  {
    name: "words that are too pale",
    change: append("assets/site.css", "h1 { color: light-dark(#bbb, #444); }"),
    view: /axe color-contrast/,
  },
  {
    name: "controls that are too small to hit",
    change: (folder) => {
      before('<p><button type="button">a</button><button type="button">b</button></p>')(folder);
      append("assets/site.css", "p button { all: unset; inline-size: 10px; block-size: 10px; }")(folder);
    },
    view: /axe target-size/,
  },
  {
    name: "a table that is wider than a phone",
    change: replace("assets/site.css", "overflow-x: auto", ""),
    view: /320 px, .*scrolls sideways by \d+ px \(`table`\)/,
  },
  {
    name: "a missing focus ring",
    change: append("assets/site.css", ":focus-visible { outline: none; }"),
    view: /no focus ring/,
  },
  {
    name: "a bar that covers what has the focus",
    change: append("assets/site.css", "footer { position: fixed; inset: 0; background: Canvas; }"),
    view: /focus is covered/,
  },
  {
    name: "a script that fails",
    change: append("assets/main.js", "undefined.nothing;"),
    view: /script error/,
  },
  {
    name: "words that only a script says",
    change: append("assets/main.js", 'document.querySelector("main").append("Only here");'),
    scripts: /with scripts it says `Only` after/,
  },
  {
    name: "words that a script takes away",
    change: append("assets/main.js", 'document.querySelector("caption").remove();'),
    scripts: /with scripts it says `Group` after/,
  },
  {
    name: "a style sheet named from the root",
    change: replace(TRIAL, "../assets/site.css", "/litweave/assets/site.css"),
    folder: /no style sheet applies/,
  },
];

/** Puts markup into the trial's page. */
function before(markup) {
  const heading = '<h2 id="results">';
  return replace(TRIAL, heading, `${markup}${heading}`);
}

/** Sends the trial's link elsewhere. */
function link(address) {
  return replace(TRIAL, "../glossary.html#easi", address);
}

function replace(file, from, to) {
  return (folder) => {
    const name = path.join(folder, file);
    const text = readFileSync(name, "utf8");
    assert.ok(text.includes(from), `${file} holds no ${from}`);
    writeFileSync(name, text.replaceAll(from, to));
  };
}

function append(file, text) {
  return (folder) => appendFileSync(path.join(folder, file), `${text}\n`);
}

function copy(from, to) {
  return (folder) => copyFileSync(path.join(folder, from), path.join(folder, to));
}

function remove(file) {
  return (folder) => rmSync(path.join(folder, file));
}
