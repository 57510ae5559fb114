/* What lies over the map: legend, buttons, scale, source line, tooltip, messages. All words come with the command. */
(function () {
  "use strict";
  const parts = (window.brandmapParts = window.brandmapParts || {});
  const SIGNS = {
    zoom_in: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
    zoom_out: "M5 11h14v2H5z",
    fit_results: "M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4zM9 9h6v6H9z",
    province: "M15.3 14.4L13.8 16.6L14.2 17.4L12.3 17.7L13.7 18.7L13.7 19.4L14.5 18.9L14.1 18L15.1 17.5L15.4 18.3L16.7 18.6L16.8 19.9L17.9 20.3L18.9 19.6L19 18.6L19.8 18.7L19.7 16.2L22.3 15.9L22.5 14.5L19.8 12.9L19.5 13.8L20.2 15.1L19.5 16L19.1 15.5L18.8 15.6L18.2 15.1L17.9 13.1L15.7 11.7L16.6 9.2L13.7 9.7L13.6 10.4L12.6 10L12.4 9.2L10.6 8.4L11.5 7.8L11.5 6.8L9.2 7.3L7.7 3.7L6.3 4L6.3 5.1L2.3 7.3L1.5 9.5L6.5 11.3L7.6 10.5L7.5 9.5L8.9 10.2L9.8 9.7L13.9 11.9z",
    fullscreen: "M4 4h7v2H6v5H4zM13 18h5v-5h2v7h-7z",
  };
  const MESSAGE_TIME = 1800; // ms
  const SEEN = 240; // px of the card on the screen that are enough to notice it

  /* Where the card stands in the page around the map; nothing in the one-file page, which scrolls there by itself. */
  function below() {
    try { return window.parent.document.querySelector(".st-key-sides > :last-child"); } catch { return null; }
  }

  class Controls {
    /* hooks: {zoom(step), results(), province(), themes(ids)} */
    constructor(map, hooks) {
      Object.assign(this, { map, hooks });
      this.buttons = new Map();
      this.scale = L.control.scale({ imperial: false, position: "bottomright", maxWidth: 90 }).addTo(map);
      this.source = map.getContainer().appendChild(parts.element("p", "bm-source"));
      this.legend = this.add("bottomleft", "div", "bm-legend");
      this.legend.setAttribute("role", "group");
      this.bar = this.add("topright", "div", "bm-bar");
      this.bar.setAttribute("role", "group");
      this.button("zoom_in", () => hooks.zoom(1));
      this.button("zoom_out", () => hooks.zoom(-1));
      this.button("fit_results", () => hooks.results());
      this.button("province", () => hooks.province());
      if (document.fullscreenEnabled && document.documentElement.requestFullscreen) {
        this.button("fullscreen", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
        document.addEventListener("fullscreenchange", () => this.name("fullscreen", document.fullscreenElement ? "fullscreen_exit" : "fullscreen"));
      }
      this.tip = map.getContainer().appendChild(parts.element("div", "bm-tip"));
      this.tip.setAttribute("aria-hidden", "true"); // the marker's own label says the same
      this.message = map.getContainer().appendChild(parts.element("div", "bm-message"));
      this.message.setAttribute("role", "status");
      this.more = map.getContainer().appendChild(parts.element("button", "bm-more"));
      this.more.type = "button";
      this.more.hidden = true;
      L.DomEvent.disableClickPropagation(this.more);
      this.more.addEventListener("click", () => this.readCard());
    }

    add(position, tag, className) {
      const element = parts.element(tag, className), control = L.control({ position });
      control.onAdd = () => element;
      control.addTo(this.map);
      L.DomEvent.disableClickPropagation(element);
      L.DomEvent.disableScrollPropagation(element);
      return element;
    }

    button(name, act) {
      const button = parts.element("button", "bm-button");
      button.type = "button";
      button.dataset.act = name;
      const sign = parts.shape("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
      sign.append(parts.shape("path", { d: SIGNS[name] }));
      button.append(sign);
      button.addEventListener("click", act);
      this.buttons.set(name, button);
      this.bar.append(button);
    }

    name(name, label) {
      const button = this.buttons.get(name);
      if (!button) return;
      button.title = this.labels[label];
      button.setAttribute("aria-label", this.labels[label]);
    }

    update(state) {
      const words = JSON.stringify(state.labels);
      if (words !== this.words) {
        this.words = words;
        this.labels = state.labels;
        for (const name of this.buttons.keys()) this.name(name, name === "fullscreen" && document.fullscreenElement ? "fullscreen_exit" : name);
        this.bar.setAttribute("aria-label", state.labels.title);
        this.more.textContent = state.labels.card;
        this.map.getContainer().setAttribute("aria-label", state.labels.title);
        this.source.replaceChildren(parts.element("span", "", state.labels.attribution), parts.element("span", "", state.labels.review));
        this.stand();
      }
      this.drawLegend(state);
    }

    /* The controls stand on the source line, which is as high as its words and the width of the map ask for. */
    stand() {
      this.map.getContainer().style.setProperty("--bm-foot", `${this.source.offsetHeight}px`);
    }

    /* Kept in place and updated, so that a button keeps the focus while it changes. */
    drawLegend(state) {
      const shape = JSON.stringify([state.lang, state.themes, state.labels]);
      if (shape !== this.legendShape) {
        this.legendShape = shape;
        this.legend.setAttribute("aria-label", state.labels.themes);
        const head = parts.element("div", "bm-legend-head");
        this.all = parts.element("button", "bm-all", state.labels.all_themes);
        this.all.type = "button";
        this.all.addEventListener("click", () => this.hooks.themes([]));
        head.append(parts.element("span", "", state.labels.themes), this.all);
        const list = parts.element("div", "bm-themes");
        this.entries = state.themes.map((theme) => this.entry(theme));
        list.append(...this.entries.map((entry) => entry.button));
        const key = parts.element("div", "bm-key");
        key.append(parts.element("i", "bm-key-home"), parts.element("span", "", state.labels.home),
          parts.element("i", "bm-key-pictured"), parts.element("span", "", state.labels.pictured));
        this.legend.replaceChildren(head, list, key);
      }
      this.all.hidden = state.chosen.length === 0;
      for (const { theme, button, number } of this.entries) {
        const on = state.chosen.includes(theme.id), count = state.count(theme.id);
        number.textContent = count;
        button.setAttribute("aria-pressed", String(on));
        button.disabled = count === 0 && !on;
        button.classList.toggle("is-off", state.chosen.length > 0 && !on);
        button.onclick = () => this.hooks.themes(on ? state.chosen.filter((id) => id !== theme.id) : [...state.chosen, theme.id]);
      }
    }

    entry(theme) {
      const button = parts.element("button", "bm-theme");
      button.type = "button";
      button.dataset.theme = theme.id;
      const icon = parts.shape("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
      icon.append(parts.shape("circle", { cx: 12, cy: 12, r: 12, fill: theme.colour }),
        parts.shape("path", { d: theme.icon, fill: "#fff", transform: "translate(12 12) scale(.62) translate(-12 -12)" }));
      const number = parts.element("span", "bm-count");
      button.append(icon, parts.element("span", "", theme.name), number);
      return { theme, button, number };
    }

    /* lines: the first is the title. at: {x, y} in the frame; the tooltip keeps inside it. */
    showTip(lines, at, colour) {
      this.tip.replaceChildren(...lines.map((line, index) => parts.element("div", index ? "" : "bm-tip-title", line)));
      this.tip.style.borderLeftColor = colour || "transparent";
      this.tip.classList.add("is-on");
      this.moveTip(at);
    }

    moveTip({ x, y }) {
      const frame = this.map.getSize(), box = this.tip.getBoundingClientRect();
      const left = x + 16 + box.width > frame.x ? x - 14 - box.width : x + 16;
      const top = y + 14 + box.height > frame.y ? y - 10 - box.height : y + 14;
      this.tip.style.transform = `translate(${Math.max(4, Math.round(left))}px, ${Math.max(4, Math.round(top))}px)`;
    }

    /* The card of a model just chosen may stand below the screen, as on a phone: then a button leads there. The page
       itself moves only when the reader asks for it. */
    offerCard(chosen) {
      const card = chosen && below();
      this.more.hidden = !card || card.getBoundingClientRect().top < window.parent.innerHeight - SEEN;
    }

    readCard() {
      this.more.hidden = true;
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      below()?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
    }

    hideTip() {
      this.tip.classList.remove("is-on");
    }

    /* On a narrow map the legend fills the bottom, so the scale moves up. */
    arrange(narrow) {
      this.stand();
      const position = narrow ? "topleft" : "bottomright";
      if (this.scale.getPosition() !== position) this.scale.setPosition(position);
    }

    say(text, stay) {
      this.message.textContent = text;
      this.message.classList.add("is-on");
      clearTimeout(this.silence);
      if (!stay) this.silence = setTimeout(() => this.message.classList.remove("is-on"), MESSAGE_TIME);
    }
  }

  parts.Controls = Controls;
})();
