/* global __PINS__ -- the number of models, put in by visit.py */
/* The clock of the benchmarks, in the top frame of each app: from the click (or the start of the navigation) to the
   frame in which the page meets a condition, that frame painted. Milliseconds of the top frame's performance.now(). */
(() => {
  "use strict";
  if (window !== window.top) return;
  const SHAPES = 87; // counties at least: without them the map is not painted

  /* The documents that hold a map: frames in a Streamlit app, else the page itself. */
  const maps = () => {
    const frames = [...document.querySelectorAll("iframe[title*='st_folium']")].map(frame => frame.contentDocument);
    if (document.querySelector(".leaflet-container")) frames.push(document);
    return frames.filter(Boolean);
  };

  /* condition: {pins: number} of markers over a map with its counties (no picture before it, unless ``picture``), or
     {panel: text} beside it. */
  const holds = ({ pins, panel, picture }) => {
    /* The picture of the first visit is whole once the list that follows it is there. */
    if (
      picture &&
      document.querySelector("#first-visit .bf-map svg path") &&
      document.querySelector("#first-visit .bm-panel")
    )
      return true;
    if (pins !== undefined && !picture && document.querySelector("#first-visit")) return false;
    if (panel !== undefined)
      return Boolean(document.querySelector(".bm-panel, .st-key-panel, #panel")?.textContent.includes(panel));
    return maps().some(page => {
      const drawn = page.querySelectorAll("[role=button][data-brand], .textbook-pin, .bench-pin").length;
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
    picture: null,

    /* Wait for one click anywhere in the page or its map; then ``bench.result`` is the time to the condition. */
    arm(condition) {
      const pages = [...new Set([document, ...maps()])];
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

    /* The life of the map: the mark is lost when it is made anew. Leaflet keeps centre and zoom in its proxy. */
    mark() {
      for (const page of maps()) page.querySelector(".leaflet-container").benchMark = true;
    },

    life() {
      const container = maps()[0]?.querySelector(".leaflet-container");
      if (!container) return null;
      const transform = container.querySelector(".leaflet-proxy")?.style.transform ?? ""; // empty until it first moves
      const at = transform.match(/-?[\d.]+(?=px|\))/g) ?? [];
      return { marked: container.benchMark === true, at: at.map(Number) };
    },
  };
  window.bench.picture = painted({ pins: __PINS__, picture: true });
})();
