/* Stands where Streamlit stands in the app: the map's files lie in this document, its store in the page around it. */
(function () {
  "use strict";
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  window.__GLOBAL_DATA__ = {};
  window.Streamlit = { events: new EventTarget(), setComponentValue() {} };
  function wear() {
    const theme = { backgroundColor: dark.matches ? "#14191f" : "#ffffff" };
    window.Streamlit.events.dispatchEvent(new CustomEvent("streamlit:render", { detail: { theme } }));
  }
  /* Nothing is fetched. */
  window.fetch = async address => {
    const name = new URL(address, "file:///").pathname.split("/").pop();
    const holder = document.getElementById(`file-${name}`);
    const content = holder && JSON.parse(holder.textContent);
    return { ok: Boolean(holder), status: holder ? 200 : 404, json: async () => content, text: async () => content };
  };
  dark.addEventListener("change", wear);
  window.addEventListener("load", wear);
})();
