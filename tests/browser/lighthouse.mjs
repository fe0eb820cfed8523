/** What Lighthouse says of a page; all but its speed, which is not measured on a busy machine. */
import { createServer } from "node:net";
import lighthouse from "lighthouse";
import { launch } from "./browser.mjs";

const CATEGORIES = ["accessibility", "best-practices", "seo"];

/** A browser that Lighthouse drives, one page after the other. */
export class Inspector {
  static async start() {
    const inspector = new Inspector();
    inspector.port = await freePort();
    inspector.browser = await launch([`--remote-debugging-port=${inspector.port}`]);
    return inspector;
  }

  /**
   * @param {string} address
   * @returns {Promise<string[]>} each category with less than 100 of 100, and why
   */
  async inspect(address) {
    const { lhr } = await lighthouse(address, {
      port: this.port,
      onlyCategories: CATEGORIES,
      throttlingMethod: "provided",
      // A machine that does much else may take long to show anything.
      maxWaitForFcp: 120_000,
      maxWaitForLoad: 180_000,
      logLevel: "error",
    });
    const faults = lhr.runtimeError ? [`Lighthouse: ${lhr.runtimeError.message}`] : [];
    for (const { title, score, auditRefs } of Object.values(lhr.categories)) {
      if (score === 1) continue;
      const failed = auditRefs
        .map(({ id, weight }) => ({ ...lhr.audits[id], weight }))
        .filter(({ score, weight }) => weight > 0 && score !== null && score < 1);
      const reasons = failed.map(({ id, title }) => `${id} (${title})`).join("; ");
      faults.push(`Lighthouse, ${title}: ${Math.round((score ?? 0) * 100)} of 100: ${reasons}`);
    }
    return faults;
  }

  leave() {
    return this.browser.close();
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
