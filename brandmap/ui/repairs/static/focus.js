(() => {
  // Runs once per page load: keeps the focus where the reader is, and opens our links within the visit.
  if (window.brandmapFocus) return;
  window.brandmapFocus = true;
  const SETTLE = 80; // ms until Streamlit has put the focus back itself, where it does
  const seen = element => element.getClientRects().length > 0;
  const heading = () => document.getElementById("page");
  let last, around, shown, waiting;

  const take = element => {
    if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  };

  const check = () => {
    waiting = undefined;
    const title = heading();
    if (!title) return;
    for (const one of document.querySelectorAll(".st-key-w_lang button"))
      one.lang = one.textContent.trim() === "English" ? "en" : "zh-CN";
    if (shown && title.dataset.page !== shown) {
      document.getElementById("stMain").scrollTo(0, 0);
      take(title);
    } else if ([document.body, last].includes(document.activeElement) && last && (!seen(last) || last.disabled)) {
      // What was used is gone or has no further use: go on in what stood around it. A busy browser takes the focus away
      // from it only later.
      take(around.find(seen) ?? title);
    }
    shown = title.dataset.page;
  };

  document.addEventListener("focusin", ({ target }) => {
    [last, around] = [target, []];
    for (let one = target.parentElement; one && one.id !== "stMain"; one = one.parentElement) around.push(one);
    if (!target.closest("#stMain")) last = undefined;
  });
  new MutationObserver(() => (waiting ??= setTimeout(check, SETTLE))).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["disabled", "hidden"],
  });

  const press = event => {
    const link = event.target.closest('[data-testid="stSkipToContent"], a.bm-skip');
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    const place = link.matches(".bm-skip") ? document.getElementById(link.hash.slice(1)) : heading();
    take(place);
    place.scrollIntoView({ block: "start" });
  };
  document.addEventListener("click", press, true);
  document.addEventListener("click", event => {
    const link = event.target.closest(".bm-nav a, a.bm-go");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    shown ??= "unknown"; // pressed before the first heading was noticed
    history.pushState(null, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
  });
})();
