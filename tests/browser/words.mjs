/** The words of a page: whether two readers are told the same. */

/** @typedef {import("playwright-core").Page} Page */

/**
 * A word of `<main>`; `control` where it stands in a control, such as a button.
 *
 * @typedef {{text: string, control: boolean}} Word
 */

/**
 * The words of `<main>`.
 *
 * @param {Page} page
 * @returns {Promise<Word[]>}
 */
export async function words(page) {
  return page.evaluate(() => {
    const silent = "script, style, template, noscript";
    const controls = "button, label, select, output, form, [role=status]";
    const inline =
      "a, abbr, b, cite, code, data, dfn, em, i, mark, q, small, span, strong, sub, sup, time, u";
    const pieces = [{ text: "", control: false }];
    const visit = (node) => {
      if (node.nodeType === Node.TEXT_NODE) pieces.at(-1).text += node.data;
      if (node.nodeType !== Node.ELEMENT_NODE || node.matches(silent)) return;
      // A word may run through inline elements, but not from one block or control into the next.
      const breaks = !node.matches(inline);
      if (breaks) pieces.push({ text: "", control: node.closest(controls) !== null });
      node.childNodes.forEach(visit);
      if (breaks) pieces.push({ text: "", control: node.parentElement.closest(controls) !== null });
    };
    const main = document.querySelector("main");
    if (main !== null) visit(main);
    return pieces.flatMap(({ text, control }) =>
      text
        .split(/\s+/)
        .filter(Boolean)
        .map((text) => ({ text, control })),
    );
  });
}

/**
 * Compares what a page says with and without scripts. A script may add controls; it may not add,
 * change or take away what the page says.
 *
 * @param {Word[]} plain without scripts
 * @param {Word[]} scripted
 * @returns {string[]}
 */
export function sameText(plain, scripted) {
  let next = 0;
  for (const { text, control } of scripted) {
    if (text === plain[next]?.text) next++;
    else if (!control) return [`with scripts it says \`${text}\` ${after(plain, next)}`];
  }
  return next === plain.length
    ? []
    : [`without scripts it says \`${plain[next].text}\` ${after(plain, next)}`];
}

function after(plain, next) {
  if (next === 0) return "at the beginning";
  const before = plain
    .slice(Math.max(0, next - 5), next)
    .map(({ text }) => text)
    .join(" ");
  return `after \`${before}\``;
}
