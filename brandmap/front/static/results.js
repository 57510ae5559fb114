/* The numbered list of results, replaced by a card when a model is selected. It does all the map does, by keyboard too. */

import { element } from "./dom.js";

const PAGE = 60; // rows drawn at once; more follow when the end of the list comes into view

/**
 * What app and one-file page do differently: `href` writes the address of a view, `card` the markup of a card; `openAt`
 * names the part of the card to scroll to, `links` lists further links of a model.
 * @typedef {{
 *   href: (changes: Partial<View>) => string,
 *   card: (brand: Brand) => string | Promise<string>,
 *   openAt?: (brand: Brand) => string,
 *   links?: (brand: Brand) => [href: string, text: string][],
 * }} PageHooks
 */

/**
 * Draw list and card into `root`, now and after every change of the store.
 * @param {HTMLElement} root
 * @param {import("./store.js").Store} store
 * @param {PageHooks} hooks
 */
export function results(root, store, hooks) {
  const panel = Object.assign(element("section", "bm-panel"), { id: "panel" });
  const status = Object.assign(element("p", "bm-unseen"), { id: "status" });
  status.setAttribute("role", "status");
  const end = element("div");
  let limit = PAGE;
  let focus = false; // whether the reader acted in the panel, so that the focus stays in it
  /** @type {Map<Brand, HTMLElement>} */
  const rows = new Map();
  /** @type {{ brand: Brand, body: HTMLElement } | undefined} */
  let card; // the open card; it is not drawn again when something else changes

  new IntersectionObserver(([entry]) => {
    if (!entry.isIntersecting || limit >= store.kept.length) return;
    limit += PAGE;
    drawList();
  }).observe(end);

  /** @param {Partial<View>} changes @param {string} text @param {string} className */
  function link(changes, text, className = "bm-go") {
    const anchor = element("a", className, text);
    anchor.href = hooks.href(changes);
    anchor.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      focus = true;
      store.set(changes);
    });
    return anchor;
  }

  /** @param {Brand} brand */
  function row(brand) {
    const item = element("li");
    const anchor = link({ brand: brand.id }, "", "bm-item");
    anchor.dataset.brand = brand.id;
    const { colour, ink } = store.theme(brand);
    const number = element("span", "bm-plate", store.number(brand));
    Object.assign(number.style, { backgroundColor: colour, color: ink });
    const words = element("span", "bm-words");
    words.append(
      element("strong", "", brand.name),
      element("span", "bm-where", brand.place),
      element("span", "bm-summary", brand.summary),
    );
    anchor.append(number, words);
    item.append(anchor);
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
      anchor.href = hooks.href({ brand: brand.id });
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
    const markup = hooks.card(brand);
    if (typeof markup === "string") body.innerHTML = markup;
    else {
      // After a change of language the old card stays until the new one has come, so that nothing below it jumps.
      if (card?.brand.id === brand.id) body.innerHTML = card.body.innerHTML;
      else body.textContent = `${store.number(brand)} ${brand.name}`;
      markup.then(
        text => {
          body.innerHTML = text;
          renumber(body, brand);
          scrollToPart(brand);
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
    const links = hooks.links?.(brand) ?? [];
    if (links.length) {
      const linkRow = element("p", "bm-steps");
      for (const [href, text] of links) linkRow.append(Object.assign(element("a", "bm-go", text), { href }));
      content.append(linkRow);
    }
    panel.replaceChildren(content);
  }

  /** Write the number on a card as on list and map; it depends on the editions shown. @param {HTMLElement} body @param {Brand} brand */
  function renumber(body, brand) {
    const plate = body.querySelector(".bm-no");
    if (plate) plate.textContent = store.number(brand);
  }

  /** Scroll to the part of the card that the address names. @param {Brand} brand */
  function scrollToPart(brand) {
    const part = hooks.openAt?.(brand);
    if (part) panel.querySelector(`[data-part="${part}"]`)?.scrollIntoView({ block: "start" });
  }

  /** @param {View} view @param {View} [before] */
  function draw(view, before) {
    const selected = store.selected;
    const scrolledPast = Boolean(before) && panel.getBoundingClientRect().top < 0; // measured before anything changes
    panel.setAttribute("aria-label", store.say("results.heading"));
    if (before?.lang !== view.lang) rows.clear();
    if (before && before.brand === view.brand) limit = PAGE;
    if (selected) drawCard(selected);
    else drawList();
    if (before?.brand === view.brand) return;
    if (before) {
      status.textContent = selected
        ? store.say("results.announced", { number: store.number(selected), name: selected.name })
        : "";
      if (scrolledPast) panel.scrollIntoView({ block: "start" });
      const target = /** @type {HTMLElement} */ (panel.querySelector(selected ? "[data-card]" : "#panel-list"));
      if (focus) target.focus({ preventScroll: true });
      focus = false;
    }
    if (selected) scrollToPart(selected);
  }

  root.append(status, panel);
  draw(store.view);
  return store.subscribe(draw);
}
