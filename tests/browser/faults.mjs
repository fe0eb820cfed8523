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
    content: /first\.html:\d+: <h4> follows <h1>/,
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
    scripts: /without scripts it says `Found` after/,
  },
  {
    name: "a control that a script takes away",
    change: (folder) => {
      before('<p><button type="button">Sort</button></p>')(folder);
      append("assets/main.js", 'document.querySelector("p button").remove();')(folder);
    },
    scripts: /with scripts no control says `Sort`/,
  },
  {
    name: "a style sheet named from the root",
    change: replace(TRIAL, "../assets/site.css", "/litweave/assets/site.css"),
    folder: /no style sheet applies/,
  },
  {
    name: "an empty heading",
    change: before("<h2> </h2>"),
    content: /an empty <h2>/,
  },
  { name: "an empty cell", change: replace(TRIAL, "23.7%", " "), content: /an empty <td>/ },
  {
    name: "a header cell without a scope",
    change: replace(TRIAL, '<th scope="row">Cells', "<th>Cells"),
    content: /a <th> without a scope/,
  },
  {
    name: "a table without a name",
    change: before("<div><table><tbody><tr><td>Cells</td></tr></tbody></table></div>"),
    content: /a table without a name/,
  },
  {
    name: "a number that leads to no fact",
    change: replace(TRIAL, ' data-finding="first/easi/result">14', ">14"),
    content: /`14\/59` in a table leads to no fact/,
  },
  {
    name: "a number whose source is not named",
    change: replace(TRIAL, '<a href="#ref-1">1</a>', "1"),
    content: /a row of a table holds numbers whose source is not named/,
  },
  {
    name: "a page that moves while it loads",
    change: append(
      "assets/main.js",
      `const late = document.createElement("output");
      late.textContent = "Late";
      const first = document.querySelector("h1");
      setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => first.before(late))), 50);`,
    ),
    view: /moves while it loads: 0\.\d+/,
  },
  {
    name: "a page that is too long",
    change: append(TRIAL, `<!-- ${"long ".repeat(12_000)} -->`),
    view: /weighs too much: page 6\d{4} bytes/,
  },
  {
    name: "a style sheet that is too long",
    change: append("assets/site.css", `/* ${"long ".repeat(2_500)} */`),
    view: /weighs too much: styles 1\d{4} bytes/,
  },
  {
    name: "scripts that are too long",
    change: append("assets/copy.js", `// ${"long ".repeat(1_300)}`),
    view: /weighs too much: scripts \d+ bytes/,
  },
  {
    name: "a box that holds the focus",
    change: append(
      "assets/main.js",
      'document.querySelector(".scroll").addEventListener("keydown", (event) => event.preventDefault());',
    ),
    view: /the focus cannot leave <section>/,
  },
  {
    name: "a link that passes the focus on",
    change: append(
      "assets/main.js",
      'const [, from, to] = document.querySelectorAll("nav a");from.addEventListener("focus", () => to.focus());',
    ),
    view: /light: Tab does not reach <a> Trials/,
  },
  {
    name: "a link that can only be passed forwards",
    change: append(
      "assets/main.js",
      'document.querySelectorAll("nav a")[2].addEventListener("keydown", (e) => e.shiftKey && e.preventDefault());',
    ),
    view: /backwards: the focus cannot leave <a> Glossary/,
  },
  {
    name: "a panel that only its ground shows",
    change: append("assets/site.css", ".scroll { background: light-dark(#eef, #224); }"),
    settings: /forced colours, light: `section\.scroll` has no edge/,
  },
  {
    name: "a mark in a colour of its own",
    change: append("assets/site.css", ".drawing { fill: light-dark(#000, #fff); color-scheme: light; }"),
    settings: /forced colours, dark: `rect in svg\.drawing` cannot be seen/,
  },
  {
    name: "a style that moves",
    change: append("assets/site.css", "a { transition: color 1s; } html { scroll-behavior: smooth; }"),
    settings: /`a` sets transition-duration though less motion/,
  },
  {
    name: "a page that glides",
    change: append("assets/site.css", "html { scroll-behavior: smooth; }"),
    settings: /`html` sets scroll-behavior though less motion/,
  },
  {
    name: "a script that moves something",
    change: append("assets/main.js", 'document.querySelector("h1").animate({ opacity: [0, 1] }, 1e6);'),
    settings: /`h1` moves though less motion/,
  },
  {
    name: "a box that does not grow sideways with its letters",
    change: append("assets/site.css", "h1 { min-inline-size: 22rem; }"),
    settings: /scrolls sideways by \d+ px with letters twice as large/,
  },
  {
    name: "a box that does not grow with its letters",
    change: append("assets/site.css", "h1 { block-size: 50px; overflow: hidden; }"),
    settings: /`h1` is cut off with letters twice as large/,
  },
  {
    name: "a box that is placed from the left",
    change: append("assets/site.css", "h1 { position: relative; left: 2rem; max-inline-size: none; }"),
    settings: /right to left, 320 px: `h1` lies beyond an edge/,
  },
  {
    name: "what is closed and stays so on paper",
    change: replace("assets/site.css", "content-visibility: visible;", "content-visibility: hidden;"),
    settings: /on paper: `Each visit.*` \(p\) is missing/,
  },
  {
    name: "a dark sheet",
    change: append("assets/site.css", "@media print { :root { color-scheme: dark; } }"),
    settings: /on paper: `html` is dark/,
  },
  {
    name: "a table that is wider than a sheet",
    change: append("assets/site.css", "@media print { table { min-inline-size: 60rem; } }"),
    settings: /on paper: `table` is wider than the sheet/,
  },
  {
    name: "a table that is cut off on paper",
    change: append(
      "assets/site.css",
      "@media print { .scroll { overflow: auto; } table { min-inline-size: 60rem; } }",
    ),
    settings: /on paper: `section\.scroll` is cut off/,
  },
  {
    name: "a page that search engines may not read",
    change: replace(TRIAL, "<title>", '<meta name="robots" content="noindex"><title>'),
    lighthouse: /Lighthouse, SEO: \d+ of 100: is-crawlable/,
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
