/* The deck around the map: its keys wherever the focus is, its black screen, its running by itself.
   The frame has the page's origin, so one script sees the keys of both. Without a deck in the command it does nothing. */
import { element } from "./dom.js";

const DECK_PATIENCE = 2000; // ms to trust the step asked for over answers to earlier ones
const REST = 60000; // ms without a touch until a paused deck goes on
/** @typedef {"next" | "previous" | "first" | "last" | "black" | "full" | "leave"} Act */
/** @type {Record<string, Act>} */
const KEYS = {
  PageDown: "next",
  ArrowRight: "next",
  ArrowDown: "next",
  " ": "next",
  PageUp: "previous",
  ArrowLeft: "previous",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
  b: "black",
  B: "black",
  ".": "black",
  "。": "black",
  f: "full",
  F: "full",
  Escape: "leave",
};
/** The buttons st-key-deck_… in the page. @type {Act[]} */
const BUTTONS = ["first", "previous", "next", "last", "black", "full"];
const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true]";
const POPOVER = '[data-testid="stPopoverBody"]';

/** @typedef {{ deck: string, notes: boolean, step?: number, ask?: boolean, black?: boolean }} Told */

/** The window around us and its document, while there is a deck. @type {Window} */
let outer;
/** @type {Document} */
let page;
/** To the presenter's window, or from it to the deck. @type {BroadcastChannel | undefined} */
let line;
let told = 0; // the step both windows know of
/** @type {DeckCommand | undefined} */
let deck;
/** @type {(message: Record<string, string | number>) => void} */
let send;
let [aimed, aimedAt, clock, touched] = [0, 0, 0, -REST];
let swallow = "";
/** @type {HTMLElement | undefined} */
let black;
/** @type {HTMLElement | undefined} */
let badge;

/**
 * Called with every command. One that answers all we sent says the step, also one asked for elsewhere (Back, a jump).
 * @param {Command} command @param {typeof send} sender @param {boolean} answered
 */
export function drive(command, sender, answered) {
  const before = deck;
  [deck, send] = [command.deck, sender];
  document.documentElement.classList.toggle("bm-deck", Boolean(deck));
  document.documentElement.classList.toggle("bm-deck-nameless", Boolean(deck && !deck.names));
  if (!deck) return stop();
  if (!before) start();
  if (!before || answered || performance.now() - aimedAt > DECK_PATIENCE) aimed = deck.step;
  if (before) tell(aimed);
  if (!before || before.pace !== deck.pace) touched = -REST;
  if (black?.firstChild) black.firstChild.textContent = deck.labels.black_hint;
  wind();
}

/* --- steps: asked for by number, so that presses in quick succession lose nothing --- */
/** @param {number} to */
function step(to) {
  const target = Math.max(1, Math.min(to, deck?.total ?? 1));
  if (target === aimed) return;
  [aimed, aimedAt] = [target, performance.now()];
  send({ event: "step", step: target });
  tell(target);
}

/* --- two windows: the deck on the projector and the presenter's notes turn together, whichever is asked --- */
function choice() {
  const address = new URLSearchParams(outer.location.search);
  for (const name of ["lang", "step", "notes", "pace"]) address.delete(name);
  address.sort();
  return `${outer.location.pathname}?${address}`;
}

/** @param {Partial<Told>} what */
const post = what => line?.postMessage({ deck: choice(), notes: deck?.notes, ...what });

/** @param {number} to */
function tell(to) {
  if (to !== told) post({ step: to });
  told = to;
}

/** @param {MessageEvent<Told | undefined>} event */
function heard({ data }) {
  if (!alive() || !data || data.deck !== choice() || data.notes === deck?.notes) return;
  if (data.ask) post({ step: aimed });
  if (data.black) darken(!black);
  if (data.step === undefined || !Number.isInteger(data.step)) return;
  told = data.step;
  darken(false);
  step(data.step);
}

/** @type {Record<Act, () => void>} */
const ACTS = {
  next: () => step(aimed + 1),
  previous: () => step(aimed - 1),
  first: () => step(1),
  last: () => step(deck?.total ?? 1),
  black: () => (deck?.notes ? post({ black: true }) : darken(!black)),
  full: () =>
    page.fullscreenEnabled &&
    (page.fullscreenElement ? page.exitFullscreen() : page.documentElement.requestFullscreen()).catch(() => {}),
  leave: () => /** @type {HTMLElement | null} */ (page.querySelector(".st-key-deck_leave a"))?.click(),
};

/**
 * What a key does in the deck, wherever the focus is; undefined when it does nothing.
 * @param {{ key: string, code?: string, shiftKey?: boolean, ctrlKey?: boolean, altKey?: boolean, metaKey?: boolean }} event
 * @returns {Act | undefined}
 */
export function actOf(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  if (event.shiftKey && event.key === " ") return "previous";
  return KEYS[event.key] ?? (event.code === "KeyB" ? "black" : undefined);
}

/** @param {Event} event */
const targetOf = event =>
  /** @type {Element} */ (event.target).closest ? /** @type {Element} */ (event.target) : page.body;

/** @param {KeyboardEvent} event */
function key(event) {
  if (!alive()) return;
  const act = actOf(event);
  if (!act) return touch(event);
  const target = targetOf(event);
  const choosing = target.closest(POPOVER);
  const turning = event.key === "PageDown" || event.key === "PageUp";
  // What is being typed or chosen keeps its keys; a clicker turns the page even so.
  if (!turning && (choosing || target.closest(TYPING))) return;
  if (event.key === "Escape" && !black && page.querySelector(POPOVER)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  swallow = event.key; // a button with the focus would be pressed by the release of the space bar
  if (event.repeat) return;
  touch(event);
  if (black)
    darken(false); // whatever key ends the darkness does nothing else
  else ACTS[act]();
  wind();
}

/** @param {KeyboardEvent} event */
function keyReleased(event) {
  if (event.key !== swallow) return;
  swallow = "";
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Buttons act here at once, like the keys; without this script the server answers them. @param {Event} event */
function click(event) {
  if (!alive()) return;
  const target = targetOf(event);
  /** @type {HTMLElement | null} */
  const notes = page.querySelector(".st-key-deck_notes button");
  // The notes go to their own window: nothing of them stays on the projector.
  if (target.closest(`${POPOVER} a[target=_blank]`)) setTimeout(() => notes?.click());
  const name = BUTTONS.find(one => target.closest(`.st-key-deck_${one} button`));
  if (!name) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ACTS[name]();
}

/* --- darkness --- */
/** @param {boolean} on */
function darken(on) {
  black?.remove();
  black = undefined;
  if (!on) return;
  black = element("div", "bm-black");
  black.style.cssText = "position:fixed;inset:0;z-index:2147483647;background:#000;cursor:none";
  const hint = element("p", "", deck?.labels.black_hint);
  hint.setAttribute("role", "status");
  hint.style.cssText =
    "position:absolute;bottom:8px;left:0;right:0;margin:0;text-align:center;font:14px sans-serif;color:#333";
  black.append(hint);
  black.addEventListener("click", () => darken(false));
  (page.fullscreenElement ?? page.body).append(page.adoptNode(black));
}

/* --- running by itself --- */
/** @param {Event} event */
function touch(event) {
  if (!deck?.pace || page.querySelector(POPOVER) || targetOf(event).closest(POPOVER)) return;
  touched = performance.now();
  wind();
}

function wind() {
  clearTimeout(clock);
  const resting = Boolean(deck?.pace) && performance.now() - touched < REST;
  note(resting);
  if (!deck?.pace) return;
  const rest = REST - (performance.now() - touched) + 50;
  clock = resting ? window.setTimeout(wind, rest) : window.setTimeout(tick, deck.pace * 1000);
}

function tick() {
  if (!alive()) return;
  const held = black || page.hidden || page.querySelector(POPOVER) || performance.now() - touched < REST;
  if (!held) step(aimed >= (deck?.total ?? 1) ? 1 : aimed + 1);
  wind();
}

/** @param {boolean} on */
function note(on) {
  badge?.remove();
  badge = undefined;
  if (!on) return;
  badge = element("p", "bm-paused", deck?.labels.paused);
  badge.setAttribute("role", "status");
  badge.style.cssText =
    "position:fixed;top:12px;right:16px;z-index:1000;margin:0;padding:6px 14px;border-radius:6px;background:rgba(29,39,51,.88);color:#fff;font:15px sans-serif";
  page.body.append(page.adoptNode(badge));
}

/* --- life: nothing of ours stays behind in the page --- */
const alive = () => Boolean(deck && window.frameElement?.isConnected);
/** @type {[string, (event: any) => void][]} */
const HEARD = [["keydown", key], ["keyup", keyReleased], ["pointerdown", touch], ["wheel", touch]]; // prettier-ignore

function start() {
  [outer, page] = [window.parent, window.parent.document];
  for (const [name, act] of HEARD)
    for (const place of [outer, window])
      place.addEventListener(name, act, { capture: true, passive: name === "wheel" });
  outer.addEventListener("click", click, true);
  page.documentElement.classList.toggle("bm-no-full", !page.fullscreenEnabled); // on an iPhone
  window.addEventListener("pagehide", stop);
  line = new BroadcastChannel("brandmap-deck");
  line.onmessage = heard;
  told = deck?.step ?? 0;
  if (deck?.notes) post({ ask: true });
}

function stop() {
  if (!line) return;
  for (const [name, act] of HEARD) for (const place of [outer, window]) place.removeEventListener(name, act, true);
  outer.removeEventListener("click", click, true);
  clearTimeout(clock);
  line.close();
  line = undefined;
  darken(false);
  note(false);
  deck = undefined;
}
