/* Takes the first picture of the map page away once the page stands in its place, with the focus, the words typed and the
   place in the list. Until then the page behind it is hidden, from screen readers too. */

const STEP = 50; // ms between two looks
const PATIENCE = 20000; // ms that a page without a map is waited for

const picture = /** @type {HTMLElement} */ (document.getElementById("first-visit"));
const begun = performance.now();

/** @param {string} selector @returns {HTMLElement | null} */
const find = selector => document.querySelector(selector);

/** Whether the page has what the picture shows, or something else to say. */
function come() {
  const heading = find("#page");
  if (find('[data-testid="stAlertContentError"]') || (heading && heading.dataset.page !== "map")) return true;
  const frame = /** @type {HTMLIFrameElement | null} */ (find(".st-key-sides iframe"));
  const map = /** @type {Window | undefined} */ (frame?.contentWindow)?.brandmap;
  if (map?.painted && map.state().ready && find("#panel")) return true;
  return Boolean(heading) && performance.now() - begun > PATIENCE;
}

/** Hand the focus over to what stands in the place of `one`. @param {HTMLElement} one @param {HTMLElement} page */
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
  const same = [.../** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("a, label, summary, button"))].find(
    other => other.textContent === words,
  );
  (same instanceof HTMLLabelElement ? same.control : (same ?? find("#page")))?.focus();
}

const watch = setInterval(() => {
  const page = /** @type {HTMLElement} */ (find("#root"));
  if (page.childElementCount) find(".bf-late")?.remove();
  if (!come()) return;
  clearInterval(watch);
  const active = /** @type {HTMLElement} */ (document.activeElement);
  const within = picture.contains(active);
  const { scrollTop } = picture;
  picture.remove();
  find("#stMain")?.scrollTo(0, scrollTop);
  if (within) handOver(active, page);
}, STEP);
