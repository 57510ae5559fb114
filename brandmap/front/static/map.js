/* The map in its frame: draws the view held by the store, or the deck, of the page around the frame. */

import { Basemap } from "./basemap.js";
import { Controls } from "./controls.js";
import { NARROW } from "./dom.js";
import { COUNTY_ZOOM, groupName, openList } from "./groups.js";
import { Labels } from "./labels.js";
import { Pins } from "./pins.js";

const MAGNIFIED = 1.6; // names in the deck, legible from the back row
const MOVE_TIME = 600; // ms that a move animated by us may take
const reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)");
const canHover = window.matchMedia("(hover: hover)");

/** @type {import("leaflet").Map} */
let map;
/** @type {Basemap} */
let basemap;
/** @type {Pins} */
let pins;
/** @type {Labels} */
let labels;
/** @type {Controls} */
let controls;
/** @type {import("./store.js").Store | undefined} */
let store;
let [mounts, applied] = [0, 0];
let [failed, loaded, movedByUs, readerMoved] = [false, false, false, false];
let ourMoveEnds = 0;
/** The last bounds of the deck's step. @type {Corners | undefined} */
let deckBounds;
/** The bounds to fit when the frame changes its size; none for the province. @type {import("leaflet").LatLngBounds | undefined} */
let fittedBounds;

/**
 * Set up the map; folium's script calls this.
 * @param {import("leaflet").Map} leafletMap
 * @param {string} folder
 * @param {"brandmapStore" | "brandmapDeck"} source the page's object that says what to show
 */
function mount(leafletMap, folder, source) {
  mounts += 1;
  map = leafletMap;
  // streamlit-folium reports an empty value at the start, which would cost a run, unless it has reported one before.
  window.__GLOBAL_DATA__.previous_data = {};
  map.setMinZoom(4).setMaxZoom(11).setMaxBounds([[18, 70], [56, 132]]); // prettier-ignore
  map.scrollWheelZoom.disable();
  map.options.wheelPxPerZoomLevel = 110;
  // folium forbids zooming the page with two fingers.
  for (const one of document.querySelectorAll("meta[name=viewport]")) one.remove();
  if (reducedMotion.matches) map.options.inertia = false;
  map.getContainer().style.visibility = "hidden"; // until the style sheet has come, which makes it visible
  controls = new Controls(map, { zoom: zoomBy, results: fitResults, province: () => fitProvince(true) });
  const enter = enterCounty;
  const leave = () => controls.hideTip();
  basemap = new Basemap(map, { enter, leave, move: event => controls.moveTip(pointOf(event)), click: clickCounty });
  pins = new Pins(map, { open, leave, enter: enterPin });
  labels = new Labels(map, basemap, pins);
  map.on("zoomend", () => store && pins.update(store)).on("moveend", () => store && labels.layout(store));
  map.on("movestart zoomstart", () => {
    readerMoved ||= !movedByUs && performance.now() > ourMoveEnds;
    controls.hideTip();
  });
  // Leaflet focuses the map when it is pressed; the page would then scroll and the press hit something else.
  // React restores the focus even in a frame just removed, where globals are gone: so `focus` is kept here.
  const { focus } = HTMLElement.prototype;
  map.getContainer().focus = () => focus.call(map.getContainer(), { preventScroll: true });
  enableWheelAfterPress(map.getContainer());
  if (window.matchMedia("(pointer: coarse)").matches) moveWithTwoFingers(map.getContainer());
  followTheme();
  followSize();
  fitProvince(false);
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) link.addEventListener("load", settle);
  basemap.load(folder).then(() => (loaded = true), () => (failed = true)).then(paint); // prettier-ignore
  follow(source);
}

/** Follow the store or deck of the page around the frame, as soon as it exists. @param {"brandmapStore" | "brandmapDeck"} source */
function follow(source) {
  const page = window.parent;
  const shown = page[source];
  if (!shown) return page.addEventListener(source, () => follow(source), { once: true });
  if (page.brandmapDeck && shown === page.brandmapDeck) {
    pins.magnified = MAGNIFIED;
    document.documentElement.classList.add("bm-deck");
    page.brandmapDeck.attend(window);
  }
  const unsubscribe = shown.subscribe(draw);
  window.addEventListener("pagehide", unsubscribe);
  store = shown;
  draw();
}

function draw() {
  if (!store) return;
  applied += 1;
  document.documentElement.lang = store.view.lang === "zh" ? "zh-CN" : "en";
  document.title = store.say("map.title");
  paint();
  const { bounds } = store;
  if (bounds && bounds !== deckBounds) fitRequested(L.latLngBounds(bounds), applied > 1);
  else if (applied === 1 && !readerMoved) fitProvince(false); // the legend now has its size
  deckBounds = bounds;
}

/** @param {string} id */
function select(id) {
  controls.hideTip();
  store?.set({ brand: id });
  controls.offerCard(true);
}

function paint() {
  if (!store) return;
  controls.update(store);
  controls.offerCard(Boolean(store.selected));
  const taken = labels.controls(); // measured before anything moves
  if (loaded) basemap.paint(store);
  pins.update(store);
  labels.layout(store, taken);
  if (failed) controls.say(store.say("map.failed"), true);
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      window.brandmap.painted = performance.now();
      performance.clearMarks("brandmap-painted");
      performance.mark("brandmap-painted");
    }),
  );
}

/* --- what the reader does --- */

/** @param {string} code */
const brandsAtHome = code => store?.kept.filter(brand => basemap.homes(brand).has(code)) ?? [];

/** @param {string} code */
const brandPictured = code => store?.kept.find(brand => brand.pictured.some(spot => spot.adcode === code));

/** @param {County} county @param {import("leaflet").LatLng} at */
function clickCounty(county, at) {
  // In the deck a press that only gives the map the focus must not change the slide.
  if (store?.bounds) return;
  const home = brandsAtHome(county.adcode);
  const brand = home[0] ?? brandPictured(county.adcode);
  if (home.length > 1) choose(home, at);
  else if (brand) select(brand.id);
}

/** Select the model of a pin; of several models, zoom in or open their list. @param {import("./groups.js").Group} group */
function open({ brands, lat, lon }) {
  if (brands.length === 1) return select(brands[0].id);
  const apart = brands.some(brand => brand.lat !== brands[0].lat || brand.lon !== brands[0].lon);
  if (!apart) return choose(brands, [lat, lon]);
  const bounds = basemap.boundsOf(brands);
  readerMoved = true;
  const zoom = Math.max(COUNTY_ZOOM, map.getBoundsZoom(bounds));
  return map.setView(bounds.getCenter(), zoom, { animate: !reducedMotion.matches });
}

/** @param {Brand[]} brands @param {import("leaflet").LatLngExpression} at */
function choose(brands, at) {
  controls.hideTip();
  if (store) openList(map, store, brands, at, select);
}

/** @param {MouseEvent} event */
const pointOf = event => ({ x: event.clientX, y: event.clientY });

/** @param {County} county @param {MouseEvent} event */
function enterCounty(county, event) {
  if (!canHover.matches || !store) return;
  const { lang } = store.view;
  const home = brandsAtHome(county.adcode);
  const [brand] = home;
  const other = brandPictured(county.adcode);
  const place = county[`name_${lang}`];
  if (home.length > 1) tip([store.say("map.group", { place, n: home.length })], pointOf(event));
  else if (brand)
    tip([`${store.number(brand)} ${brand.name}`, `${place} · ${store.theme(brand).name}`], pointOf(event), brand);
  else if (other)
    tip([place, `${store.say("map.pictured")} · ${store.number(other)} ${other.name}`], pointOf(event), other);
  else tip([...new Set([place, county[`prefecture_${lang}`]])], pointOf(event));
}

/** @param {import("./groups.js").Group} group @param {DOMRect} box */
function enterPin({ brands: [brand, ...others] }, box) {
  if (!store) return;
  const at = { x: box.right - 8, y: box.bottom - 4 };
  const lines = [`${store.number(brand)} ${brand.name}`, `${brand.place} · ${store.theme(brand).name}`];
  if (others.length) tip([groupName(store, [brand, ...others])], at);
  else tip(lines, at, brand);
}

/** @param {string[]} lines @param {Point} at @param {Brand} [brand] */
const tip = (lines, at, brand) =>
  controls.showTip(lines, at, brand && store ? store.theme(brand).colour : "transparent");

/* --- the section shown: only the reader and buttons move it, never a filter, a selection or the language --- */

/** Return the padding that keeps bounds clear of the legend. @returns {import("leaflet").FitBoundsOptions} */
function padding() {
  const size = map.getSize();
  const legend = controls.legend.getBoundingClientRect();
  const below = legend.width > size.x * 0.55 ? size.y - legend.top : controls.source.offsetHeight;
  return {
    paddingTopLeft: [12, 24],
    paddingBottomRight: [size.x < NARROW ? 12 : 24, Math.min(below + 8, size.y * 0.5)],
  };
}

/** @param {import("leaflet").LatLngBounds} bounds @param {boolean} animate */
function fit(bounds, animate, maxZoom = 9) {
  if (!bounds.isValid() || !map.getSize().x) return;
  const moving = animate && !reducedMotion.matches;
  ourMoveEnds = performance.now() + (moving ? MOVE_TIME : 50);
  map.fitBounds(bounds, { ...padding(), maxZoom, animate: moving });
  readerMoved = true;
}

/** @param {boolean} animate */
function fitProvince(animate) {
  fittedBounds = undefined;
  fit(basemap.bounds, animate);
  readerMoved = false;
}

/** Fit bounds given by the page, and again whenever the frame changes its size. @param {import("leaflet").LatLngBounds} bounds @param {boolean} animate */
function fitRequested(bounds, animate) {
  fittedBounds = bounds;
  fit(bounds, animate);
  readerMoved = false;
}

function fitResults() {
  if (store) fit(basemap.boundsOf(store.kept), true, 8.5);
}

/** @param {number} step */
function zoomBy(step) {
  readerMoved = true;
  map.setZoom(map.getZoom() + step, { animate: !reducedMotion.matches });
}

/* --- the frame --- */

function settle() {
  // At a new size Leaflet may pan the map back into its bounds; that is no move of the reader.
  movedByUs = true;
  const centre = map.getCenter();
  map.invalidateSize({ pan: false, animate: false });
  if (readerMoved) map.setView(centre, map.getZoom(), /** @type {any} */ ({ reset: true })); // a pan would round to pixels
  movedByUs = false;
  controls.arrange(map.getSize().x < NARROW);
  labels.family = ""; // the style sheet may have come
  if (!readerMoved && fittedBounds) fitRequested(fittedBounds, false);
  else if (!readerMoved) fitProvince(false);
  paint();
}

/** Follow the size of the frame, which the style sheet of the page sets. */
function followSize() {
  new ResizeObserver(() => map.getContainer().clientWidth && settle()).observe(map.getContainer());
}

/** @param {HTMLElement} container */
function enableWheelAfterPress(container) {
  const enable = () => map.scrollWheelZoom.enable();
  container.addEventListener("pointerdown", enable);
  container.addEventListener("mouseleave", () => document.fullscreenElement || map.scrollWheelZoom.disable());
  document.addEventListener("fullscreenchange", () => document.fullscreenElement && enable());
  /** @param {WheelEvent} event */
  const turned = event => {
    if (event.ctrlKey) enable();
    else if (!map.scrollWheelZoom.enabled() && container.contains(/** @type {Node} */ (event.target)))
      controls.say(store?.say("map.wheel") ?? "");
  };
  window.addEventListener("wheel", turned, { capture: true, passive: true });
}

/** Let one finger scroll the page and two move the map; in full screen one finger moves the map. @param {HTMLElement} container */
function moveWithTwoFingers(container) {
  const adapt = () => (document.fullscreenElement ? map.dragging.enable() : map.dragging.disable());
  document.addEventListener("fullscreenchange", adapt);
  adapt();
  container.addEventListener(
    "touchmove",
    ({ touches }) => touches.length === 1 && !map.dragging.enabled() && controls.say(store?.say("map.fingers") ?? ""),
    { passive: true },
  );
}

function followTheme() {
  /** @param {string} colour */
  const dark = colour => {
    const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour);
    const parts = hex ? hex.slice(1).map(part => parseInt(part, 16)) : (colour.match(/[\d.]+/g) ?? []).map(Number);
    const [red, green, blue] = parts.length < 3 ? [255, 255, 255] : parts;
    return 0.3 * red + 0.59 * green + 0.11 * blue < 110;
  };
  /** @param {string} colour */
  const wear = colour => {
    document.documentElement.dataset.theme = dark(colour) ? "dark" : "light";
  };
  wear(getComputedStyle(document.documentElement).getPropertyValue("--background-color").trim());
  window.Streamlit.events.addEventListener("streamlit:render", event => {
    const { theme } = /** @type {CustomEvent} */ (event).detail;
    if (theme) wear(theme.backgroundColor);
  });
}

/** Return what the map shows, for tests and measurements. */
function state() {
  const centre = map.getCenter();
  return {
    centre: [centre.lat, centre.lng], zoom: map.getZoom(), mounts, applied, loaded, ready: (loaded || failed) && getComputedStyle(map.getContainer()).visibility === "visible",
    visible: store?.kept.map(brand => brand.id), chosen: store?.view.theme, selected: store?.view.brand, lang: store?.view.lang,
  }; // prettier-ignore
}

window.brandmap = { mount, state, painted: 0 };
