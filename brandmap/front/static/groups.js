/* Models that share one pin: those of a place, seen from afar those of a prefecture. And the list that such a pin opens. */

import { element } from "./dom.js";

export const SINGLE = 60; // more models than these share pins
export const MIXED = "#5f6b78"; // of models of several themes
export const COUNTY_ZOOM = 7.5; // from here on pins and names are those of counties instead of prefectures

/** @typedef {import("./store.js").Store} Store */
/** One pin: a model, or several. @typedef {Place & { id: string, brands: Brand[] }} Group */

/** Where the pin of each prefecture stands: amid the places of all its models. @type {WeakMap<Models, Map<string, Place>>} */
const middles = new WeakMap();

/** @param {Models} models */
function middlesOf(models) {
  let found = middles.get(models);
  if (found) return found;
  found = new Map();
  for (const [prefecture, brands] of grouped(models.brands, ({ prefecture: [code] }) => code)) {
    const places = [...grouped(brands, spot).values()].map(([first]) => first);
    /** @param {(place: Place) => number} part */
    const mean = part => places.reduce((sum, place) => sum + part(place), 0) / places.length;
    found.set(prefecture, { lat: mean(({ lat }) => lat), lon: mean(({ lon }) => lon) });
  }
  middles.set(models, found);
  return found;
}

/** @param {Place} place */
export const spot = ({ lat, lon }) => `${lat} ${lon}`;

/** @template T @param {T[]} things @param {(thing: T) => string} keyOf @returns {Map<string, T[]>} */
export function grouped(things, keyOf) {
  const found = new Map();
  for (const thing of things) {
    const key = keyOf(thing);
    if (!found.get(key)?.push(thing)) found.set(key, [thing]);
  }
  return found;
}

/** The pins of the kept models at a zoom of the map. @param {Store} store @param {number} zoom @returns {Group[]} */
export function groups(store, zoom) {
  const { kept, models } = store;
  const far = zoom < COUNTY_ZOOM;
  /** @param {Brand} brand */
  const keyOf = brand => (kept.length <= SINGLE ? brand.id : far ? brand.prefecture[0] : spot(brand));
  return [...grouped(kept, keyOf)].map(([key, brands]) => {
    const alone = brands.length === 1;
    const { lat, lon } = (far && !alone && middlesOf(models).get(key)) || brands[0];
    return { id: alone ? brands[0].id : key, brands, lat, lon };
  });
}

/** What several models are called together, by the place or the prefecture. @param {Store} store @param {Brand[]} brands */
export function nameOf(store, brands) {
  const [{ place, prefecture }] = brands;
  const one = brands.every(brand => brand.place === place);
  const choice = store.models.facets.prefecture.find(({ id }) => id === prefecture[0]);
  return store.say("map.group", { place: one ? place : (choice?.label ?? place), n: brands.length });
}

/**
 * Open a list of models over the map, to choose one; it closes when one is chosen, by Escape, or by a press beside it.
 * @param {import("leaflet").Map} map
 * @param {Store} store
 * @param {Brand[]} brands
 * @param {import("leaflet").LatLngExpression} at
 * @param {(id: string) => void} select
 */
export function openList(map, store, brands, at, select) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const list = element("div", "bm-crowd-list");
  list.setAttribute("role", "dialog");
  const name = nameOf(store, brands);
  list.setAttribute("aria-label", name);
  const buttons = brands.map(brand => {
    const button = Object.assign(element("button"), { type: "button" });
    const number = element("span", "bm-crowd-number", store.number(brand));
    const { colour, ink } = store.theme(brand);
    Object.assign(number.style, { backgroundColor: colour, color: ink });
    button.append(number, element("span", "", brand.name));
    button.addEventListener("click", () => {
      map.closePopup();
      select(brand.id);
    });
    return button;
  });
  list.append(element("strong", "", name), ...buttons);
  list.addEventListener("keydown", event => {
    if (event.key === "Escape") map.closePopup();
  });
  const most = Math.max(120, map.getSize().y - 140);
  const popup = L.popup({ className: "bm-crowd", closeButton: false, maxHeight: Math.min(320, most), minWidth: 180 });
  popup.on("remove", () => list.contains(document.activeElement) && before?.focus({ preventScroll: true }));
  popup.setLatLng(at).setContent(list).openOn(map);
  buttons[0].focus({ preventScroll: true });
}
