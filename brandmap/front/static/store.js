/* What the page shows, of which models. Every part that draws it subscribes; every act of the reader calls set. */

import { ALL, FACETS, editionsValue } from "./filters.js";

const MAX_QUERY = 80; // characters of the search text

/** @typedef {import("./filters.js").Rules} Rules */
/** @typedef {(view: View, before: View) => void} Listener */

export class Store {
  /** @param {Rules} rules of the collection in one language @param {View} view */
  constructor(rules, view) {
    this.rules = rules;
    this.view = view;
    /** @type {Set<Listener>} */
    this.listeners = new Set();
    /** @type {{ rules: Rules, view: View, kept: Brand[] } | undefined} */
    this.lastKept = undefined;
  }

  get models() {
    return this.rules.models;
  }

  /** The bounds the map has to show; none on the map page, where the reader moves the map. @returns {Corners | undefined} */
  get bounds() {
    return undefined;
  }

  /** The models that the filters keep, computed once per change. */
  get kept() {
    const { rules, view } = this;
    if (this.lastKept?.rules !== rules || this.lastKept.view !== view)
      this.lastKept = { rules, view, kept: rules.keep(view) };
    return this.lastKept.kept;
  }

  /** The selected model, whether or not the filters keep it. */
  get selected() {
    return this.view.brand ? this.rules.brands.get(this.view.brand) : undefined;
  }

  /** The kept models before and after the selected one. @returns {[Brand | undefined, Brand | undefined]} */
  get neighbours() {
    const { positions } = this.rules;
    /** @param {Brand | undefined} brand */
    const position = brand => positions.get(brand?.id ?? "") ?? -1;
    const here = position(this.selected);
    return [this.kept.filter(brand => position(brand) < here).pop(), this.kept.find(brand => position(brand) > here)];
  }

  /** @param {string} key @param {Values} [values] */
  say(key, values) {
    return this.rules.say(key, values);
  }

  /** @param {Brand} brand */
  number(brand) {
    return this.rules.number(brand, this.view);
  }

  /** @param {Brand} brand */
  theme(brand) {
    return /** @type {Theme} */ (this.rules.themes.get(brand.theme[0]));
  }

  /**
   * Change what is shown and tell the subscribers, if it is a change; `rules` are new in another language.
   * @param {Partial<View>} changes
   * @param {Rules} [rules]
   */
  set(changes, rules = this.rules) {
    const before = this.view;
    const view = { ...before, ...changes };
    if (rules === this.rules && query(view) === query(before)) return;
    Object.assign(this, { view, rules });
    for (const listener of this.listeners) listener(view, before);
  }

  /** @param {Listener} listener */
  subscribe(listener) {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Add a value of a facet to the filter, or remove it. @param {Facet} facet @param {string} value */
  toggle(facet, value) {
    const chosen = this.view[facet];
    const next = chosen.includes(value) ? chosen.filter(one => one !== value) : [...chosen, value];
    this.choose(facet, next);
  }

  /** @param {Facet} facet @param {string[]} values */
  choose(facet, values) {
    this.set({ [facet]: this.models.facets[facet].map(choice => choice.id).filter(id => values.includes(id)) });
  }

  /** Show other editions; the card of a model that is not in them is closed. @param {string[]} named */
  turn(named) {
    const edition = editionsValue(this.models, named);
    const shown = this.rules.shown({ ...this.view, edition });
    this.set({ edition, brand: this.selected && shown.includes(this.selected.edition[0]) ? this.selected.id : null });
  }

  clear() {
    this.set({ theme: [], season: [], prefecture: [], q: "" });
  }
}

/** Normalise a search text: single blanks, and none if it is too long. @param {string} text */
export function searchText(text) {
  const words = text.split(/\s+/).filter(Boolean).join(" ");
  return [...words].length > MAX_QUERY ? "" : words;
}

/** Write the parameters of the address, in the order of brandmap/collection/view.py. @param {View} view */
export function query(view) {
  const parameters = new URLSearchParams({ lang: view.lang });
  for (const facet of FACETS) for (const value of view[facet]) parameters.append(facet, value);
  if (view.q) parameters.append("q", view.q);
  if (view.brand) parameters.append("brand", view.brand);
  return String(parameters);
}

/**
 * Read a view from an address; unknown values are left out.
 * @param {string} address
 * @param {Models} models
 * @param {Lang} lang where the address names none
 * @param {readonly Lang[]} langs
 * @returns {View}
 */
export function viewOf(address, models, lang, langs) {
  const parameters = new URLSearchParams(address);
  /** @type {(facet: Facet) => string[]} */
  const known = facet =>
    parameters
      .getAll(facet)
      .filter((id, i, all) => all.indexOf(id) === i && models.facets[facet].some(choice => choice.id === id));
  const brand = models.brands.find(one => one.id === parameters.get("brand"));
  const editions = known("edition");
  if (parameters.getAll("edition").includes(ALL)) editions.push(ALL);
  return {
    lang: langs.find(one => one === parameters.get("lang")) ?? lang,
    // A link to a model shows what was around it when the link was made.
    edition: editionsValue(models, editions.length || !brand ? editions : brand.edition),
    theme: known("theme"),
    season: known("season"),
    prefecture: known("prefecture"),
    q: searchText(parameters.get("q") ?? ""),
    brand: brand?.id ?? null,
  };
}
