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
  const said = plain.filter(({ control }) => !control).map(({ text }) => text);
  const found = scripted.filter(({ control }) => !control).map(({ text }) => text);
  const at = said.findIndex((word, index) => word !== found[index]);
  if (at >= 0)
    return [`without scripts it says \`${said[at]}\` ${after(said, at)}, with scripts \`${found[at]}\``];
  const more = found.slice(said.length);
  if (more.length > 0) return [`with scripts it says \`${more[0]}\` ${after(said, said.length)}`];
  return lostControls(plain, scripted);
}

/** Controls that the page has without scripts stay, among others. */
function lostControls(plain, scripted) {
  const controls = (words) => words.filter(({ control }) => control).map(({ text }) => text);
  const left = controls(scripted)[Symbol.iterator]();
  const isThere = (word) => {
    for (const text of left) if (text === word) return true;
    return false;
  };
  const lost = controls(plain).find((word) => !isThere(word));
  return lost === undefined ? [] : [`with scripts no control says \`${lost}\``];
}

function after(words, next) {
  return next === 0 ? "at the beginning" : `after \`${words.slice(Math.max(0, next - 5), next).join(" ")}\``;
}
