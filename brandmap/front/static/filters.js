/* Filters, by the same rules as brandmap/collection/filters.py: OR inside a group, AND between groups. */

import { matching } from "./search.js";
import { filled } from "./dom.js";

/** The facets that narrow the models of the shown editions. @type {readonly Facet[]} */
export const CONDITIONS = ["theme", "season", "prefecture"];
/** @type {readonly Facet[]} */
export const FACETS = ["edition", ...CONDITIONS];
/** @type {readonly Group[]} */
export const GROUPS = [...CONDITIONS, "q"];
/** The value of the facet edition that stands for all editions. */
export const ALL = "all";

/** List the groups with a condition, in order. @type {(filters: Filters) => Group[]} */
export const activeGroups = filters => GROUPS.filter(group => filters[group].length);

/** @type {(filters: Filters, group: Group) => Filters} */
export const withoutGroup = (filters, group) => ({ ...filters, ...emptyGroup(group) });

/** Return the value of a group without a condition; for editions, all. @type {(group: Group) => Partial<Filters>} */
export const emptyGroup = group => ({ [group]: group === "q" ? "" : group === "edition" ? [ALL] : [] });

/**
 * Write chosen editions as address and view hold them: an empty list for the newest, [ALL] for all.
 * @param {Models} models
 * @param {string[]} named
 */
export function editionsValue({ facets: { edition: editions } }, named) {
  const chosen = editions.map(({ id }) => id).filter(id => named.includes(id) || named.includes(ALL));
  if (!chosen.length || (chosen.length === 1 && chosen[0] === editions[0].id)) return [];
  return chosen.length === editions.length ? [ALL] : chosen;
}

/** Find the models that filters keep, count them and say so in a sentence. */
export class Rules {
  /**
   * @param {Models} models
   * @param {Index} [index] the searchable texts
   * @param {() => Promise<Index>} [load] fetches them if they are not given
   */
  constructor(models, index, load) {
    this.models = models;
    this.index = index;
    this.load = load;
    /** @type {Promise<Index | undefined> | undefined} */
    this.loading = undefined;
    this.brands = new Map(models.brands.map(brand => [brand.id, brand]));
    this.themes = new Map(models.themes.map(theme => [theme.id, theme]));
    this.positions = new Map(models.brands.map((brand, position) => [brand.id, position]));
    this.searched = { query: "", brands: models.brands }; // result of the last search: one key press needs it many times
  }

  /** Fetch the searchable texts, once; true if they have come. */
  async ready() {
    this.loading ??= this.load?.().catch(() => undefined);
    this.index ??= await this.loading;
    this.loading = undefined;
    return Boolean(this.index);
  }

  /** @param {string} query */
  matching(query) {
    if (!this.index) return this.models.brands;
    const { entries, simplified } = this.index;
    if (query !== this.searched.query)
      this.searched = { query, brands: matching(this.models.brands, brand => entries[brand.id], query, simplified) };
    return this.searched.brands;
  }

  /** List the shown editions, the newest first. @param {Filters} filters */
  shown({ edition }) {
    const editions = this.models.facets.edition.map(({ id }) => id);
    if (edition.includes(ALL)) return editions;
    return edition.length ? edition : editions.slice(0, 1);
  }

  /** Write the number of a model in its edition, with the year if other editions are shown too. @param {Brand} brand @param {Filters} filters */
  number(brand, filters) {
    const [edition] = brand.edition;
    const shown = this.shown(filters);
    if (!edition || (shown.length === 1 && shown[0] === edition)) return String(brand.n);
    return `${this.models.facets.edition.find(({ id }) => id === edition)?.year}-${brand.n}`;
  }

  /** @param {Filters} filters */
  keep(filters) {
    const shown = this.shown(filters);
    return this.matching(filters.q).filter(
      brand =>
        shown.includes(brand.edition[0]) &&
        CONDITIONS.every(facet => !filters[facet].length || brand[facet].some(value => filters[facet].includes(value))),
    );
  }

  /**
   * Count for each value of a facet how many models it would show if the other groups stay as they are.
   * @param {Filters} filters
   * @param {Facet} facet
   */
  counts(filters, facet) {
    const counts = new Map(this.models.facets[facet].map(choice => [choice.id, 0]));
    for (const brand of this.keep(withoutGroup(filters, facet)))
      for (const value of brand[facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  }

  /**
   * List the groups whose removal would end an empty result, with how many models each would show.
   * @param {Filters} filters
   * @returns {[Group, number][]}
   */
  rescues(filters) {
    const others = this.shown(filters).length < this.models.facets.edition.length;
    /** @type {Group[]} */
    const groups = [...activeGroups(filters), ...(others ? /** @type {Group[]} */ (["edition"]) : [])];
    const counted = groups.map(group => [group, this.keep(withoutGroup(filters, group)).length]);
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

  /** Say filters and result in a sentence, with the editions if there are several. @param {Filters} filters */
  sentence(filters) {
    const { edition } = this.models.facets;
    const sentence = this.conditions(filters);
    if (edition.length < 2) return sentence;
    const labels = this.shown(filters).map(id => edition.find(choice => choice.id === id)?.label ?? id);
    const years = filters.edition.includes(ALL) ? this.say("filters.all_editions") : this.joined(labels, "and");
    return this.say("sentence.edition", { years, sentence });
  }

  /** Say filters and result in a sentence. @param {Filters} filters */
  conditions(filters) {
    const shown = this.shown(filters);
    const total = this.models.brands.filter(brand => shown.includes(brand.edition[0])).length;
    const groups = activeGroups(filters);
    if (!groups.length) return this.plural("sentence.all", total);
    const conditions = groups
      .map(group => this.say(`sentence.${group}`, { values: this.words(filters, group) }))
      .join(this.say("sentence.and"));
    const words = this.say("sentence.some", { total, n: this.keep(filters).length, conditions });
    if (!filters.season.length || filters.season.includes("all_year")) return words;
    const also = this.keep({ ...filters, season: ["all_year"] }).length;
    return also ? words + this.say("text.semicolon") + this.plural("sentence.all_year_too", also) : words;
  }

  /** Name the chosen values of a group. @param {Filters} filters @param {Group} group */
  words(filters, group) {
    if (group === "q") return filters.q;
    const labels = filters[group].map(value => {
      const label = this.models.facets[group].find(choice => choice.id === value)?.label ?? value;
      return this.models.lang === "en" && group === "theme" ? label.toLowerCase() : label;
    });
    return this.joined(labels, "or");
  }

  /** Join words by commas, the last two by "and" or "or". @param {string[]} words @param {"and" | "or"} last */
  joined(words, last) {
    if (words.length < 2) return words.join("");
    return words.slice(0, -1).join(this.say("text.comma")) + this.say(`text.${last}`) + words[words.length - 1];
  }
}
