/* Stands where Streamlit stands in the app: hands the map's files and commands to it and its events to the page. */
(function () {
  "use strict";
  window.__GLOBAL_DATA__ = {};
  window.Streamlit = {
    events: new EventTarget(),
    setFrameHeight() {},
    setComponentValue(value) { window.parent.postMessage(value, "*"); },
  };
  /* The boundaries lie in this document; nothing is fetched. */
  window.fetch = async (address) => {
    const name = new URL(address, "file:///").pathname.split("/").pop();
    const holder = document.getElementById(`file-${name}`);
    const content = holder ? JSON.parse(holder.textContent) : null;
    return { ok: Boolean(holder), status: holder ? 200 : 404, json: async () => content, text: async () => content };
  };
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || typeof event.data !== "object" || event.data === null) return;
    const { command, receipt, background } = event.data;
    if (background) {
      const detail = { theme: { backgroundColor: background } };
      window.Streamlit.events.dispatchEvent(new CustomEvent("streamlit:render", { detail }));
    }
    if (command) window.brandmap.apply(command, receipt);
  });
  window.addEventListener("load", () => window.parent.postMessage({ ready: true }, "*"));
})();
