/* What Streamlit's scripts use and browsers of 2021 to 2023 do not have; the document carries it before them. */
(() => {
  const define = (owner, name, value) => owner[name] ?? Object.defineProperty(owner, name, { value });
  define(Array.prototype, "toSorted", function (order) {
    return [...this].sort(order);
  });
  define(AbortSignal, "timeout", ms => {
    const control = new AbortController();
    setTimeout(() => control.abort(), ms);
    return control.signal;
  });
})();
