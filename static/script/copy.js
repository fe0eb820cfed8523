/** Copies citations, and puts a menu where a finding has a permalink. */
export function start(box) {
  const say = box.dataset;
  for (const dt of box.querySelectorAll("dt")) {
    const block = dt.nextElementSibling.firstElementChild;
    const label = say.copyAs.replace("{name}", dt.textContent);
    const button = make("button", say.copy, dt, { type: "button", "aria-label": label });
    button.before(" ");
    const status = make("span", "", dt, { role: "status" });
    button.onclick = () => copy(block.textContent, status, say);
  }
  if (!say.pattern) return;
  for (const link of document.querySelectorAll("a.permalink")) upgrade(link, say);
}

function make(name, text, parent, attributes = {}) {
  const element = document.createElement(name);
  element.textContent = text;
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  parent.append(element);
  return element;
}

async function copy(text, status, say) {
  status.textContent = "";
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = ` ${say.copied}`;
  } catch {
    status.textContent = ` ${say.failed.replace("{text}", () => text)}`;
  }
}

/** A permalink becomes a button of the same look, which opens a menu. */
function upgrade(link, say) {
  const place = link.parentElement;
  const id = link.hash.slice(1);
  const address = `${say.address ?? location.href.split("#")[0]}#${id}`;
  const name = link.dataset.name;
  const label = say.menu.replace("{name}", () => name);
  const button = make("button", "", place, { type: "button", class: "permalink", "aria-expanded": false, "aria-label": label });
  link.replaceWith(button);
  button.onclick = () => {
    if (button.ariaExpanded === "false") open();
    else place.querySelector(".cite-menu").remove();
    button.ariaExpanded = button.ariaExpanded === "false";
  };
  function open() {
    const menu = make("span", "", place, { class: "cite-menu" });
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    const add = (words, text) => {
      make("button", words, menu, { type: "button" }).onclick = () => copy(text, status, say);
    };
    add(say.copyLink, address);
    const citation = say.pattern.replace("{finding}", () => name).replace("{address}", () => address);
    add(say.copyCitation, citation);
    if (say.reportTo) {
      const to = new URL(say.reportTo);
      const body = to.searchParams.get("body").replace(say.page, () => `${say.page}#${id}`);
      to.searchParams.set("body", body);
      make("a", say.reportWords, menu, { href: to, rel: "external" });
    }
    menu.append(status);
  }
}
