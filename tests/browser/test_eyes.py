"""Every page for eyes and fingers of all kinds: spaced out, magnified to 400 %, touched. Nothing is lost or cut."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from brandmap.records import LANGS
from tests.browser.conftest import turn_to, until

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
    turn_to(page, f"{PAGES[name]}&lang={lang}")
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


#: Words in Chinese characters whose nearest language is not Chinese.
UNMARKED = f"""() => {{ {SEEN}
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {{
        const parent = node.parentElement;
        if (parent.closest("script, style, noscript") || !seen(parent)) continue;
        if (!/\\p{{Script=Han}}/u.test(node.data)) continue;
        if (!parent.closest("[lang]").lang.startsWith("zh")) found.push(node.data.trim().slice(0, 60));
    }}
    return found;
}}"""
#: Text in Streamlit's own elements, which cannot say so: the choice of a language, two paragraphs of About.
BARE = ("中文 Chinese", "The context the article gives", "Gansu Legal Daily looked back")
#: What is chosen without a frame of its own, and what has the focus without one.
UNFRAMED = f"""() => {{ {SEEN}
    const framed = e => {{
        const {{ outlineStyle, outlineWidth }} = getComputedStyle(e);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    }};
    const name = e => (e.innerText || e.ariaLabel || e.id || e.className).trim().slice(0, 30);
    const chosen = "button[aria-pressed=true], [aria-checked=true], .bm-choice.is-on, .bm-nav [aria-current]";
    const bare = [...document.querySelectorAll(chosen)].filter(e => seen(e) && !framed(e));
    const found = bare.map(e => `chosen ${{name(e)}}`);
    for (const e of document.querySelectorAll("a[href], button, input, summary, [role=button]")) {{
        if (!seen(e) || e.disabled) continue;
        e.focus();
        if (e.matches(":focus-visible") && ![e, e.closest("label") ?? e].some(framed)) found.push(`focus ${{name(e)}}`);
    }}
    return found;
}}"""
MOVING = """() => [...document.querySelectorAll("*")].filter(e => {
    const { animationName, animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(e);
    const long = times => times.split(",").some(time => parseFloat(time) > 0.001);
    const moves = animationName !== "none" && long(animationDuration);
    return moves || long(transitionDuration) || scrollBehavior === "smooth";
}).map(e => `${e.tagName}.${e.className?.baseVal ?? e.className}`.slice(0, 60))"""


def test_chinese_words_on_an_english_page_say_that_they_are_chinese(page):
    wrong = {}
    for name in PAGES:
        opened(page, name, "en")
        wrong[name] = [words for words in everywhere(page, UNMARKED) if not words.startswith(BARE)]
    assert {name: found for name, found in wrong.items() if found} == {}


def test_in_forced_colours_what_is_chosen_and_what_has_the_focus_has_a_frame_on_every_page(new_context, server):
    """Windows' high contrast takes shadows away, with which Streamlit shows the focus."""
    page = new_context(base_url=server.url, viewport=DESK, forced_colors="active").new_page()
    wrong = {}
    for name in PAGES:
        opened(page, name, "zh")
        page.keyboard.press("Tab")  # from now on the focus is shown
        wrong[name] = everywhere(page, UNFRAMED)
    assert {name: found for name, found in wrong.items() if found} == {}


def test_nothing_moves_by_itself_for_those_who_asked_for_that(page):
    wrong = {}
    for name in PAGES:
        opened(page, name, "zh")
        wrong[name] = everywhere(page, MOVING)
    assert {name: found for name, found in wrong.items() if found} == {}
