/** Firefox, by WebDriver BiDi. */
import puppeteer from "puppeteer-core";

export async function open() {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr",
    headless: true,
  });
  const page = await browser.newPage();
  return {
    version: () => browser.version(),
    async visit(address, width, height) {
      await page.setViewport({ width, height });
      await page.goto(address, { waitUntil: "load" });
    },
    run: (body) => page.evaluate(`(() => {${body}})()`),
    runLater: (body) => page.evaluate(`new Promise((done) => {${body}})`),
    hover: (selector) => page.hover(selector),
    async press(key, shift = false) {
      if (shift) await page.keyboard.down("Shift");
      await page.keyboard.press(key);
      if (shift) await page.keyboard.up("Shift");
    },
    close: () => browser.close(),
  };
}
