/* One numbered pin per brand. The bubble steps aside where neighbours would cover it; its point stays on the seat. */
(function () {
  "use strict";
  const parts = (window.brandmapParts = window.brandmapParts || {});
  const CROWD = 150; // above this many pins none steps aside
  const ROUNDS = 160;
  const DIGITS = [0, 1.4, 1.2, 0.9]; // size of a number of so many digits, in radii of its badge

  class Pins {
    /* hooks: {select(id), enter(brand, rectangle), leave()} */
    constructor(map, hooks) {
      this.map = map;
      this.hooks = hooks;
      this.pins = new Map(); // id -> {brand, marker, body, dx, dy, r}
    }

    get radius() {
      const width = this.map.getSize().x;
      if (parts.magnified) return width < parts.NARROW ? 17 : 22;
      return width < parts.NARROW ? 13 : width < parts.WIDE ? 16 : 19;
    }

    update(state) {
      const wanted = new Set(state.shown.map((brand) => brand.id));
      for (const [id, pin] of this.pins) {
        if (wanted.has(id)) continue;
        pin.marker.remove();
        this.pins.delete(id);
      }
      for (const brand of state.shown) {
        const pin = this.pins.get(brand.id) || this.create(brand);
        const moved = pin.brand.lat !== brand.lat || pin.brand.lon !== brand.lon;
        pin.brand = brand;
        if (moved) pin.marker.setLatLng([brand.lat, brand.lon]);
        if (!this.map.hasLayer(pin.marker)) this.insert(pin);
      }
      this.layout(state);
    }

    create(brand) {
      const body = parts.shape("svg", { class: "bm-pin-body", "aria-hidden": "true" });
      const marker = L.marker([brand.lat, brand.lon], {
        icon: L.divIcon({ className: "bm-pin", iconSize: null, html: body }), keyboard: false, riseOnHover: true, autoPanOnFocus: false,
      });
      const pin = { brand, marker, body, dx: 0, dy: 0, r: 0 };
      marker.on("click", () => this.hooks.select(pin.brand.id));
      this.pins.set(brand.id, pin);
      return pin;
    }

    /* Put the marker on the map, in the order of the numbers, so that Tab follows them. */
    insert(pin) {
      pin.marker.addTo(this.map);
      const element = pin.marker.getElement();
      const next = [...this.pins.values()]
        .filter((other) => other !== pin && other.brand.n > pin.brand.n && this.map.hasLayer(other.marker))
        .sort((a, b) => a.brand.n - b.brand.n)[0];
      if (next) element.parentNode.insertBefore(element, next.marker.getElement());
      element.setAttribute("role", "button");
      element.tabIndex = 0;
      element.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        if (!event.repeat) this.hooks.select(pin.brand.id);
      });
      element.addEventListener("mouseenter", () => this.hooks.enter(pin.brand, element.getBoundingClientRect()));
      element.addEventListener("mouseleave", () => this.hooks.leave());
      element.addEventListener("blur", () => this.hooks.leave());
      element.addEventListener("focus", () => {
        if (!element.matches(":focus-visible")) return;
        this.map.panInside([pin.brand.lat, pin.brand.lon], { padding: [40, 60], animate: false });
        this.hooks.enter(pin.brand, element.getBoundingClientRect());
      });
    }

    /* Where each bubble stands relative to its seat, in pixels: straight above, unless pushed aside. */
    layout(state) {
      const pins = [...this.pins.values()].sort((a, b) => a.brand.n - b.brand.n);
      for (const pin of pins) {
        pin.r = this.radius * (pin.brand.id === state.selected ? 1.18 : 1);
        const seat = this.map.latLngToLayerPoint([pin.brand.lat, pin.brand.lon]);
        Object.assign(pin, { ax: seat.x, ay: seat.y, x: seat.x, y: seat.y - pin.r - 10 });
      }
      if (pins.length <= CROWD) this.relax(pins);
      for (const pin of pins) {
        pin.dx = Math.round(pin.x - pin.ax);
        pin.dy = Math.round(pin.y - pin.ay);
        this.dress(pin, state);
      }
    }

    relax(pins) {
      // The same spread whichever pin is selected: bubbles must not move when one is chosen.
      const r = this.radius;
      for (let round = 0; round < ROUNDS; round += 1) {
        let pushed = false;
        for (let i = 0; i < pins.length; i += 1) {
          for (let j = i + 1; j < pins.length; j += 1) pushed = apart(pins[i], pins[j], 2 * r + 12, i + j) || pushed;
        }
        for (const pin of pins) for (const other of pins) pushed = clear(pin, other, r + 5) || pushed;
        if (!pushed) return;
        for (const pin of pins) {
          pin.x += (pin.ax - pin.x) * 0.02;
          pin.y += (pin.ay - r - 10 - pin.y) * 0.02;
        }
      }
    }

    dress(pin, state) {
      const { brand, body, r, dx, dy } = pin, element = pin.marker.getElement();
      const theme = state.theme(brand), selected = brand.id === state.selected, colour = state.colour(brand);
      Object.assign(element.style, { width: `${2 * r}px`, height: `${2 * r}px`, marginLeft: `${dx - r}px`, marginTop: `${dy - r}px` });
      element.classList.toggle("is-selected", selected);
      element.setAttribute("aria-label", state.spoken(brand));
      element.setAttribute("aria-pressed", String(selected));
      Object.assign(element.dataset, { brand: brand.id, n: brand.n, colour });
      pin.marker.setZIndexOffset(selected ? 5000 : 0);
      const look = [r, dx, dy, selected, colour, theme && theme.icon, brand.n].join("|");
      if (look === pin.look) return;
      pin.look = look;
      const length = Math.hypot(dx, dy), across = r * 0.6;
      const px = (-dy / length) * across, py = (dx / length) * across;
      const outline = `M${-dx} ${-dy}L${px} ${py}L${-px} ${-py}Z`; // origin: centre of the bubble
      const scale = (r * 1.2) / 24, badge = { cx: r * 0.78, cy: -r * 0.78, r: Math.max(8, r * 0.56) };
      body.setAttribute("viewBox", `${-r} ${-r} ${2 * r} ${2 * r}`);
      body.replaceChildren(
        parts.shape("path", { d: outline, class: "bm-pin-halo" }),
        parts.shape("circle", { r, class: "bm-pin-halo" }),
        ...(selected ? [parts.shape("circle", { r: r + 3.5, class: "bm-pin-ring", stroke: colour })] : []),
        parts.shape("path", { d: outline, fill: colour }),
        parts.shape("circle", { cx: -dx, cy: -dy, r: 3, class: "bm-pin-seat", stroke: colour }),
        parts.shape("circle", { r, fill: colour }),
        ...(theme ? [parts.shape("path", { d: theme.icon, fill: "#fff", transform: `scale(${scale}) translate(-12 -12)` })] : []),
        parts.shape("circle", { ...badge, class: "bm-pin-badge", stroke: colour }),
        Object.assign(parts.shape("text", { x: badge.cx, y: badge.cy, dy: "0.36em", "font-size": badge.r * (DIGITS[String(brand.n).length] || 0.8), class: "bm-pin-number" }), { textContent: brand.n }),
      );
    }

    bubble(id) {
      return this.pins.get(id);
    }

    /* Boxes names must keep off, container pixels. */
    boxes() {
      return [...this.pins.values()].flatMap(({ brand, dx, dy, r }) => {
        const seat = this.map.latLngToContainerPoint([brand.lat, brand.lon]), x = seat.x + dx, y = seat.y + dy;
        return [[x - r - 3, y - r - 6, x + r + 6, y + r + 3], [seat.x - 5, seat.y - 5, seat.x + 5, seat.y + 5],
          [(x + seat.x) / 2 - 4, (y + seat.y) / 2 - 4, (x + seat.x) / 2 + 4, (y + seat.y) / 2 + 4]];
      });
    }
  }

  /* Move two bubbles apart to the distance; true if they were nearer. */
  function apart(a, b, distance, seed) {
    let dx = b.x - a.x, dy = b.y - a.y, length = Math.hypot(dx, dy);
    if (length >= distance - 0.5) return false;
    if (length < 0.01) [dx, dy, length] = [Math.cos(seed * 2.4), Math.sin(seed * 2.4), 1];
    const push = (distance - Math.min(length, distance)) / 2 / length;
    a.x -= dx * push; a.y -= dy * push; b.x += dx * push; b.y += dy * push;
    return true;
  }

  /* Keep a bubble off the seat of another brand; true if it covered it. */
  function clear(pin, other, distance) {
    const dx = pin.x - other.ax, dy = pin.y - other.ay, length = Math.hypot(dx, dy);
    if (length >= distance - 0.5) return false;
    const push = (distance - length) / 2 / (length || 1);
    pin.x += (length ? dx : 0) * push;
    pin.y += (length ? dy : -1) * push;
    return true;
  }

  parts.Pins = Pins;
})();
