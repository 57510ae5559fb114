/* The filter as brandmap/collection/filters.py has it: OR inside a group, AND between groups. */

import { matching } from "./search.js";
import { filled } from "./dom.js";

/** @type {readonly Facet[]} */
export const FACETS = ["theme", "season", "prefecture"];
/** @type {readonly Group[]} */
export const GROUPS = [...FACETS, "q"];

/** The groups that restrict, in order. @type {(filters: Filters) => Group[]} */
export const active = filters => GROUPS.filter(group => filters[group].length);

/** @type {(filters: Filters, group: Group) => Filters} */
export const without = (filters, group) => ({ ...filters, [group]: group === "q" ? "" : [] });

/** What the filters keep of a collection, and what they say of it. */
export class Rules {
  /** @param {Models} models @param {Index} index */
  constructor(models, index) {
    this.models = models;
    this.index = index;
    this.brands = new Map(models.brands.map(brand => [brand.id, brand]));
    this.themes = new Map(models.themes.map(theme => [theme.id, theme]));
    this.searched = { query: "", brands: models.brands }; // the last search: each key asks for it many times
  }

  /** @param {string} query */
  matching(query) {
    const { entries, simplified } = this.index;
    if (query !== this.searched.query)
      this.searched = { query, brands: matching(this.models.brands, brand => entries[brand.id], query, simplified) };
    return this.searched.brands;
  }

  /** @param {Filters} filters */
  keep(filters) {
    return this.matching(filters.q).filter(brand =>
      FACETS.every(facet => !filters[facet].length || brand[facet].some(value => filters[facet].includes(value))),
    );
  }

  /**
   * How many brands each value of a facet would show with the other groups left as they are.
   * @param {Filters} filters
   * @param {Facet} facet
   */
  counts(filters, facet) {
    const counts = new Map(this.models.facets[facet].map(choice => [choice.id, 0]));
    for (const brand of this.keep(without(filters, facet)))
      for (const value of brand[facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  }

  /**
   * For an empty result: each group whose removal brings results, with how many.
   * @param {Filters} filters
   * @returns {[Group, number][]}
   */
  rescues(filters) {
    const counted = active(filters).map(group => [group, this.keep(without(filters, group)).length]);
    return /** @type {[Group, number][]} */ (counted.filter(([, n]) => n));
  }

  /** @param {string} key @param {Values} [values] */
  say(key, values) {
    return filled(this.models.phrases[key], values);
  }

  /** @param {string} key @param {number} n */
  plural(key, n) {
    return this.say(`${key}_${n === 1 ? "one" : "many"}`, { n });
  }

  /** The filter and its result in words. @param {Filters} filters */
  sentence(filters) {
    const total = this.models.brands.length;
    const groups = active(filters);
    if (!groups.length) return this.plural("sentence.all", total);
    const conditions = groups
      .map(group => this.say(`sentence.${group}`, { values: this.words(filters, group) }))
      .join(this.say("sentence.and"));
    const words = this.say("sentence.some", { total, n: this.keep(filters).length, conditions });
    if (!filters.season.length || filters.season.includes("all_year")) return words;
    const also = this.keep({ ...filters, season: ["all_year"] }).length;
    return also ? words + this.say("text.semicolon") + this.plural("sentence.all_year_too", also) : words;
  }

  /** @param {Filters} filters @param {Group} group */
  words(filters, group) {
    if (group === "q") return filters.q;
    const labels = filters[group].map(value => {
      const label = this.models.facets[group].find(choice => choice.id === value)?.label ?? value;
      return this.models.lang === "en" && group === "theme" ? label.toLowerCase() : label;
    });
    if (labels.length < 2) return labels.join("");
    return labels.slice(0, -1).join(this.say("text.comma")) + this.say("text.or") + labels[labels.length - 1];
  }
}
