/* The parts of the page in the app: filters, list with card, deck. An act of the reader changes the store; then Python is
   told once and writes the address. Its answer is taken over unless the reader has acted since. */

import { present } from "./deck_page.js";
import { Rules } from "./filters.js";
import { filterPanel } from "./filter_panel.js";
import { results } from "./results.js";
import { Store, query, viewOf } from "./store.js";

const MAX_COMPARED = 4;
const SMALL = 500; // models: of a larger collection the searchable texts are fetched only when the search has the focus

const mount = Array.from(crypto.getRandomValues(new Uint8Array(5)), byte => byte.toString(36).padStart(2, "0")).join(
  "",
);
/** @type {(store: Store) => void} */
let ready;
/** @type {Promise<Store>} */
const storeMade = new Promise(resolve => (ready = resolve));
/** @type {Store | undefined} */
let store;
/** The last data from Python. @type {Given} */
let fromPython;
/** @type {PartOfPage["setStateValue"]} */
let tell;
let files = ""; // address of the folder with the documents
let [sent, answered] = [0, 0];
let adopting = false;
/** @type {Map<string, Promise<Documents>>} */
const documents = new Map();
/** @type {Map<string, Record<string, string>>} */
const cards = new Map();
/** The drawn parts, each with the function that ends it. @type {Map<HTMLElement, () => void>} */
const drawnParts = new Map();

/** @param {string} name */
async function fetched(name) {
  const answer = await fetch(files + name);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

/** Fetch the documents of a collection in a language, once. @param {Given} state @returns {Promise<Documents>} */
function documentsOf({ fingerprint, lang }) {
  const key = `${fingerprint}.${lang}`;
  /** @param {string} name */
  const read = name => fetched(`${fingerprint}/${name}.json`);
  if (!documents.has(key)) {
    const models = read(`models.${lang}`);
    const rest = { index: () => read("index"), cards: (/** @type {number} */ file) => read(`cards.${lang}.${file}`) };
    documents.set(key, models.then(all => ({ models: all, ...rest }))); // prettier-ignore
    models.catch(() => documents.delete(key));
  }
  return /** @type {Promise<Documents>} */ (documents.get(key));
}

/** @param {Brand} brand */
function card(brand) {
  const { rules, models } = /** @type {Store} */ (store);
  const file = Math.floor((rules.positions.get(brand.id) ?? 0) / models.cards_in_file);
  const key = `${fromPython.fingerprint}.${fromPython.lang}.${file}`;
  const read = async () => {
    const all = await (await documentsOf(fromPython)).cards(file);
    cards.set(key, all);
    return all[brand.id];
  };
  return cards.get(key)?.[brand.id] ?? read();
}

/* --- Python → page --- */

/** @param {Given} state */
async function adopt(state) {
  fromPython = state;
  const { models, index } = await documentsOf(state);
  const view = viewOf(state.address, models, state.lang, [state.lang]);
  const rules = models === store?.models ? store.rules : new Rules(models, undefined, index);
  if (view.q) await rules.ready();
  if (state !== fromPython) return;
  if (!store) {
    store = new Store(rules, view);
    store.subscribe(report);
    store.subscribe(updateLinks);
    ready(store);
    window.brandmapStore = store;
    window.dispatchEvent(new Event("brandmapStore"));
    setTimeout(() => {
      if (models.brands.length) card(models.brands[0]);
      if (models.brands.length <= SMALL) rules.ready();
    });
    return;
  }
  adopting = true;
  store.set(awaitsAnswer() ? { lang: state.lang } : view, rules);
  adopting = false;
  updateLinks();
}

/** Whether Python has yet to answer the reader's last act. */
const awaitsAnswer = () => sent > answered && fromPython.receipt !== `${mount}:${sent}`;

/* --- page → Python --- */

function report() {
  if (adopting || !store) return;
  sent += 1;
  const act = { mount, count: sent, address: query(store.view) };
  // Told after the frame that shows the act, because telling makes Streamlit draw again.
  requestAnimationFrame(() => setTimeout(() => act.count === sent && tell("view", act)));
}

// The server is back, and will be asked for the whole page: what the reader did meanwhile is in its address.
window.addEventListener("brandmapBack", () => {
  if (!store || !awaitsAnswer()) return;
  answered = sent;
  history.replaceState(null, "", `?${parametersOf({})}`);
});

/* --- links --- */

/** @param {string} page @param {URLSearchParams} parameters */
const link = (page, parameters) => `${new URL(`../${page}`, files).href}?${parameters}`;

/** Write the parameters of the view with changes, and those of other pages. @param {Partial<View>} changes */
function parametersOf(changes) {
  const view = /** @type {Store} */ (store).view;
  return new URLSearchParams(`${query({ ...view, ...changes })}&${fromPython.rest}`);
}

/** @param {Brand} brand @returns {[string, string][]} */
function linksOf(brand) {
  const { rules } = /** @type {Store} */ (store);
  const compared = parametersOf({});
  const chosen = compared.getAll("compare");
  if (!chosen.includes(brand.id) && chosen.length < MAX_COMPARED) compared.append("compare", brand.id);
  return [
    [link("compare", compared), rules.say("results.compare")],
    [link("present", parametersOf({})), rules.say("results.present")],
  ];
}

/** List links for officials and trainers. @returns {[string, string][]} */
function welcomeLinks() {
  const { rules } = /** @type {Store} */ (store);
  /** @type {(page: string) => [string, string]} */
  const way = page => [link(page, parametersOf({})), rules.say(`welcome.${page}`)];
  return [way("finder"), way("present")];
}

/** Give the links between pages, which Python draws once, the current parameters. */
function updateLinks() {
  const search = String(parametersOf({}));
  for (const one of document.querySelectorAll(".bm-nav a")) /** @type {HTMLAnchorElement} */ (one).search = search;
}

/** Name the part of a model's card that the address asks to scroll to. @param {Brand} brand */
const openAt = brand =>
  new URLSearchParams(fromPython.address).get("brand") === brand.id ? fromPython.part_of_card : "";

/** @type {GivenDeck | undefined} */
let deck;
/** Draw the deck, unless another one was asked for while its document was fetched. @param {HTMLElement} parent @param {GivenDeck} data */
async function drawDeck(parent, data) {
  deck = data;
  const { fingerprint, lang, query: asked } = data;
  const content = data.document ?? (await fetched(`${fingerprint}/deck.${lang}.json?${asked}`));
  if (deck !== data || !parent.isConnected) return;
  drawnParts.get(parent)?.();
  parent.textContent = "";
  const root = parent.appendChild(document.createElement("div"));
  drawnParts.set(parent, present(root, data, content, new URL(`../${data.leave}`, files).href));
}

/** Tell the style sheet how high the page above the map is. @param {HTMLElement | null} sides map and list */
function measure(sides) {
  const main = sides?.closest("#stMain");
  const block = sides?.parentElement?.parentElement;
  if (!sides || !main || !block) return;
  new ResizeObserver(() => {
    const above = Math.round(sides.getBoundingClientRect().top + main.scrollTop);
    document.documentElement.style.setProperty("--bm-above", `${above}px`);
  }).observe(block);
}

/** Draw a part of the page when it is mounted or gets other data from Python. @param {PartOfPage} part @param {string} base */
async function part({ data, parentElement, setStateValue }, base) {
  files = base;
  if (data.part === "documents") {
    const { models, index, cards: all } = data.documents;
    documents.set(
      `${data.fingerprint}.${data.lang}`,
      Promise.resolve({ models, index: async () => index, cards: async () => all }),
    );
    return;
  }
  if (data.part === "deck") return drawDeck(parentElement, data);
  if (data.part === "filters") {
    tell = setStateValue;
    adopt(data);
  }
  const page = await storeMade;
  if (drawnParts.has(parentElement)) return;
  const root = parentElement.appendChild(document.createElement("div"));
  if (data.part === "filters") drawnParts.set(parentElement, filterPanel(root, page, welcomeLinks));
  else {
    const href = (/** @type {Partial<View>} */ changes) => link("", parametersOf(changes));
    measure(parentElement.closest(".st-key-sides"));
    drawnParts.set(parentElement, results(root, page, { card, links: linksOf, href, openAt }));
  }
}

window.brandmapPart = part;
window.brandmapDrop = parentElement => {
  drawnParts.get(parentElement)?.();
  drawnParts.delete(parentElement);
};
