/** Starts the module that `data-behaviour="…"` names on an element; `data-on="toggle"`: once that happens. */
const behaviours = {
  settings: () => import("./settings.js"),
  tips: () => import("./tips.js"),
  copy: () => import("./copy.js"),
  share: () => import("./share.js"),
  table: () => import("./table.js"),
};

for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    let pressed, begun;
    const begin = () =>
      (begun ??= behaviours[name]?.().then(({ start }) => {
        start(element);
        if (pressed?.matches("a")) pressed.click();
      }));
    const events = element.dataset.on?.split(" ");
    if (!events) begin();
    else element.addEventListener("click", ({ target }) => (pressed = target), { once: true });
    for (const event of events ?? []) element.addEventListener(event, begin, { once: true });
  }
}
