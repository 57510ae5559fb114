/* The presenter's view: what comes next, the notes of this slide, the time and the phase of the lesson plan. */

import { element, filled } from "./dom.js";

const KEPT = "brandmap-lesson"; // in the session of the tab, so that a reload does not lose the time

/** @typedef {import("./deck.js").Deck} Deck */
/** @typedef {{ began: number, minutes: string, models: Record<string, number> }} Times when the lesson and each model began */

/** @param {number} ms */
export function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * The phase of a plan after so many milliseconds: its first and last minute, its words, what is left of it.
 * The last one goes on when the plan is over.
 * @param {[minutes: number, words: string][]} plan
 * @param {number} ms
 */
export function phaseAt(plan, ms) {
  let first = 0;
  for (const [index, [minutes, words]] of plan.entries()) {
    const last = first + minutes;
    if (ms < last * 60000 || index === plan.length - 1) return { first, last, words, left: last * 60000 - ms };
    first = last;
  }
  return undefined;
}

/** A list of the models to jump to, by number and place. @param {Deck} deck @param {() => void} [after] */
export function jumps(deck, after) {
  const list = element("nav", "bmd-jumps");
  list.setAttribute("aria-label", deck.say("present.jump"));
  for (const { id, place } of deck.models.brands) {
    const { number, first } = deck.made.brands[id];
    const one = Object.assign(element("button", "", `${number} ${place}`), { type: "button" });
    if (deck.here.brand === id) one.setAttribute("aria-current", "true");
    one.addEventListener("click", () => {
      deck.go(first);
      after?.();
    });
    list.append(one);
  }
  return list;
}

/** @param {Deck} deck */
export function desk(deck) {
  const say = (/** @type {string} */ name, /** @type {Values} */ values = {}) =>
    filled(deck.say(`present.${name}`), values);
  const root = element("div", "bmd-desk");
  const [time, phase, next, notes] = ["bmd-time", "bmd-phase", "bmd-next", "bmd-notes"].map(name =>
    element("div", name),
  );
  const plans = element("p", "bmd-plans");
  const list = element("div");
  const [clock, spent, left] = [element("b"), element("b"), element("b")];
  const again = Object.assign(element("button", "", say("restart")), { type: "button" });
  time.append(clock, element("span", "", say("elapsed")), spent, again);
  root.append(
    time,
    plans,
    phase,
    element("h2", "", say("upcoming")),
    next,
    element("h2", "", say("jump")),
    list,
    notes,
  );

  /** @type {Times} */
  let times = JSON.parse(sessionStorage.getItem(KEPT) ?? "null") ?? { began: Date.now(), minutes: "45", models: {} };
  const keep = () => {
    const { brand } = deck.here;
    if (brand) times.models[brand] ??= Date.now();
    sessionStorage.setItem(KEPT, JSON.stringify(times));
    tick();
  };
  again.addEventListener("click", () => {
    times = { ...times, began: Date.now(), models: {} };
    keep();
  });

  function tick() {
    const now = new Date();
    clock.textContent = `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
    spent.textContent = duration(Number(now) - times.began);
    const { brand } = deck.here;
    const plan = brand && deck.made.brands[brand].plans[times.minutes];
    const here = plan && phaseAt(plan, Number(now) - times.models[brand]);
    phase.textContent = "";
    if (!here) return;
    left.textContent = say(here.left < 0 ? "phase_over" : "phase_left", { time: duration(Math.abs(here.left)) });
    phase.append(element("span", "", filled(deck.say("teaching.step_span"), here)), ` ${here.words} `, left);
  }

  function draw() {
    const { steps, brands } = deck.made;
    next.innerHTML = steps[deck.step]?.html ?? "";
    notes.innerHTML = deck.here.notes;
    list.replaceChildren(jumps(deck));
    const { brand } = deck.here;
    const lengths = brand ? Object.keys(brands[brand].plans) : [];
    plans.replaceChildren(
      ...lengths.map(minutes => {
        const one = element("button", "", filled(deck.say("teaching.plan"), { n: minutes }));
        one.setAttribute("aria-pressed", String(times.minutes === minutes));
        one.addEventListener("click", () => {
          times.minutes = minutes;
          keep();
          draw();
        });
        return one;
      }),
    );
    keep();
  }

  const timer = setInterval(tick, 1000);
  return { root, draw, end: () => clearInterval(timer) };
}
