/* The parts of the deck on the page: slide, bar, the panels of notes and places to jump to; the presenter's desk. */

import { desk, jumps } from "./desk.js";
import { element, shape } from "./dom.js";

/** @type {Record<string, string>} */
const SIGNS = {
  first: "M6 5h2v14H6zM18.4 6.4L17 5l-7 7 7 7 1.4-1.4L12.8 12z",
  previous: "M15.4 5.4L14 4l-8 8 8 8 1.4-1.4L8.8 12z",
  next: "M8.6 5.4L10 4l8 8-8 8-1.4-1.4L15.2 12z",
  last: "M16 5h2v14h-2zM5.6 6.4L7 5l7 7-7 7-1.4-1.4L11.2 12z",
  black: "M3 5h18v12H3zM8 19h8v2H8z",
  full: "M4 4h7v2H6v5H4zM13 18h5v-5h2v7h-7z",
  notes: "M4 5h16v2H4zM4 10h16v2H4zM4 15h10v2H4z",
  leave: "M6.4 5L5 6.4 10.6 12 5 17.6 6.4 19 12 13.4 17.6 19 19 17.6 13.4 12 19 6.4 17.6 5 12 10.6z",
};

/** @typedef {import("./deck.js").Deck} Deck */
/**
 * What the page around offers: what Python said, the acts of the buttons, what a pointer does on the slide, the
 * addresses of the page to leave to and of the presenter's window.
 * @typedef {{
 *   given: GivenDeck,
 *   acts: Record<import("./keys.js").Act, () => void>,
 *   pointers: [string, (event: any) => void][],
 *   leaving: () => string,
 *   noting: () => string,
 * }} House
 */

/** A line that screen readers announce. @param {string} name @param {string} words */
export function said(name, words) {
  const one = element("p", name, words);
  one.setAttribute("role", "status");
  return one;
}

/**
 * Build the parts of the page; `draw` fills them.
 * @param {HTMLElement} place
 * @param {Deck} first
 * @param {House} house
 */
export function staged(place, first, { given, acts, pointers, leaving, noting }) {
  const say = (/** @type {string} */ name) => first.say(`present.${name}`);
  const status = said("bm-sr", "");
  const wall = element("div", "bmd-stage");
  for (const [name, act] of pointers) wall.addEventListener(name, act);
  const bar = element("div", "bmd-bar");
  const panel = Object.assign(element("section", "bmd-panel"), { hidden: true });
  const counter = element("button", "bmd-count");
  const fill = element("div");
  const progress = element("div", "bmd-progress");
  progress.append(fill);
  progress.setAttribute("role", "progressbar");
  progress.setAttribute("aria-valuemin", "1");
  /** @param {string} name @param {() => void} act */
  const button = (name, act) => {
    const one = element("button");
    drawn(one, name);
    // The focus stays where it is: an arrow pressed next turns the page and does not belong to this button.
    one.addEventListener("pointerdown", event => event.preventDefault());
    one.addEventListener("click", act);
    return one;
  };
  /** @param {HTMLElement} one @param {string} name */
  const drawn = (one, name) => {
    one.dataset.act = name;
    const sign = shape("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
    sign.append(shape("path", { d: SIGNS[name] }));
    one.append(sign, element("span", "", say(name)));
  };
  const leave = element("a", "bm-go");
  drawn(leave, "leave");
  /** Open one of the two panels, or close it. @param {HTMLElement} from @param {(HTMLElement | string)[]} content */
  const open = (from, content) => {
    const closing = from.getAttribute("aria-expanded") === "true";
    close();
    if (closing) return;
    from.setAttribute("aria-expanded", "true");
    panel.append(...content);
    panel.hidden = false;
  };
  const close = () => {
    if (panel.contains(document.activeElement))
      /** @type {HTMLElement} */ (bar.querySelector("[aria-expanded=true]")).focus();
    for (const one of bar.querySelectorAll("[aria-expanded=true]")) one.setAttribute("aria-expanded", "false");
    panel.textContent = "";
    panel.hidden = true;
  };
  /** The way to the presenter's own window, or why there is none. */
  const windowLink = () => {
    // Another window is another session, which would show the published models.
    if (given.own) return [element("p", "bm-quiet", say("notes_window_own"))];
    const link = element("a", "bmd-window", say("notes_window"));
    Object.assign(link, { href: noting(), target: "_blank" });
    // The notes go to their own window: nothing of them stays on the wall.
    link.addEventListener("click", () => setTimeout(close));
    return [link, element("p", "bm-quiet", say("notes_window_help"))];
  };
  const notes = element("div");
  const turns = /** @type {const} */ (["first", "previous", "next", "last"]).map(name => button(name, acts[name]));
  counter.addEventListener("pointerdown", event => event.preventDefault());
  counter.addEventListener("click", () => open(counter, [jumps(first, close)]));
  bar.append(...turns, progress, counter, button("black", acts.black));
  if (document.fullscreenEnabled) bar.append(button("full", acts.full));
  const beside = button("notes", () => open(beside, [...windowLink(), notes]));
  const own = given.notes ? desk(first) : undefined;
  if (!own) bar.append(beside);
  for (const one of [counter, beside]) one.setAttribute("aria-expanded", "false");
  bar.append(leave);
  const badge = said("bm-paused", say("paused"));
  badge.hidden = true;
  place.replaceChildren(status, wall, ...(own ? [own.root] : []), panel, bar, badge);

  return {
    leave,
    close,
    opened: () => !panel.hidden,
    /** Say that it rests, or no longer; whether it had said so. @param {boolean} on */
    note: on => {
      const before = !badge.hidden;
      badge.hidden = !on;
      return before;
    },
    end: () => own?.end(),
    /** @param {Deck} now */
    draw: now => {
      const { html, announced, words, slide, wide, notes: notesOf } = now.here;
      wall.innerHTML = html;
      status.textContent = announced;
      document.documentElement.classList.toggle("bm-wide", wide);
      fill.style.width = `${(100 * slide) / now.made.slides}%`;
      progress.setAttribute("aria-valuemax", String(now.made.slides));
      progress.setAttribute("aria-valuenow", String(slide));
      progress.setAttribute("aria-label", announced);
      counter.textContent = words;
      counter.setAttribute("aria-label", `${words}${now.say("text.comma")}${now.say("present.jump")}`);
      counter.dataset.deckCount = String(now.step);
      notes.innerHTML = notesOf;
      own?.draw();
      leave.href = leaving();
      for (const link of panel.querySelectorAll("a")) link.href = noting();
    },
  };
}
