/** Shows tips where browsers do not, by touch, and on terms of heavy pages. */
export function start(tips) {
  const tipOf = (link) =>
    document.getElementById(link.getAttribute("interestfor") ?? link.getAttribute("aria-describedby"));
  let at, timer, touch;
  const show = (link) => {
    clearTimeout(timer);
    if (at) tipOf(at).togglePopover(false);
    if (at) at.style.anchorName = "";
    at = link;
    if (!link) return;
    link.style.anchorName = tipOf(link).style.positionAnchor = "--tip";
    tipOf(link).togglePopover(true);
  };
  const load = async (link) => (tipOf(link) ? link : (await import("./term.js")).load(link, tips));
  const tap = (link) => {
    show(link);
    const more = document.createElement("a");
    more.href = link.href;
    more.textContent = tips.dataset.more.replace("{name}", tipOf(link).firstChild.textContent);
    if (!tipOf(link).querySelector("a")) tipOf(link).append(more);
  };
  addEventListener("pointerdown", ({ target, pointerType }) => {
    touch = pointerType === "touch";
    if (!tips.contains(target) && !at?.contains(target)) show();
  });
  addEventListener("click", (event) => {
    const link = event.target.closest("[interestfor], .term");
    if (!touch || !link || link === at) return;
    event.preventDefault();
    load(link).then(tap, () => location.assign(link.href));
  });
  const isNative = "interestForElement" in HTMLAnchorElement.prototype;
  for (const link of isNative ? [] : document.querySelectorAll("[interestfor]")) {
    link.setAttribute("aria-describedby", link.getAttribute("interestfor"));
  }
  const look = ({ target }) => {
    const link = target.closest(isNative ? ".term:not([interestfor])" : "[interestfor], .term");
    clearTimeout(timer);
    if (link === at || tips.contains(target)) return;
    const then = () => (link ? load(link).then(show, () => {}) : show());
    // Keyboards may rest on a link while the pointer lies elsewhere.
    if (link || !at?.matches(":focus-visible")) timer = setTimeout(then, link ? 400 : 200);
  };
  addEventListener("pointerover", (event) => event.pointerType !== "touch" && look(event));
  addEventListener("focusin", (event) => event.target.matches(":focus-visible") && look(event));
  addEventListener("keydown", ({ key }) => key === "Escape" && show());
}
