/** Starts what a page asks for: `data-behaviour="sort"` on an element starts that module on it. */
const behaviours = {
  settings: () => import("./settings.js"),
  tips: () => import("./tips.js"),
  copy: () => import("./copy.js"),
  table: () => import("./table.js"),
};

for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    behaviours[name]?.().then(({ start }) => start(element));
  }
}
