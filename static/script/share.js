/** Lets the permalink of each finding open a menu: its address, its citation, a report. */
import { copy, make } from "./copy.js";

export function start(table) {
  const say = document.querySelector(".cite-box").dataset;
  for (const link of table.querySelectorAll(".permalink:not([aria-expanded])")) upgrade(link, say);
}

function upgrade(link, say) {
  const place = link.parentElement;
  const id = link.hash.slice(1);
  const address = `${say.address ?? location.href.split("#")[0]}#${id}`;
  const label = link.getAttribute("aria-label");
  const [before, after] = say.linkTo.split("{name}");
  const name = label.slice(before.length, label.length - after.length);
  link.setAttribute("aria-label", say.menu.replace("{name}", () => name));
  link.setAttribute("aria-expanded", false);
  link.onclick = (event) => {
    event.preventDefault();
    const isOpen = link.getAttribute("aria-expanded") === "true";
    if (isOpen) place.querySelector(".cite-menu").remove();
    else open();
    link.setAttribute("aria-expanded", !isOpen);
  };
  function open() {
    const menu = make("span", "", place, { class: "cite-menu" });
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    const add = (words, text) => {
      make("button", words, menu, { type: "button" }).onclick = () => copy(text, status, say);
    };
    add(say.copyLink, address);
    add(say.copyCitation, say.pattern.replace("{finding}", () => name).replace("{address}", () => address));
    const report = document.querySelector('.site-footer a[href*="/issues/new?"]');
    if (say.reportWords && report) {
      const to = new URL(report.href);
      const page = say.address ?? say.page;
      const body = to.searchParams.get("body").replace(page, () => `${page}#${id}`);
      to.searchParams.set("body", body);
      make("a", say.reportWords, menu, { href: to, rel: "external" });
    }
    menu.append(status);
  }
}
