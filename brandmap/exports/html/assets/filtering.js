/* The same filter as brandmap/collection/filters.py and search.py, in the page: OR inside a group, AND between groups. */
(function () {
  "use strict";
  const FACETS = ["theme", "season", "prefecture"];
  const GROUPS = [...FACETS, "q"];
  const SHORT = 2, MIN_STEM = 4, LONG_PINYIN = 5;
  const LATIN = /[0-9a-z+:.%]+/g, ASCII = /^[\x00-\x7f]*$/, LETTERS = /^[a-z]+$/;
  const BETWEEN = /[\s,，、;；/“”"‘’「」()（）]+/;
  const ENDING = /(?:ions?|ing|ed|es|e|s)$/;

  /* NFKC, simplified, lower case, no accents, single blanks. simplified: traditional character to simplified one. */
  function folded(text, simplified) {
    const typed = text.normalize("NFKD").toLowerCase().replaceAll("lu\u0308", "lv").replaceAll("nu\u0308", "nv");
    const plain = typed.replace(/\p{Mn}/gu, "");
    return Array.from(plain, (char) => simplified[char] ?? char).join("").split(/\s+/).filter(Boolean).join(" ");
  }

  const latinWords = (text) => (text.replace(/['’]/g, "").match(LATIN) ?? [])
    .map((word) => word.replace(/^[:.]+|[:.]+$/g, "")).filter((word) => word.replace(/^\++|\++$/g, ""));

  function stem(word) {
    const cut = word.replace(ENDING, "");
    return cut.length >= MIN_STEM ? cut : word;
  }

  function sounds(brand, word) {
    return new RegExp("'" + [...word].join("'?") + (word.length >= LONG_PINYIN ? "" : "'")).test(brand.pinyin);
  }

  function hasInitials(brand, letters) {
    if (letters.length < SHORT) return false;
    return brand.initials.some((run) => (letters.length === SHORT ? run.startsWith(letters) : run.includes(letters)));
  }

  function has(brand, word) {
    const whole = word.length <= SHORT || /^[0-9]+$/.test(word);
    if (brand.latin.includes(whole ? ` ${word} ` : ` ${stem(word)}`)) return true;
    return LETTERS.test(word) && (sounds(brand, word) || hasInitials(brand, word));
  }

  function found(brand, word) {
    const parts = latinWords(word);
    return ASCII.test(word) && parts.length ? parts.every((part) => has(brand, part)) : brand.text.includes(word);
  }

  /* "traffic police", "hua jiao", "gcp cs" */
  function hasTogether(brand, words) {
    if (brand.latin.includes(` ${[...words.slice(0, -1), stem(words[words.length - 1])].join(" ")}`)) return true;
    const letters = words.join("");
    return LETTERS.test(letters) && (sounds(brand, letters) || hasInitials(brand, letters));
  }

  /* The brands in which every word of q is found; where Latin words stand together, only those in which they do. */
  function matching(brands, q, simplified) {
    const words = folded(q, simplified).split(BETWEEN).filter(Boolean);
    const latin = words.every((word) => ASCII.test(word)) ? latinWords(words.join(" ")) : [];
    if (latin.length > 1) {
      const together = brands.filter((brand) => hasTogether(brand, latin));
      if (together.length) return together;
    }
    return brands.filter((brand) => words.every((word) => found(brand, word)));
  }

  class Filters {
    /* data: what html_file.py embeds. */
    constructor(data) {
      this.data = data;
    }

    keep(filters) {
      return matching(this.data.brands, filters.q, this.data.simplified).filter((brand) => FACETS.every((facet) => !filters[facet].length || brand[facet].some((value) => filters[facet].includes(value))));
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
      if (!active.length) return say(total === 1 ? "sentence.all_one" : "sentence.all_many", { n: total });
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
