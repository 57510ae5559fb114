/* The map's one mind: takes commands from Python, acts on the reader at once, and tells Python what happened.
   Every text of the data reaches the page by textContent or setAttribute, never as markup. */
(function () {
  "use strict";
  const parts = window.brandmapParts;
  const PATIENCE = 4000; // ms to trust the reader's last act over commands that do not know of it yet
  const MOVE_TIME = 600; // ms an animated move of our own may take
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const hovers = window.matchMedia("(hover: hover)");
  const token = [...crypto.getRandomValues(new Uint8Array(5))].map((byte) => byte.toString(36).padStart(2, "0")).join("");
  const self = (window.brandmap = { mount, apply, state: report, painted: 0 });

  let map, basemap, pins, labels, controls;
  let mounts = 0, applied = 0, sent = 0, sentAt = 0, viewToken = null, failed = false, loaded = false;
  let ownUntil = 0, own = false, readerMoved = false, aim = null; // aim: bounds asked for, null for the province

  const state = {
    lang: "zh", brands: [], themes: [], pool: [], chosen: [], visible: [], selected: null, labels: {},
    shown: [], byId: new Map(), themeById: new Map(),
    theme: (brand) => state.themeById.get(brand.themes[0]),
    themeIndex: (brand) => state.themes.indexOf(state.theme(brand)),
    colour: (brand) => (state.theme(brand) ? state.theme(brand).colour : "#5b6670"),
    count: (theme) => state.pool.filter((id) => state.byId.get(id).themes.includes(theme)).length,
    spoken: (brand) => {
      const words = { number: brand.n, name: brand.name, place: brand.place, theme: state.theme(brand) ? state.theme(brand).name : "" };
      return state.labels.marker.replace(/\{(\w+)\}/g, (_, word) => words[word]);
    },
  };

  function mount(leafletMap, places) {
    mounts += 1;
    map = leafletMap;
    // streamlit-folium reports "nothing" once at the start, which would cost a run: say it already has.
    window.__GLOBAL_DATA__.previous_data = {};
    map.setMinZoom(4).setMaxZoom(11).setMaxBounds([[18, 70], [56, 132]]);
    map.scrollWheelZoom.disable();
    map.options.wheelPxPerZoomLevel = 110;
    if (calm.matches) map.options.inertia = false;
    controls = new parts.Controls(map, { zoom: zoomBy, results: fitResults, province: () => fitProvince(true), themes: chooseThemes });
    basemap = new parts.Basemap(map, { enter: enterCounty, move: (event) => controls.moveTip(within(event)), leave: () => controls.hideTip(), click: clickCounty });
    pins = new parts.Pins(map, { select, enter: enterPin, leave: () => controls.hideTip() });
    labels = new parts.Labels(map, basemap, pins);
    map.on("zoomend", () => pins.layout(state)).on("moveend", () => labels.layout(state));
    map.on("movestart zoomstart", () => { readerMoved = readerMoved || (!own && performance.now() > ownUntil); controls.hideTip(); });
    wheelOnlyWhenMeant(map.getContainer());
    keepTheme();
    keepSize();
    fitProvince(false);
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) link.addEventListener("load", settle);
    basemap.load(places.geo, places.version).then(() => { loaded = true; paint(); }, () => { failed = true; paint(); });
  }

  /* Python -> map. receipt: "mount:count" of the last event Python has dealt with. */
  function apply(packed, receipt) {
    window.feature_group = []; // streamlit-folium only ever adds to it
    const command = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0))));
    if (command.v !== 1) return;
    applied += 1;
    const [name, count] = receipt.split(":");
    const behind = sent > 0 && !(name === token && Number(count) >= sent) && performance.now() - sentAt < PATIENCE;
    Object.assign(state, { lang: command.lang, brands: command.brands, themes: command.themes, pool: command.pool, labels: command.labels });
    state.byId = new Map(state.brands.map((brand) => [brand.id, brand]));
    state.themeById = new Map(state.themes.map((theme) => [theme.id, theme]));
    if (behind) {
      keepThemes();
    } else {
      Object.assign(state, { chosen: command.chosen, visible: command.visible, selected: command.selected });
    }
    document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
    document.title = state.labels.title;
    const firstTime = applied === 1;
    parts.deck(command, send);
    paint();
    if (firstTime && !readerMoved) fitProvince(false); // the legend now has its size
    if (command.view && command.view.token !== viewToken) {
      viewToken = command.view.token;
      if (command.view.fit === "province") fitProvince(!firstTime); else fitRequested(L.latLngBounds(command.view.fit), !firstTime);
    }
  }

  /* Map -> Python: at once, and each message different from the one before. */
  function send(message) {
    sent += 1;
    sentAt = performance.now();
    window.Streamlit.setComponentValue({ brandmap: { mount: token, count: sent, ...message } });
  }

  function select(id) {
    controls.hideTip();
    state.selected = id;
    paint();
    send({ event: "select", brand: id });
    controls.offerCard(true);
  }

  function chooseThemes(ids) {
    state.chosen = state.themes.map((theme) => theme.id).filter((id) => ids.includes(id));
    keepThemes();
    paint();
    send({ event: "theme", themes: state.chosen });
  }

  function keepThemes() {
    const fits = (id) => state.byId.get(id).themes.some((theme) => state.chosen.includes(theme));
    state.visible = state.pool.filter((id) => state.byId.has(id) && (state.chosen.length === 0 || fits(id)));
  }

  function paint() {
    if (!map || !state.labels.title) return;
    state.shown = state.visible.map((id) => state.byId.get(id)).filter(Boolean);
    controls.update(state);
    if (!state.selected) controls.offerCard(false);
    if (loaded) basemap.paint(state);
    pins.update(state);
    labels.layout(state);
    if (failed) controls.say(state.labels.failed, true);
    requestAnimationFrame(() => requestAnimationFrame(() => {
      self.painted = performance.now();
      performance.clearMarks("brandmap-painted");
      performance.mark("brandmap-painted");
    }));
  }

  /* --- reader --- */
  function owner(code) {
    const home = state.shown.filter((brand) => basemap.homes(brand).has(code));
    return home.find((brand) => brand.id === state.selected) || home[0];
  }

  const guest = (code) => state.shown.find((brand) => brand.pictured.some((spot) => spot.adcode === code));

  function clickCounty(county) {
    const brand = owner(county.adcode) || guest(county.adcode);
    if (brand) select(brand.id);
  }

  const within = (event) => ({ x: event.clientX, y: event.clientY });
  const inWords = (thing, name) => thing[`${name}_${state.lang}`];

  function enterCounty(county, event) {
    if (!hovers.matches) return;
    const brand = owner(county.adcode), other = guest(county.adcode), place = inWords(county, "name");
    if (brand) controls.showTip([`${brand.n} ${brand.name}`, `${place} · ${state.theme(brand).name}`], within(event), state.colour(brand));
    else if (other) controls.showTip([place, `${state.labels.pictured} · ${other.n} ${other.name}`], within(event), state.colour(other));
    else controls.showTip([place, inWords(county, "prefecture")].filter((text, index, all) => all.indexOf(text) === index), within(event));
  }

  function enterPin(brand, box) {
    controls.showTip([`${brand.n} ${brand.name}`, `${brand.place} · ${state.theme(brand) ? state.theme(brand).name : ""}`], { x: box.right - 8, y: box.bottom - 4 }, state.colour(brand));
  }

  /* --- view: moved by the reader or by a button, never by a filter, a selection or the language --- */
  function room() {
    const size = map.getSize(), legend = controls.legend.getBoundingClientRect(), foot = controls.source.offsetHeight;
    const below = legend.width > size.x * 0.55 ? size.y - legend.top : foot;
    return { paddingTopLeft: [12, 24], paddingBottomRight: [size.x < parts.NARROW ? 12 : 24, Math.min(below + 8, size.y * 0.5)] };
  }

  function fit(bounds, animate, most = 9) {
    if (!bounds.isValid() || !map.getSize().x) return;
    const moving = animate && !calm.matches;
    ownUntil = performance.now() + (moving ? MOVE_TIME : 50);
    map.fitBounds(bounds, { ...room(), maxZoom: most, animate: moving });
    readerMoved = true;
  }

  function fitProvince(animate) {
    aim = null;
    fit(basemap.bounds, animate);
    readerMoved = false;
  }

  /* A view asked for by the page; it fits again when the frame changes its size. */
  function fitRequested(bounds, animate) {
    aim = bounds;
    fit(bounds, animate);
    readerMoved = false;
  }

  function fitResults() {
    fit(basemap.boundsOf(state.shown), true, 8.5);
  }

  function zoomBy(step) {
    readerMoved = true;
    map.setZoom(map.getZoom() + step, { animate: !calm.matches });
  }

  /* --- the frame around us --- */
  function settle() {
    // A new size can leave the view beyond the bounds of the map; Leaflet pans it back, which the reader did not do.
    own = true;
    map.invalidateSize({ pan: readerMoved, animate: false });
    own = false;
    controls.arrange(map.getSize().x < parts.NARROW);
    if (!readerMoved && aim) fitRequested(aim, false);
    else if (!readerMoved) fitProvince(false);
    paint();
  }

  function keepSize() {
    // On a phone the map leaves part of the screen free, so that the page can be scrolled past it.
    const report_ = window.Streamlit.setFrameHeight;
    const comfortable = (height) => {
      let screen_ = window.screen.height;
      try { screen_ = window.parent.innerHeight; } catch { /* another origin: the screen will do */ }
      return window.innerWidth < parts.NARROW && height ? Math.min(height, Math.max(340, Math.round(screen_ * 0.6))) : height;
    };
    window.Streamlit.setFrameHeight = (height) => report_.call(window.Streamlit, comfortable(height));
    let width = 0;
    new ResizeObserver(() => {
      if (!map.getContainer().clientWidth) return;
      if (width !== window.innerWidth) window.Streamlit.setFrameHeight(window.__GLOBAL_DATA__.height);
      width = window.innerWidth;
      settle();
    }).observe(map.getContainer());
  }

  function wheelOnlyWhenMeant(container) {
    const enable = () => map.scrollWheelZoom.enable();
    container.addEventListener("pointerdown", enable);
    container.addEventListener("mouseleave", () => { if (!document.fullscreenElement) map.scrollWheelZoom.disable(); });
    document.addEventListener("fullscreenchange", () => { if (document.fullscreenElement) enable(); });
    window.addEventListener("wheel", (event) => {
      if (event.ctrlKey) enable();
      else if (!map.scrollWheelZoom.enabled() && container.contains(event.target)) controls.say(state.labels.wheel);
    }, { capture: true, passive: true });
  }

  function keepTheme() {
    const dark = (colour) => {
      const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour || "");
      const rgb = hex ? hex.slice(1).map((part) => parseInt(part, 16)) : (String(colour).match(/[\d.]+/g) || [255, 255, 255]).map(Number);
      return 0.3 * rgb[0] + 0.59 * rgb[1] + 0.11 * rgb[2] < 110;
    };
    const follow = (colour) => { document.documentElement.dataset.theme = dark(colour) ? "dark" : "light"; };
    follow(getComputedStyle(document.documentElement).getPropertyValue("--background-color").trim() || "#ffffff");
    window.Streamlit.events.addEventListener("streamlit:render", (event) => {
      if (event.detail.theme) follow(event.detail.theme.backgroundColor);
    });
  }

  /* What the map shows now, for tests and measurements. */
  function report() {
    const centre = map.getCenter();
    return {
      centre: [centre.lat, centre.lng], zoom: map.getZoom(), mounts, mount: token, applied, sent, loaded,
      visible: state.shown.map((brand) => brand.id), chosen: state.chosen, selected: state.selected, lang: state.lang,
    };
  }
})();
