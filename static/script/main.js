/**
 * Starts what a page asks for: `data-behaviour="sort"` on an element starts that module on it, with
 * `data-on="toggle"` only once that happens there.
 */
const behaviours = {
  settings: () => import("./settings.js"),
  tips: () => import("./tips.js"),
  copy: () => import("./copy.js"),
  share: () => import("./share.js"),
  table: () => import("./table.js"),
};

for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    const begin = () => behaviours[name]?.().then(({ start }) => start(element));
    const events = element.dataset.on?.split(" ");
    if (!events) begin();
    for (const event of events ?? []) element.addEventListener(event, begin, { once: true });
  }
}
