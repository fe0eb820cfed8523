/** One page of each kind of the built site, as Chromium shows it. */
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, Reader } from "./browser.mjs";
import { expectNone } from "./expect.mjs";
import { everyProbe, sameReading } from "./looks.mjs";
import { serve } from "./serve.mjs";
import { onePageOfEachKind, publishedHome, siteFolder } from "./site.mjs";

const folder = siteFolder(process.env.LITEWEAVE_SITE);

describe("one page of each kind", { timeout: 900_000 }, () => {
  let server, browser, reader, plain, opener;

  before(async () => {
    server = await serve(folder, publishedHome(folder)?.pathname ?? "/litweave/");
    browser = await launch();
    reader = await Reader.start(browser, server.home);
    plain = await Reader.start(browser, server.home, { javaScriptEnabled: false });
    opener = await Reader.start(browser, pathToFileURL(`${folder}/`).href);
  });

  after(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const file of onePageOfEachKind(folder)) {
    const isMissingPage = file === "404.html";
    // It is met where nothing else is, at any depth.
    const page = isMissingPage ? "no/such/page" : file;

    it(`${file} passes every probe on a phone and a desk, by day and by night`, async () => {
      expectNone(await everyProbe(reader, page));
    });

    it(`${file} says the same without scripts`, async () => {
      expectNone(await sameReading(plain, reader, page));
    });

    // It cannot know how deep it is met, so it names its assets from the root of a server.
    if (isMissingPage) continue;

    it(`${file} says the same when it is opened from a folder`, async () => {
      expectNone(await sameReading(plain, opener, page));
    });
  }
});
