/** Makes the tip of a term that a heavy page leaves out, from the page of the term. */
export async function load(link, tips) {
  const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
  const text = (part) => page.querySelector(part).textContent;
  const make = (name, words) => Object.assign(document.createElement(name), { textContent: words });
  const says = make("p", page.querySelector("[name=description]").content);
  const tip = Object.assign(make("div"), { className: "tip", popover: "hint", id: new URL(link.href).pathname });
  tip.append(make("strong", text("h1")), " ", make("small", text(".eyebrow")), says);
  if (!document.getElementById(tip.id)) tips.append(tip);
  link.setAttribute("aria-describedby", tip.id);
  return link;
}
