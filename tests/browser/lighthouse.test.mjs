/** The longest page of each kind, judged by Lighthouse. */
import { after, before, describe, it } from "node:test";
import { expectNone } from "./expect.mjs";
import { Inspector } from "./lighthouse.mjs";
import { serve } from "./serve.mjs";
import { longestOfEachKind, publishedHome, siteFolder } from "./site.mjs";

const folder = siteFolder(process.env.LITEWEAVE_SITE);

describe("Lighthouse gives 100 for accessibility, best practices and SEO", { timeout: 1_800_000 }, () => {
  let server, inspector;

  before(async () => {
    server = await serve(folder, publishedHome(folder)?.pathname ?? "/litweave/");
    inspector = await Inspector.start();
  });

  after(async () => {
    await inspector?.leave();
    await server?.close();
  });

  for (const file of longestOfEachKind(folder)) {
    it(file, async () => expectNone(await inspector.inspect(server.home + file)));
  }
});
