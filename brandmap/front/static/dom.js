/* Build elements. Texts are set as text, never as markup. */

const SVG = "http://www.w3.org/2000/svg";
export const NARROW = 600; // px: narrower maps are a phone's
export const WIDE = 1200; // px: maps from this width on are on a projector or in full screen

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @returns {SVGElement}
 */
export function shape(name, attributes) {
  const one = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, String(value));
  return one;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} [className]
 * @param {string | number} [text]
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(name, className, text) {
  const one = document.createElement(name);
  if (className) one.className = className;
  if (text !== undefined) one.textContent = String(text);
  return one;
}

/** Mark the Chinese in a text as Chinese. @param {string} text */
export function marked(text) {
  const one = element("span");
  const parts = text.split(/([\u3400-\u9fff][\u3000-\u9fff\uff00-\uffef]*)/);
  one.append(...parts.map((part, at) => (at % 2 ? Object.assign(element("span", "", part), { lang: "zh-CN" }) : part)));
  return one;
}

/** Replace each `{name}` in a text by the value of that name. @type {(text: string, values?: Values) => string} */
export const filled = (text, values = {}) => text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
