/* The one-file page: the part of the address after "#" is the view. All data is in the document. */

import { element } from "./dom.js";
import { Rules } from "./filters.js";
import { filterPanel } from "./filter_panel.js";
import { results } from "./results.js";
import { Store, query, viewOf } from "./store.js";

const PAPER = 680; // px of A4 between its margins

/** @type {(id: string) => any} */
const read = id => JSON.parse(/** @type {HTMLElement} */ (document.getElementById(id)).textContent ?? "");
/** @type {(id: string) => HTMLElement} */
const $ = id => /** @type {HTMLElement} */ (document.getElementById(id));

/** @type {{ langs: Lang[], models: Record<Lang, Models>, index: Index, cards: Record<Lang, Record<string, string>> }} */
const data = read("site-data");
const rules = new Map(data.langs.map(lang => [lang, new Rules(data.models[lang], data.index)]));
/** @type {(lang: Lang) => Rules} */
const rulesOf = lang => /** @type {Rules} */ (rules.get(lang));
const frame = /** @type {HTMLIFrameElement} */ ($("map"));
const preferred = data.langs.find(lang => navigator.language.toLowerCase().startsWith(lang)) ?? data.langs[0];

const address = () => window.location.hash.slice(1) || window.location.search;
const viewOfAddress = () => viewOf(address(), data.models[data.langs[0]], preferred, data.langs);
const store = new Store(rulesOf(viewOfAddress().lang), viewOfAddress());
/** Write the address of a view; without a language if the file has only one. @param {View} view */
const hash = view => `#${query(view)}`.replace(data.langs.length > 1 ? /$/ : /lang=..&?/, "");

/** @param {View} view @param {View} [before] */
function translate(view, before) {
  if (before?.lang === view.lang) return;
  document.documentElement.lang = view.lang === "zh" ? "zh-CN" : "en-GB";
  document.title = store.say("frame.title");
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-phrase]")))
    one.textContent = store.say(one.dataset.phrase ?? "");
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-only]")))
    one.hidden = one.dataset.only !== view.lang;
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#languages button")))
    one.setAttribute("aria-pressed", String(one.dataset.lang === view.lang));
  frame.title = store.say("map.title");
}

/** Say on the button which cards it prints. */
function nameButton() {
  $("print").textContent = store.say(store.selected ? "site.print_one" : "site.print_all");
}

/** Print the card that is open, or those of all listed models, each on a sheet of its own. */
function printCards() {
  const { selected, kept, view } = store;
  const sheets = (selected ? [selected] : kept).map(brand => {
    const sheet = element("div");
    sheet.innerHTML = data.cards[view.lang][brand.id];
    for (const plate of sheet.querySelectorAll(".bm-no")) plate.textContent = store.number(brand);
    return sheet;
  });
  $("cards").replaceChildren(...sheets);
  window.print();
}

/** How large the map is on screen and how much smaller it must be on paper; the style of print uses it. */
function measure() {
  if (window.matchMedia("print").matches) return;
  const { clientWidth: wide, clientHeight: high } = frame;
  const { style } = document.documentElement;
  style.setProperty("--map-wide", `${wide}px`);
  style.setProperty("--map-high", `${high}px`);
  style.setProperty("--map-scale", Math.min(1, PAPER / wide).toFixed(4));
}

store.subscribe((view, before) => {
  translate(view, before);
  nameButton();
  if (hash(view) === window.location.hash) return;
  // What is typed changes one address; every other act is a step that Back undoes.
  if (view.q !== before.q) window.history.replaceState(null, "", hash(view));
  else window.history.pushState(null, "", hash(view));
});
for (const name of ["hashchange", "popstate"])
  window.addEventListener(name, () => store.set(viewOfAddress(), rulesOf(viewOfAddress().lang)));
for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#languages button")))
  one.addEventListener("click", () => {
    const lang = /** @type {Lang} */ (one.dataset.lang);
    store.set({ lang }, rulesOf(lang));
  });
$("skip").addEventListener("click", event => {
  event.preventDefault(); // the address belongs to the view
  /** @type {HTMLElement} */ (document.querySelector("#panel a[href]")).focus();
});
window.addEventListener("resize", measure);
filterPanel($("filter-panel"), store);
results($("results"), store, {
  href: changes => hash({ ...store.view, ...changes }),
  card: brand => data.cards[store.view.lang][brand.id],
});
$("print").addEventListener("click", printCards);
window.addEventListener("afterprint", () => $("cards").replaceChildren());
translate(store.view);
nameButton();
measure();
window.brandmapStore = store;
frame.srcdoc = read("map-document");
