/** Makes the tip of a term that a heavy page leaves out, from the page of the term. */
export async function load(link, tips) {
  const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
  const text = (part) => page.querySelector(part).textContent;
  const said = [text("h1"), text(".eyebrow"), page.querySelector("[name=description]").content];
  const tip = tips.firstElementChild.cloneNode(true);
  said.forEach((words, index) => (tip.children[index].textContent = words));
  tip.querySelector("a")?.remove();
  tip.id = new URL(link.href).pathname;
  if (!document.getElementById(tip.id)) tips.append(tip);
  link.setAttribute("aria-describedby", tip.id);
  return link;
}
