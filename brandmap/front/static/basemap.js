/* The base map: neighbours, counties, rivers and outlines. Its shapes are read once; after that only their styles change.
   Colours are in brandmap.css, except those of themes, which come with the models. */

import { csvRows } from "./csv.js";
import { shape } from "./dom.js";
import { MIXED_COLOUR, MAX_SINGLE, groupBy, positionKey } from "./groups.js";

/** @type {[string, number][]} */
const PANES = [["neighbours", 210], ["counties", 220], ["rivers", 230], ["lines", 240], ["spots", 250]]; // prettier-ignore
/** The province's corners (latitude, longitude), needed before its outline is read. @type {[number, number][]} */
const PROVINCE = [[32.59397, 92.33806], [42.79342, 108.70763]]; // prettier-ignore

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("leaflet").Path & { feature: { properties: County } } & import("leaflet").Polyline} Shape */

export class Basemap {
  /**
   * @param {import("leaflet").Map} map
   * @param {{
   *   enter: (county: County, event: MouseEvent) => void, move: (event: MouseEvent) => void,
   *   leave: () => void, click: (county: County, at: import("leaflet").LatLng) => void,
   * }} hooks
   */
  constructor(map, hooks) {
    this.map = map;
    this.hooks = hooks;
    /** @type {Map<string, Shape>} */
    this.features = new Map();
    /** @type {WeakMap<Brand, Set<string>>} */
    this.areas = new WeakMap();
    this.bounds = L.latLngBounds(PROVINCE);
    /** @type {Record<string, string>[]} */
    this.units = [];
    /** @type {any[]} */
    this.neighbours = [];
    this.spots = L.layerGroup();
    /** @type {Theme[]} */
    this.hatched = [];
    /** @type {Record<string, any>} */
    this.renderers = {};
    for (const [name, z] of PANES) {
      map.createPane(name).style.zIndex = String(z);
      this.renderers[name] = L.svg({ pane: name, padding: 0.5 });
    }
    this.spots.addTo(map);
  }

  /** @param {string} folder */
  async load(folder) {
    /** @param {string} name */
    const read = async name => {
      const answer = await fetch(new URL(folder + name, document.baseURI));
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return name.endsWith(".csv") ? csvRows(await answer.text()) : answer.json();
    };
    /** @param {string} name */
    const optional = name => read(name).catch(() => ({ type: "FeatureCollection", features: [] }));
    const [counties, prefectures, province, units, neighbours, rivers] = await Promise.all([
      read("counties.geojson"), read("prefectures.geojson"), read("province.geojson"), read("units.csv"),
      optional("neighbours.geojson"), optional("rivers.geojson"),
    ]); // prettier-ignore
    this.units = units;
    const areas = neighbours.features.filter((/** @type {any} */ one) => one.properties.kind === "area");
    this.neighbours = areas.map((/** @type {any} */ one) => one.properties);
    this.draw(neighbours, "neighbours", one => (one.properties.kind === "area" ? "bm-neighbour" : "bm-border"));
    this.draw(counties, "counties", () => "bm-county", (feature, layer) => {
      const { properties } = feature;
      this.features.set(properties.adcode, /** @type {Shape} */ (layer));
      layer.on({
        mouseover: event => this.hooks.enter(properties, event.originalEvent),
        mousemove: event => this.hooks.move(event.originalEvent),
        mouseout: () => this.hooks.leave(),
        click: event => this.hooks.click(properties, event.latlng),
      });
    }); // prettier-ignore
    this.draw(rivers, "rivers", () => "bm-river");
    this.draw(prefectures, "lines", () => "bm-prefecture");
    this.bounds = this.draw(province, "lines", () => "bm-province").getBounds();
  }

  /**
   * @param {any} content
   * @param {string} pane
   * @param {(feature: any) => string} className
   * @param {(feature: any, layer: import("leaflet").Layer) => void} [each]
   */
  draw(content, pane, className, each) {
    /** @type {any} */
    const options = {
      renderer: this.renderers[pane], pane, interactive: Boolean(each), bubblingMouseEvents: true, smoothFactor: 0.6,
      style: (/** @type {any} */ feature) => ({ className: className(feature), weight: 1 }), onEachFeature: each,
    }; // prettier-ignore
    return L.geoJSON(content, options).addTo(this.map);
  }

  /** List the codes of a model's home areas; a whole prefecture includes areas that are no counties. @param {Brand} brand */
  homes(brand) {
    const known = this.areas.get(brand);
    if (known) return known;
    const codes = new Set(brand.counties);
    for (const [code, layer] of this.features) {
      if (layer.feature.properties.prefecture_adcode === brand.home) codes.add(code);
    }
    if (this.features.size) this.areas.set(brand, codes);
    return codes;
  }

  /** Return the bounds of the seats and home areas of some models. @param {Brand[]} brands */
  boundsOf(brands) {
    const box = L.latLngBounds(brands.map(({ lat, lon }) => [lat, lon]));
    for (const code of new Set(brands.flatMap(brand => [...this.homes(brand)]))) {
      const layer = this.features.get(code);
      if (layer) box.extend(layer.getBounds());
    }
    return box;
  }

  /** Fill home counties, hatch pictured ones. @param {Store} store */
  paint(store) {
    const id = store.view.brand;
    this.defineHatches(store.models.themes);
    /** @type {Map<string, Brand>} */
    const home = new Map();
    /** @type {Map<string, Brand>} */
    const pictured = new Map();
    /** Counties with models of different themes, where many models are shown. @type {Set<string>} */
    const mixed = new Set();
    for (const brand of store.kept) {
      for (const code of this.homes(brand)) {
        if (store.kept.length > MAX_SINGLE && home.has(code) && home.get(code)?.theme[0] !== brand.theme[0])
          mixed.add(code);
        if (!home.has(code) || brand.id === id) home.set(code, brand);
      }
      for (const { adcode } of brand.pictured) if (!pictured.has(adcode)) pictured.set(adcode, brand);
    }
    for (const [code, layer] of this.features) {
      const path = /** @type {SVGElement | undefined} */ (layer.getElement());
      if (!path) continue;
      const owner = home.get(code);
      const guest = pictured.get(code);
      const brand = owner ?? guest;
      const theme = brand && store.theme(brand);
      const colour = owner && brand?.id !== id && mixed.has(code) ? MIXED_COLOUR : theme?.colour;
      path.classList.toggle("is-home", Boolean(owner));
      path.classList.toggle("is-pictured", Boolean(guest) && !owner);
      path.classList.toggle("is-selected", Boolean(brand) && brand?.id === id);
      path.dataset.adcode = code;
      if (brand) path.dataset.brand = brand.id;
      else delete path.dataset.brand;
      path.style.fill = owner && colour ? colour : theme ? `url(#bm-hatch-${store.models.themes.indexOf(theme)})` : "";
      path.style.stroke = colour ?? "";
      path.style.setProperty("--bm-theme", path.style.stroke);
    }
    for (const brandsByCode of [pictured, home]) for (const code of brandsByCode.keys()) this.raise(code);
    const selected = store.selected;
    if (selected && store.kept.includes(selected)) for (const code of this.homes(selected)) this.raise(code);
    this.paintSpots(store);
  }

  /** Bring a county to the front. @param {string} code */
  raise(code) {
    this.features.get(code)?.bringToFront();
  }

  /** Draw a dot on each pictured place. @param {Store} store */
  paintSpots(store) {
    this.spots.clearLayers();
    const style = { pane: "spots", renderer: this.renderers.spots, radius: 4.5, weight: 2, className: "bm-spot" };
    for (const [{ lat, lon, brand }] of this.pictured(store)) {
      const marker = L.circleMarker([lat, lon], { ...style, interactive: false }).addTo(this.spots);
      const path = /** @type {SVGElement | undefined} */ (marker.getElement());
      path?.style.setProperty("--bm-theme", store.theme(brand).colour);
      if (path) path.style.stroke = store.theme(brand).colour;
    }
  }

  /** List the places that captions name, each with all its pictures. @param {Store} store */
  pictured(store) {
    const all = store.kept.flatMap(brand => brand.pictured.map(place => ({ ...place, brand })));
    return [...groupBy(all, positionKey).values()];
  }

  /** Define one diagonal hatch per theme, in the SVG that draws the counties. @param {Theme[]} themes */
  defineHatches(themes) {
    const root = this.renderers.counties._container;
    if (!root || this.hatched === themes) return;
    this.hatched = themes;
    const defs = root.querySelector("defs") ?? root.insertBefore(shape("defs", {}), root.firstChild);
    const patterns = themes.map(({ colour }, index) => {
      const size = { width: 7, height: 7 };
      const turned = { patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
      const pattern = shape("pattern", { id: `bm-hatch-${index}`, ...size, ...turned });
      const line = { x1: 0, y1: 0, x2: 0, y2: 7, "stroke-width": 2.4, "stroke-opacity": 0.5 };
      pattern.append(shape("rect", { ...size, class: "bm-hatch-ground" }), shape("line", { ...line, stroke: colour }));
      return pattern;
    });
    defs.replaceChildren(...patterns);
  }
}
