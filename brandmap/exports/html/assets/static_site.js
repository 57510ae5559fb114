/* The one-file page: the address after "#" says what is shown; everything is drawn from it, and every act changes it.
   Texts of the data reach the page by textContent only; cards are in the document already. */
(function () {
  "use strict";
  const { FACETS, Filters } = window.brandmapFiltering;
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("site-data"), rules = new Filters(data);
  const $ = (id) => document.getElementById(id);
  const MAX_QUERY = 80, NARROW = 900, TYPING = 250, PAPER = 680; // characters, px, ms, px of A4 between its margins
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const byId = new Map(data.brands.map((brand) => [brand.id, brand]));
  const frame = $("map");
  let view = null, mapReady = false, receipt = "", token = 0, typing = 0, moveFocus = false;

  const say = (key, values = {}) => data.phrases[view.lang][key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

  function element(name, className, text) {
    const one = document.createElement(name);
    if (className) one.className = className;
    if (text !== undefined) one.textContent = text;
    return one;
  }

  /* --- the address --- */
  function viewOf(address) {
    const given = new URLSearchParams(address);
    const known = (facet) => given.getAll(facet).filter((value, i, all) => all.indexOf(value) === i && data.facets[facet].some((choice) => choice.id === value));
    const preferred = data.langs.find((lang) => navigator.language.toLowerCase().startsWith(lang)) || data.langs[0];
    return {
      lang: data.langs.includes(given.get("lang")) ? given.get("lang") : preferred,
      theme: known("theme"), season: known("season"), prefecture: known("prefecture"),
      q: (given.get("q") || "").split(/\s+/).filter(Boolean).join(" ").slice(0, MAX_QUERY),
      brand: byId.has(given.get("brand")) ? given.get("brand") : null,
    };
  }

  function addressOf(changes) {
    const next = { ...view, ...changes }, parts = new URLSearchParams();
    if (data.langs.length > 1) parts.append("lang", next.lang);
    for (const facet of FACETS) for (const value of next[facet]) parts.append(facet, value);
    for (const name of ["q", "brand"]) if (next[name]) parts.append(name, next[name]);
    return `#${parts}`;
  }

  function go(changes, replace) {
    const address = addressOf(changes);
    if (replace) window.location.replace(address); else window.location.hash = address;
  }

  const toggled = (facet, value) => ({ [facet]: view[facet].includes(value) ? view[facet].filter((one) => one !== value) : [...view[facet], value] });

  /* --- drawing --- */
  function draw() {
    const before = view;
    view = viewOf(window.location.hash.length > 1 ? window.location.hash.slice(1) : window.location.search);
    if (!before || before.lang !== view.lang) translate();
    const kept = rules.keep(view);
    drawFilters();
    drawList(kept);
    drawCard(kept);
    sendToMap(kept);
    $("result").textContent = rules.sentence(view, view.lang, say);
    const chosen = byId.get(view.brand);
    if (before && chosen && before.brand !== view.brand) $("status").textContent = say("results.announced", { number: chosen.n, name: chosen.name[view.lang] });
    else $("status").textContent = "";
    if (before && before.brand !== view.brand) afterSelection();
  }

  function translate() {
    document.documentElement.lang = view.lang === "zh" ? "zh-CN" : "en-GB";
    document.title = say("frame.title");
    for (const one of document.querySelectorAll("[data-phrase]")) one.textContent = say(one.dataset.phrase);
    for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label));
    for (const one of document.querySelectorAll("[data-only]")) one.hidden = one.dataset.only !== view.lang;
    $("search").placeholder = say("filters.search_placeholder");
    frame.title = say("map.title");
    for (const button of document.querySelectorAll("#languages button")) button.setAttribute("aria-pressed", String(button.dataset.lang === view.lang));
  }

  function drawFilters() {
    for (const facet of FACETS) {
      for (const choice of data.facets[facet]) {
        const button = $(`${facet}-${choice.id}`), on = view[facet].includes(choice.id);
        const n = rules.count(view, facet, choice.id);
        button.setAttribute("aria-pressed", String(on));
        button.disabled = !n && !on;
        button.querySelector(".label").textContent = choice.short[view.lang];
        button.querySelector(".count").textContent = n;
      }
    }
    if (document.activeElement !== $("search")) $("search").value = view.q;
    const active = rules.active(view);
    $("clear").hidden = !active.length;
    const groups = active.length ? ` (${active.length})` : "";
    $("filters-summary").textContent = say("filters.heading") + groups;
  }

  function drawList(kept) {
    $("list").replaceChildren(...kept.map((brand) => {
      const item = element("li"), link = element("a", "item");
      link.href = addressOf({ brand: brand.id });
      link.dataset.brand = brand.id;
      if (brand.id === view.brand) link.setAttribute("aria-current", "true");
      const number = element("span", "number", brand.n);
      Object.assign(number.style, { backgroundColor: brand.colour, color: brand.ink });
      const words = element("span", "words");
      words.append(element("strong", "", brand.name[view.lang]), element("span", "place", brand.place[view.lang]), element("span", "summary", brand.summary[view.lang]));
      link.append(number, words);
      item.append(link);
      return item;
    }));
    const rescues = kept.length ? [] : rules.rescues(view);
    $("empty").hidden = kept.length > 0;
    $("empty-help").hidden = !rescues.length;
    $("rescues").replaceChildren(...rescues.map(([group, n]) => {
      const button = element("button", "chip", say(`filters.drop_${group}`, { n }));
      button.type = "button";
      button.addEventListener("click", () => go(rules.without(view, group)));
      return button;
    }));
  }

  function drawCard(kept) {
    const chosen = byId.get(view.brand);
    $("panel-list").hidden = Boolean(chosen);
    $("panel-card").hidden = !chosen;
    for (const card of document.querySelectorAll("[data-card]")) card.hidden = !chosen || card.dataset.card !== chosen.id || card.dataset.lang !== view.lang;
    if (!chosen) return;
    const at = kept.indexOf(chosen);
    $("filtered-out").hidden = at >= 0;
    const step = (id, other) => {
      const link = $(id);
      link.hidden = !other;
      if (other) link.href = addressOf({ brand: other.id });
    };
    step("previous", kept[at - 1]);
    step("next", at >= 0 ? kept[at + 1] : undefined);
    $("back").href = addressOf({ brand: null });
  }

  /* A reader who chose in the list goes on in the card; one who came back, in the list. */
  function afterSelection() {
    const narrow = window.innerWidth < NARROW;
    const target = view.brand ? document.querySelector("[data-card]:not([hidden])") : $("panel-list");
    if (moveFocus) target.focus({ preventScroll: true });
    moveFocus = false;
    const top = $("panel").getBoundingClientRect().top;
    if (narrow || top < 0) window.scrollTo({ top: window.scrollY + top - 8 });
  }

  /* --- the map --- */
  function sendToMap(kept) {
    if (!mapReady) return;
    const pool = rules.keep(rules.without(view, "theme"));
    const ids = (brands) => brands.map((brand) => brand.id);
    const command = { ...data.commands[view.lang], visible: ids(kept), pool: ids(pool), chosen: view.theme, selected: view.brand };
    const bytes = new TextEncoder().encode(JSON.stringify(command));
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    const background = dark.matches ? "#14191f" : "#ffffff";
    frame.contentWindow.postMessage({ command: window.btoa(text), receipt, background }, "*");
  }

  function fromMap(event) {
    if (event.source !== frame.contentWindow || typeof event.data !== "object" || event.data === null) return;
    if (event.data.ready) {
      mapReady = true;
      sendToMap(rules.keep(view));
      return;
    }
    const sent = event.data.brandmap;
    if (!sent) return;
    receipt = `${sent.mount}:${sent.count}`;
    const before = window.location.hash;
    if (sent.event === "select" && byId.has(sent.brand)) go({ brand: sent.brand });
    if (sent.event === "theme" && Array.isArray(sent.themes)) go({ theme: data.facets.theme.map((one) => one.id).filter((id) => sent.themes.includes(id)) });
    if (before === window.location.hash) sendToMap(rules.keep(view)); // nothing new, but the map waits for an answer
  }

  /* --- acts --- */
  function search(value) {
    window.clearTimeout(typing);
    typing = window.setTimeout(() => go({ q: value.split(/\s+/).filter(Boolean).join(" ") }, true), TYPING);
  }

  /* How large the map is on screen and how much smaller it must be on paper; the style of print uses it. */
  function measure() {
    if (window.matchMedia("print").matches) return;
    const { clientWidth: wide, clientHeight: high } = frame, style = document.documentElement.style;
    style.setProperty("--map-wide", `${wide}px`);
    style.setProperty("--map-high", `${high}px`);
    style.setProperty("--map-scale", Math.min(1, PAPER / wide).toFixed(4));
  }

  function start() {
    for (const facet of FACETS) {
      for (const choice of data.facets[facet]) $(`${facet}-${choice.id}`).addEventListener("click", () => go(toggled(facet, choice.id)));
    }
    for (const button of document.querySelectorAll("#languages button")) button.addEventListener("click", () => go({ lang: button.dataset.lang }));
    $("clear").addEventListener("click", () => {
      $("search").value = "";
      go({ theme: [], season: [], prefecture: [], q: "" });
      $("search").focus();
    });
    $("search").addEventListener("input", (event) => search(event.target.value));
    $("search-form").addEventListener("submit", (event) => event.preventDefault());
    $("panel").addEventListener("click", (event) => { moveFocus = Boolean(event.target.closest("a.item, a.step")); });
    $("skip").addEventListener("click", (event) => {
      event.preventDefault(); // the address belongs to the view
      $(view.brand ? "panel-card" : "panel-list").querySelector("a[href]").focus();
    });
    $("filters").open = window.innerWidth >= NARROW;
    window.addEventListener("hashchange", draw);
    window.addEventListener("resize", measure);
    measure();
    window.addEventListener("message", fromMap);
    dark.addEventListener("change", () => sendToMap(rules.keep(view)));
    draw();
    frame.srcdoc = read("map-document");
  }

  start();
})();
