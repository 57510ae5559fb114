/* The deck around the map: its keys wherever the focus is, its black screen, its running by itself.
   The frame has the page's origin, so one script sees the keys of both. Without a deck in the command it does nothing. */
(function () {
  "use strict";
  const parts = (window.brandmapParts = window.brandmapParts || {});
  const PATIENCE = 2000; // ms to trust the step asked for over answers to earlier ones
  const REST = 60000; // ms without a touch until a paused deck goes on
  const MAGNIFIED = 1.6;
  const KEYS = {
    PageDown: "next", ArrowRight: "next", ArrowDown: "next", " ": "next", PageUp: "previous", ArrowLeft: "previous",
    ArrowUp: "previous", Home: "first", End: "last", b: "black", B: "black", ".": "black", "。": "black",
    f: "full", F: "full", Escape: "leave",
  };
  const BUTTONS = ["first", "previous", "next", "last", "black", "full"]; // st-key-deck_… in the page
  const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true]";
  const POPOVER = '[data-testid="stPopoverBody"]';

  let outer = null, page = null; // the window around us and its document
  let line = null, told = 0; // to the presenter's window, or from it to the deck; the step both know of
  let deck = null, send = null, aimed = 0, aimedAt = 0, swallow = null, black = null, badge = null, clock = 0, touched = -REST;

  /* Called with every command; command.deck is {step, total, pace, names, notes, labels} or missing. */
  parts.deck = function (command, sender) {
    const before = deck;
    [deck, send] = [command.deck || null, sender];
    document.documentElement.classList.toggle("bm-deck", Boolean(deck));
    document.documentElement.classList.toggle("bm-deck-nameless", Boolean(deck) && !deck.names);
    parts.magnified = deck ? MAGNIFIED : 0; // the names on the map, legible from the back row
    if (!deck) return stop();
    if (!before) start();
    if (!before || deck.step === aimed || performance.now() - aimedAt > PATIENCE) aimed = deck.step;
    if (before) tell(aimed);
    if (!before || before.pace !== deck.pace) touched = -REST;
    if (black) black.firstChild.textContent = deck.labels.black_hint;
    wind();
  };

  /* --- steps: asked for by number, so that presses in quick succession lose nothing --- */
  function step(to) {
    const target = Math.max(1, Math.min(to, deck.total));
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

  const post = (what) => line && line.postMessage({ deck: choice(), notes: deck.notes, ...what });

  function tell(to) {
    if (to !== told) post({ step: to });
    told = to;
  }

  function heard({ data }) {
    if (!alive() || !data || data.deck !== choice() || data.notes === deck.notes) return;
    if (data.ask) post({ step: aimed });
    if (data.black) darken(!black);
    if (!Number.isInteger(data.step)) return;
    told = data.step;
    darken(false);
    step(data.step);
  }

  const ACTS = {
    next: () => step(aimed + 1),
    previous: () => step(aimed - 1),
    first: () => step(1),
    last: () => step(deck.total),
    black: () => (deck.notes ? post({ black: true }) : darken(!black)),
    full: () => (page.fullscreenElement ? page.exitFullscreen() : page.documentElement.requestFullscreen()).catch(() => {}),
    leave: () => {
      const link = page.querySelector(".st-key-deck_leave a");
      if (link) link.click();
    },
  };

  function key(event) {
    if (!alive()) return;
    const act = event.shiftKey && event.key === " " ? "previous" : KEYS[event.key] || (event.code === "KeyB" && "black");
    if (!act || event.ctrlKey || event.altKey || event.metaKey) return touch(event);
    const target = event.target.closest ? event.target : page.body;
    const choosing = target.closest(POPOVER), turning = event.key === "PageDown" || event.key === "PageUp";
    // What is being typed or chosen keeps its keys; a clicker turns the page even so.
    if (!turning && (choosing || target.closest(TYPING))) return;
    if (event.key === "Escape" && !black && page.querySelector(POPOVER)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    swallow = event.key; // a button with the focus would be pressed by the release of the space bar
    if (event.repeat) return;
    touch(event);
    if (black) darken(false); // whatever key ends the darkness does nothing else
    else ACTS[act]();
    wind();
  }

  function keyReleased(event) {
    if (event.key !== swallow) return;
    swallow = null;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /* Buttons act here at once, like the keys; without this script the server answers them. */
  function click(event) {
    if (!alive() || !event.target.closest) return;
    // The notes go to their own window: nothing of them stays on the projector.
    if (event.target.closest(`${POPOVER} a[target=_blank]`)) setTimeout(() => page.querySelector(".st-key-deck_notes button")?.click());
    const name = BUTTONS.find((one) => event.target.closest(`.st-key-deck_${one} button`));
    if (!name) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ACTS[name]();
  }

  /* --- darkness --- */
  function darken(on) {
    if (black) black.remove();
    black = null;
    if (!on) return;
    black = parts.element("div", "bm-black");
    Object.assign(black.style, { position: "fixed", inset: "0", zIndex: "2147483647", background: "#000", cursor: "none" });
    const hint = parts.element("p", "", deck.labels.black_hint);
    hint.setAttribute("role", "status");
    Object.assign(hint.style, { position: "absolute", bottom: "8px", left: "0", right: "0", margin: "0", textAlign: "center", font: "14px sans-serif", color: "#333" });
    black.append(hint);
    black.addEventListener("click", () => darken(false));
    (page.fullscreenElement || page.body).append(page.adoptNode(black));
  }

  /* --- running by itself --- */
  function touch(event) {
    if (!deck || !deck.pace || (event && (page.querySelector(POPOVER) || event.target.closest?.(POPOVER)))) return;
    touched = performance.now();
    wind();
  }

  function wind() {
    clearTimeout(clock);
    const resting = Boolean(deck && deck.pace) && performance.now() - touched < REST;
    note(resting);
    if (!deck || !deck.pace) return;
    clock = resting ? setTimeout(wind, REST - (performance.now() - touched) + 50) : setTimeout(tick, deck.pace * 1000);
  }

  function tick() {
    if (!alive()) return;
    const held = black || page.hidden || page.querySelector(POPOVER) || performance.now() - touched < REST;
    if (!held) step(aimed >= deck.total ? 1 : aimed + 1);
    wind();
  }

  function note(on) {
    if (badge) badge.remove();
    badge = null;
    if (!on) return;
    badge = parts.element("p", "bm-paused", deck.labels.paused);
    badge.setAttribute("role", "status");
    Object.assign(badge.style, { position: "fixed", top: "12px", right: "16px", zIndex: "1000", margin: "0", padding: "6px 14px", borderRadius: "6px", background: "rgba(29,39,51,.88)", color: "#fff", font: "15px sans-serif" });
    page.body.append(page.adoptNode(badge));
  }

  /* --- life: nothing of ours stays behind in the page --- */
  const alive = () => Boolean(deck) && Boolean(window.frameElement) && window.frameElement.isConnected;
  const HEARD = [["keydown", key], ["keyup", keyReleased], ["pointerdown", touch], ["wheel", touch]];

  function start() {
    [outer, page] = [window.parent, window.parent.document];
    for (const [name, act] of HEARD) for (const place of [outer, window]) place.addEventListener(name, act, { capture: true, passive: name === "wheel" });
    outer.addEventListener("click", click, true);
    window.addEventListener("pagehide", stop);
    line = new BroadcastChannel("brandmap-deck");
    line.onmessage = heard;
    told = deck.step;
    if (deck.notes) post({ ask: true });
  }

  function stop() {
    if (!outer) return;
    for (const [name, act] of HEARD) for (const place of [outer, window]) place.removeEventListener(name, act, true);
    outer.removeEventListener("click", click, true);
    clearTimeout(clock);
    if (line) line.close();
    line = null;
    darken(false);
    note(false);
    deck = outer = null;
  }
})();
