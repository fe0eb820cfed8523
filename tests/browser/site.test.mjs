/** The whole built site, page by page, without a browser. */
import { test } from "node:test";
import { checkContent } from "./content.mjs";
import { crawl, crawlMissingPage } from "./crawl.mjs";
import { expectNone } from "./expect.mjs";
import { checkFrames } from "./frame.mjs";
import { validate } from "./markup.mjs";
import { siteFolder } from "./site.mjs";

const folder = siteFolder(process.env.LITEWEAVE_SITE);

for (const base of ["/", "/litweave/"]) {
  test(`every link leads somewhere when the site lies at ${base}`, async () => {
    expectNone(await crawl(folder, base));
  });
}

test("the page for missing addresses works at any depth", async () => {
  expectNone(await crawlMissingPage(folder));
});

test("every page has its frame and its policy, and nothing active", () => {
  expectNone(checkFrames(folder));
});

test("every cell answers, every number of a table can be followed, and no heading is skipped", () => {
  expectNone(checkContent(folder));
});

test("the markup of every page is valid", async () => {
  expectNone(await validate(folder));
});
