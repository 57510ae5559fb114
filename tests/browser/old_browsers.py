"""Make today's Chromium an older one: take away what that version did not have yet."""

from __future__ import annotations

import json

#: Script parts by the first version that has them.
SCRIPT: dict[str, int] = {
    "URLPattern": 95,
    "Array.prototype.findLast": 97,
    "Array.prototype.findLastIndex": 97,
    "structuredClone": 98,
    "Intl.supportedValuesOf": 99,
    "Element.prototype.inert": 102,
    "HTMLElement.prototype.inert": 102,
    "AbortSignal.timeout": 103,
    "Element.prototype.checkVisibility": 105,
    "Array.prototype.toSorted": 110,
    "Array.prototype.toReversed": 110,
    "Array.prototype.toSpliced": 110,
    "Array.prototype.with": 110,
    "Uint8Array.prototype.__proto__.toSorted": 110,
    "Uint8Array.prototype.__proto__.toReversed": 110,
    "String.prototype.isWellFormed": 111,
    "String.prototype.toWellFormed": 111,
    "Document.prototype.startViewTransition": 111,
    "HTMLElement.prototype.showPopover": 114,
    "HTMLElement.prototype.togglePopover": 114,
    "AbortSignal.any": 116,
    "Object.groupBy": 117,
    "Map.groupBy": 117,
    "Promise.withResolvers": 119,
    "URL.canParse": 120,
    "Array.fromAsync": 121,
    "Iterator": 122,
    **{
        f"Set.prototype.{name}": 122
        for name in ("union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf")
    },
    "URL.parse": 126,
    "Promise.try": 128,
    "Uint8Array.fromBase64": 140,
    "Uint8Array.prototype.toHex": 140,
    "Math.sumPrecise": 147,
}
#: Style parts by the first version that has them: as declarations, as selectors and as whole blocks.
VALUES = {r"\d[ds]v[hw]\b": 108, r"color-mix\(": 111, r"light-dark\(": 123}
SELECTORS = {":has(": 105}
BLOCKS = {
    "@container": 105,
    "@supports (color: light-dark": 123,
    "@supports (height: 1dvh": 108,
}  # blanks count for any

#: Takes the parts of style away from a text as such a browser would: an unknown value costs the declaration, an unknown
#: selector the rule, an unknown condition the block.
_STRIP = r"""
  const nested = "[^{}]*\\{(?:[^{}]*\\{[^{}]*\\})*[^{}]*\\}";
  const escaped = text => text.replace(/[.*+?^$(){}|[\]\\]/g, "\\$&");
  const strip = css => {
    css = css.replace(/\/\*[^]*?\*\//g, "");
    for (const block of blocks) css = css.replace(new RegExp(escaped(block).replace(/ /g, "\\s*") + nested, "g"), "");
    for (const part of selectors)
      css = css.replace(new RegExp("[^{}]*" + escaped(part) + "[^{}]*\\{[^{}]*\\}", "g"), "");
    for (const value of values) css = css.replace(new RegExp("[-\\w]+\\s*:[^;{}]*" + value + "[^;{}]*(;|(?=\\}))", "g"),
      part => part.startsWith("--") ? part.replace(/:[^;]*/, ":rgb(none-such)") : "");
    return css;
  };
"""
_SCRIPT = r"""
(({ gone, values, selectors, blocks }) => {
  STRIP
  for (const path of gone) {
    const names = path.split("."), last = names.pop();
    const holder = names.reduce((one, name) => one?.[name], globalThis);
    if (holder) delete holder[last];
  }
  const { supports } = CSS;
  const lacking = [...values, ...selectors.map(escaped)].map(part => new RegExp(part));
  CSS.supports = (...asked) => !lacking.some(part => part.test(asked.join(":"))) && supports.apply(CSS, asked);
  const { insertRule } = CSSStyleSheet.prototype;
  CSSStyleSheet.prototype.insertRule = function (rule, at) {
    return insertRule.call(this, strip(rule) || "x-gone{}", at);
  };
  const style = node => {
    const old = strip(node.textContent);
    if (node.textContent !== old) node.textContent = old;
  };
  new MutationObserver(() => document.querySelectorAll("style").forEach(style))
    .observe(document, { childList: true, subtree: true, characterData: true });
})(GIVEN);
""".replace("STRIP", _STRIP)


def _missing(parts: dict[str, int], version: int) -> list[str]:
    return [part for part, since in parts.items() if since > version]


def init_script(version: int) -> str:
    """The script that runs before any other in each document and takes away what ``version`` lacks."""
    given = {
        "gone": _missing(SCRIPT, version),
        "values": _missing(VALUES, version),
        "selectors": _missing(SELECTORS, version),
        "blocks": _missing(BLOCKS, version),
    }
    return _SCRIPT.replace("GIVEN", json.dumps(given))
