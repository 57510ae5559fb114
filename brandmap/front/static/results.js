/* The numbered list of results, and in its place the card of the selected model. The map's equal for keyboards. */

import { element } from "./dom.js";

const PAGE = 60; // rows drawn at a time; more when the end of the list comes into view

/**
 * What the house around the page offers: the address of a view, and the card of a model as markup.
 * @typedef {{
 *   href: (changes: Partial<View>) => string,
 *   card: (brand: Brand) => string | Promise<string>,
 *   openAt?: (brand: Brand) => string,
 *   links?: (brand: Brand) => [href: string, text: string][],
 * }} House
 */

/**
 * Draw list and card into `root`, now and after every change of the store.
 * @param {HTMLElement} root
 * @param {import("./store.js").Store} store
 * @param {House} house
 */
export function results(root, store, house) {
  const panel = Object.assign(element("section", "bm-panel"), { id: "panel" });
  const status = Object.assign(element("p", "bm-unseen"), { id: "status" });
  status.setAttribute("role", "status");
  const end = element("div");
  let limit = PAGE;
  let focus = false; // whether the reader chose in the panel and goes on there
  /** @type {Map<Brand, HTMLElement>} */
  const rows = new Map();
  /** @type {{ brand: Brand, body: HTMLElement } | undefined} */
  let card; // the one on show: it stays as it is when something else changes

  new IntersectionObserver(([entry]) => {
    if (!entry.isIntersecting || limit >= store.kept.length) return;
    limit += PAGE;
    drawList();
  }).observe(end);

  /** @param {Partial<View>} changes @param {string} text @param {string} className */
  function link(changes, text, className = "bm-go") {
    const one = element("a", className, text);
    one.href = house.href(changes);
    one.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      focus = true;
      store.set(changes);
    });
    return one;
  }

  /** @param {Brand} brand */
  function row(brand) {
    const item = element("li");
    const one = link({ brand: brand.id }, "", "bm-item");
    one.dataset.brand = brand.id;
    const { colour, ink } = store.theme(brand);
    const number = element("span", "bm-plate", store.number(brand));
    Object.assign(number.style, { backgroundColor: colour, color: ink });
    const words = element("span", "bm-words");
    words.append(
      element("strong", "", brand.name),
      element("span", "bm-where", brand.place),
      element("span", "bm-summary", brand.summary),
    );
    one.append(number, words);
    item.append(one);
    return item;
  }

  function drawList() {
    const kept = store.kept;
    const heading = element("h2", "", store.say("site.list"));
    const list = Object.assign(element("ol", "bm-results"), { id: "list" });
    for (const brand of kept.slice(0, limit)) {
      const one = rows.get(brand) ?? row(brand);
      rows.set(brand, one);
      const anchor = /** @type {HTMLAnchorElement} */ (one.firstChild);
      anchor.href = house.href({ brand: brand.id });
      list.append(one);
    }
    const content = Object.assign(element("div"), { id: "panel-list", tabIndex: -1 });
    card = undefined;
    content.append(heading, list, end);
    panel.replaceChildren(content);
  }

  /** @param {Brand} brand */
  function cardOf(brand) {
    const body = Object.assign(element("div"), { tabIndex: -1 });
    Object.assign(body.dataset, { card: brand.id, lang: store.view.lang });
    const markup = house.card(brand);
    if (typeof markup === "string") body.innerHTML = markup;
    else {
      // In another language: the card on show stays until it is there, and what stands below it does not jump.
      if (card?.brand.id === brand.id) body.innerHTML = card.body.innerHTML;
      else body.textContent = `${store.number(brand)} ${brand.name}`;
      markup.then(
        text => {
          body.innerHTML = text;
          renumber(body, brand);
          reach(brand);
        },
        () => (body.textContent = store.say("site.card_failed")),
      );
    }
    return body;
  }

  /** @param {Brand} brand */
  function drawCard(brand) {
    const content = Object.assign(element("div"), { id: "panel-card" });
    const steps = element("nav", "bm-steps");
    steps.setAttribute("aria-label", store.say("results.heading"));
    const [before, after] = store.neighbours;
    steps.append(link({ brand: null }, store.say("site.back"), "bm-go bm-back"));
    if (before) steps.append(link({ brand: before.id }, store.say("results.previous"), "bm-go bm-previous"));
    if (after) steps.append(link({ brand: after.id }, store.say("results.next"), "bm-go bm-next"));
    content.append(steps);
    if (!store.kept.includes(brand)) content.append(element("p", "bm-notice", store.say("results.filtered_out")));
    if (card?.brand !== brand) card = { brand, body: cardOf(brand) };
    renumber(card.body, brand);
    content.append(card.body);
    const links = house.links?.(brand) ?? [];
    if (links.length) {
      const row_ = element("p", "bm-steps");
      for (const [href, text] of links) row_.append(Object.assign(element("a", "bm-go", text), { href }));
      content.append(row_);
    }
    panel.replaceChildren(content);
  }

  /** Number a card as list and map do: by the editions shown now. @param {HTMLElement} body @param {Brand} brand */
  function renumber(body, brand) {
    const plate = body.querySelector(".bm-no");
    if (plate) plate.textContent = store.number(brand);
  }

  /** Bring the part of the card into view that the address asks for. @param {Brand} brand */
  function reach(brand) {
    const part = house.openAt?.(brand);
    if (part) panel.querySelector(`[data-part="${part}"]`)?.scrollIntoView({ block: "start" });
  }

  /** @param {View} view @param {View} [before] */
  function draw(view, before) {
    const chosen = store.selected;
    const above = Boolean(before) && panel.getBoundingClientRect().top < 0; // asked before anything changes
    panel.setAttribute("aria-label", store.say("results.heading"));
    if (before?.lang !== view.lang) rows.clear();
    if (before && before.brand === view.brand) limit = PAGE;
    if (chosen) drawCard(chosen);
    else drawList();
    if (before?.brand === view.brand) return;
    if (before) {
      status.textContent = chosen
        ? store.say("results.announced", { number: store.number(chosen), name: chosen.name })
        : "";
      if (above) panel.scrollIntoView({ block: "start" });
      const target = /** @type {HTMLElement} */ (panel.querySelector(chosen ? "[data-card]" : "#panel-list"));
      if (focus) target.focus({ preventScroll: true });
      focus = false;
    }
    if (chosen) reach(chosen);
  }

  root.append(status, panel);
  draw(store.view);
  return store.subscribe(draw);
}
