/* The deck of the page: which step is on the wall. Slides, bar and map draw from it; the step is kept here alone.
   To the map it is a store that holds the models of the deck, each without its name until it is revealed. */

import { Rules } from "./filters.js";
import { Store } from "./store.js";

const SECRET = { colour: "#5b6670", ink: "#fff", icon: "M12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6z" };

export class Deck extends Store {
  /** @param {DeckDocument} made @param {number} step */
  constructor(made, step) {
    super(...content(made));
    this.made = made;
    this.step = 0;
    /** @type {Brand[]} */
    this.masked = [];
    /** What `masked` was made of. @type {Brand[]} */
    this.told = [];
    this.secrets = "";
    /** Hear what is pressed in another window of the page. @type {(window_: Window) => void} */
    this.attend = () => {};
    this.go(step);
  }

  get total() {
    return this.made.steps.length;
  }

  get here() {
    return this.made.steps[this.step - 1];
  }

  /** What the map shows: the surroundings of the model, or the province. */
  get bounds() {
    return this.here.brand ? this.made.brands[this.here.brand].bounds : this.made.province;
  }

  /** @param {string} id */
  secret(id) {
    const { revealed } = this.made.brands[id];
    return revealed === null || this.step < revealed;
  }

  get kept() {
    return this.masked;
  }

  get selected() {
    return this.kept.find(brand => brand.id === this.here.brand);
  }

  /** @param {Brand} brand */
  number(brand) {
    return this.made.brands[brand.id].number;
  }

  /** @param {Brand} brand */
  theme(brand) {
    return this.secret(brand.id) ? { id: "", name: this.say("present.secret"), ...SECRET } : super.theme(brand);
  }

  /** Turn to a step; beyond the ends nothing happens. @param {number} to */
  go(to) {
    const step = Math.max(1, Math.min(to, this.total));
    if (step === this.step) return;
    this.step = step;
    this.changed();
  }

  /** Another document of slides, as of another language. @param {DeckDocument} made @param {number} step */
  show(made, step) {
    const [rules, view] = content(made);
    Object.assign(this, { rules, view, made, step: Math.max(1, Math.min(step, made.steps.length)) });
    this.changed();
  }

  changed() {
    const before = this.view;
    const { brands } = this.models;
    const secrets = brands.filter(({ id }) => this.secret(id)).map(({ id }) => id);
    // The map paints anew when these are others, so they stay the same ones until a model is revealed.
    if (brands !== this.told || String(secrets) !== this.secrets)
      this.masked = brands.map(one => (secrets.includes(one.id) ? { ...one, name: one.place, pictured: [] } : one));
    Object.assign(this, { told: brands, secrets: String(secrets) });
    this.view = { ...before, brand: this.here.brand };
    for (const listener of this.listeners) listener(this.view, before);
  }

  /** What the map shows of it. */
  get seen() {
    return [this.kept, this.bounds, this.view.brand, this.view.lang];
  }

  /** For the map, which draws once the slide is painted, and only what changes. @param {import("./store.js").Listener} draw */
  subscribe(draw) {
    let { seen } = this;
    let frame = 0;
    const behind = () => {
      const before = seen;
      seen = this.seen;
      if (this.listeners.has(late) && seen.some((one, at) => one !== before[at])) draw(this.view, this.view);
    };
    const late = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setTimeout(behind));
    };
    return super.subscribe(late);
  }

  /** A pin leads to where its model begins. @param {Partial<View>} changes */
  set({ brand }) {
    if (brand && this.made.brands[brand]) this.go(this.made.brands[brand].first);
  }

  /** The step for a number that was typed: that of the model, else of the slide. @param {string} typed */
  stepOf(typed) {
    const model = Object.values(this.made.brands).find(({ number }) => number === typed);
    const slide = this.made.steps.findIndex(one => one.slide === Number(typed)) + 1;
    return model?.first ?? (slide || this.step);
  }
}

/** @param {DeckDocument} made @returns {[Rules, View]} */
const content = made => [
  new Rules(made.models, { simplified: {}, entries: {} }),
  { lang: made.models.lang, edition: [], theme: [], season: [], prefecture: [], q: "", brand: null },
];
