/** Lets a reader filter, sort and take away a table; the state stands in the address. */
import { csv } from "./csv.js";

/** More values than these are offered as a list and not as buttons. */
const CHIPS = 12;

/** The key of a cell that says that there is nothing. */
const NOTHING = Symbol();

export function start(root) {
  const words = root.dataset;
  const table = root.querySelector("table");
  const heads = [...table.tHead.rows[0].cells];
  const bodies = [...table.tBodies].map((body) => ({ body, title: body.querySelector(".group") }));
  const rows = bodies.flatMap(({ body }) => [...body.rows].filter((row) => !row.matches(".group")).map(read));
  rows.forEach((row, order) => (row.order = order));
  const facets = heads.map((head, at) => facet(head, at, rows)).filter(Boolean);
  const state = { chosen: new Map(), text: "", sort: "" };

  const form = element("form", { className: "filters" });
  const panel = element("details");
  const text = element("input", { type: "search", autocomplete: "off" });
  const label = element("label", { className: "actions", textContent: words.text });
  label.append(text);
  const status = element("p", { role: "status" });
  const clear = button(words.clear, () => change({ chosen: new Map(), text: "", sort: "" }));
  const copy = button(words.copy, async () => {
    await navigator.clipboard.writeText(location.href);
    copy.textContent = words.copied;
  });
  const save = button("", () => download(`${words.name}.csv`, csv(shownRows())));
  const actions = element("p", { className: "actions" });
  actions.append(save, ...(navigator.clipboard ? [copy] : []), clear);
  panel.append(element("summary", { textContent: words.filters }), label, ...facets.map(controls), actions);
  form.append(panel, status);
  root.prepend(form);
  heads.forEach((head) => head.dataset.key && sortable(head));

  let typing;
  form.addEventListener("submit", (event) => event.preventDefault());
  text.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => change({ text: text.value }, "replaceState"), 150);
  });
  addEventListener("popstate", restore);
  restore();

  /** What a row holds: its text, and of each cell the values to choose. Sorting finds its keys when it needs them. */
  function read(row) {
    const cells = [...row.cells];
    return {
      row,
      words: plain(`${row.textContent} ${row.dataset.names ?? ""}`),
      values: cells.map((cell) => new Map([...cell.querySelectorAll("[data-facet]")].map(value))),
      keys: [],
    };
  }

  function facet(head, at, all) {
    if (!("filter" in head.dataset)) return null;
    const names = new Map(all.flatMap(({ values }) => [...values[at]]));
    const values = [...names].sort((one, other) => compare(one[1], other[1]));
    const chooses = values.length > 1 || all.some((row) => !row.values[at].size);
    return values.length > 0 && chooses && { at, key: head.dataset.key, name: head.textContent.trim(), values, shown: new Map() };
  }

  function controls(facet) {
    const group = element("fieldset");
    group.append(element("legend", { textContent: facet.name }));
    if (facet.values.length > CHIPS) {
      const select = element("select", { ariaLabel: facet.name });
      select.append(new Option("–", ""), ...facet.values.map(([value, name]) => new Option(name, value)));
      select.addEventListener("change", () => choose(facet, select.value ? [select.value] : []));
      facet.show = (chosen) => (select.value = [...chosen][0] ?? "");
      group.append(select);
      return group;
    }
    const chips = facet.values.map(([value, name]) => {
      const chip = button(name, () => {
        const chosen = new Set(state.chosen.get(facet.key));
        if (!chosen.delete(value)) chosen.add(value);
        choose(facet, chosen);
      });
      return { chip, value, name };
    });
    facet.show = (chosen) => {
      for (const { chip, value, name } of chips) {
        chip.ariaPressed = String(chosen.has(value));
        chip.textContent = fill(words.chip, { value: name, count: facet.shown.get(value) ?? 0 });
      }
    };
    group.append(...chips.map(({ chip }) => chip));
    return group;
  }

  function choose(facet, values) {
    const chosen = new Map(state.chosen).set(facet.key, new Set(values));
    change({ chosen });
  }

  function sortable(head) {
    const sort = button(head.textContent.trim(), () => {
      const { key } = head.dataset;
      change({ sort: state.sort === key ? `-${key}` : state.sort === `-${key}` ? "" : key });
    });
    head.replaceChildren(sort);
  }

  /** Takes a new state, and notes it in the address. */
  function change(to, how = "pushState") {
    Object.assign(state, to);
    const address = new URL(location.href);
    address.search = "";
    for (const [key, values] of state.chosen) for (const value of values) address.searchParams.append(key, value);
    if (state.text) address.searchParams.set("q", state.text);
    if (state.sort) address.searchParams.set("sort", state.sort);
    history[how](null, "", address);
    show();
  }

  /** Takes the state of the address, as far as the table knows its words. */
  function restore() {
    const asked = new URL(location.href).searchParams;
    const known = ({ values }, key) => asked.getAll(key).filter((value) => values.some(([one]) => one === value));
    state.chosen = new Map(facets.map((facet) => [facet.key, new Set(known(facet, facet.key))]));
    state.text = asked.get("q") ?? "";
    state.sort = heads.some(({ dataset }) => dataset.key && dataset.key === asked.get("sort")?.replace(/^-/, ""))
      ? asked.get("sort")
      : "";
    panel.open ||= state.text !== "" || facets.some(({ key }) => state.chosen.get(key).size);
    show();
  }

  /** Shows the state: one pass over the rows. */
  function show() {
    if (text.value !== state.text) text.value = state.text;
    const wanted = plain(state.text).split(" ").filter(Boolean);
    facets.forEach((facet) => facet.shown.clear());
    let count = 0;
    for (const one of rows) {
      const has = wanted.every((word) => one.words.includes(word));
      const missed = facets.filter(({ at, key }) => {
        const chosen = state.chosen.get(key);
        return chosen?.size && ![...chosen].some((value) => one.values[at].has(value));
      });
      // A value counts the rows that would be shown if it were chosen.
      for (const facet of has && missed.length < 2 ? (missed.length ? missed : facets) : [])
        for (const value of one.values[facet.at].keys()) facet.shown.set(value, (facet.shown.get(value) ?? 0) + 1);
      const isShown = has && missed.length === 0;
      if (one.row.hidden === isShown) one.row.hidden = !isShown;
      count += isShown;
    }
    arrange();
    for (const { body, title } of bodies) if (title) title.hidden = ![...body.rows].some((row) => row !== title && !row.hidden);
    facets.forEach((facet) => facet.show(state.chosen.get(facet.key) ?? new Set()));
    status.textContent = count ? fill(words.showing, { shown: count, all: rows.length }) : words.none;
    const form = new Intl.PluralRules(document.documentElement.lang).select(count);
    save.textContent = fill(words[`csv${form}`] ?? words.csvother, { count });
    save.hidden = !count;
    copy.textContent = words.copy;
    clear.hidden = !location.search;
  }

  function arrange() {
    const by = state.sort.replace(/^-/, "");
    const at = heads.findIndex(({ dataset }) => by && dataset.key === by);
    const turn = state.sort.startsWith("-") ? -1 : 1;
    heads.forEach((head, index) => {
      if (index === at) head.ariaSort = turn < 0 ? "descending" : "ascending";
      else head.removeAttribute("aria-sort");
    });
    const isNumber = at >= 0 && heads[at].dataset.sort === "number";
    if (at >= 0) for (const { row, keys } of rows) keys[at] ??= key(row.cells[at]) ?? NOTHING;
    const sorted = rows.toSorted((one, other) => {
      const [a, b] = [one.keys[at], other.keys[at]];
      if (at < 0 || a === b) return one.order - other.order;
      // What is not known comes last, whichever way the others go.
      if (a === NOTHING || b === NOTHING) return a === NOTHING ? 1 : -1;
      return turn * (isNumber ? a - b : compare(a, b)) || one.order - other.order;
    });
    if (sorted.every(({ row }, index) => row === rows[index].row)) return;
    rows.splice(0, rows.length, ...sorted);
    for (const { body } of bodies) {
      body.append(...sorted.filter(({ row }) => row.parentNode === body).map(({ row }) => row));
    }
  }

  /** The heading and the rows that are shown, as texts, each with its address. */
  function shownRows() {
    const title = [...heads.map(says), words.address];
    const shown = rows.filter(({ row }) => !row.hidden);
    return [title, ...shown.map(({ row }) => [...[...row.cells].map(says), row.querySelector("a")?.href ?? ""])];
  }
}

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
const compare = (one, other) => collator.compare(one, other);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
/** Texts as they are compared: "randomized" finds "randomised". */
const plain = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("iz", "is").replace(/\s+/g, " ").trim();
const value = (at) => [at.dataset.entry?.split(":").pop() ?? at.textContent.trim(), at.textContent.trim()];

/** What a cell is sorted by; `null` where it says that there is nothing. */
function key(cell) {
  if (cell.dataset.value !== undefined) return cell.dataset.value;
  return cell.querySelector(".absent") ? null : says(cell);
}

/** What a cell says, without its citations. */
function says(cell) {
  const copy = cell.cloneNode(true);
  for (const mark of copy.querySelectorAll(".cite, [aria-hidden]")) mark.remove();
  for (const part of copy.querySelectorAll(".part:not(:first-child)")) part.prepend("; ");
  return copy.textContent.replace(/\s+/g, " ").replace(/ ([;,])/g, "$1").trim();
}

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}

function button(words, press) {
  const made = element("button", { type: "button", textContent: words });
  made.addEventListener("click", press);
  return made;
}

function download(name, text) {
  const href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}
