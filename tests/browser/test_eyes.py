"""Every page for eyes and fingers of all kinds: spaced out, magnified to 400 %, touched. Nothing is lost or cut."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from brandmap.records import LANGS
from tests.browser.conftest import until
from tests.browser.test_axe import turn_to

PAGES = {
    "map": "/?brand=linxia-night",
    "themes": "/themes?",
    "compare": "/compare?compare=kang-pepper&compare=gangu-orchard",
    "finder": "/finder?need=disputes",
    "data": "/data?",
    "about": "/about?",
    "present": "/present?step=3",
}
#: WCAG 1.4.12, as a reader's own style sheet sets it.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
DESK = {"width": 1280, "height": 800}
SMALLER = {
    "a projector": {"width": 1024, "height": 768},
    "200 %": {"width": 640, "height": 400},
    "400 %": {"width": 320, "height": 256},
}
PHONE = {"width": 390, "height": 844}
#: Whether an element is seen: not what only screen readers say, and nothing folded away.
SEEN = """const seen = e => {
    if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    for (let one = e; one; one = one.parentElement) {
        const { clipPath, position } = getComputedStyle(one), { width, height } = one.getBoundingClientRect();
        if (clipPath.startsWith("inset(50%") || position === "absolute" && (width <= 1 || height <= 1)) return false;
    }
    return true;
};"""
#: Texts that a box cuts off, or that stand beyond the right edge where nothing scrolls to them.
CUT = f"""() => {{ {SEEN}
    const cut = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {{
        const words = node.data.trim(), parent = node.parentElement;
        if (!words || parent.closest("script, style, noscript, [aria-hidden=true], svg") || !seen(parent)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const text = range.getBoundingClientRect();
        let scrolls = false;
        for (let box = parent; box && box !== document.body; box = box.parentElement) {{
            const style = getComputedStyle(box), edge = box.getBoundingClientRect();
            if (style.display.startsWith("inline") && style.display === "inline") continue;
            if (/auto|scroll/.test(style.overflowX + style.overflowY)) {{ scrolls = box.id !== "stMain"; break; }}
            if (!/hidden|clip/.test(style.overflowX + style.overflowY)) continue;
            if (text.right > edge.right + 2 || text.left < edge.left - 2 || text.bottom > edge.bottom + 2
                || text.top < edge.top - 2) {{ cut.push(words.slice(0, 30)); break; }}
        }}
        if (!scrolls && text.right > innerWidth + 1) cut.push("beyond the edge: " + words.slice(0, 30));
    }}
    return cut;
}}"""
#: What can be pressed, with its size where that is too small; a link in running text is as high as its line.
SMALL = f"""least => {{ {SEEN}
    const small = [];
    for (const e of document.querySelectorAll("a[href], button, input, select, summary, [role=button], [role=tab]")) {{
        if (!seen(e) || e.closest(".leaflet-marker-pane, .bm-term, p:not(.bm-steps), td")) continue;
        const box = e.closest("label") ?? e, {{ width, height }} = box.getBoundingClientRect();
        if (width < least - .5 || height < least - .5)
            small.push(`${{e.tagName}} ${{(e.innerText || e.ariaLabel || e.id).trim().slice(0, 20)}}: `
                + `${{Math.round(width)}} x ${{Math.round(height)}}`);
    }}
    return small;
}}"""


def everywhere(page: Page, script: str, *given: Any) -> list[str]:
    """Ask the page and the frames in it that are seen."""
    found = page.main_frame.evaluate(script, *given)
    for frame in page.frames[1:]:
        if shown(frame):
            found += frame.evaluate(script, *given)
    return found


def shown(frame: Frame) -> bool:
    return bool(frame.frame_element().evaluate("e => e.getClientRects().length && e.offsetWidth > 1"))


def opened(page: Page, name: str, lang: str) -> None:
    turn_to(page, name, f"{PAGES[name]}&lang={lang}", lang)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_cut_when_text_is_spaced_out_or_magnified(new_context, server, lang):
    page = new_context(base_url=server.url, viewport=DESK).new_page()
    wrong = {}
    for name in PAGES:
        opened(page, name, lang)
        wrong[name, "targets"] = everywhere(page, SMALL, 24)
        wrong[name, "as it is"] = everywhere(page, CUT)
        for size, window in SMALLER.items():
            page.set_viewport_size(window)
            until(page.main_frame, f"innerWidth === {window['width']}")
            wrong[name, size] = everywhere(page, CUT)
            wide = page.evaluate("document.getElementById('stMain').scrollWidth")
            wrong[name, f"width at {size}"] = [] if wide <= window["width"] else [str(wide)]
        page.set_viewport_size(DESK)
        styles = [
            frame.add_style_tag(content=SPACED) for frame in page.frames if frame is page.main_frame or shown(frame)
        ]
        wrong[name, "spacing"] = everywhere(page, CUT)
        for style in styles:
            style.evaluate("e => e.remove()")
    assert {case: found for case, found in wrong.items() if found} == {}


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_phone_nothing_is_wider_and_all_can_be_touched(new_context, server, lang):
    page = new_context(base_url=server.url, viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    wrong = {}
    for name in PAGES:
        opened(page, name, lang)
        wrong[name] = everywhere(page, SMALL, 44)
        # The document of the deck was 640 pixels wide, and its bar out of sight.
        if page.evaluate("Math.max(document.getElementById('stMain').scrollWidth, innerWidth)") > PHONE["width"]:
            wrong[name].append("wider than the phone")
    assert {name: found for name, found in wrong.items() if found} == {}
