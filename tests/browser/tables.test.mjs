/** The tables of the lists: whole without scripts; with them filtered, sorted and taken away. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it, test } from "node:test";
import { csv } from "../../static/script/csv.js";
import { launch, Reader } from "./browser.mjs";
import { serve } from "./serve.mjs";
import { siteFolder } from "./site.mjs";

const folder = siteFolder(process.env.LITEWEAVE_SITE);
const LIST = "trials/index.html";

test("a cell that a spreadsheet would run is made harmless, and a number stays one", () => {
  for (const [cell, expected] of [
    ["plain", "plain"],
    ["=1+1", "'=1+1"],
    ["+SUM(A1)", "'+SUM(A1)"],
    ["-cmd", "'-cmd"],
    ["@name", "'@name"],
    ["＝1+1", "'＝1+1"],
    ["＠name", "'＠name"],
    [" =1+1", "' =1+1"],
    ["\t=1", `"'\t=1"`],
    ["-47.3%", "-47.3%"],
    ["+4", "+4"],
    ["-47.3% or more", "'-47.3% or more"],
    ['say "ah", please', '"say ""ah"", please"'],
    ["two\nlines", '"two\nlines"'],
    ["− 47", "− 47"],
  ]) {
    assert.equal(csv([[cell]]), `${expected}\r\n`);
  }
});

describe("the table of a list", { timeout: 300_000 }, () => {
  let server, browser, reader, plain;

  before(async () => {
    server = await serve(folder, "/litweave/");
    browser = await launch();
    reader = await Reader.start(browser, server.home);
    plain = await Reader.start(browser, server.home, { javaScriptEnabled: false });
  });

  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const open = async (address = LIST) => {
    await reader.visit(address);
    await reader.page.waitForSelector(".filters");
    const summary = reader.page.locator(".filters summary");
    if (!(await reader.page.locator(".filters details").evaluate((details) => details.open))) await summary.click();
    return reader.page;
  };
  const names = (page) =>
    page.$$eval("tbody tr:not(.group)", (rows) =>
      rows.filter((row) => row.checkVisibility()).map((row) => row.querySelector("a").textContent),
    );
  const status = (page) => page.locator(".filters [role=status]").textContent();
  /** A button that leaves some rows and takes others, and how many it says that it leaves. */
  const aChip = async (page) => {
    const all = (await names(page)).length;
    for (const chip of await page.locator(".filters fieldset button").all()) {
      const count = Number(/\((\d+)\)$/.exec(await chip.textContent())[1]);
      if (count > 0 && count < all) return { chip, count, all };
    }
    throw new Error("no button leaves some rows and takes others");
  };

  it("is whole without scripts", async () => {
    await plain.visit(LIST);
    await reader.visit(LIST);
    assert.equal(await plain.page.locator(".filters").count(), 0);
    assert.deepEqual(await names(plain.page), await names(reader.page));
    assert.deepEqual(reader.faults, []);
  });

  it("shows the rows that a button counts, and says how many", async () => {
    const page = await open();
    const { chip, count, all } = await aChip(page);
    await chip.click();
    assert.equal((await names(page)).length, count);
    assert.equal(await chip.getAttribute("aria-pressed"), "true");
    assert.match(await status(page), new RegExp(`\\b${count}\\b.*\\b${all}\\b`));
    const { height } = await chip.boundingBox();
    assert.ok(height >= 44, `a button is ${height} px high`);
  });

  it("keeps its state in the address: after a reload, and on the way back", async () => {
    const page = await open();
    const whole = await names(page);
    await (await aChip(page)).chip.click();
    const chosen = await names(page);
    await page.locator("thead button").first().click();
    await page.locator("thead button").first().click();
    const turned = await names(page);
    assert.deepEqual([...turned].sort(), [...chosen].sort());
    assert.equal(await page.locator("thead th").first().getAttribute("aria-sort"), "descending");
    await page.reload();
    await page.waitForSelector(".filters");
    assert.deepEqual(await names(page), turned);
    await page.goBack();
    await page.goBack();
    assert.deepEqual(await names(page), chosen);
    await page.goBack();
    assert.deepEqual(await names(page), whole);
    await page.goForward();
    await page.locator(".filters .actions button:visible").last().click();
    assert.deepEqual(await names(page), whole);
    assert.equal(new URL(page.url()).search, "");
  });

  it("sorts numbers as numbers, and what is not known last", async () => {
    const page = await open();
    const head = page.locator("thead th[data-sort=number]").first();
    const at = await head.evaluate((cell) => cell.cellIndex);
    for (const [direction, sign] of [
      ["ascending", 1],
      ["descending", -1],
    ]) {
      await head.locator("button").click();
      assert.equal(await head.getAttribute("aria-sort"), direction);
      const groups = await page.$$eval(
        "tbody",
        (bodies, at) =>
          bodies.map((body) =>
            [...body.rows].filter((row) => !row.matches(".group")).map((row) => row.cells[at].dataset.value),
          ),
        at,
      );
      for (const values of groups) {
        const known = values.filter((value) => value !== undefined).map(Number);
        assert.deepEqual(values.slice(known.length).filter(Boolean), []);
        assert.deepEqual(known, [...known].sort((one, other) => sign * (one - other)));
      }
    }
  });

  it("filters by words, and says when no row matches", async () => {
    const page = await open();
    const [first] = await names(page);
    await page.fill(".filters input", first.toUpperCase());
    await page.waitForFunction(() => location.search.includes("q="));
    assert.deepEqual(await names(page), [first]);
    await page.fill(".filters input", "no such thing anywhere");
    await page.waitForFunction(() => location.search.includes("anywhere"));
    assert.deepEqual(await names(page), []);
    assert.equal(await status(page), await page.locator(".browse").getAttribute("data-none"));
  });

  it("gives exactly the rows that are shown as CSV", async () => {
    const page = await open();
    const { chip, count } = await aChip(page);
    await chip.click();
    const shown = await names(page);
    const button = page.locator(".filters .actions button").first();
    assert.match(await button.textContent(), new RegExp(`\\b${count}\\b`));
    const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
    const text = readFileSync(await download.path(), "utf8");
    assert.match(download.suggestedFilename(), /\.csv$/);
    const lines = text.trimEnd().split("\r\n");
    assert.equal(lines.length, count + 1);
    shown.forEach((name, at) => assert.ok(lines[at + 1].replaceAll('""', '"').includes(name), name));
    assert.ok(lines.slice(1).every((line) => line.includes(`${server.home}trials/`)));
    assert.doesNotMatch(text, /\[\d+\]/);
  });

  it("filters ten thousand rows in one go", async () => {
    const html = readFileSync(path.join(folder, LIST), "utf8");
    const row = /<tr(?: data-names="[^"]*")?><th scope="row">.*?<\/tr>/s.exec(html)[0];
    const many = Array.from({ length: 10_000 }, (_, at) => row.replace("</a>", ` ${at}</a>`)).join("");
    // Only the script is looked at: what is not shown is not laid out.
    const body = html.replace(row, many).replace('<main id="main"', '<main hidden id="main"');
    const context = await browser.newContext();
    await context.route(`**/${LIST}`, (route) =>
      route.fulfill({ body, contentType: "text/html; charset=utf-8" }),
    );
    const page = await context.newPage();
    await page.goto(server.home + LIST, { timeout: 120_000 });
    await page.waitForSelector(".filters", { state: "attached", timeout: 120_000 });
    const { spent, shown } = await page.evaluate(() => {
      const begun = performance.now();
      history.replaceState(null, "", "?q=777&sort=-name");
      dispatchEvent(new PopStateEvent("popstate"));
      const spent = performance.now() - begun;
      return { spent, shown: document.querySelectorAll("tbody tr:not([hidden], .group)").length };
    });
    assert.ok(shown > 10 && shown < 100, `${shown} rows are shown`);
    // A moment on a quiet machine, and no minutes on a busy one.
    assert.ok(spent < 10_000, `${spent} ms`);
    await context.close();
  });
});
