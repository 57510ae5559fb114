/* Names on the map, placed so that none covers another name, a marker or a control. They are placed again after each move. */

import { WIDE, element } from "./dom.js";
import { COUNTY_ZOOM } from "./groups.js";
import { NUDGES, nameLines, placer } from "./placing.js";

const NEIGHBOUR_ZOOM = 8.5; // neighbouring provinces are named below this zoom
const PLATE = 7; // px of margin around the selected model's name, as in brandmap.css
const MAX_NAMED = 40; // with more models, names would only clutter
const MIN_WIDTH = 620; // px: on a narrower map models are not named

/** @typedef {{ weight: number, size: number, spacing?: number }} Style */
/** @type {Record<"brand" | "prefecture" | "county" | "neighbour", Style>} */
const STYLES = {
  brand: { weight: 600, size: 13 },
  prefecture: { weight: 500, size: 13, spacing: 1 },
  county: { weight: 400, size: 12 },
  neighbour: { weight: 400, size: 13, spacing: 3 },
};

/** @typedef {import("./store.js").Store} Store */
/** @typedef {{ marker: import("leaflet").Marker, html: HTMLElement }} Name */

export class Labels {
  /**
   * @param {import("leaflet").Map} map
   * @param {import("./basemap.js").Basemap} basemap
   * @param {import("./pins.js").Pins} pins
   */
  constructor(map, basemap, pins) {
    this.map = map;
    this.basemap = basemap;
    this.pins = pins;
    this.canvas = document.createElement("canvas").getContext("2d");
    /** @type {Map<string, number>} */
    this.widths = new Map();
    this.family = "";
    /** The names on the map, by text and position. @type {Map<string, Name>} */
    this.names = new Map();
    /** The names of the last layout, used again where nothing has changed. @type {Map<string, Name>} */
    this.before = new Map();
    map.createPane("names").style.zIndex = "450";
    map.createPane("brandnames").style.zIndex = "640";
  }

  /** The factor by which names are larger: in the deck, on a projector, in full screen. */
  get scale() {
    return this.pins.magnified || (this.map.getSize().x >= WIDE ? 1.2 : 1);
  }

  /** @param {string} text @param {Style} style */
  width(text, { weight, size, spacing = 0 }) {
    const font = `${weight} ${size * this.scale}px ${this.family}`;
    const key = `${font}|${text}`;
    if (this.canvas && !this.widths.has(key)) {
      this.canvas.font = font;
      this.widths.set(key, this.canvas.measureText(text).width + spacing * text.length);
    }
    return this.widths.get(key) ?? 0;
  }

  /** @param {Store} store @param {Box[]} [taken] by the controls */
  layout(store, taken = this.controls()) {
    this.family ||= getComputedStyle(this.map.getContainer()).fontFamily;
    [this.before, this.names] = [this.names, new Map()];
    this.take = placer(this.map.getSize(), [...this.pins.boxes(), ...taken, ...this.spots(store)]);
    this.nameBrands(store);
    this.nameUnits(store);
    for (const { marker } of this.before.values()) marker.remove();
  }

  /** @param {Store} store */
  nameBrands(store) {
    const { brand: id } = store.view;
    const named = this.map.getSize().x >= MIN_WIDTH && store.kept.length <= MAX_NAMED;
    const kept = named ? store.kept.slice() : store.kept.filter(brand => brand.id === id);
    kept.sort((a, b) => Number(b.id === id) - Number(a.id === id) || a.n - b.n);
    for (const brand of kept) {
      const pin = this.pins.pinOf(brand.id);
      if (!pin) continue;
      const must = brand.id === id;
      const { lat, lon } = pin.group;
      const seat = this.map.latLngToContainerPoint([lat, lon]);
      const [x, y] = [seat.x + pin.dx, seat.y + pin.dy];
      const gap = Math.max(pin.r + 9, pin.r * 1.34 + 4) + (must ? PLATE : 0); // clears the badge
      const element_ = this.name(brand.name, "brand", { lat, lon }, must, (w, h) => [
        [x + gap + w / 2, y], [x - gap - w / 2 + 3, y], [x, y - gap - h / 2 + 3], [x, y + gap + h / 2 - 5],
        [x + gap + w / 2 - 4, y + 13], [x - gap - w / 2 + 6, y + 13],
      ]); // prettier-ignore
      element_?.classList.toggle("is-selected", must);
    }
  }

  /** @param {Store} store */
  nameUnits(store) {
    const zoom = this.map.getZoom();
    const short = store.view.lang === "en" ? "short_en" : "short_zh";
    const level = zoom < COUNTY_ZOOM ? "prefecture" : "county";
    const homes = new Set(store.kept.flatMap(brand => brand.counties));
    const units = this.basemap.units.filter(
      unit =>
        (unit.level === level && unit.kind !== "special") ||
        (level === "county" && unit.kind === "city_without_counties"),
    );
    units.sort((a, b) => Number(homes.has(b.adcode)) - Number(homes.has(a.adcode)) || (a.adcode < b.adcode ? -1 : 1));
    for (const unit of units) this.nameAt(unit[short], level, Number(unit.label_lat), Number(unit.label_lon));
    if (zoom >= NEIGHBOUR_ZOOM) return;
    for (const one of this.basemap.neighbours) this.nameAt(one[short], "neighbour", one.label_lat, one.label_lon);
  }

  /** @param {string} text @param {keyof typeof STYLES} kind @param {number} lat @param {number} lon */
  nameAt(text, kind, lat, lon) {
    const { x, y } = this.map.latLngToContainerPoint([lat, lon]);
    this.name(text, kind, { lat, lon }, false, () => NUDGES.map(([dx, dy]) => [x + dx, y + dy]));
  }

  /**
   * Write a name at the first free centre; with `must` even if none is free.
   * @param {string} text
   * @param {keyof typeof STYLES} kind
   * @param {Place} place
   * @param {boolean} must
   * @param {(w: number, h: number) => [number, number][]} centres
   */
  name(text, kind, { lat, lon }, must, centres) {
    const style = STYLES[kind];
    const lines = kind === "brand" ? nameLines(text) : [text];
    const w = Math.max(...lines.map(line => this.width(line, style))) + 4;
    const h = style.size * this.scale * 1.25 * lines.length;
    const spot = this.take?.(centres(w, h), w, h, must);
    if (!spot) return undefined;
    const anchor = this.map.latLngToContainerPoint([lat, lon]);
    const transform = `translate(-50%, -50%) translate(${spot[0] - anchor.x}px, ${spot[1] - anchor.y}px)`;
    const key = [kind, text, lat, lon, this.scale, transform].join("|");
    const kept = this.before.get(key);
    if (kept) {
      this.before.delete(key);
      this.names.set(key, kept);
      return kept.html;
    }
    const html = element("span", `bm-name bm-name-${kind}`, lines.join("\n"));
    html.style.fontSize = `${style.size * this.scale}px`;
    html.style.transform = transform;
    const icon = L.divIcon({ className: "bm-name-holder", iconSize: undefined, html });
    const pane = kind === "brand" ? "brandnames" : "names";
    const marker = L.marker([lat, lon], { pane, interactive: false, keyboard: false, icon }).addTo(this.map);
    this.names.set(key, { marker, html });
    return html;
  }

  /** @param {Store} store @returns {Box[]} */
  spots(store) {
    return this.basemap.pictured(store).map(([{ lat, lon }]) => {
      const { x, y } = this.map.latLngToContainerPoint([lat, lon]);
      return [x - 6, y - 6, x + 6, y + 6];
    }); // prettier-ignore
  }

  /** @returns {Box[]} */
  controls() {
    const frame = this.map.getContainer().getBoundingClientRect();
    return [...this.map.getContainer().querySelectorAll(".leaflet-control, .bm-source")].map(one => {
      const { left, top, right, bottom } = one.getBoundingClientRect();
      return [left - frame.left - 4, top - frame.top - 4, right - frame.left + 4, bottom - frame.top + 4];
    });
  }
}
