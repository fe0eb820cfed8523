/** Lets the permalink of each finding open a menu: its address, its citation, a report. */
import { copy, make } from "./copy.js";

export function start(table) {
  const say = document.querySelector(".cite-box").dataset;
  for (const link of table.querySelectorAll(".permalink")) upgrade(link, say);
}

function upgrade(link, say) {
  const place = link.parentElement;
  const id = link.hash.slice(1);
  const address = `${say.address ?? location.href.split("#")[0]}#${id}`;
  const name = link.dataset.name;
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
    if (say.reportTo) {
      const to = new URL(say.reportTo);
      const body = to.searchParams.get("body").replace(say.page, () => `${say.page}#${id}`);
      to.searchParams.set("body", body);
      make("a", say.reportWords, menu, { href: to, rel: "external" });
    }
    menu.append(status);
  }
}
