/* The clock of the benchmarks, in the top frame of both apps: from the click (or the start of the navigation) to the
   frame in which the page meets a condition, that frame painted. Milliseconds of the top frame's performance.now(). */
(() => {
  "use strict";
  if (window !== window.top) return;
  const SHAPES = 87; // counties at least: without them the map is not painted

  const maps = () =>
    [...document.querySelectorAll("iframe[title*='st_folium']")].map(frame => frame.contentDocument).filter(Boolean);

  /* condition: {pins: number} of markers over a map with its counties, or {panel: text} beside it. */
  const holds = ({ pins, panel }) => {
    if (panel !== undefined)
      return Boolean(document.querySelector(".bm-panel, .st-key-panel")?.textContent.includes(panel));
    return maps().some(page => {
      const drawn = page.querySelectorAll("[role=button][data-brand], .textbook-pin").length;
      return drawn === pins && page.querySelectorAll(".leaflet-pane path").length >= SHAPES + 1;
    });
  };

  /* A message posted in a frame's callback arrives after that frame has been painted. */
  const painted = condition =>
    new Promise(resolve => {
      const look = () => {
        if (!holds(condition)) return void requestAnimationFrame(look);
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(0);
      };
      requestAnimationFrame(look);
    });

  window.bench = {
    visit: pins => painted({ pins }),

    /* Wait for one click anywhere in the page or its map; then ``bench.result`` is the time to the condition. */
    arm(condition) {
      const pages = [document, ...maps()];
      if (holds(condition)) throw new Error(`already so: ${JSON.stringify(condition)}`);
      window.bench.result = new Promise(resolve => {
        const clicked = () => {
          const start = performance.now();
          for (const page of pages) page.removeEventListener("click", clicked, true);
          painted(condition).then(end => resolve(end - start));
        };
        for (const page of pages) page.addEventListener("click", clicked, true);
      });
    },

    /* The life of the map: the mark is lost when its frame is loaded anew. */
    mark() {
      for (const page of maps()) page.defaultView.benchMark = true;
    },

    life() {
      const view = maps()[0]?.defaultView,
        map = view?.map;
      if (!map) return null;
      const centre = map.getCenter();
      return { marked: view.benchMark === true, at: [centre.lat, centre.lng, map.getZoom()] };
    },
  };
})();
