/** Puts a button beside each citation of a box, which copies it. */
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
}

export function make(name, text, parent, attributes = {}) {
  const element = document.createElement(name);
  element.textContent = text;
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  parent.append(element);
  return element;
}

export async function copy(text, status, say) {
  status.textContent = "";
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = ` ${say.copied}`;
  } catch {
    status.textContent = ` ${say.failed.replace("{text}", () => text)}`;
  }
}
