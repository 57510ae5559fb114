/* The line that greets a first visit: what this is, and the ways in. Whoever has been here before does not see it. */

import { element } from "./dom.js";

const KEY = "brandmap.welcomed";
let open = first();

/** Whether this browser has never shown the page; one that keeps nothing would be greeted for ever. */
function first() {
  try {
    const seen = window.localStorage.getItem(KEY);
    window.localStorage.setItem(KEY, "1");
    return !seen;
  } catch {
    return false;
  }
}

/**
 * Make the line and what draws it anew. It takes no room from what stands below it.
 * @param {import("./store.js").Store} store
 * @param {() => void} explore leads to list or card
 * @param {() => [href: string, text: string][]} ways
 */
export function welcome(store, explore, ways) {
  const box = element("div", "bm-welcome");
  box.setAttribute("role", "region");

  /** @param {string} key @param {() => void} then @param {string} [className] */
  function button(key, then, className = "bm-choice") {
    const one = Object.assign(element("button", className, store.say(key)), { type: "button" });
    one.addEventListener("click", () => {
      open = false;
      then();
      box.hidden = true;
    });
    return one;
  }

  function draw() {
    const words = store.say("welcome.what");
    box.hidden = !open || !words;
    if (box.hidden) return;
    box.setAttribute("aria-label", store.say("welcome.name"));
    const links = ways().map(([href, text]) => Object.assign(element("a", "bm-choice bm-go", text), { href }));
    const close = button("welcome.close", () => document.getElementById("page")?.focus());
    box.replaceChildren(element("p", "", words), button("welcome.explore", explore), ...links, close);
  }

  return { box, draw };
}
