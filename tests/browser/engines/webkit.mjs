/** WebKitGTK, the nearest to Safari that runs here, by WebDriver; it needs a screen (`xvfb-run`). */
import { spawn } from "node:child_process";
import { Builder, By, Capabilities, Key } from "selenium-webdriver";

const PORT = 4455;
const BROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

export async function open() {
  const driver = spawn(process.env.WEBKIT_DRIVER || "WebKitWebDriver", [`--port=${PORT}`], {
    env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
    stdio: "ignore",
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const options = { binary: process.env.WEBKIT || BROWSER, args: ["--automation"] };
  const capabilities = new Capabilities().set("browserName", "MiniBrowser").set("webkitgtk:browserOptions", options);
  const page = await new Builder().usingServer(`http://127.0.0.1:${PORT}`).withCapabilities(capabilities).build();
  return {
    version: async () => `WebKitGTK ${(await page.getCapabilities()).get("browserVersion")}`,
    async visit(address, width, height) {
      await page.manage().window().setRect({ width, height });
      await page.get(address);
    },
    run: (body) => page.executeScript(body),
    runLater: (body) => page.executeAsyncScript(`const done = arguments[arguments.length - 1]; ${body}`),
    hover: async (selector) => page.actions().move({ origin: await page.findElement(By.css(selector)) }).perform(),
    async press(key, shift = false) {
      const pressed = { Tab: Key.TAB, Escape: Key.ESCAPE }[key];
      const keys = page.actions();
      await (shift ? keys.keyDown(Key.SHIFT).sendKeys(pressed).keyUp(Key.SHIFT) : keys.sendKeys(pressed)).perform();
    },
    async close() {
      await page.quit();
      driver.kill();
    },
  };
}
