/* The same filter as brandmap/filters.py and search.py, in the page: OR inside a group, AND between groups. */
(function () {
  "use strict";
  const FACETS = ["theme", "season", "prefecture"];
  const GROUPS = [...FACETS, "q"];
  const MIN_INITIALS = 2;

  /* NFKC, lower case, no accents, single blanks. */
  const folded = (text) => text.normalize("NFKC").normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase().split(/\s+/).filter(Boolean).join(" ");

  function found(brand, word) {
    if (brand.text.includes(word)) return true;
    if (!/^[\x00-\x7f]*$/.test(word)) return false;
    const squeezed = word.replaceAll("'", "");
    return brand.pinyin.includes(squeezed) || (squeezed.length >= MIN_INITIALS && brand.initials.some((run) => run.includes(squeezed)));
  }

  const matches = (brand, q) => folded(q).split(" ").filter(Boolean).every((word) => found(brand, word));

  class Filters {
    /* data: what html_file.py embeds. */
    constructor(data) {
      this.data = data;
    }

    keep(filters) {
      return this.data.brands.filter((brand) => matches(brand, filters.q)
        && FACETS.every((facet) => !filters[facet].length || brand[facet].some((value) => filters[facet].includes(value))));
    }

    active(filters) {
      return GROUPS.filter((group) => filters[group].length);
    }

    without(filters, group) {
      return { ...filters, [group]: group === "q" ? "" : [] };
    }

    /* How many brands a value would show with the other groups left as they are. */
    count(filters, facet, value) {
      return this.keep(this.without(filters, facet)).filter((brand) => brand[facet].includes(value)).length;
    }

    /* For an empty result: [group, how many it brings back when dropped]. */
    rescues(filters) {
      return this.active(filters).map((group) => [group, this.keep(this.without(filters, group)).length]).filter(([, n]) => n);
    }

    /* The filter and its result in words; say(key, values) gives a phrase. */
    sentence(filters, lang, say) {
      const total = this.data.brands.length, active = this.active(filters);
      if (!active.length) return say("sentence.all", { total });
      const conditions = active.map((group) => say(`sentence.${group}`, { values: this.words(filters, group, lang, say) }));
      const words = say("sentence.some", { total, n: this.keep(filters).length, conditions: conditions.join(say("sentence.and")) });
      const also = filters.season.length && !filters.season.includes("all_year") ? this.keep({ ...filters, season: ["all_year"] }).length : 0;
      if (!also) return words;
      return words + say("text.semicolon") + say(also === 1 ? "sentence.all_year_too_one" : "sentence.all_year_too_many", { n: also });
    }

    words(filters, group, lang, say) {
      if (group === "q") return filters.q;
      const labels = filters[group].map((value) => {
        const label = this.data.facets[group].find((choice) => choice.id === value).label[lang];
        return lang === "en" && group === "theme" ? label.toLowerCase() : label;
      });
      if (labels.length < 2) return labels.join("");
      return labels.slice(0, -1).join(say("text.comma")) + say("text.or") + labels[labels.length - 1];
    }
  }

  window.brandmapFiltering = { FACETS, GROUPS, Filters };
})();
