/* Replaces the first picture of the map page by the page once that has been drawn, and hands over the focus, the words
   typed and the scroll position. Until then the page behind it is hidden, from screen readers too. */

const INTERVAL = 50; // ms between two checks
const MAX_WAIT = 20000; // ms that a page without a map is waited for

const picture = /** @type {HTMLElement} */ (document.getElementById("first-visit"));
const started = performance.now();

/** @param {string} selector @returns {HTMLElement | null} */
const find = selector => document.querySelector(selector);

/** Whether the page has been drawn: its map and list, another page, or an error. */
function isDrawn() {
  const heading = find("#page");
  if (find('[data-testid="stAlertContentError"]') || (heading && heading.dataset.page !== "map")) return true;
  const frame = /** @type {HTMLIFrameElement | null} */ (find(".st-key-sides iframe"));
  const map = /** @type {Window | undefined} */ (frame?.contentWindow)?.brandmap;
  if (map?.painted && map.state().ready && find("#panel")) return true;
  return Boolean(heading) && performance.now() - started > MAX_WAIT;
}

/** Move the focus from `one` to the same control of the page. @param {HTMLElement} one @param {HTMLElement} page */
function handOver(one, page) {
  const search = /** @type {HTMLInputElement | null} */ (find("#search"));
  if (one instanceof HTMLInputElement && search) {
    search.focus();
    if (search.value === one.value) return;
    search.value = one.value;
    search.dispatchEvent(new Event("input"));
    return;
  }
  const words = one.textContent;
  const counterpart = [
    .../** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("a, label, summary, button")),
  ].find(other => other.textContent === words);
  (counterpart instanceof HTMLLabelElement ? counterpart.control : (counterpart ?? find("#page")))?.focus();
}

const watch = setInterval(() => {
  const page = /** @type {HTMLElement} */ (find("#root"));
  if (page.childElementCount) find(".bf-late")?.remove();
  if (!isDrawn()) return;
  clearInterval(watch);
  const active = /** @type {HTMLElement} */ (document.activeElement);
  const within = picture.contains(active);
  const { scrollTop } = picture;
  picture.remove();
  find("#stMain")?.scrollTo(0, scrollTop);
  if (within) handOver(active, page);
}, INTERVAL);
