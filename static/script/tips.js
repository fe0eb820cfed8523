/** Shows tips where the browser knows no `interestfor`, and wherever a finger taps. */
export function start(tips) {
  const tipOf = (link) => document.getElementById(link.getAttribute("interestfor"));
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
  addEventListener("pointerdown", ({ target, pointerType }) => {
    touch = pointerType === "touch";
    if (!tips.contains(target) && !at?.contains(target)) show();
  });
  addEventListener("click", (event) => {
    const link = event.target.closest("[interestfor]");
    if (!touch || !link || link === at) return;
    event.preventDefault();
    show(link);
    const more = document.createElement("a");
    more.href = link.href;
    more.textContent = tips.dataset.more.replace("{name}", tipOf(link).firstChild.textContent);
    if (!tipOf(link).querySelector("a")) tipOf(link).append(more);
  });
  if ("interestForElement" in HTMLAnchorElement.prototype) return;

  for (const link of document.querySelectorAll("[interestfor]")) {
    link.setAttribute("aria-describedby", link.getAttribute("interestfor"));
  }
  const look = ({ target }) => {
    const link = target.closest("[interestfor]");
    clearTimeout(timer);
    if (link === at || tips.contains(target)) return;
    // Keyboards may rest on a link while the pointer lies elsewhere.
    if (link || !at?.matches(":focus-visible")) timer = setTimeout(show, link ? 400 : 200, link);
  };
  addEventListener("pointerover", (event) => event.pointerType !== "touch" && look(event));
  addEventListener("focusin", (event) => event.target.matches(":focus-visible") && look(event));
  addEventListener("keydown", ({ key }) => key === "Escape" && show());
}
