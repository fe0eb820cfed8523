/**
 * The checks themselves: nothing is found on a sound site, and whatever is changed for the worse
 * on a copy of it is found.
 */
import assert from "node:assert/strict";
import { appendFileSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, Reader, VIEWS } from "./browser.mjs";
import { crawl, crawlMissingPage } from "./crawl.mjs";
import { expectFault, expectNone } from "./expect.mjs";
import { checkFrames } from "./frame.mjs";
import { everyProbe, sameReading } from "./looks.mjs";
import { validate } from "./markup.mjs";
import { serve } from "./serve.mjs";
import { htmlFiles, onePageOfEachKind, siteFolder } from "./site.mjs";

const SOUND = fileURLToPath(new URL("fixtures/sound", import.meta.url));
const TRIAL = "trials/first.html";

describe("the checks", { timeout: 600_000 }, () => {
  let temporary, browser;

  before(async () => {
    temporary = mkdtempSync(path.join(tmpdir(), "litweave-checks-"));
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    rmSync(temporary, { recursive: true, force: true });
  });

  /** What each check finds on a folder; those of the browser look at one page of it. */
  const checks = {
    links: async (folder) => [...(await crawl(folder, "/")), ...(await crawl(folder, "/litweave/"))],
    missing: crawlMissingPage,
    frame: checkFrames,
    markup: validate,
    view: (folder, page) => reading(folder, async (home) => {
      return everyProbe(await Reader.start(browser, home), page, VIEWS.slice(0, 1));
    }),
    scripts: (folder, page) => reading(folder, async (home) => {
      const plain = await Reader.start(browser, home, { javaScriptEnabled: false });
      return sameReading(plain, await Reader.start(browser, home), page);
    }),
    folder: (folder, page) => reading(folder, async (home) => {
      const plain = await Reader.start(browser, home, { javaScriptEnabled: false });
      return sameReading(plain, await Reader.start(browser, pathToFileURL(`${folder}/`).href), page);
    }),
  };

  async function reading(folder, look) {
    const server = await serve(folder, "/litweave/");
    try {
      return await look(server.home);
    } finally {
      await Promise.all(browser.contexts().map((context) => context.close()));
      await server.close();
    }
  }

  for (const [name, check] of Object.entries(checks)) {
    it(`find nothing on a sound site: ${name}`, async () => {
      expectNone(await check(SOUND, TRIAL));
    });
  }

  for (const { name, change, page = TRIAL, ...found } of faults()) {
    for (const [check, pattern] of Object.entries(found)) {
      it(`find ${name}: ${check}`, async () => {
        const folder = mkdtempSync(path.join(temporary, "site-"));
        cpSync(SOUND, folder, { recursive: true });
        change(folder);
        expectFault(await checks[check](folder, page), pattern);
      });
    }
  }

  it("look at one page of each kind", () => {
    const folder = path.join(temporary, "many");
    cpSync(SOUND, folder, { recursive: true });
    for (const id of ["a", "b", "c"]) copyFileSync(path.join(SOUND, TRIAL), path.join(folder, `trials/${id}.html`));
    appendFileSync(path.join(folder, "trials/c.html"), "<!-- the longest -->\n");
    const top = ["404.html", "about.html", "glossary.html", "index.html"];
    assert.deepEqual(onePageOfEachKind(folder), [...top, "trials/index.html", "trials/a.html", "trials/c.html"]);
  });

  it("refuse a folder that is no built site", () => {
    const empty = path.join(temporary, "empty");
    mkdirSync(empty);
    assert.equal(htmlFiles(SOUND).length, 7);
    assert.throws(() => siteFolder(undefined), /LITEWEAVE_SITE names no folder/);
    assert.throws(() => siteFolder(empty), /holds 0 pages/);
    assert.throws(() => siteFolder(path.join(temporary, "nowhere")), /holds 0 pages/);
    assert.equal(siteFolder(SOUND), SOUND);
  });
});

/** What may go wrong, and which check finds it by which words. */
function faults() {
  const text = "<h2 id=\"results\">";
  const before = (markup) => replace(TRIAL, text, `${markup}${text}`);
  const link = (address) => replace(TRIAL, "../glossary.html#easi", address);
  return [
    { name: "a dead link", change: link("../gone.html"), links: /first\.html:\d+: `\.\.\/gone\.html` answers 404/ },
    { name: "a dead anchor", change: link("../glossary.html#gone"), links: /names an anchor that `glossary\.html` does not have/ },
    { name: "a link that is no address", change: link("http://["), links: /is not an address/ },
    { name: "a link from the root", change: link("/litweave/glossary.html"), links: /is an absolute link/ },
    { name: "a link to the published site", change: link("https://example.org/litweave/about.html"), links: /is an absolute link/ },
    { name: "a link to a folder", change: link("../trials/"), links: /names a folder/ },
    { name: "a link out of the site", change: link("../../other.html"), links: /leads out of the site/ },
    { name: "a link that is a script", change: link("javascript:alert(1)"), links: /is a script/ },
    { name: "a page without a way to it", change: copy("about.html", "lost.html"), links: /lost\.html: no link leads to this page/ },
    { name: "a redirect to nowhere", change: replace("old.html", "url=trials/first.html", "url=trials/gone.html"), links: /old\.html:\d+: `trials\/gone\.html` answers 404/ },
    { name: "another page's address", change: replace("about.html", "litweave/about.html", "litweave/glossary.html"), links: /is not the published address/ },
    { name: "a missing font", change: append("assets/site.css", "@font-face { font-family: Gone; src: url(gone.woff2); } h1 { font-family: Gone; }"), links: /site\.css: `gone\.woff2` answers 404/, view: /the font Gone does not load/ },
    { name: "a missing module", change: replace("assets/main.js", "./copy.js", "./gone.js"), links: /main\.js: `\.\/gone\.js` answers 404/, view: /console: .*404/ },
    { name: "a picture from elsewhere", change: before('<img src="https://elsewhere.example/a.png" alt="">'), links: /loads `https:\/\/elsewhere\.example\/a\.png` from elsewhere/, view: /policy violated: img-src https:\/\/elsewhere/ },
    { name: "a request to elsewhere", change: (folder) => {
      replace(TRIAL, "default-src 'self'", "default-src *")(folder);
      append("assets/main.js", 'fetch("https://elsewhere.example/").catch(() => {});')(folder);
    }, view: /asks for https:\/\/elsewhere\.example\//, frame: /its policy does not say `default-src 'self'`/ },
    { name: "relative links on the page for missing addresses", change: replace("404.html", "/litweave/", ""), missing: /404\.html:\d+: `.*` answers 404/, page: "no/such/page", view: /no style sheet applies/ },
    { name: "no page for missing addresses", change: remove("404.html"), missing: /404\.html: is missing/ },
    { name: "a style attribute", change: before('<p style="color: red">Red</p>'), frame: /<p style="…">, which the policy refuses/, view: /policy violated: style-src-attr/ },
    { name: "an inline script", change: before("<script>document.title += 1;</script>"), frame: /an inline script that the policy refuses/, view: /policy violated: script-src-elem/ },
    { name: "a handler", change: before('<p onclick="alert(1)">Press</p>'), frame: /<p onclick="…">/ },
    { name: "a data block that is no JSON", change: before('<script type="application/ld+json">{"a":}</script>'), frame: /no JSON/ },
    { name: "a page without a policy", change: replace(TRIAL, "Content-Security-Policy", "x-policy"), frame: /has 0 Content-Security-Policies/ },
    { name: "a loose policy", change: replace(TRIAL, "script-src 'self'", "script-src 'self' 'unsafe-inline'"), frame: /its policy allows `script-src 'unsafe-inline'`/ },
    { name: "a page without a description", change: replace(TRIAL, 'name="description"', 'name="nothing"'), frame: /has no description/ },
    { name: "a page without a language", change: replace(TRIAL, ' lang="en"', ""), frame: /<html> has no lang/, view: /axe html-has-lang/ },
    { name: "a second heading of the page", change: before("<h1>Again</h1>"), frame: /has 2 <h1>/ },
    { name: "a page without a skip link", change: replace(TRIAL, '<a class="skip" href="#main">Skip to the text</a>', ""), frame: /does not skip to #main/, view: /before the skip link/ },
    { name: "an id used twice", change: before('<p id="results">Twice</p>'), markup: /no-dup-id/ },
    { name: "a heading level that is skipped", change: before("<h4>Too deep</h4>"), view: /axe heading-order/ },
    { name: "a control without a name", change: before('<input type="text">'), view: /axe label/ },
    { name: "words that are too pale", change: append("assets/site.css", "h1 { color: light-dark(#bbb, #444); }"), view: /axe color-contrast/ },
    { name: "controls that are too small to hit", change: (folder) => {
      before('<p><button type="button">a</button><button type="button">b</button></p>')(folder);
      append("assets/site.css", "p button { all: unset; display: inline-block; inline-size: 10px; block-size: 10px; min-block-size: 0; } button:focus-visible { outline: 3px solid; }")(folder);
    }, view: /axe target-size/ },
    { name: "a table that is wider than a phone", change: replace("assets/site.css", "overflow-x: auto", ""), view: /320 px, .*scrolls sideways/ },
    { name: "a missing focus ring", change: append("assets/site.css", ":focus-visible { outline: none; }"), view: /no focus ring/ },
    { name: "a bar that covers what has the focus", change: append("assets/site.css", "footer { position: fixed; inset: 0; background: Canvas; }"), view: /focus is covered/ },
    { name: "a script that fails", change: append("assets/main.js", "undefined.nothing;"), view: /script error/ },
    { name: "words that only a script says", change: append("assets/main.js", 'document.querySelector("main").append("Only here");'), scripts: /with scripts it says `Only` after/ },
    { name: "words that a script takes away", change: append("assets/main.js", 'document.querySelector("caption").remove();'), scripts: /with scripts it says `Group` after/ },
    { name: "a style sheet named from the root", change: replace(TRIAL, "../assets/site.css", "/litweave/assets/site.css"), folder: /no style sheet applies/ },
  ];
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
