/* The ground: neighbours, counties, rivers and outlines. Read once, restyled in place, never rebuilt.
   Colours live in brandmap.css; only a theme's colour comes from the command. */
(function () {
  "use strict";
  const parts = (window.brandmapParts = window.brandmapParts || {});
  const SVG = "http://www.w3.org/2000/svg";
  const PANES = [["neighbours", 210], ["counties", 220], ["rivers", 230], ["lines", 240], ["spots", 250]];
  const PROVINCE = [[32.59, 92.33], [42.8, 108.72]]; // until the outline is read

  class Basemap {
    /* hooks: {enter(feature, event), move(event), leave(), click(feature)} */
    constructor(map, hooks) {
      this.map = map;
      this.hooks = hooks;
      this.features = new Map(); // adcode -> Leaflet layer of the county
      this.bounds = L.latLngBounds(PROVINCE);
      this.units = [];
      this.neighbours = [];
      this.spots = L.layerGroup();
      this.renderers = {};
      for (const [name, z] of PANES) {
        map.createPane(name).style.zIndex = z;
        this.renderers[name] = L.svg({ pane: name, padding: 0.5 });
      }
      this.spots.addTo(map);
    }

    async load(folder, version) {
      // The version is part of the address, so a stored copy is never stale.
      const read = async (name) => {
        const answer = await fetch(new URL(`${folder}${name}?v=${version}`, document.baseURI), { cache: "force-cache" });
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        return name.endsWith(".csv") ? parts.rows(await answer.text()) : answer.json();
      };
      const optional = (name) => read(name).catch(() => ({ type: "FeatureCollection", features: [] }));
      const [counties, prefectures, province, units, neighbours, rivers] = await Promise.all([
        read("counties.geojson"), read("prefectures.geojson"), read("province.geojson"), read("units.csv"),
        optional("neighbours.geojson"), optional("rivers.geojson"),
      ]);
      this.units = units;
      this.neighbours = neighbours.features.filter((one) => one.properties.kind === "area").map((one) => one.properties);
      this.draw(neighbours, "neighbours", (one) => (one.properties.kind === "area" ? "bm-neighbour" : "bm-border"));
      this.draw(counties, "counties", () => "bm-county", (feature, layer) => {
        this.features.set(feature.properties.adcode, layer);
        layer.on({
          mouseover: (event) => this.hooks.enter(feature.properties, event.originalEvent),
          mousemove: (event) => this.hooks.move(event.originalEvent),
          mouseout: () => this.hooks.leave(),
          click: () => this.hooks.click(feature.properties),
        });
      });
      this.draw(rivers, "rivers", () => "bm-river");
      this.draw(prefectures, "lines", () => "bm-prefecture");
      this.bounds = this.draw(province, "lines", () => "bm-province").getBounds();
    }

    draw(document_, pane, className, each) {
      return L.geoJSON(document_, {
        renderer: this.renderers[pane],
        pane,
        interactive: Boolean(each),
        bubblingMouseEvents: true,
        smoothFactor: 0.6,
        style: (feature) => ({ className: className(feature), weight: 1 }),
        onEachFeature: each,
      }).addTo(this.map);
    }

    /* Codes of the polygons a brand is at home in; a whole prefecture includes the areas that are no counties. */
    homes(brand) {
      const codes = new Set(brand.counties);
      for (const [code, layer] of this.features) {
        if (layer.feature.properties.prefecture_adcode === brand.home) codes.add(code);
      }
      return codes;
    }

    boundsOf(brands) {
      const box = L.latLngBounds([]);
      for (const brand of brands) {
        box.extend([brand.lat, brand.lon]);
        for (const code of this.homes(brand)) if (this.features.has(code)) box.extend(this.features.get(code).getBounds());
      }
      return box;
    }

    /* state: see brandmap.js. Fills home counties, hatches pictured ones. */
    paint(state) {
      this.hatches(state.themes);
      const home = new Map(), pictured = new Map();
      for (const brand of state.shown) {
        for (const code of this.homes(brand)) if (!home.has(code) || brand.id === state.selected) home.set(code, brand);
        for (const spot of brand.pictured) if (!pictured.has(spot.adcode)) pictured.set(spot.adcode, brand);
      }
      for (const [code, layer] of this.features) {
        const element = layer.getElement();
        if (!element) continue;
        const owner = home.get(code), guest = pictured.get(code), brand = owner || guest;
        const selected = Boolean(brand) && brand.id === state.selected;
        element.classList.toggle("is-home", Boolean(owner));
        element.classList.toggle("is-pictured", Boolean(guest) && !owner);
        element.classList.toggle("is-selected", selected);
        element.dataset.adcode = code;
        if (brand) element.dataset.brand = brand.id; else delete element.dataset.brand;
        element.style.fill = owner ? state.colour(owner) : guest ? `url(#bm-hatch-${state.themeIndex(guest)})` : "";
        element.style.stroke = brand ? state.colour(brand) : "";
      }
      for (const raise of [pictured, home]) for (const code of raise.keys()) this.raise(code);
      const chosen = state.byId.get(state.selected);
      if (chosen && state.shown.includes(chosen)) for (const code of this.homes(chosen)) this.raise(code);
      this.paintSpots(state);
    }

    raise(code) {
      const layer = this.features.get(code);
      if (layer) layer.bringToFront();
    }

    paintSpots(state) {
      this.spots.clearLayers();
      for (const brand of state.shown) {
        for (const spot of brand.pictured) {
          const dot = L.circleMarker([spot.lat, spot.lon], {
            pane: "spots", renderer: this.renderers.spots, radius: 4.5, weight: 2, className: "bm-spot", interactive: false,
          }).addTo(this.spots);
          if (dot.getElement()) dot.getElement().style.stroke = state.colour(brand);
        }
      }
    }

    /* One diagonal hatch per theme, in the renderer that draws the counties. */
    hatches(themes) {
      const root = this.renderers.counties._container;
      if (!root) return;
      let defs = root.querySelector("defs");
      if (!defs) defs = root.insertBefore(document.createElementNS(SVG, "defs"), root.firstChild);
      defs.replaceChildren(...themes.map((theme, index) => {
        const pattern = parts.shape("pattern", {
          id: `bm-hatch-${index}`, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
        });
        pattern.append(
          parts.shape("rect", { width: 7, height: 7, class: "bm-hatch-ground" }),
          parts.shape("line", { x1: 0, y1: 0, x2: 0, y2: 7, stroke: theme.colour, "stroke-width": 2.4, "stroke-opacity": 0.5 }),
        );
        return pattern;
      }));
    }
  }

  parts.shape = function (name, attributes) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  parts.element = function (name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  /* CSV text -> objects by heading; quoted fields are understood. */
  parts.rows = function (text) {
    const table = text.replace(/^\uFEFF/, "").split(/\r?\n/).filter(Boolean).map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => (m[1] === undefined ? m[2] : m[1].replace(/""/g, '"'))));
    const head = table.shift() || [];
    return table.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index]])));
  };

  parts.NARROW = 600; // px: a phone, below
  parts.WIDE = 1200; // px: a projector or full screen, from here on
  parts.Basemap = Basemap;
})();
