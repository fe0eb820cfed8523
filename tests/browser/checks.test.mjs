/**
 * The checks themselves: nothing is found on a sound site, and whatever is changed for the worse
 * on a copy of it is found.
 */
import assert from "node:assert/strict";
import { appendFileSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, PHONE, Reader } from "./browser.mjs";
import { checkContent } from "./content.mjs";
import { crawl, crawlMissingPage } from "./crawl.mjs";
import { expectFault, expectNone } from "./expect.mjs";
import { FAULTS, TRIAL } from "./faults.mjs";
import { checkFrames } from "./frame.mjs";
import { Inspector } from "./lighthouse.mjs";
import { everyProbe, everySetting, sameReading } from "./looks.mjs";
import { validate } from "./markup.mjs";
import { serve } from "./serve.mjs";
import { htmlFiles, longestOfEachKind, onePageOfEachKind, siteFolder } from "./site.mjs";

const SOUND = fileURLToPath(new URL("fixtures/sound", import.meta.url));

describe("the checks", { timeout: 1_800_000 }, () => {
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
    content: checkContent,
    markup: validate,
    view: (folder, page) =>
      reading(folder, async (home) => {
        return everyProbe(await Reader.start(browser, home), page, PHONE.slice(0, 1));
      }),
    settings: (folder, page) =>
      reading(folder, async (home) => everySetting(await Reader.start(browser, home), page)),
    scripts: (folder, page) =>
      reading(folder, async (home) => {
        const plain = await Reader.start(browser, home, { javaScriptEnabled: false });
        return sameReading(plain, [await Reader.start(browser, home)], page);
      }),
    folder: (folder, page) =>
      reading(folder, async (home) => {
        const plain = await Reader.start(browser, home, { javaScriptEnabled: false });
        return sameReading(plain, [await Reader.start(browser, pathToFileURL(`${folder}/`).href)], page);
      }),
    lighthouse: (folder, page) =>
      reading(folder, async (home) => {
        const inspector = await Inspector.start();
        try {
          return await inspector.inspect(home + page);
        } finally {
          await inspector.leave();
        }
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

  for (const { name, change, page = TRIAL, ...found } of FAULTS) {
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
    for (const id of ["a", "b", "c"]) {
      copyFileSync(path.join(SOUND, TRIAL), path.join(folder, `trials/${id}.html`));
    }
    appendFileSync(path.join(folder, "trials/c.html"), "<!-- the longest -->\n");
    const top = ["404.html", "about.html", "glossary.html", "index.html"];
    const trials = ["trials/index.html", "trials/a.html", "trials/c.html"];
    assert.deepEqual(onePageOfEachKind(folder), [...top, ...trials]);
    const longest = ["index.html", "trials/index.html", "glossary.html", "trials/c.html"];
    assert.deepEqual(longestOfEachKind(folder), longest);
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
