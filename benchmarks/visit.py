"""Make one visit of one app in real Chromium, every step timed by the page itself (clock.js)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, FrameLocator, Locator, Page

from benchmarks.relay import Meter
from benchmarks.servers import App
from benchmarks.wire import Wire, kinds
from brandmap.intake.dataset import folder_files, load
from brandmap.places.gazetteer import load_gazetteer
from tests.browser.conftest import BEEN_HERE

CLOCK = Path(__file__).with_name("clock.js").read_text(encoding="utf-8")
WINDOW = {"width": 1440, "height": 900}
THEMES = ("agriculture", "technology", "community")  # one filter click each, per visit
BRANDS = ("kang-pepper", "maqu-ecology", "linze-tourism")  # one marker click each, per visit; none covers another
DATASET = load(folder_files(), load_gazetteer()).dataset
PINS = len(DATASET.brands)


@dataclass
class Record:
    """Hold everything seen of one app: samples by step in ms or bytes, and what was lost."""

    samples: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    down: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, step: str, value: float) -> None:
        self.samples[step].append(value)


class Visit:
    """A page opened in a browser context of its own, so with an empty cache.

    With a ``meter`` (the app is behind a relay) bytes are recorded, without one times and the life of the map.
    """

    def __init__(self, app: App, page: Page, record: Record, meter: Meter | None = None) -> None:
        self.app, self.page, self.record, self.meter = app, page, record, meter
        self.ours = app.name == "ours"
        page.set_default_timeout(60_000)
        page.add_init_script(BEEN_HERE)
        page.add_init_script(CLOCK.replace("__PINS__", str(PINS)))
        self.wire = Wire(page)

    def run(self) -> None:
        """Take every step, in this order."""
        self._opened("first", lambda: self.page.goto(self.app.url, wait_until="commit"))
        self._opened("reload", lambda: self.page.reload(wait_until="commit"))
        for theme in THEMES:
            self._filter(theme)
        if self.ours:
            for theme in THEMES:
                self._legend(theme)
        for brand in BRANDS:
            self._select(brand)
        if self.meter is None:
            self._stability()

    def open(self) -> None:
        """Open the first page only, which warms the server."""
        self._opened("first", lambda: self.page.goto(self.app.url, wait_until="commit"))

    def _opened(self, step: str, act: Callable[[], object]) -> None:
        before = self._down()
        act()
        took = self._painted()
        if step == "first" and self.meter is None:
            self.record.add("picture", float(self.page.evaluate("window.bench.picture")))
        self.wire.settle()
        self._record(step, took, before)

    def _painted(self) -> float:
        return float(self.page.evaluate("pins => window.bench.visit(pins)", PINS))

    def _filter(self, theme: str) -> None:
        self._open_choices()
        before = self.app.processor()
        self._timed("filter", self._choice(theme), {"pins": pins_of(theme)})
        if self.meter is None:
            self.record.add("processor", self.app.processor() - before)
        if self.ours:
            self.record.down["filter"] = kinds(self.wire.frames)
        self._unfilter(theme)

    def _legend(self, theme: str) -> None:
        entry = self._map().locator(f"button[data-theme={theme}]")
        self._timed("legend", entry, {"pins": pins_of(theme)})
        self._timed("", entry, {"pins": PINS})

    def _select(self, brand: str) -> None:
        self._timed("select", self._pin(brand), {"panel": DATASET.by_id[brand].unit["zh"]})
        if self.ours:
            self.record.down["select"] = kinds(self.wire.frames)

    def _stability(self) -> None:
        """Move the map, then filter, select and change the language: is it the same map, where the reader left it?"""
        self._drag()
        steps: dict[str, Callable[[], None]] = {
            "filter": lambda: self._plain(self._choice(THEMES[0])),
            "select": lambda: self._plain(self._pin("gangu-orchard")),
        }
        if self.ours:
            steps["language"] = lambda: self._plain(self.page.get_by_text("English", exact=True))
        for name, act in steps.items():
            if name == "filter":
                self._open_choices()
            self.page.evaluate("window.bench.mark()")
            before = self._life()
            act()
            after = self._life()
            self.record.add(f"{name}_remounts", float(not after["marked"]))
            self.record.add(f"{name}_jumps", float(before["at"] != after["at"]))

    # --- the hands
    def _timed(self, step: str, target: Locator, condition: dict[str, Any]) -> None:
        """Click ``target``; an empty ``step`` is not recorded. Returns when the page has come to rest."""
        self.wire.reset()
        before = self._down()
        self.page.evaluate("condition => window.bench.arm(condition)", condition)
        target.click()
        took = float(self.page.evaluate("window.bench.result"))
        self.wire.settle()
        if step:
            self._record(step, took, before)

    def _down(self) -> int:
        return self.meter.down if self.meter else 0

    def _record(self, step: str, took: float, before: int) -> None:
        if self.meter is None:
            self.record.add(step, took)
        else:
            self.record.add(f"{step}_bytes", self._down() - before)

    def _plain(self, target: Locator) -> None:
        target.click()
        self.wire.settle()
        self.page.wait_for_function("window.bench.life() !== null")

    def _life(self) -> dict[str, Any]:
        self.page.wait_for_function("window.bench.life() !== null")
        life: dict[str, Any] = self.page.evaluate("window.bench.life()")
        return life

    @property
    def _framed(self) -> bool:
        return self.app.name in {"ours", "textbook"}

    def _map(self) -> FrameLocator:
        return self.page.frame_locator("iframe[title*='st_folium']")

    def _pin(self, brand: str) -> Locator:
        selector = f"[role=button][data-brand={brand}]" if self.ours else f"path.{brand}"
        return (self._map() if self._framed else self.page).locator(selector)

    def _choice(self, theme: str) -> Locator:
        name = DATASET.themes[theme].name["zh"]
        if self.app.name == "textbook":
            return self.page.get_by_role("option", name=name, exact=True)
        return self.page.get_by_role("checkbox", name=re.compile(f"^{name}"))

    def _open_choices(self) -> None:
        """Open the textbook's multiselect by a click that is not counted."""
        if self.app.name == "textbook":
            self.page.get_by_role("combobox").click()

    def _unfilter(self, theme: str) -> None:
        if self.app.name == "textbook":
            self.page.keyboard.press("Escape")
            self._timed("", self.page.get_by_role("button", name="Clear all"), {"pins": PINS})
        else:
            self._timed("", self._choice(theme), {"pins": PINS})

    def _drag(self) -> None:
        box = self.page.locator("iframe[title*='st_folium']" if self._framed else ".leaflet-container").bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + 60
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + 40, y + 25, steps=5)
        self.page.mouse.up()
        self.wire.settle()


def pins_of(theme: str) -> int:
    """Count the markers left when only ``theme`` is chosen."""
    return sum(theme in brand.themes for brand in DATASET.brands)


def visit(browser: Browser, app: App, record: Record, meter: Meter | None = None, *, warming: bool = False) -> None:
    """Make one visit in a fresh context: Chinese, 1440 × 900, no animations. ``warming`` only opens the page."""
    context = browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport=WINDOW, reduced_motion="reduce"  # type: ignore[arg-type]
    )  # fmt: skip
    try:
        made = Visit(app, context.new_page(), record, meter)
        if warming:
            made.open()
        else:
            made.run()
    finally:
        context.close()
