/* The one truth of the page: what is shown, of which models. Whoever draws subscribes; whoever acts calls set. */

import { ALL, FACETS, scope } from "./filters.js";

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
    this.last = undefined;
  }

  get models() {
    return this.rules.models;
  }

  /** What the map has to show; on the map page that is the reader's. @returns {Corners | undefined} */
  get bounds() {
    return undefined;
  }

  /** The models that the filters keep: asked for many times between two changes. */
  get kept() {
    const { rules, view } = this;
    if (this.last?.rules !== rules || this.last.view !== view) this.last = { rules, view, kept: rules.keep(view) };
    return this.last.kept;
  }

  /** The selected model, whether or not the filters keep it. */
  get selected() {
    return this.view.brand ? this.rules.brands.get(this.view.brand) : undefined;
  }

  /** The kept models before and after the selected one. @returns {[Brand | undefined, Brand | undefined]} */
  get neighbours() {
    const { places } = this.rules;
    /** @param {Brand | undefined} brand */
    const place = brand => places.get(brand?.id ?? "") ?? -1;
    const here = place(this.selected);
    return [this.kept.filter(brand => place(brand) < here).pop(), this.kept.find(brand => place(brand) > here)];
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
   * Change what is shown, of other models if the language changes. Nothing happens when nothing changes.
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

  /** Choose a value of a facet, or no longer. Values keep the order of the choices. @param {Facet} facet @param {string} value */
  toggle(facet, value) {
    const chosen = this.view[facet];
    const next = chosen.includes(value) ? chosen.filter(one => one !== value) : [...chosen, value];
    this.choose(facet, next);
  }

  /** @param {Facet} facet @param {string[]} values */
  choose(facet, values) {
    this.set({ [facet]: this.models.facets[facet].map(choice => choice.id).filter(id => values.includes(id)) });
  }

  /** Turn to other editions; a card of a model that is not in them is closed. @param {string[]} named */
  turn(named) {
    const edition = scope(this.models, named);
    const shown = this.rules.shown({ ...this.view, edition });
    this.set({ edition, brand: this.selected && shown.includes(this.selected.edition[0]) ? this.selected.id : null });
  }

  clear() {
    this.set({ theme: [], season: [], prefecture: [], q: "" });
  }
}

/** One search text for all doors: single blanks, and nothing that is too long. @param {string} text */
export function searchText(text) {
  const words = text.split(/\s+/).filter(Boolean).join(" ");
  return [...words].length > MAX_QUERY ? "" : words;
}

/** The parameters of the address, in the order of brandmap/collection/view.py. @param {View} view */
export function query(view) {
  const parameters = new URLSearchParams({ lang: view.lang });
  for (const facet of FACETS) for (const value of view[facet]) parameters.append(facet, value);
  if (view.q) parameters.append("q", view.q);
  if (view.brand) parameters.append("brand", view.brand);
  return String(parameters);
}

/**
 * Read an address; what is unknown is left out.
 * @param {string} address
 * @param {Models} models
 * @param {Lang} lang where the address names none
 * @param {readonly Lang[]} langs
 * @returns {View}
 */
export function viewOf(address, models, lang, langs) {
  const given = new URLSearchParams(address);
  /** @type {(facet: Facet) => string[]} */
  const known = facet =>
    given
      .getAll(facet)
      .filter((id, i, all) => all.indexOf(id) === i && models.facets[facet].some(choice => choice.id === id));
  const brand = models.brands.find(one => one.id === given.get("brand"));
  const named = known("edition");
  if (given.getAll("edition").includes(ALL)) named.push(ALL);
  return {
    lang: langs.find(one => one === given.get("lang")) ?? lang,
    // A link to a model shows what was around it when the link was made.
    edition: scope(models, named.length || !brand ? named : brand.edition),
    theme: known("theme"),
    season: known("season"),
    prefecture: known("prefecture"),
    q: searchText(given.get("q") ?? ""),
    brand: brand?.id ?? null,
  };
}
