/* What lies over the map: legend, buttons, scale, source line, tooltip, messages. */

import { element, marked, shape } from "./dom.js";

/** @type {Record<string, string>} */
const SIGNS = {
  zoom_in: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
  zoom_out: "M5 11h14v2H5z",
  fit_results: "M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4zM9 9h6v6H9z",
  province:
    "M15.3 14.4L13.8 16.6L14.2 17.4L12.3 17.7L13.7 18.7L13.7 19.4L14.5 18.9L14.1 18L15.1 17.5L15.4 18.3L16.7 18.6L16.8 19.9L17.9 20.3L18.9 19.6L19 18.6L19.8 18.7L19.7 16.2L22.3 15.9L22.5 14.5L19.8 12.9L19.5 13.8L20.2 15.1L19.5 16L19.1 15.5L18.8 15.6L18.2 15.1L17.9 13.1L15.7 11.7L16.6 9.2L13.7 9.7L13.6 10.4L12.6 10L12.4 9.2L10.6 8.4L11.5 7.8L11.5 6.8L9.2 7.3L7.7 3.7L6.3 4L6.3 5.1L2.3 7.3L1.5 9.5L6.5 11.3L7.6 10.5L7.5 9.5L8.9 10.2L9.8 9.7L13.9 11.9z",
  fullscreen: "M4 4h7v2H6v5H4zM13 18h5v-5h2v7h-7z",
};
const MESSAGE_TIME = 1800; // ms
const SEEN = 240; // px of the card on the screen that are enough to notice it

/** Where list and card stand in the page around the map. */
const below = () => window.parent.document.getElementById("panel");

/** @typedef {import("./store.js").Store} Store */

export class Controls {
  /**
   * @param {import("leaflet").Map} map
   * @param {{ zoom: (step: number) => void, results: () => void, province: () => void }} hooks
   */
  constructor(map, hooks) {
    this.map = map;
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {Map<string, HTMLButtonElement>} */
    this.buttons = new Map();
    /** @type {{ theme: Theme, button: HTMLButtonElement, number: HTMLElement }[]} */
    this.entries = [];
    /** @type {Models | undefined} */
    this.drawn = undefined;
    this.silence = 0;
    /** @type {boolean | undefined} */
    this.narrow = undefined;
    const frame = map.getContainer();
    frame.setAttribute("role", "region");
    this.scale = L.control.scale({ imperial: false, position: "bottomright", maxWidth: 90 }).addTo(map);
    this.source = frame.appendChild(element("p", "bm-source"));
    this.legend = this.add("bottomleft", "bm-legend");
    this.bar = this.add("topright", "bm-bar");
    this.button("zoom_in", () => hooks.zoom(1));
    this.button("zoom_out", () => hooks.zoom(-1));
    this.button("fit_results", () => hooks.results());
    this.button("province", () => hooks.province());
    if (document.fullscreenEnabled) {
      const open = () => document.documentElement.requestFullscreen();
      this.button("fullscreen", () => (document.fullscreenElement ? document.exitFullscreen() : open()));
      document.addEventListener("fullscreenchange", () => this.nameButtons());
    }
    this.fold = Object.assign(element("button", "bm-fold"), { type: "button" });
    this.fold.addEventListener("click", () => this.unfold(this.fold.ariaExpanded !== "true"));
    this.all = Object.assign(element("button", "bm-all"), { type: "button" });
    this.all.addEventListener("click", () => this.store?.choose("theme", []));
    this.tip = frame.appendChild(element("div", "bm-tip"));
    this.tip.setAttribute("aria-hidden", "true"); // the marker's own label says the same
    this.message = frame.appendChild(element("div", "bm-message"));
    this.message.setAttribute("role", "status");
    this.more = frame.appendChild(Object.assign(element("button", "bm-more"), { type: "button", hidden: true }));
    L.DomEvent.disableClickPropagation(this.more);
    this.more.addEventListener("click", () => this.readCard());
  }

  /** @param {import("leaflet").ControlPosition} position @param {string} className */
  add(position, className) {
    const one = element("div", className);
    one.setAttribute("role", "group");
    const control = new L.Control({ position });
    control.onAdd = () => one;
    control.addTo(this.map);
    L.DomEvent.disableClickPropagation(one);
    L.DomEvent.disableScrollPropagation(one);
    return one;
  }

  /** @param {string} name @param {() => void} act */
  button(name, act) {
    const button = Object.assign(element("button", "bm-button"), { type: "button" });
    button.dataset.act = name;
    const sign = shape("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
    sign.append(shape("path", { d: SIGNS[name] }));
    button.append(sign);
    button.addEventListener("click", act);
    this.buttons.set(name, button);
    this.bar.append(button);
  }

  nameButtons() {
    for (const [name, button] of this.buttons) {
      const key = name === "fullscreen" && document.fullscreenElement ? "fullscreen_exit" : name;
      button.title = this.store?.say(`map.${key}`) ?? "";
      button.setAttribute("aria-label", button.title);
    }
  }

  /** @param {Store} store */
  update(store) {
    this.store = store;
    if (this.drawn !== store.models) this.build(store);
    const { theme: chosen } = store.view;
    const counts = store.rules.counts(store.view, "theme");
    this.all.hidden = chosen.length === 0;
    // Kept in place and updated, so that a button keeps the focus while it changes.
    for (const { theme, button, number } of this.entries) {
      const on = chosen.includes(theme.id);
      number.textContent = String(counts.get(theme.id));
      button.setAttribute("aria-pressed", String(on));
      button.disabled = !counts.get(theme.id) && !on;
      button.classList.toggle("is-off", chosen.length > 0 && !on);
    }
  }

  /** @param {Store} store */
  build(store) {
    this.drawn = store.models;
    this.nameButtons();
    const title = store.say("map.title");
    this.bar.setAttribute("aria-label", title);
    this.map.getContainer().setAttribute("aria-label", title);
    this.more.textContent = store.say("map.card");
    const lines = ["map.attribution", "map.review"].map(key => marked(store.say(key)));
    this.source.replaceChildren(...lines);
    this.legend.setAttribute("aria-label", store.say("map.themes"));
    this.all.textContent = store.say("map.all_themes");
    const head = element("div", "bm-legend-head");
    this.fold.textContent = store.say("map.themes");
    head.append(this.fold, this.all);
    const list = element("div", "bm-themes");
    this.entries = store.models.themes.map(theme => this.entry(theme));
    list.append(...this.entries.map(entry => entry.button));
    const key = element("div", "bm-key");
    for (const name of ["home", "pictured"])
      key.append(element("i", `bm-key-${name}`), element("span", "", store.say(`map.${name}`)));
    this.legend.replaceChildren(head, list, key);
    this.stand();
  }

  /** @param {Theme} theme */
  entry(theme) {
    const button = Object.assign(element("button", "bm-theme"), { type: "button" });
    button.dataset.theme = theme.id;
    button.addEventListener("click", () => this.store?.toggle("theme", theme.id));
    const icon = shape("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
    const transform = "translate(12 12) scale(.62) translate(-12 -12)";
    icon.append(
      shape("circle", { cx: 12, cy: 12, r: 12, fill: theme.colour }),
      shape("path", { d: theme.icon, fill: "#fff", transform }),
    );
    const number = element("span", "bm-count");
    button.append(icon, element("span", "", theme.name), number);
    return { theme, button, number };
  }

  /** The controls stand on the source line, which is as high as its words and the width of the map ask for. */
  stand() {
    this.map.getContainer().style.setProperty("--bm-foot", `${this.source.offsetHeight}px`);
  }

  /** Show lines, the first as a title, near a point of the frame. @param {string[]} lines @param {Point} at @param {string} colour */
  showTip(lines, at, colour) {
    this.tip.replaceChildren(...lines.map((line, index) => element("div", index ? "" : "bm-tip-title", line)));
    this.tip.style.borderLeftColor = colour;
    this.tip.classList.add("is-on");
    this.moveTip(at);
  }

  /** @param {Point} at */
  moveTip({ x, y }) {
    const frame = this.map.getSize();
    const box = this.tip.getBoundingClientRect();
    const left = x + 16 + box.width > frame.x ? x - 14 - box.width : x + 16;
    const top = y + 14 + box.height > frame.y ? y - 10 - box.height : y + 14;
    this.tip.style.transform = `translate(${Math.max(4, Math.round(left))}px, ${Math.max(4, Math.round(top))}px)`;
  }

  hideTip() {
    this.tip.classList.remove("is-on");
  }

  /**
   * The card of a model just chosen may stand below the screen, as on a phone: then a button leads there. The page
   * itself moves only when the reader asks for it. Measured with the next frame, which lays the page out anyway.
   * @param {boolean} chosen
   */
  offerCard(chosen) {
    requestAnimationFrame(() => {
      const card = chosen ? below() : null;
      this.more.hidden = !card || card.getBoundingClientRect().top < window.parent.innerHeight - SEEN;
    });
  }

  readCard() {
    this.more.hidden = true;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    below()?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  }

  /** @param {boolean} open whether the legend shows more than its name */
  unfold(open) {
    this.fold.setAttribute("aria-expanded", String(open));
    this.legend.classList.toggle("is-folded", !open);
  }

  /** A narrow map begins with the legend folded, which would hide markers, and has the scale above. @param {boolean} narrow */
  arrange(narrow) {
    this.stand();
    if (narrow !== this.narrow) this.unfold(!narrow);
    this.narrow = narrow;
    const position = narrow ? "topleft" : "bottomright";
    if (this.scale.getPosition() !== position) this.scale.setPosition(position);
  }

  /** @param {string} text @param {boolean} [stay] */
  say(text, stay) {
    this.message.textContent = text;
    this.message.classList.add("is-on");
    clearTimeout(this.silence);
    if (!stay) this.silence = window.setTimeout(() => this.message.classList.remove("is-on"), MESSAGE_TIME);
  }
}
