/* Names on the map, placed so that none covers another, a marker or a control. Laid out anew after each move. */
(function () {
  "use strict";
  const parts = (window.brandmapParts = window.brandmapParts || {});
  const COUNTY_ZOOM = 7.5; // from here on counties are named instead of prefectures
  const PLATE = 7; // px around the name of the selected brand, as in brandmap.css
  const BRANDS_NAMED = 40; // more than these and names of brands would only clutter
  const STYLES = {
    brand: { weight: 600, size: 13 },
    prefecture: { weight: 500, size: 13, spacing: 1 },
    county: { weight: 400, size: 12 },
    neighbour: { weight: 400, size: 13, spacing: 3 },
  };
  const NUDGES = [[0, 0], [0, -15], [0, 15], [-24, 0], [24, 0], [-30, 14], [30, 14], [-30, -14], [30, -14], [0, 28], [0, -28]];

  class Labels {
    constructor(map, basemap, pins) {
      Object.assign(this, { map, basemap, pins });
      this.canvas = document.createElement("canvas").getContext("2d");
      this.widths = new Map();
      this.layer = L.layerGroup().addTo(map);
      map.createPane("names").style.zIndex = 450;
      map.createPane("brandnames").style.zIndex = 640;
    }

    layout(state) {
      this.layer.clearLayers();
      const size = this.map.getSize(), zoom = this.map.getZoom(), english = state.lang === "en";
      const family = getComputedStyle(this.map.getContainer()).fontFamily;
      const magnified = parts.magnified || (size.x >= parts.WIDE ? 1.2 : 1); // a projector or full screen
      const taken = [...this.pins.boxes(), ...this.controls(), ...this.spots(state)];
      const width = (text, style) => {
        const font = `${style.weight} ${style.size * magnified}px ${family}`, key = `${font}|${text}`;
        if (!this.widths.has(key)) {
          this.canvas.font = font;
          this.widths.set(key, this.canvas.measureText(text).width + (style.spacing || 0) * text.length);
        }
        return this.widths.get(key);
      };
      /* Try each place (centre of the text, container pixels); the first that is free is taken. */
      const place = (text, kind, latlng, anchor, places, must, brand) => {
        const style = STYLES[kind], lines = kind === "brand" ? broken(text) : [text];
        const w = Math.max(...lines.map((line) => width(line, style))) + 4, h = style.size * magnified * 1.25 * lines.length;
        const boxes = places(w, h).map(([x, y]) => ({ x, y, box: [x - w / 2, y - h / 2, x + w / 2, y + h / 2] }));
        const inside = ({ box }) => box[0] > 2 && box[1] > 2 && box[2] < size.x - 2 && box[3] < size.y - 2;
        const free = ({ box }) => !taken.some((o) => box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1]);
        const spot = boxes.find((one) => inside(one) && free(one)) || (must && (boxes.find(inside) || boxes[0]));
        if (!spot) return false;
        taken.push(spot.box);
        const element = parts.element("span", `bm-name bm-name-${kind}`, lines.join("\n"));
        element.style.fontSize = `${style.size * magnified}px`;
        element.style.transform = `translate(-50%, -50%) translate(${spot.x - anchor.x}px, ${spot.y - anchor.y}px)`;
        if (brand && brand.id === state.selected) element.classList.add("is-selected");
        L.marker(latlng, {
          pane: kind === "brand" ? "brandnames" : "names", interactive: false, keyboard: false,
          icon: L.divIcon({ className: "bm-name-holder", iconSize: null, html: element }),
        }).addTo(this.layer);
        return true;
      };
      const around = (point, nudges) => () => nudges.map(([dx, dy]) => [point.x + dx, point.y + dy]);
      const pixel = (lat, lon) => this.map.latLngToContainerPoint([lat, lon]);

      const named = size.x >= 620 && state.shown.length <= BRANDS_NAMED;
      const ordered = [...state.shown].sort((a, b) => (b.id === state.selected) - (a.id === state.selected) || a.n - b.n);
      for (const brand of ordered) {
        const must = brand.id === state.selected;
        if (!named && !must) continue;
        const bubble = this.pins.bubble(brand.id);
        if (bubble) {
          const anchor = pixel(brand.lat, brand.lon), x = anchor.x + bubble.dx, y = anchor.y + bubble.dy;
          const gap = Math.max(bubble.r + 9, bubble.r * 1.34 + 4) + (must ? PLATE : 0); // past the badge
          place(brand.name, "brand", [brand.lat, brand.lon], anchor, (w, h) => [
            [x + gap + w / 2, y], [x - gap - w / 2 + 3, y], [x, y - gap - h / 2 + 3], [x, y + gap + h / 2 - 5],
            [x + gap + w / 2 - 4, y + 13], [x - gap - w / 2 + 6, y + 13],
          ], must, brand);
        }
      }
      const level = zoom < COUNTY_ZOOM ? "prefecture" : "county";
      const homes = new Set(state.shown.flatMap((brand) => brand.counties));
      const units = this.basemap.units.filter((unit) => unit.level === level && unit.kind !== "special");
      if (level === "county") units.push(...this.basemap.units.filter((unit) => unit.kind === "city_without_counties"));
      units.sort((a, b) => homes.has(b.adcode) - homes.has(a.adcode) || a.adcode.localeCompare(b.adcode));
      for (const unit of units) {
        const lat = Number(unit.label_lat), lon = Number(unit.label_lon), point = pixel(lat, lon);
        const text = english ? unit.short_en : unit.short_zh;
        place(text, level, [lat, lon], point, around(point, NUDGES));
      }
      if (zoom < 8.5) {
        for (const one of this.basemap.neighbours) {
          const point = pixel(one.label_lat, one.label_lon);
          place(english ? one.short_en : one.short_zh, "neighbour", [one.label_lat, one.label_lon], point, around(point, NUDGES));
        }
      }
    }

    spots(state) {
      return state.shown.flatMap((brand) => brand.pictured).map((spot) => {
        const point = this.map.latLngToContainerPoint([spot.lat, spot.lon]);
        return [point.x - 6, point.y - 6, point.x + 6, point.y + 6];
      });
    }

    controls() {
      const frame = this.map.getContainer().getBoundingClientRect();
      return [...this.map.getContainer().querySelectorAll(".leaflet-control, .bm-source")].map((one) => {
        const box = one.getBoundingClientRect();
        return [box.left - frame.left - 4, box.top - frame.top - 4, box.right - frame.left + 4, box.bottom - frame.top + 4];
      });
    }
  }

  /* A long name in words on two lines of about equal length. */
  function broken(text) {
    if (text.length < 14 || !text.includes(" ")) return [text];
    const gaps = [...text.matchAll(/ /g)].map((match) => match.index);
    const gap = gaps.sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))[0];
    return [text.slice(0, gap), text.slice(gap + 1)];
  }

  parts.Labels = Labels;
})();
