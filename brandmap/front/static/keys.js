/* What a key does in the deck: those of PowerPoint and of clickers. */

/** @typedef {"next" | "previous" | "first" | "last" | "black" | "white" | "full" | "leave" | "digit"} Act */

/** Keys that turn the page wherever the focus is. @type {Record<string, Act>} */
const ALWAYS = { PageDown: "next", PageUp: "previous", Home: "first", End: "last", Escape: "leave" };
/** Keys that a control with the focus has a use for. @type {Record<string, Act>} */
const SHARED = {
  ArrowRight: "next",
  ArrowDown: "next",
  " ": "next",
  Enter: "next",
  ArrowLeft: "previous",
  ArrowUp: "previous",
  Backspace: "previous",
};
/** Signs, which can be switched off: who speaks to the computer types some by mistake. @type {Record<string, Act>} */
const SIGNS = { n: "next", p: "previous", b: "black", ".": "black", "。": "black", w: "white", f: "full" };
const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true]";
const CONTROL =
  "a[href], button, input, summary, [role=button], [role=radio], [role=checkbox], [role=option], [role=tab]";

/**
 * What a key does with the focus at `target`; undefined when it does nothing.
 * @param {{ key: string, code?: string, shiftKey?: boolean, ctrlKey?: boolean, altKey?: boolean, metaKey?: boolean }} event
 * @param {{ closest: (selector: string) => unknown }} [target]
 * @param {boolean} [letters] whether single signs count
 * @returns {Act | undefined}
 */
export function actOf(event, target, letters = true) {
  const { key, code = "" } = event;
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  // A clicker turns the page even while something is typed.
  const typing = target?.closest(TYPING);
  if (typing && !key.startsWith("Page")) return undefined;
  if (ALWAYS[key]) return ALWAYS[key];
  if (SHARED[key]) {
    if (target?.closest(CONTROL)) return undefined;
    return event.shiftKey && key === " " ? "previous" : SHARED[key];
  }
  if (!letters) return undefined;
  if (/^\d$/.test(key)) return "digit";
  // While Chinese or another script is typed the key is told by its place.
  const sign = /^[\x20-\x7e。]$/.test(key) ? key : code.startsWith("Key") ? code.slice(3) : "";
  return SIGNS[sign.toLowerCase()];
}
