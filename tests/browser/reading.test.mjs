/** Tips and switches: what a reader can do with the text of a page. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { launch } from "./browser.mjs";
import { accessibility, sidewaysScroll } from "./probes.mjs";
import { expectNone } from "./expect.mjs";
import { elements } from "./html.mjs";
import { serve } from "./serve.mjs";
import { htmlFiles, publishedHome, siteFolder } from "./site.mjs";

const folder = siteFolder(process.env.LITEWEAVE_SITE);
const read = (file) => readFileSync(path.join(folder, file), "utf8");
/** The page of `files` that holds `words` most often. */
const richest = (files, words) =>
  files.toSorted((a, b) => read(b).split(words).length - read(a).split(words).length)[0];
const withTips = richest(htmlFiles(folder), "interestfor=");
/** A page that is too heavy to hold the tips of all its terms. */
const withoutTips = richest(htmlFiles(folder), 'class="term" href=');
const LEFT_OUT = "main a.term:not([interestfor])";
const withReadings = htmlFiles(folder).find((file) =>
  ['data-reading="plain"', 'data-reading="clinical"', "data-notice"].every((words) => read(file).includes(words)),
);

const MOST_WORDS = 40;
const MOST_BYTES = 8_000;

describe("the tips of every page", () => {
  it("are short, light, outside <main>, and each belongs to a link of a text", () => {
    expectNone(htmlFiles(folder).flatMap((file) => tipFaults(read(file)).map((fault) => `${file}: ${fault}`)));
  });
});

function tipFaults(html) {
  const page = elements(html);
  const tips = page.filter(({ attributes }) => attributes.class === "tip").map(({ attributes }) => attributes.id);
  const links = page.filter(({ attributes }) => "interestfor" in attributes);
  const named = new Set(links.map(({ attributes }) => attributes.interestfor));
  const texts = [...html.matchAll(/class="tip">(.*?)<\/div>/gs)].map(([, text]) => text);
  const main = html.slice(0, html.indexOf("</main>"));
  const outside = html.replace(/<(h[1-6]|table|nav)\b.*?<\/\1>/gs, "");
  return [
    ...[...named].filter((id) => !tips.includes(id)).map((id) => `there is no tip ${id}`),
    ...tips.filter((id) => !named.has(id)).map((id) => `no link has the tip ${id}`),
    ...links.filter(({ name }) => name !== "a").map(({ name }) => `<${name}> has a tip`),
    ...texts
      .filter((text) => /<p>(.*)<\/p>/s.exec(text)[1].split(/\s+/).length > MOST_WORDS)
      .map((text) => `a tip is too long: ${text}`),
    ...(texts.join().includes("<a ") ? ["a tip holds a link"] : []),
    ...(main.includes('class="tip"') ? ["a tip stands in <main>"] : []),
    ...(outside.split("interestfor=").length <= links.length ? ["a heading, table or <nav> has a tip"] : []),
    ...(texts.join("").length > MOST_BYTES ? ["its tips are too heavy"] : []),
  ];
}

describe("a page in Chromium", { timeout: 900_000 }, () => {
  let server, browser, context, page;

  before(async () => {
    server = await serve(folder, publishedHome(folder)?.pathname ?? "/litweave/");
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Opens a page anew, as a reader who comes for the first time. */
  async function open(file, options = {}) {
    await context?.close();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
    page = await context.newPage();
    await page.goto(server.home + file);
  }
  const shown = () => page.locator(".tip:popover-open");
  const first = () => page.locator("main [interestfor]").first();

  for (const javaScriptEnabled of [false, true]) {
    describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
      beforeEach(() => open(withTips, { javaScriptEnabled }));

      it("shows a tip under the pointer, keeps it there, and closes it with Escape", async () => {
        await first().hover();
        await shown().waitFor();
        await shown().hover();
        await page.waitForTimeout(900);
        assert.equal(await shown().count(), 1);
        await page.keyboard.press("Escape");
        assert.equal(await shown().count(), 0);
      });

      it("shows the tip of the link that has the focus, and no other", async () => {
        const links = page.locator("main [interestfor]");
        for (const link of [links.first(), links.nth(1)]) {
          await link.focus();
          await page.keyboard.press("Shift+Tab");
          await page.keyboard.press("Tab");
          const id = await link.getAttribute("interestfor");
          await page.locator(`#${id}:popover-open`).waitFor();
          assert.deepEqual(await shown().evaluateAll((tips) => tips.map((tip) => tip.id)), [id]);
        }
      });
    });
  }

  it("shows tips within the screen of a phone, and without a fault of accessibility", async () => {
    await open(withTips, { viewport: { width: 320, height: 700 } });
    for (const link of (await page.locator("main [interestfor]").all()).slice(0, 12)) {
      await link.hover();
      const tip = page.locator(`#${await link.getAttribute("interestfor")}:popover-open`);
      await tip.waitFor();
      const box = await tip.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= 320, `${JSON.stringify(box)}`);
      assert.ok(box.y >= 0 && box.y + box.height <= 700, `${JSON.stringify(box)}`);
    }
    expectNone([...(await accessibility(page)), ...(await sidewaysScroll(page))]);
  });

  it("shows the tip at the first tap, with a link onward, and follows the second", async () => {
    await open(withTips, { viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true });
    const address = page.url();
    await first().tap();
    await shown().waitFor();
    assert.equal(page.url(), address);
    assert.equal(await shown().locator("a").count(), 1);
    await first().tap();
    await page.waitForURL((url) => url.href !== address);
  });

  it("shows tips that a heavy page leaves out, by pointer and by keyboard, and closes them", async () => {
    await open(withoutTips);
    const words = page.locator(LEFT_OUT);
    await words.first().hover();
    await shown().waitFor();
    assert.equal(await shown().count(), 1);
    const [name, text] = [await shown().locator("strong").textContent(), await shown().locator("p").textContent()];
    const own = await page.context().newPage();
    await own.goto(await words.first().evaluate(({ href }) => href));
    assert.equal(name, await own.locator("h1").textContent());
    assert.equal(text, await own.locator("meta[name=description]").getAttribute("content"));
    await own.close();
    expectNone([...(await accessibility(page)), ...(await sidewaysScroll(page))]);
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => !document.querySelector(".tip:popover-open"));

    await words.nth(1).focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await shown().waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await shown().count(), 0);
  });

  it("shows a tip that a heavy page leaves out at the first tap, and follows the second", async () => {
    await open(withoutTips, { viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true });
    const address = page.url();
    await page.locator(LEFT_OUT).first().tap();
    await shown().waitFor();
    assert.equal(page.url(), address);
    assert.equal(await shown().locator("a").count(), 1);
    await page.locator(LEFT_OUT).first().tap();
    await page.waitForURL((url) => url.href !== address);
  });

  it("keeps the theme that was chosen", async () => {
    await open(withTips, { colorScheme: "light" });
    const button = page.locator(".theme");
    const color = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await color();
    await button.click();
    assert.equal(await color(), light);
    await button.click();
    assert.notEqual(await color(), light);
    await page.reload();
    assert.notEqual(await color(), light);
    await button.getByText(/dark/).waitFor();
    await button.click();
    assert.equal(await color(), light);
  });

  describe("with two readings", () => {
    beforeEach(() => open(withReadings));
    const visible = (selector) => page.locator(selector).first().isVisible();
    const choose = (value) => page.locator(`.view [value=${value}]`).click();
    /** Opens the page again, and waits until its switch stands there: then the parts are folded. */
    const reload = async () => {
      await page.reload();
      await page.locator(".view:visible").waitFor();
    };

    it("folds the other reading away, and neither the warning nor harms", async () => {
      const kept = page.locator("#harms, [data-notice=warning]");
      for (const [chosen, other] of [
        ["plain", "clinical"],
        ["clinical", "plain"],
      ]) {
        await choose(chosen);
        assert.equal(await visible(`[data-reading=${chosen}] p`), true);
        assert.equal(await visible(`[data-reading=${other}] p`), false);
        for (const one of await kept.all()) assert.equal(await one.isVisible(), true);
        expectNone([...(await accessibility(page)), ...(await sidewaysScroll(page))]);
        await reload();
        assert.equal(await visible(`[data-reading=${other}] p`), false);
        await page.locator(".fold:visible").first().click();
        assert.equal(await visible(`[data-reading=${other}] p`), true);
      }
      await choose("both");
      assert.equal(await page.locator(".fold:visible, main [hidden=until-found]").count(), 0);
    });

    it("opens the part that an address leads into", async () => {
      await choose("plain");
      const id = await page.locator("[data-reading=clinical] [id]").first().getAttribute("id");
      await page.goto(`${server.home}${withReadings}#${id}`);
      await reload();
      assert.equal(await page.locator(`#${id}`).isVisible(), true);
    });

    it("prints both", async () => {
      await choose("plain");
      await page.emulateMedia({ media: "print" });
      assert.equal(await visible("[data-reading=clinical] p"), true);
    });

    it("works where storage is refused", async () => {
      await context.addInitScript(() => {
        Object.defineProperty(globalThis, "localStorage", {
          get() {
            throw new DOMException("refused", "SecurityError");
          },
        });
      });
      const faults = [];
      page.on("pageerror", ({ message }) => faults.push(message));
      await page.reload();
      await choose("plain");
      await page.locator(".theme").click();
      assert.equal(await visible("[data-reading=clinical] p"), false);
      expectNone(faults);
    });
  });
});
