/** Citations: what is copied is what the block says, and a finding is named with its anchor. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { launch, Reader } from "./browser.mjs";
import { serve } from "./serve.mjs";
import { htmlFiles, publishedHome, siteFolder } from "./site.mjs";

const folder = siteFolder(process.env.LITEWEAVE_SITE);
const source = htmlFiles(folder).find((file) =>
  readFileSync(path.join(folder, file), "utf8").includes('class="permalink"'),
);

describe("citations", { timeout: 120_000 }, () => {
  let server, browser, reader;

  before(async () => {
    server = await serve(folder, publishedHome(folder)?.pathname ?? "/litweave/");
    browser = await launch();
    reader = await Reader.start(browser, server.home);
    await reader.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await reader.visit(source);
    await reader.page.locator(".cite-box > summary").click();
  });

  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const clipboard = () => reader.page.evaluate(() => navigator.clipboard.readText());

  it("each button copies exactly the text of its block, and says so", async () => {
    const parts = reader.page.locator(".citations > div");
    const count = await parts.count();
    assert.ok(count >= 5, `${count} forms`);
    for (let at = 0; at < count; at++) {
      const part = parts.nth(at);
      await part.getByRole("button").click();
      await part.getByRole("status").getByText(/\S/).waitFor();
      assert.equal(await clipboard(), await part.locator("dd > *").evaluate((block) => block.textContent));
    }
    assert.deepEqual(reader.faults, []);
  });

  it("the citation of a finding names it and leads to its anchor", async () => {
    const row = reader.page.locator("tr:has(.permalink)").first();
    const id = await row.getAttribute("id");
    const name = await row.locator("th > span, th > a").first().textContent();
    const times = await row.locator('[data-finding$="/time-point"]').allTextContents();
    await row.locator(".permalink").hover();
    const opener = row.locator(".permalink[aria-expanded]");
    await opener.click();
    assert.equal(await opener.getAttribute("aria-expanded"), "true");
    const copied = async (nth) => {
      await row.locator(".cite-menu button").nth(nth).click();
      await row.getByRole("status").getByText(/\S/).waitFor();
      return clipboard();
    };
    const address = await copied(0);
    assert.ok(address.endsWith(`/${source}#${id}`), address);
    const citation = await copied(1);
    assert.ok(citation.includes(name.trim()), citation);
    assert.ok(times.every((time) => citation.includes(time)), citation);
    assert.ok(citation.includes(address), citation);
    assert.ok(!/[{}]/.test(citation), citation);
    const report = row.locator(".cite-menu a");
    if (await reader.page.locator('.site-footer a[href*="/issues/new?"]').count()) {
      const { searchParams } = new URL(await report.getAttribute("href"));
      assert.ok(searchParams.get("body").includes(`${source}#${id}\n`), searchParams.get("body"));
    } else {
      assert.equal(await report.count(), 0);
    }
    await opener.click();
    assert.equal(await row.locator(".cite-menu").count(), 0);
    assert.deepEqual(reader.faults, []);
  });

  it("a permalink opens its menu at the first press, before anything of it was loaded", async () => {
    const page = await reader.context.newPage();
    await page.goto(server.home + source);
    await page.locator(".permalink").first().click();
    await page.locator(".cite-menu").waitFor();
    await page.close();
  });

  it("without scripts a permalink leads to its finding", async () => {
    const plain = await Reader.start(browser, server.home, { javaScriptEnabled: false });
    await plain.visit(source);
    const link = plain.page.locator("a.permalink").first();
    const href = await link.getAttribute("href");
    await link.click();
    assert.equal(new URL(plain.page.url()).hash, href);
    assert.ok(await link.getAttribute("aria-label"));
    await plain.leave();
  });
});
