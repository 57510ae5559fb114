/* One pin per model with its number; models that share a pin (groups.js) are counted on it. Bubbles that would cover one
   another are moved apart; the tip of each pin stays on its county seat. */

import { NARROW, WIDE, shape } from "./dom.js";
import { MIXED_COLOUR, groups, groupName, positionKey } from "./groups.js";
import { spread } from "./spread.js";

const FONT_SIZES = [0, 1.4, 1.2, 0.9]; // by number of digits, as a multiple of the badge's radius

/**
 * @typedef {import("./groups.js").Group} Group
 * @typedef {{ group: Group, marker: import("leaflet").Marker, body: SVGElement, dx: number, dy: number, r: number, drawnKey?: string }} Pin
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
    this.magnified = 0; // factor by which names are larger in the deck; 0 outside the deck
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
    const previous = this.pins;
    this.pins = new Map();
    for (const group of groups(store, this.map.getZoom())) {
      const pin = previous.get(group.id) ?? this.create(group);
      if (positionKey(pin.group) !== positionKey(group)) pin.marker.setLatLng([group.lat, group.lon]);
      pin.group = group;
      this.pins.set(group.id, pin);
    }
    for (const [id, pin] of previous) if (!this.pins.has(id)) pin.marker.remove();
    this.sortMarkers();
    this.layout(store);
  }

  /** @param {Group} group */
  create(group) {
    const body = shape("svg", { class: "bm-pin-body", "aria-hidden": "true" });
    const html = /** @type {HTMLElement} */ (/** @type {unknown} */ (body));
    const icon = L.divIcon({ className: "bm-pin", iconSize: undefined, html });
    const options = { icon, keyboard: false, riseOnHover: true, autoPanOnFocus: false };
    const marker = L.marker([group.lat, group.lon], options).addTo(this.map);
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

  /** Put the markers in the order of the numbers, which Tab follows. */
  sortMarkers() {
    let next = null;
    for (const pin of [...this.pins.values()].reverse()) {
      const element = elementOf(pin);
      if (element.nextSibling !== next) element.parentNode?.insertBefore(element, next);
      next = element;
    }
  }

  /** Place each bubble: straight above its seat unless it is moved aside. @param {Store} store */
  layout(store) {
    const pins = [...this.pins.values()];
    const seats = pins.map(({ group }) => this.map.latLngToLayerPoint([group.lat, group.lon]));
    // All with the same radius: bubbles must not move when one is selected and drawn larger.
    const bubbles = spread(seats, this.radius);
    pins.forEach((pin, i) => {
      pin.r = this.radius * (holds(pin, store.view.brand) ? 1.18 : 1);
      pin.dx = Math.round(bubbles[i].x - seats[i].x);
      pin.dy = Math.round(bubbles[i].y - seats[i].y);
      this.draw(pin, store);
    });
  }

  /** Draw a pin, unless nothing about it has changed. @param {Pin} pin @param {Store} store */
  draw(pin, store) {
    const { group, body, r, dx, dy } = pin;
    const [brand, ...others] = group.brands;
    const element = elementOf(pin);
    const { icon, name: theme, ...style } = store.theme(brand);
    const colour = group.brands.every(one => one.theme[0] === brand.theme[0]) ? style.colour : MIXED_COLOUR;
    const selected = holds(pin, store.view.brand);
    const size = `${2 * r}px`;
    const margins = { marginLeft: `${dx - r}px`, marginTop: `${dy - r}px` };
    Object.assign(element.style, { width: size, height: size, ...margins });
    element.classList.toggle("is-selected", selected);
    const label = others.length ? String(group.brands.length) : store.number(brand);
    const words = { number: label, name: brand.name, place: brand.place, theme };
    const name = others.length ? groupName(store, group.brands) : store.say("map.marker", words);
    element.setAttribute("aria-label", name);
    element.setAttribute(others.length ? "aria-current" : "aria-pressed", String(selected));
    Object.assign(element.dataset, { [others.length ? "group" : "brand"]: group.id, n: label, colour });
    pin.marker.setZIndexOffset(selected ? 5000 : 0);
    const drawnKey = [r, dx, dy, selected, colour, icon, label, others.length].join("|");
    if (drawnKey === pin.drawnKey) return;
    pin.drawnKey = drawnKey;
    const length = Math.hypot(dx, dy);
    const halfBase = r * 0.6;
    const [baseX, baseY] = [(-dy / length) * halfBase, (dx / length) * halfBase];
    const tail = `M${-dx} ${-dy}L${baseX} ${baseY}L${-baseX} ${-baseY}Z`; // origin: centre of the bubble
    const badge = { cx: r * 0.78, cy: -r * 0.78, r: Math.max(8, r * 0.56) };
    const fontSize = badge.r * (FONT_SIZES[label.length] ?? 1);
    const half = fontSize * 0.32 * label.length + 3; // half the width of the plate of a number with its year
    const plate = { x: badge.cx - half, y: badge.cy - badge.r, width: 2 * half, height: 2 * badge.r, rx: badge.r };
    const badgeShape = label.length > 3 ? shape("rect", plate) : shape("circle", badge);
    badgeShape.setAttribute("class", "bm-pin-badge");
    badgeShape.setAttribute("stroke", colour);
    const number = shape("text", {
      x: badge.cx,
      y: badge.cy,
      dy: "0.36em",
      "font-size": fontSize,
      class: "bm-pin-number",
    });
    number.textContent = label;
    body.setAttribute("viewBox", `${-r} ${-r} ${2 * r} ${2 * r}`);
    body.replaceChildren(
      shape("path", { d: tail, class: "bm-pin-halo" }),
      shape("circle", { r, class: "bm-pin-halo" }),
      ...(selected ? [shape("circle", { r: r + 3.5, class: "bm-pin-ring", stroke: colour })] : []),
      shape("path", { d: tail, fill: colour }),
      shape("circle", { cx: -dx, cy: -dy, r: 3, class: "bm-pin-seat", stroke: colour }),
      shape("circle", { r, fill: colour }),
      ...(others.length
        ? [this.count(label, r)]
        : [
            shape("path", { d: icon, fill: "#fff", transform: `scale(${(r * 1.2) / 24}) translate(-12 -12)` }),
            badgeShape,
            number,
          ]),
    );
  }

  /** Draw how many models share a pin, instead of an icon. @param {string} label @param {number} r */
  count(label, r) {
    const size = r * (label.length > 3 ? 0.75 : label.length > 2 ? 0.9 : 1.1);
    const text = shape("text", { dy: "0.36em", "font-size": size, class: "bm-pin-number bm-pin-sum" });
    text.textContent = label;
    return text;
  }

  /** Find the pin of a model. @param {string} id */
  pinOf(id) {
    return this.pins.get(id) ?? [...this.pins.values()].find(pin => holds(pin, id));
  }

  /** List the boxes that names must not cover, in pixels of the map: bubble, seat and tail of each pin. @returns {Box[]} */
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
