(() => {
  // Runs once per page load and stays; later calls only change the language.
  const given = document.currentScript.dataset;
  const LANG = given.lang,
    WORDS = JSON.parse(given.words),
    MAP = given.map;
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "aria-roledescription"];
  // Texts of ours and of the data are never touched, whatever they say: they stand in these, Streamlit's own beside them.
  const OURS =
    '[data-testid="stHtml"], canvas, iframe, [role="option"][data-key], :is([data-testid="stMain"], [data-testid="stSidebar"], ' +
    '[data-testid="stPopoverBody"]) [data-testid="stMarkdownContainer"]';
  const ours = element => element.closest(OURS) && !element.closest('[data-testid="stHeaderActionElements"]');
  const exact = new Map(),
    patterns = [];
  for (const [english, word] of WORDS) {
    if (!english.includes("{")) {
      exact.set(english, word);
      continue;
    }
    const escaped = english.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    patterns.push([new RegExp("^" + escaped.replace(/\{\w+\}/, "(.+)") + "$"), word.replace(/\{\w+\}/, "$1")]);
  }
  const translated = english => {
    const text = english.trim();
    if (!/[A-Za-z]/.test(text)) return undefined;
    if (exact.has(text)) return exact.get(text);
    for (const [pattern, word] of patterns) if (pattern.test(text)) return text.replace(pattern, word);
    return undefined;
  };
  const changed = new Map(); // node → attribute ("" for its text) → what Streamlit english
  const remember = (node, name, before) => {
    if (!changed.has(node)) changed.set(node, new Map());
    changed.get(node).set(name, before);
  };
  const text = node => {
    const english = node.data,
      word = translated(english);
    if (word === undefined || !node.parentElement || ours(node.parentElement)) return;
    remember(node, "", english);
    node.data = word;
  };
  const attribute = (element, name) => {
    const english = element.getAttribute(name),
      word = english && translated(english);
    if (!word || ours(element)) return;
    remember(element, name, english);
    element.setAttribute(name, word);
  };
  const visit = root => {
    if (root.nodeType === Node.TEXT_NODE) {
      text(root);
      return;
    }
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) text(node);
      else {
        for (const name of ATTRIBUTES) if (node.hasAttribute(name)) attribute(node, name);
        // streamlit-folium's frame bears the name of a Python function; a label counts before a title.
        if (node.tagName === "IFRAME" && node.title.startsWith("streamlit_folium"))
          node.setAttribute("aria-label", MAP);
      }
    }
  };
  window.brandmapWords?.stop();
  const observer = new MutationObserver(records => {
    for (const record of records) {
      if (record.type === "childList") record.addedNodes.forEach(visit);
      else if (record.type === "characterData") text(record.target);
      else attribute(record.target, record.attributeName);
    }
    for (const node of changed.keys()) if (!node.isConnected) changed.delete(node);
  });
  observer.observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
  window.brandmapWords = {
    lang: LANG,
    stop() {
      observer.disconnect();
      for (const [node, before] of changed) {
        for (const [name, english] of before) name ? node.setAttribute(name, english) : (node.data = english);
      }
    },
  };
  visit(document.documentElement);
})();
