/* One numbered pin per model, or with their sum for many (groups.js). The bubble steps aside where neighbours would cover it; its point stays on the seat. */

import { NARROW, WIDE, shape } from "./dom.js";
import { MIXED, groups, nameOf, spot } from "./groups.js";
import { spread } from "./spread.js";

const DIGITS = [0, 1.4, 1.2, 0.9]; // size of a number of so many digits, in radii of its badge

/**
 * @typedef {import("./groups.js").Group} Group
 * @typedef {{ group: Group, marker: import("leaflet").Marker, body: SVGElement, dx: number, dy: number, r: number, look?: string }} Pin
 */
/** @typedef {import("./store.js").Store} Store */

export class Pins {
  /**
   * @param {import("leaflet").Map} map
   * @param {{ open: (group: Group) => void, enter: (group: Group, box: DOMRect) => void, leave: () => void }} hooks
   */
  constructor(map, hooks) {
    this.map = map;
    this.hooks = hooks;
    this.magnified = 0; // how much larger names are in the deck; 0: not in the deck
    /** @type {Map<string, Pin>} */
    this.pins = new Map();
  }

  get radius() {
    const width = this.map.getSize().x;
    if (this.magnified) return width < NARROW ? 17 : 22;
    return width < NARROW ? 13 : width < WIDE ? 16 : 19;
  }

  /** @param {Store} store */
  update(store) {
    const before = this.pins;
    this.pins = new Map();
    for (const group of groups(store, this.map.getZoom())) {
      const pin = before.get(group.id) ?? this.create(group);
      if (spot(pin.group) !== spot(group)) pin.marker.setLatLng([group.lat, group.lon]);
      pin.group = group;
      this.pins.set(group.id, pin);
    }
    for (const [id, pin] of before) if (!this.pins.has(id)) pin.marker.remove();
    this.order();
    this.layout(store);
  }

  /** @param {Group} group */
  create(group) {
    const body = shape("svg", { class: "bm-pin-body", "aria-hidden": "true" });
    const html = /** @type {HTMLElement} */ (/** @type {unknown} */ (body));
    const icon = L.divIcon({ className: "bm-pin", iconSize: undefined, html });
    const at = { icon, keyboard: false, riseOnHover: true, autoPanOnFocus: false };
    const marker = L.marker([group.lat, group.lon], at).addTo(this.map);
    const pin = { group, marker, body, dx: 0, dy: 0, r: 0 };
    this.listen(pin);
    return pin;
  }

  /** @param {Pin} pin */
  listen(pin) {
    const element = elementOf(pin);
    const enter = () => this.hooks.enter(pin.group, element.getBoundingClientRect());
    pin.marker.on("click", () => this.hooks.open(pin.group));
    element.setAttribute("role", "button");
    element.tabIndex = 0;
    element.addEventListener("keydown", event => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) this.hooks.open(pin.group);
    });
    element.addEventListener("mouseenter", enter);
    element.addEventListener("mouseleave", () => this.hooks.leave());
    element.addEventListener("blur", () => this.hooks.leave());
    element.addEventListener("focus", () => {
      if (!element.matches(":focus-visible")) return;
      this.map.panInside([pin.group.lat, pin.group.lon], { padding: [40, 60], animate: false });
      enter();
    });
  }

  /** Put the markers in the order of the numbers, so that Tab follows them; one that has the focus is not moved. */
  order() {
    let next = null;
    for (const pin of [...this.pins.values()].reverse()) {
      const element = elementOf(pin);
      if (element.nextSibling !== next) element.parentNode?.insertBefore(element, next);
      next = element;
    }
  }

  /** Place each bubble relative to its seat: straight above, unless pushed aside. @param {Store} store */
  layout(store) {
    const pins = [...this.pins.values()];
    const seats = pins.map(({ group }) => this.map.latLngToLayerPoint([group.lat, group.lon]));
    // The same spread whichever pin is selected: bubbles must not move when one is chosen.
    const places = spread(seats, this.radius);
    pins.forEach((pin, i) => {
      pin.r = this.radius * (holds(pin, store.view.brand) ? 1.18 : 1);
      pin.dx = Math.round(places[i].x - seats[i].x);
      pin.dy = Math.round(places[i].y - seats[i].y);
      this.dress(pin, store);
    });
  }

  /** @param {Pin} pin @param {Store} store */
  dress(pin, store) {
    const { group, body, r, dx, dy } = pin;
    const [brand, ...others] = group.brands;
    const element = elementOf(pin);
    const { icon, name: theme, ...style } = store.theme(brand);
    const colour = group.brands.every(one => one.theme[0] === brand.theme[0]) ? style.colour : MIXED;
    const selected = holds(pin, store.view.brand);
    const size = `${2 * r}px`;
    const place = { marginLeft: `${dx - r}px`, marginTop: `${dy - r}px` };
    Object.assign(element.style, { width: size, height: size, ...place });
    element.classList.toggle("is-selected", selected);
    const label = others.length ? String(group.brands.length) : store.number(brand);
    const words = { number: label, name: brand.name, place: brand.place, theme };
    const name = others.length ? nameOf(store, group.brands) : store.say("map.marker", words);
    element.setAttribute("aria-label", name);
    element.setAttribute(others.length ? "aria-current" : "aria-pressed", String(selected));
    Object.assign(element.dataset, { [others.length ? "group" : "brand"]: group.id, n: label, colour });
    pin.marker.setZIndexOffset(selected ? 5000 : 0);
    const look = [r, dx, dy, selected, colour, icon, label, others.length].join("|");
    if (look === pin.look) return;
    pin.look = look;
    const length = Math.hypot(dx, dy);
    const across = r * 0.6;
    const [px, py] = [(-dy / length) * across, (dx / length) * across];
    const outline = `M${-dx} ${-dy}L${px} ${py}L${-px} ${-py}Z`; // origin: centre of the bubble
    const badge = { cx: r * 0.78, cy: -r * 0.78, r: Math.max(8, r * 0.56) };
    const digits = badge.r * (DIGITS[label.length] ?? 1);
    const wide = digits * 0.32 * label.length + 3; // half of a plate for a number with its year
    const plate = { x: badge.cx - wide, y: badge.cy - badge.r, width: 2 * wide, height: 2 * badge.r, rx: badge.r };
    const named = label.length > 3 ? shape("rect", plate) : shape("circle", badge);
    named.setAttribute("class", "bm-pin-badge");
    named.setAttribute("stroke", colour);
    const number = shape("text", {
      x: badge.cx,
      y: badge.cy,
      dy: "0.36em",
      "font-size": digits,
      class: "bm-pin-number",
    });
    number.textContent = label;
    body.setAttribute("viewBox", `${-r} ${-r} ${2 * r} ${2 * r}`);
    body.replaceChildren(
      shape("path", { d: outline, class: "bm-pin-halo" }),
      shape("circle", { r, class: "bm-pin-halo" }),
      ...(selected ? [shape("circle", { r: r + 3.5, class: "bm-pin-ring", stroke: colour })] : []),
      shape("path", { d: outline, fill: colour }),
      shape("circle", { cx: -dx, cy: -dy, r: 3, class: "bm-pin-seat", stroke: colour }),
      shape("circle", { r, fill: colour }),
      ...(others.length
        ? [this.sum(label, r)]
        : [
            shape("path", { d: icon, fill: "#fff", transform: `scale(${(r * 1.2) / 24}) translate(-12 -12)` }),
            named,
            number,
          ]),
    );
  }

  /** How many models share a pin, in the place of their icon. @param {string} label @param {number} r */
  sum(label, r) {
    const size = r * (label.length > 3 ? 0.75 : label.length > 2 ? 0.9 : 1.1);
    const sum = shape("text", { dy: "0.36em", "font-size": size, class: "bm-pin-number bm-pin-sum" });
    sum.textContent = label;
    return sum;
  }

  /** The pin of a model. @param {string} id */
  bubble(id) {
    return this.pins.get(id) ?? [...this.pins.values()].find(pin => holds(pin, id));
  }

  /** Boxes that names must keep off, in pixels of the map. @returns {Box[]} */
  boxes() {
    return [...this.pins.values()].flatMap(({ group, dx, dy, r }) => {
      const seat = this.map.latLngToContainerPoint([group.lat, group.lon]);
      const [x, y] = [seat.x + dx, seat.y + dy];
      const [mx, my] = [(x + seat.x) / 2, (y + seat.y) / 2];
      /** @type {Box[]} */
      const boxes = [
        [x - r - 3, y - r - 6, x + r + 6, y + r + 3],
        [seat.x - 5, seat.y - 5, seat.x + 5, seat.y + 5],
        [mx - 4, my - 4, mx + 4, my + 4],
      ];
      return boxes;
    });
  }
}

/** @param {Pin} pin @param {string | null} id */
const holds = ({ group }, id) => id !== null && group.brands.some(brand => brand.id === id);

/** @param {Pin} pin */
const elementOf = pin => /** @type {HTMLElement} */ (pin.marker.getElement());
