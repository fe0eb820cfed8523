/**
 * Tips and switches in Firefox or WebKit: `node probe.mjs firefox|webkit FOLDER`, where FOLDER is
 * the built site. Ends with 0 where everything that is looked at is as it should be.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import axe from "axe-core";
import { serve } from "../serve.mjs";
import * as firefox from "./firefox.mjs";
import * as webkit from "./webkit.mjs";

const [engine, folder] = process.argv.slice(2);
const base = "/litweave/";
const { home, close } = await serve(folder, base);
const browser = await { firefox, webkit }[engine].open();
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let failed = 0;
function check(what, is) {
  console.log(`${is ? "ok  " : "FAIL"} ${what}`);
  if (!is) failed++;
}

const count = (file, words) => readFileSync(path.join(folder, file), "utf8").split(words).length;
const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
const withTips = pages.toSorted((a, b) => count(b, "interestfor=") - count(a, "interestfor="))[0];
const withoutTips = pages.toSorted((a, b) => count(b, 'class="term" href=') - count(a, 'class="term" href='))[0];
const withReadings = pages.find((file) =>
  ['data-reading="plain"', 'data-reading="clinical"', "data-notice"].every((words) => count(file, words) > 1),
);

/** The anchors of the tips that are shown. */
const shown = () => browser.run(`return [...document.querySelectorAll(".tip:popover-open")].map((tip) => tip.id).join()`);
const LINK = "main [interestfor]";
const idOf = (at) => browser.run(`return document.querySelectorAll("${LINK}")[${at}].getAttribute("interestfor")`);

try {
  console.log(`${await browser.version()}, ${withTips}`);
  await browser.visit(home + withTips, 1280, 900);
  await wait(500);

  await browser.hover(LINK);
  await wait(700);
  check("the pointer shows the tip of its link", (await shown()) === (await idOf(0)));
  await browser.hover(".tip:popover-open");
  await wait(700);
  check("it stays while the pointer is on it", (await shown()) === (await idOf(0)));
  const place = await browser.run(`
    const tip = document.querySelector(".tip:popover-open").getBoundingClientRect();
    const link = document.querySelector("${LINK}").getBoundingClientRect();
    return Math.min(Math.abs(tip.top - link.bottom), Math.abs(link.top - tip.bottom));`);
  check(`it stands beside its link (${Math.round(place)} px)`, place < 20);
  await browser.press("Escape");
  await wait(200);
  check("Escape closes it", (await shown()) === "");

  await browser.hover(LINK);
  await browser.hover("h1");
  await wait(700);
  check("a pointer that only passes shows nothing", (await shown()) === "");

  await browser.run(`document.querySelectorAll("${LINK}")[1].focus()`);
  await browser.press("Tab", true);
  await browser.press("Tab");
  await wait(700);
  check("the focus shows the tip of its link", (await shown()) === (await idOf(1)));
  check(
    "the link is described by it",
    (await browser.run(`return document.activeElement.getAttribute("aria-describedby")`)) === (await idOf(1)),
  );
  await browser.run(axe.source);
  const axeFaults = await browser.runLater(
    `axe.run(document).then(({ violations }) => done(violations.map(({ id }) => id).join()))`,
  );
  check(`axe finds nothing with a tip shown (${axeFaults})`, axeFaults === "");
  await browser.press("Tab");
  await wait(700);
  check("moving on shows no other than the next", [await idOf(2), ""].includes(await shown()));
  await browser.press("Escape");

  await browser.visit(home + withoutTips, 1280, 900);
  await wait(500);
  await browser.hover("main a.term:not([interestfor])");
  await wait(1500);
  check("a heavy page shows the tip that it leaves out", (await shown()).endsWith(".html"));

  await browser.visit(home + withTips, 320, 700);
  await wait(500);
  const tap = (selector) =>
    browser.run(`
      const link = document.querySelector("${selector}");
      link.scrollIntoView({ block: "center" });
      const event = (kind, type) => new kind(type, { bubbles: true, cancelable: true, pointerType: "touch" });
      link.dispatchEvent(event(PointerEvent, "pointerdown"));
      return link.dispatchEvent(event(MouseEvent, "click"));`);
  check("the first tap does not leave the page", (await tap(LINK)) === false);
  check("it shows the tip", (await shown()) === (await idOf(0)));
  const onward = await browser.run(`
    const [link, more] = [document.querySelector("${LINK}"), document.querySelectorAll(".tip:popover-open a")];
    return more.length === 1 && more[0].href === link.href`);
  check("with one link onward", onward);
  const within = await browser.run(`
    const { left, right, top, bottom } = document.querySelector(".tip:popover-open").getBoundingClientRect();
    const { scrollWidth, clientWidth } = document.documentElement;
    return [left >= 0, right <= innerWidth, top >= 0, bottom <= innerHeight, scrollWidth <= clientWidth].join()`);
  check(`within the screen of a phone (${within})`, !within.includes("false"));
  await tap("h1");
  check("a tap elsewhere closes it", (await shown()) === "");

  await browser.visit(home + withReadings, 1280, 900);
  await wait(500);
  const sees = (selector) =>
    browser.run(`return document.querySelector("${selector}").checkVisibility({ contentVisibilityAuto: true })`);
  await browser.run(`document.querySelector(".view [value=plain]").click()`);
  check("the clinical reading is folded away", !(await sees("[data-reading=clinical] p")));
  check("the warning is not", await sees("[data-notice=warning] p"));
  const id = await browser.run(`return document.querySelector("[data-reading=clinical] [id]").id`);
  await browser.visit(`${home}${withReadings}?again#${id}`, 1280, 900);
  await wait(500);
  check("an address that leads into it opens it", await sees("#" + id));
  await browser.run(`document.querySelector(".theme").click(), document.querySelector(".theme").click()`);
  await browser.visit(home + withReadings, 1280, 900);
  await wait(500);
  const dark = await browser.run(`return getComputedStyle(document.body).backgroundColor`);
  check(`the dark theme is kept (${dark})`, dark === "rgb(15, 23, 24)");
  const contents = await browser.run(`
    const link = document.querySelector(".contents a");
    return link === null || link.checkVisibility()`);
  check("the contents stand open beside the text", contents);
} finally {
  await browser.close();
  await close();
}
console.log(failed ? `${failed} failed in ${engine}` : `all passed in ${engine}`);
process.exit(failed ? 1 : 0);
