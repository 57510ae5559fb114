/* Pins that several models share: those of a place, on a map zoomed out those of a prefecture; and the list such a pin
   opens. */

import { element } from "./dom.js";

export const MAX_SINGLE = 60; // more models than that share pins
export const MIXED_COLOUR = "#5f6b78"; // of a pin or county of models with different themes
export const COUNTY_ZOOM = 7.5; // from this zoom on pins and names are of counties instead of prefectures

/** @typedef {import("./store.js").Store} Store */
/** What one pin shows: a model, or several. @typedef {Place & { id: string, brands: Brand[] }} Group */

/** The position of each prefecture's pin: the mean of the places of its models. @type {WeakMap<Models, Map<string, Place>>} */
const meanPositions = new WeakMap();

/** @param {Models} models */
function meanPositionsOf(models) {
  let positions = meanPositions.get(models);
  if (positions) return positions;
  positions = new Map();
  for (const [prefecture, brands] of groupBy(models.brands, ({ prefecture: [code] }) => code)) {
    const places = [...groupBy(brands, positionKey).values()].map(([first]) => first);
    /** @param {(place: Place) => number} part */
    const mean = part => places.reduce((sum, place) => sum + part(place), 0) / places.length;
    positions.set(prefecture, { lat: mean(({ lat }) => lat), lon: mean(({ lon }) => lon) });
  }
  meanPositions.set(models, positions);
  return positions;
}

/** Write a position as a key. @param {Place} place */
export const positionKey = ({ lat, lon }) => `${lat} ${lon}`;

/** Sort things into lists by their key. @template T @param {T[]} things @param {(thing: T) => string} keyOf @returns {Map<string, T[]>} */
export function groupBy(things, keyOf) {
  const lists = new Map();
  for (const thing of things) {
    const key = keyOf(thing);
    if (!lists.get(key)?.push(thing)) lists.set(key, [thing]);
  }
  return lists;
}

/** List the pins of the kept models at a zoom of the map. @param {Store} store @param {number} zoom @returns {Group[]} */
export function groups(store, zoom) {
  const { kept, models } = store;
  const byPrefecture = zoom < COUNTY_ZOOM;
  /** @param {Brand} brand */
  const keyOf = brand =>
    kept.length <= MAX_SINGLE ? brand.id : byPrefecture ? brand.prefecture[0] : positionKey(brand);
  return [...groupBy(kept, keyOf)].map(([key, brands]) => {
    const alone = brands.length === 1;
    const { lat, lon } = (byPrefecture && !alone && meanPositionsOf(models).get(key)) || brands[0];
    return { id: alone ? brands[0].id : key, brands, lat, lon };
  });
}

/** Name several models together, by their place or prefecture. @param {Store} store @param {Brand[]} brands */
export function groupName(store, brands) {
  const [{ place, prefecture }] = brands;
  const samePlace = brands.every(brand => brand.place === place);
  const choice = store.models.facets.prefecture.find(({ id }) => id === prefecture[0]);
  return store.say("map.group", { place: samePlace ? place : (choice?.label ?? place), n: brands.length });
}

/**
 * Open a list of models over the map, to select one; it closes after that, by Escape or by a click outside.
 * @param {import("leaflet").Map} map
 * @param {Store} store
 * @param {Brand[]} brands
 * @param {import("leaflet").LatLngExpression} position of the list
 * @param {(id: string) => void} select
 */
export function openList(map, store, brands, position, select) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  const list = element("div", "bm-crowd-list");
  list.setAttribute("role", "dialog");
  const name = groupName(store, brands);
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
  const room = Math.max(120, map.getSize().y - 140);
  const popup = L.popup({ className: "bm-crowd", closeButton: false, maxHeight: Math.min(320, room), minWidth: 180 });
  popup.on("remove", () => list.contains(document.activeElement) && focused?.focus({ preventScroll: true }));
  popup.setLatLng(position).setContent(list).openOn(map);
  buttons[0].focus({ preventScroll: true });
}
