/** Opens pages of the built site in Chromium, and notes what goes wrong while they load. */
import { chromium } from "playwright-core";

/**
 * How a page is looked at; `walk` says that it is walked over with the Tab key too.
 *
 * @typedef {{width: number, colorScheme: "light" | "dark", walk: boolean}} View
 */

/** By day and by night. The walk is taken once a width and once a scheme. */
export const PHONE = [
  { width: 320, colorScheme: "light", walk: true },
  { width: 320, colorScheme: "dark", walk: false },
];
export const DESK = [
  { width: 1280, colorScheme: "light", walk: false },
  { width: 1280, colorScheme: "dark", walk: true },
];
export const VIEWS = [...PHONE, ...DESK];

/**
 * Starts the browser that `CHROMIUM` names, or Debian's. It ends with this process at the latest.
 *
 * @param {string[]} more arguments
 */
export function launch(more = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--disable-dev-shm-usage", ...more],
  });
}

/** Somebody who reads the site in a browser of their own, one page after the other. */
export class Reader {
  /** What went wrong on the page that is open, one line each. */
  faults = [];

  /**
   * @param {import("playwright-core").Browser} browser
   * @param {string} home the address of the site; nothing else may be asked for
   * @param {{javaScriptEnabled?: boolean}} options
   */
  static async start(browser, home, { javaScriptEnabled = true } = {}) {
    const reader = new Reader();
    reader.home = home;
    // Smooth scrolling makes "is it on screen" a matter of luck.
    reader.context = await browser.newContext({ javaScriptEnabled, reducedMotion: "reduce" });
    // A machine that does much else may take long.
    reader.context.setDefaultTimeout(180_000);
    await reader.#watch();
    reader.page = await reader.context.newPage();
    return reader;
  }

  /**
   * Opens a page and waits until its modules and fonts are there.
   *
   * @param {string} page its address below the site's
   * @param {View} view
   */
  async visit(page, { width, colorScheme } = DESK[0]) {
    await this.page.setViewportSize({ width, height: 900 });
    await this.page.emulateMedia({ colorScheme });
    this.faults = [];
    this.address = this.home + page;
    await this.page.goto(this.address, { waitUntil: "load" });
    await this.page.evaluate(() => document.fonts.ready.then(() => {}));
  }

  leave() {
    return this.context.close();
  }

  async #watch() {
    await this.context.exposeFunction("litweaveViolation", (violation) => this.faults.push(violation));
    await this.context.addInitScript(() => {
      addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
        globalThis.litweaveViolation(
          `policy violated: ${effectiveDirective} ${blockedURI} ${sample}`.trimEnd(),
        );
      });
    });
    await this.context.route(
      (url) => isElsewhere(url, this.home),
      (route) => {
        this.faults.push(`asks for ${route.request().url()}`);
        return route.abort();
      },
    );
    this.context.on("weberror", (error) => this.faults.push(`script error: ${error.error().message}`));
    this.context.on("console", (message) => {
      // A page that is sent with status 404 on purpose is logged as an error too.
      const { url } = message.location();
      const isThePage = url === this.address && /status of 404/.test(message.text());
      if (message.type() === "error" && !isThePage) this.faults.push(`console: ${message.text()} (${url})`);
    });
  }
}

function isElsewhere(url, home) {
  return !url.href.startsWith(home) && !["data:", "blob:", "about:"].includes(url.protocol);
}
