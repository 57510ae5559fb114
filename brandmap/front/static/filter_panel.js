/* The filters in compact rows with live counts, and the sentence that says them. */

import { element } from "./dom.js";
import { ALL, CONDITIONS, FACETS, activeGroups, emptyGroup } from "./filters.js";
import { searchText } from "./store.js";
import { welcome } from "./welcome.js";

const TYPING = 120; // ms without a key until a search is made
/** Windows in which the filters begin folded away: narrow ones, and low ones as on a laptop at 150 %. */
const FOLDED = window.matchMedia("(max-width: 899.9px), (max-height: 559.9px)");

/** What the reader goes on to: list, card or table, or else what stands below the filters. @param {HTMLElement} root */
const onward = root =>
  document.querySelector("#panel-list, [data-card], .bm-data") ??
  root.closest('[data-testid="stElementContainer"]')?.nextElementSibling;

/**
 * Draw the filter panel into `root`, now and after every change of the store.
 * @param {HTMLElement} root
 * @param {import("./store.js").Store} store
 * @param {() => [href: string, text: string][]} [ways] to other pages, for a first visit
 */
export function filterPanel(root, store, ways = () => []) {
  const panel = element("div");
  panel.setAttribute("role", "search");
  const details = element("details", "bm-filters");
  details.id = "filters";
  const unfold = () => (details.open = !FOLDED.matches);
  unfold();
  FOLDED.addEventListener("change", unfold);
  const result = element("p", "bm-result");
  result.id = "result";
  result.setAttribute("role", "status");
  const empty = Object.assign(element("div", "bm-empty"), { id: "empty", hidden: true });
  /** @type {Map<string, { label: HTMLElement, box: HTMLInputElement, count: HTMLElement }>} */
  const chips = new Map();
  const summary = element("summary");
  const search = element("input");
  const clear = element("button", "bm-choice");
  // Enter in any field presses it; it is seen while it has the focus.
  const skip = element("button", "bm-unseen bm-choice bm-go-on");
  const greeting = welcome(store, goOn, ways);
  let typing = 0;
  /** @type {Models | undefined} */
  let drawn;

  function build() {
    drawn = store.models;
    chips.clear();
    const rows = element("form", "bm-filter-rows");
    const several = store.models.facets.edition.length > 1;
    rows.append(...(several ? [facetRow("edition")] : []), searchRow(), ...CONDITIONS.map(facetRow), skip);
    Object.assign(clear, { id: "clear", type: "button", textContent: store.say("filters.clear") });
    skip.textContent = store.say("site.skip");
    panel.setAttribute("aria-label", store.say("filters.heading"));
    details.replaceChildren(summary, rows);
  }

  function searchRow() {
    const row = element("div", "bm-row");
    const label = element("label", "bm-group", store.say("filters.search"));
    label.htmlFor = search.id = "search";
    Object.assign(search, { type: "search", maxLength: 80, autocomplete: "off", value: store.view.q });
    search.placeholder = store.say("filters.search_placeholder");
    search.title = store.say("filters.search_help");
    row.append(label, search);
    return row;
  }

  /** @param {Facet} facet */
  function facetRow(facet) {
    const row = element("fieldset", facet === "edition" ? "bm-row bm-years" : "bm-row");
    const name = element("span", "bm-group", store.say(`filters.${facet}`));
    name.id = `name-${facet}`;
    row.setAttribute("aria-labelledby", name.id);
    row.append(name);
    for (const choice of choicesOf(facet)) {
      const chip = element("label", "bm-choice");
      const type = facet === "edition" ? "radio" : "checkbox";
      const box = Object.assign(element("input"), { type, name: facet, id: `${facet}-${choice.id}` });
      const count = element("span", "bm-n");
      const act = () => (facet === "edition" ? store.turn([choice.id]) : store.toggle(facet, choice.id));
      box.addEventListener("change", act);
      const theme = facet === "theme" && store.rules.themes.get(choice.id);
      const mark = theme ? [Object.assign(element("i"), { ariaHidden: "true" })] : [];
      if (theme) mark[0].style.backgroundColor = theme.colour;
      const words = choice.short.slice(0, 1).toUpperCase() + choice.short.slice(1);
      chip.append(box, ...mark, element("span", "label", words), count);
      row.append(chip);
      chips.set(box.id, { label: chip, box, count });
    }
    return row;
  }

  /** @param {Facet} facet */
  function choicesOf(facet) {
    const choices = store.models.facets[facet];
    const all = store.say("filters.all_editions");
    return facet === "edition" ? [...choices, { id: ALL, label: all, short: all }] : choices;
  }

  /** @param {Facet} facet */
  function chosenOf(facet) {
    if (facet !== "edition" || store.view.edition.includes(ALL)) return store.view[facet];
    return store.rules.shown(store.view);
  }

  function draw() {
    if (drawn !== store.models) build();
    for (const facet of FACETS) {
      const counts = store.rules.counts(store.view, facet);
      counts.set(
        ALL,
        [...counts.values()].reduce((sum, n) => sum + n, 0),
      );
      for (const { id } of choicesOf(facet)) {
        const chip = chips.get(`${facet}-${id}`);
        const chosen = chosenOf(facet).includes(id);
        if (!chip) continue;
        chip.box.checked = chosen;
        chip.label.classList.toggle("is-on", chosen);
        chip.label.classList.toggle("is-off", !counts.get(id) && !chosen);
        chip.box.disabled = !counts.get(id) && !chosen;
        chip.count.textContent = String(counts.get(id));
      }
    }
    if (document.activeElement !== search || !store.view.q) search.value = store.view.q;
    const groups = activeGroups(store.view).length;
    clear.hidden = !groups;
    summary.textContent = store.say("filters.heading") + (groups ? ` (${groups})` : "");
    const sentence = store.rules.sentence(store.view);
    if (result.textContent !== sentence) result.textContent = sentence;
    greeting.draw();
    drawEmpty();
  }

  /** Say of an empty result which single condition to drop, and what that would show. */
  function drawEmpty() {
    empty.hidden = store.kept.length > 0;
    if (empty.hidden) return;
    const rescues = store.rules.rescues(store.view);
    const help = rescues.length ? [element("p", "", store.say("filters.empty_help"))] : [];
    const buttons = rescues.map(([group, n]) => {
      const button = Object.assign(element("button", "bm-choice"), { type: "button" });
      button.textContent = store.say(`filters.drop_${group}`, { n });
      button.addEventListener("click", () => store.set(emptyGroup(group)));
      return button;
    });
    empty.replaceChildren(element("p", "bm-strong", store.say("filters.empty_heading")), ...help, ...buttons);
  }

  async function find() {
    const { rules } = store;
    const ready = !search.value || (await rules.ready());
    if (ready && rules === store.rules) store.set({ q: searchText(search.value) });
  }

  function goOn() {
    const place = /** @type {HTMLElement | null | undefined} */ (onward(root));
    if (!place) return;
    if (place.tabIndex < 0) place.tabIndex = -1;
    place.focus();
  }

  search.addEventListener("input", event => {
    clearTimeout(typing);
    if (/** @type {InputEvent} */ (event).isComposing) return; // half a word of an input method
    typing = window.setTimeout(find, TYPING);
  });
  search.addEventListener("focus", () => store.rules.ready());
  search.addEventListener("compositionend", () => search.dispatchEvent(new Event("input")));
  details.addEventListener("submit", event => {
    event.preventDefault();
    clearTimeout(typing);
    find().then(goOn);
  });
  clear.addEventListener("click", () => {
    clearTimeout(typing);
    search.focus();
    store.clear();
  });
  const said = element("div", "bm-said");
  said.append(result, clear, greeting.box);
  panel.append(details, said, empty);
  root.append(panel);
  draw();
  const stop = store.subscribe(draw);
  return () => {
    FOLDED.removeEventListener("change", unfold);
    stop();
  };
}
