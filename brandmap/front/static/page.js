/* The parts of the page in the app: filters, and list with card. Acts change the store first; then Python is told once,
   which keeps the address. What Python answers is taken over unless the reader has acted since. */

import { present } from "./deck_page.js";
import { Rules } from "./filters.js";
import { filterPanel } from "./filter_panel.js";
import { results } from "./results.js";
import { Store, query, viewOf } from "./store.js";

const MOST_COMPARED = 4;
const SMALL = 500; // models: what is searched of a larger collection is read when somebody is about to search

const mount = Array.from(crypto.getRandomValues(new Uint8Array(5)), byte => byte.toString(36).padStart(2, "0")).join(
  "",
);
/** @type {(store: Store) => void} */
let ready;
/** @type {Promise<Store>} */
const made = new Promise(resolve => (ready = resolve));
/** @type {Store | undefined} */
let store;
/** What Python said last, and the way to tell it. @type {Given} */
let given;
/** @type {PartOfPage["setStateValue"]} */
let tell;
let files = ""; // the address of the folder the documents are in
let [sent, answered] = [0, 0];
let adopting = false;
/** @type {Map<string, Promise<Documents>>} */
const documents = new Map();
/** @type {Map<string, Record<string, string>>} */
const cards = new Map();
/** The parts that are drawn, each with what takes it down. @type {Map<HTMLElement, () => void>} */
const drawn = new Map();

/** @param {string} name */
async function fetched(name) {
  const answer = await fetch(files + name);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

/** The documents of a collection in a language, asked for once. @param {Given} state @returns {Promise<Documents>} */
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
  const file = Math.floor((rules.places.get(brand.id) ?? 0) / models.cards_in_file);
  const key = `${given.fingerprint}.${given.lang}.${file}`;
  const read = async () => {
    const all = await (await documentsOf(given)).cards(file);
    cards.set(key, all);
    return all[brand.id];
  };
  return cards.get(key)?.[brand.id] ?? read();
}

/* --- Python → page --- */

/** @param {Given} state */
async function adopt(state) {
  given = state;
  const { models, index } = await documentsOf(state);
  const view = viewOf(state.address, models, state.lang, [state.lang]);
  const rules = models === store?.models ? store.rules : new Rules(models, undefined, index);
  if (view.q) await rules.ready();
  if (state !== given) return;
  if (!store) {
    store = new Store(rules, view);
    store.subscribe(report);
    store.subscribe(steer);
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
  store.set(behind() ? { lang: state.lang } : view, rules);
  adopting = false;
  steer();
}

/** Whether Python has not answered the reader's last act yet. */
const behind = () => sent > answered && given.receipt !== `${mount}:${sent}`;

/* --- page → Python --- */

function report() {
  if (adopting || !store) return;
  sent += 1;
  const act = { mount, count: sent, address: query(store.view) };
  // After the frame that shows the act: Streamlit draws again whatever it is told.
  requestAnimationFrame(() => setTimeout(() => act.count === sent && tell("view", act)));
}

// The server is back, and will be asked for the whole page: what the reader did meanwhile is in its address.
window.addEventListener("brandmapBack", () => {
  if (!store || !behind()) return;
  answered = sent;
  history.replaceState(null, "", `?${parametersOf({})}`);
});

/* --- links --- */

/** @param {string} page @param {URLSearchParams} parameters */
const link = (page, parameters) => `${new URL(`../${page}`, files).href}?${parameters}`;

/** The parameters of the address with changes, and those that other pages own. @param {Partial<View>} changes */
function parametersOf(changes) {
  const view = /** @type {Store} */ (store).view;
  return new URLSearchParams(`${query({ ...view, ...changes })}&${given.rest}`);
}

/** @param {Brand} brand @returns {[string, string][]} */
function linksOf(brand) {
  const { rules } = /** @type {Store} */ (store);
  const compared = parametersOf({});
  const chosen = compared.getAll("compare");
  if (!chosen.includes(brand.id) && chosen.length < MOST_COMPARED) compared.append("compare", brand.id);
  return [
    [link("compare", compared), rules.say("results.compare")],
    [link("present", parametersOf({})), rules.say("results.present")],
  ];
}

/** The ways in for officials and trainers. @returns {[string, string][]} */
function ways() {
  const { rules } = /** @type {Store} */ (store);
  /** @type {(page: string) => [string, string]} */
  const way = page => [link(page, parametersOf({})), rules.say(`welcome.${page}`)];
  return [way("finder"), way("present")];
}

/** The links between the pages, which Python draws once, follow what is shown. */
function steer() {
  const search = String(parametersOf({}));
  for (const one of document.querySelectorAll(".bm-nav a")) /** @type {HTMLAnchorElement} */ (one).search = search;
}

/** Where the card of a model is to open: what the address says of the model it names. @param {Brand} brand */
const openAt = brand => (new URLSearchParams(given.address).get("brand") === brand.id ? given.part_of_card : "");

/** @type {GivenDeck | undefined} */
let deck;
/** Draw the deck; a document that comes when another is wanted is left. @param {HTMLElement} parent @param {GivenDeck} data */
async function drawDeck(parent, data) {
  deck = data;
  const { fingerprint, lang, query: asked } = data;
  const content = data.document ?? (await fetched(`${fingerprint}/deck.${lang}.json?${asked}`));
  if (deck !== data || !parent.isConnected) return;
  drawn.get(parent)?.();
  parent.textContent = "";
  const root = parent.appendChild(document.createElement("div"));
  drawn.set(parent, present(root, data, content, new URL(`../${data.leave}`, files).href));
}

/** Tell the style sheet how much of the window stands above the map. @param {HTMLElement | null} sides map and list */
function measure(sides) {
  const main = sides?.closest("#stMain");
  const block = sides?.parentElement?.parentElement;
  if (!sides || !main || !block) return;
  new ResizeObserver(() => {
    const above = Math.round(sides.getBoundingClientRect().top + main.scrollTop);
    document.documentElement.style.setProperty("--bm-above", `${above}px`);
  }).observe(block);
}

/** Called for each part when it is mounted and whenever Python gives it something else. @param {PartOfPage} part @param {string} base */
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
  const page = await made;
  if (drawn.has(parentElement)) return;
  const root = parentElement.appendChild(document.createElement("div"));
  if (data.part === "filters") drawn.set(parentElement, filterPanel(root, page, ways));
  else {
    const href = (/** @type {Partial<View>} */ changes) => link("", parametersOf(changes));
    measure(parentElement.closest(".st-key-sides"));
    drawn.set(parentElement, results(root, page, { card, links: linksOf, href, openAt }));
  }
}

window.brandmapPart = part;
window.brandmapDrop = parentElement => {
  drawn.get(parentElement)?.();
  drawn.delete(parentElement);
};
