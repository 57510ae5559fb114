/* Streamlit imports this file for each part of the page. The page's own script has its version in its address, so that a
   stored copy is never stale; inline script would need a Content-Security-Policy that lets any blob run. */
const base = new URL("../../../front/", import.meta.url).href;
/** @type {Promise<unknown> | undefined} */
let page;

/** @param {PartOfPage} component */
export default function (component) {
  page ??= import(`${base}${component.data.version}/page.js`);
  page.then(() => window.brandmapPart(component, base));
  return () => window.brandmapDrop?.(component.parentElement);
}
