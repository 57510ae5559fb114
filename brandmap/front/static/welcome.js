/* The greeting on a first visit: what the page is, and where to go from here. Returning visitors do not see it. */

import { element } from "./dom.js";

const STORAGE_KEY = "brandmap.welcomed";
let open = isFirstVisit();

/** Whether this is the first visit; false in a browser that stores nothing, or it would be greeted each time. */
function isFirstVisit() {
  try {
    const seen = window.localStorage.getItem(STORAGE_KEY);
    window.localStorage.setItem(STORAGE_KEY, "1");
    return !seen;
  } catch {
    return false;
  }
}

/**
 * Make the greeting; return its element and the function that draws it.
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
