/* The deck on the page: turning, black screen, playing by itself, two windows that turn together. A press paints the
   slide at once; the address follows, so that Back, reload and links know the step. Python is not asked. */

import { Deck } from "./deck.js";
import { addressed, choice, letters, parametersWith, write } from "./deck_address.js";
import { said, staged } from "./deck_stage.js";
import { element } from "./dom.js";
import { actOf } from "./keys.js";

const REST = 60000; // ms without a touch until a deck that plays by itself goes on, from the start
const IDLE = 3000; // ms without a movement until bar and pointer go
const SWIPE = 50; // px
const MOVED = 10; // px: more is no click
const POPOVER = '[data-testid="stPopoverBody"]';
/** @type {Deck | undefined} */
let deck;
/** What Python said last. @type {GivenDeck} */
let given;
/** @type {string | undefined} */
let identity; // the deck whose step is kept
/** @type {ReturnType<typeof staged> | undefined} */
let view;
/** To the presenter's window, or from it to the wall. @type {BroadcastChannel | undefined} */
let line;
let house = ""; // the address of the page that leaving leads to
let ours = ""; // the choice of the deck that is shown
let [told, touched, clock, idle, typed, alone] = [0, -REST, 0, 0, "", false];
/** @type {HTMLElement | undefined} */
let cover;
// Windows of the page: this one, and the map's.
/** @type {Set<Window>} */
const windows = new Set([window]);

const root = () => document.documentElement;

/* --- turning --- */

/** After every change of the step, whoever asked for it. */
function turned() {
  if (!deck || !view) return;
  view.draw(deck);
  write(deck.step, !alone);
  if (deck.step !== told) post({ step: deck.step });
  told = deck.step;
}

/** @param {number} to */
function turn(to) {
  deck?.go(to);
}

/** @type {Record<import("./keys.js").Act, () => void>} */
const ACTS = {
  next: () => turn((deck?.step ?? 0) + 1),
  previous: () => turn((deck?.step ?? 2) - 1),
  first: () => turn(1),
  last: () => turn(deck?.total ?? 1),
  black: () => darken("black"),
  white: () => darken("white"),
  full: () =>
    document.fullscreenEnabled &&
    (document.fullscreenElement ? document.exitFullscreen() : root().requestFullscreen()).catch(() => {}),
  leave: () => view?.leave.click(),
  digit: () => {},
};

/* --- two windows --- */

/** @param {{ step?: number, ask?: boolean, cover?: string }} what */
const post = what => line?.postMessage({ deck: choice(), notes: given.notes, ...what });

/** @param {MessageEvent} event */
function heard({ data }) {
  if (!data || data.deck !== choice() || data.notes === given.notes) return;
  if (data.ask) post({ step: deck?.step });
  if (data.cover) darken(data.cover);
  if (!Number.isInteger(data.step)) return;
  told = data.step;
  darken("");
  turn(data.step);
}

/* --- keys and pointers, also of the map's frame --- */

/** @param {Event} event @returns {Element} */
const targetOf = event =>
  /** @type {any} */ (event.target).closest ? /** @type {any} */ (event.target) : document.body;

/** @param {KeyboardEvent} event */
function key(event) {
  if (event.key === "Tab") awake();
  const target = targetOf(event);
  const inside = target.closest(POPOVER);
  const act = actOf(event, inside ? { closest: () => true } : target, letters());
  if (!act) return touch(event);
  if (act === "leave" && !cover && document.querySelector(POPOVER)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.repeat) return;
  touch(event);
  const number = typed;
  typed = act === "digit" ? (typed + event.key).slice(-4) : "";
  if (cover)
    darken(""); // whatever key ends the darkness does nothing else
  else if (act === "leave" && view?.opened()) view.close();
  else if (event.key === "Enter" && number) turn(deck?.stepOf(number) ?? 1);
  else ACTS[act]();
}

/** @type {{ x: number, y: number, swiped: boolean }} */
let pressed = { x: 0, y: 0, swiped: false };
/** @param {PointerEvent} event */
const down = event => void (pressed = { x: event.clientX, y: event.clientY, swiped: false });

/** A finger drawn across turns the page. @param {PointerEvent} event */
function up(event) {
  const [dx, dy] = [event.clientX - pressed.x, event.clientY - pressed.y];
  pressed.swiped = Math.hypot(dx, dy) > MOVED;
  if (event.pointerType === "mouse" || Math.abs(dx) < SWIPE || Math.abs(dx) < 2 * Math.abs(dy)) return;
  ACTS[dx < 0 ? "next" : "previous"]();
}

/** The right half of a slide leads on, the left half back. @param {MouseEvent} event */
function click(event) {
  const place = /** @type {HTMLElement} */ (event.currentTarget).getBoundingClientRect();
  if (pressed.swiped || targetOf(event).closest("a, button, summary") || String(getSelection())) return;
  ACTS[event.clientX < place.left + place.width / 2 ? "previous" : "next"]();
}

/* --- black or white screen --- */

/** @param {string} colour none for the slide; in the presenter's window it is the wall that changes */
function darken(colour) {
  if (given.notes) return colour ? post({ cover: colour }) : undefined;
  const before = cover?.dataset.colour;
  cover?.remove();
  cover = undefined;
  if (!deck || !colour || before) return;
  cover = element("div", "bm-black");
  cover.dataset.colour = colour;
  Object.assign(cover.style, { background: colour });
  cover.append(said("", deck.say("present.black_hint")));
  cover.addEventListener("click", () => darken(""));
  (document.fullscreenElement ?? document.body).append(cover);
}

/* --- playing by itself, and the bar that goes --- */

/** @param {Event} event */
function touch(event) {
  // A finger does not move before it presses: without this the bar would not come back.
  if (/** @type {PointerEvent} */ (event).pointerType === "touch") awake();
  if (!given.pace || document.querySelector(POPOVER) || targetOf(event).closest(POPOVER)) return;
  touched = performance.now();
  wind();
}

const resting = () => performance.now() - touched < REST;

function wind() {
  clearTimeout(clock);
  view?.note(Boolean(given.pace) && resting());
  if (given.pace) clock = window.setTimeout(tick, resting() ? REST - (performance.now() - touched) : given.pace * 1000);
}

function tick() {
  const rested = view?.note(false);
  if (resting() || cover || document.hidden || document.querySelector(POPOVER)) return wind();
  alone = true;
  if (rested) turn(1);
  else turn(deck && deck.step < deck.total ? deck.step + 1 : 1);
  alone = false;
  wind();
}

/** @type {[number, number]} */
let pointer = [0, 0];
/** A browser tells of movements also when something moves below a pointer at rest. @param {PointerEvent} event */
function moved({ screenX, screenY }) {
  if (pointer[0] === screenX && pointer[1] === screenY) return;
  pointer = [screenX, screenY];
  awake();
}

function awake() {
  for (const one of windows) one.document.documentElement.classList.remove("bm-idle");
  clearTimeout(idle);
  if (given.notes || !view) return;
  idle = window.setTimeout(() => {
    const used = view?.opened() || document.querySelector(`${POPOVER}, .st-key-deck_bar :focus-visible`);
    if (used) return awake();
    for (const one of windows) one.document.documentElement.classList.add("bm-idle");
  }, IDLE);
}

/** @type {[string, (event: any) => void][]} */
const HEARD = [["keydown", key], ["pointerdown", touch], ["wheel", touch], ["pointermove", moved], ["focusin", awake]]; // prettier-ignore

/** @param {Window} one @param {"addEventListener" | "removeEventListener"} way */
function listen(one, way) {
  for (const [name, act] of HEARD) one[way](name, act, { capture: true, passive: name === "wheel" });
}

/** Hear what is pressed in another window of the page, as long as it is there. @param {Window} one */
function attend(one) {
  windows.add(one);
  if (line) listen(one, "addEventListener");
  one.addEventListener("pagehide", () => windows.delete(one), { once: true });
}

/* --- life: nothing of ours stays behind on other pages --- */

function start() {
  line = new BroadcastChannel("brandmap-deck");
  line.onmessage = heard;
  window.addEventListener("popstate", back);
  for (const one of windows) listen(one, "addEventListener");
}

const back = () => choice() === ours && turn(addressed());

/**
 * Draw the deck, now and whenever Python gives something else.
 * @param {HTMLElement} place
 * @param {GivenDeck} next
 * @param {DeckDocument} made
 * @param {string} left the address of the page that leaving leads to
 * @returns {() => void} what takes it down
 */
export function present(place, next, made, left) {
  const at = deck && identity === next.query ? deck.step : addressed();
  [given, identity, house] = [next, next.query, left];
  deck ??= new Deck(made, at);
  if (!line) start();
  view?.end();
  view = staged(place, deck, {
    given,
    acts: ACTS,
    pointers: [["pointerdown", down], ["pointerup", up], ["click", click]],
    leaving: () => `${house}?${parametersWith({ step: deck?.step, pace: "", notes: "" })}`,
    noting: () => `${location.pathname}?${parametersWith({ step: deck?.step, pace: "", notes: "1" })}`,
  }); // prettier-ignore
  ours = choice();
  told = at;
  deck.attend = attend;
  deck.listeners.add(turned);
  alone = true; // an address that Python has written meanwhile is put right, not kept
  deck.show(made, at);
  alone = false;
  window.brandmapDeck = deck;
  window.dispatchEvent(new Event("brandmapDeck"));
  if (given.notes) post({ ask: true });
  wind();
  awake();
  return stop;
}

function stop() {
  darken("");
  view?.end();
  view = undefined;
  for (const one of windows) listen(one, "removeEventListener");
  window.removeEventListener("popstate", back);
  line?.close();
  line = undefined;
  clearTimeout(clock);
  clearTimeout(idle);
  deck?.listeners.delete(turned);
  root().classList.remove("bm-wide", "bm-idle");
  if (!ours.startsWith(`${location.pathname}?`)) identity = undefined; // the next visit begins where its address says
}
