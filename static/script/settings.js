/** Remembers the colours that a reader chose, and which reading of a page stands open. */
const root = document.documentElement;
/** What is never folded away. */
const KEPT = "#harms, [data-notice]";

export function start(element) {
  (element.matches("button") ? theme : view)(element);
}

function keep(name, value) {
  root.dataset[name] = value;
  try {
    localStorage.setItem(`litweave-${name}`, value);
  } catch {}
}

function theme(button) {
  const values = ["system", "light", "dark"];
  let at = Math.max(0, values.indexOf(root.dataset.theme));
  const show = () => (button.textContent = button.dataset[values[at]]);
  button.onclick = () => {
    at = (at + 1) % 3;
    keep("theme", values[at]);
    show();
  };
  show();
  button.hidden = false;
}

function view(group) {
  const blocks = [...document.querySelectorAll("[data-reading]")];
  if (new Set(blocks.map(({ dataset }) => dataset.reading)).size < 2) return;
  const folds = blocks.flatMap((block) =>
    parts(block).map((part) => fold(part, block.dataset.reading, group.dataset)),
  );
  const choose = (chosen) => {
    for (const button of group.children) button.ariaPressed = button.value === chosen;
    for (const { part, button, reading, set } of folds) {
      const folded = chosen !== "both" && chosen !== reading;
      if (folded) part.before(button);
      else button.remove();
      set(folded);
    }
  };
  group.onclick = ({ target: { value } }) => {
    if (!value) return;
    keep("view", value);
    choose(value);
  };
  const { view } = root.dataset;
  choose(view in group.dataset ? view : "both");
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    const around = folds.find(({ part }) => part.hidden && part.contains(target));
    around?.set(false);
    if (around) target.scrollIntoView();
  };
  group.hidden = false;
  reveal();
  addEventListener("hashchange", reveal);
}

const parts = (block) =>
  block.matches(KEPT) ? [] : block.querySelector(KEPT) ? [...block.children].flatMap(parts) : [block];

/** A button in place of a part, which can still be found, printed and linked to. */
function fold(part, reading, names) {
  const button = document.createElement("button");
  const set = (folded) => {
    part.hidden = folded ? "until-found" : false;
    button.ariaExpanded = !folded;
  };
  button.type = "button";
  button.className = "fold";
  const headings = [...part.querySelectorAll("h2")].map((heading) => heading.textContent);
  button.textContent = headings.join(" · ") || names[reading];
  button.onclick = () => set(!part.hidden);
  part.onbeforematch = () => set(false);
  return { part, reading, button, set };
}
