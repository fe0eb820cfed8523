/** Sends readers to one page of each kind of the built site. */
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, Reader } from "./browser.mjs";
import { expectNone } from "./expect.mjs";
import { serve } from "./serve.mjs";
import { onePageOfEachKind, publishedHome, siteFolder } from "./site.mjs";

/** What `404.html` is met at: it names its files from the root of a server, at any depth. */
const MISSING = { file: "404.html", page: "no/such/page" };

/**
 * A test a page. The readers share a browser and read one page after the other.
 *
 * @param {string} title what is tested of each page, in the words after its name
 * @param {(readers: {reader: Reader, plain: Reader, opener: Reader | null}, page: string) => Promise<string[]>} look
 *   returns what is wrong; `plain` runs no scripts, `opener` opens pages from a folder
 */
export function onePageEach(title, look) {
  const folder = siteFolder(process.env.LITEWEAVE_SITE);
  describe("one page of each kind", { timeout: 1_800_000 }, () => {
    let server, browser, readers;

    before(async () => {
      server = await serve(folder, publishedHome(folder)?.pathname ?? "/litweave/");
      browser = await launch();
      readers = {
        reader: await Reader.start(browser, server.home),
        plain: await Reader.start(browser, server.home, { javaScriptEnabled: false }),
        opener: await Reader.start(browser, pathToFileURL(`${folder}/`).href),
      };
    });

    after(async () => {
      await browser?.close();
      await server?.close();
    });

    for (const file of onePageOfEachKind(folder)) {
      it(`${file} ${title}`, async () => {
        const isMissing = file === MISSING.file;
        const found = isMissing
          ? await look({ ...readers, opener: null }, MISSING.page)
          : await look(readers, file);
        expectNone(found);
      });
    }
  });
}
