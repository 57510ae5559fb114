"""Write the figures as Markdown between two markers of docs/performance.md."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.verdict import Check, verdict
from benchmarks.visit import Record

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- figures: python -m benchmarks -->", "<!-- end of figures -->"
NOTHING = float("inf")  # a limit that nobody set
#: Names in the table, ours first; ``Run.records`` has the same keys.
APPS = {"ours": "ours", "leaflet": "hand-written", "dash": "Dash", "textbook": "textbook"}


@dataclass(frozen=True)
class Row:
    """Hold one line of the table. ``least`` and ``aim`` are limits of the value, or of its ratio to that of another
    app: ``(0.7, "dash")``. The others have no legend of their own: their filter (``other``) is held against it."""

    label: str
    step: str
    unit: str
    least: tuple[float, str]
    aim: tuple[float, str]
    other: str = ""
    scale: float = 1.0

    def value(self, app: str, record: Record) -> float | None:
        """Return the median, none if not measured."""
        samples = record.samples.get(self.other if self.other and app != "ours" else self.step)
        return statistics.median(samples) / self.scale if samples else None

    def check(self, limit: tuple[float, str], records: Mapping[str, Record]) -> Check:
        """Compare ours with a limit."""
        value, (most, beside) = self.value("ours", records["ours"]), limit
        assert value is not None
        if beside:
            other = self.value(beside, records[beside])
            assert other
            return Check(self.label, value / other, most, unit=f"× {APPS[beside]}")
        return Check(self.label, value, most, unit=self.unit)


ROWS = (
    Row("filter in the panel → painted map", "filter", "ms", (0.7, "dash"), (1.2, "leaflet")),
    Row("click on a marker → card", "select", "ms", (0.7, "dash"), (1.2, "leaflet")),
    Row("legend → painted map (others: their filter)", "legend", "ms", (1.3, "leaflet"), (1.0, "leaflet"), "filter"),
    Row("first paint of the map, cold cache", "picture", "ms", (1.0, "dash"), (1.0, "leaflet")),
    Row("live map, cold cache", "first", "ms", (1.5, "dash"), (1.0, "dash")),
    Row("live map, reload", "reload", "ms", (1.3, "dash"), (1.0, "dash")),
    Row("bytes of a first visit, `streamlit run`", "first_bytes", "kB", (1500, ""), (1200, ""), scale=1000),
    Row("bytes of a reload", "reload_bytes", "kB", (NOTHING, ""), (NOTHING, ""), scale=1000),
    Row("bytes down per filter", "filter_bytes", "kB", (1.5, ""), (0.5, ""), scale=1000),
    Row("bytes down per click", "select_bytes", "kB", (1.5, ""), (0.5, ""), scale=1000),
    Row("processor of the server per filter", "processor", "ms", (8, ""), (3, "")),
    Row("memory of the server per further session", "memory", "MB", (0.2, ""), (0.1, "")),
)
LIFE = ("filter", "select", "language")


@dataclass(frozen=True)
class Run:
    """Hold one run of the benchmarks. ``load`` is the least and the greatest load average of the machine over a
    minute, seen before, between the visits and after."""

    records: Mapping[str, Record]
    visits: int
    load: tuple[float, float]


def markdown(run: Run) -> str:
    """Return the table, and above it the verdict."""
    checks: list[Check] = []
    lines = [f"| what | {' | '.join(APPS.values())} | at least | aim | |", "| --- " * (len(APPS) + 4) + "|"]
    for row in ROWS:
        cells = [_cell(row, app, run.records[app]) for app in APPS]
        limits, grade = ["", ""], ""
        if row.least[0] < NOTHING:
            least, aim = (row.check(limit, run.records) for limit in (row.least, row.aim))
            checks.append(least)
            grade = ("aim reached" if aim.reached else "reached") if least.reached else "**missed**"
            limits = [f"{one.target} ({one.value:.2f})" if limit[1] else one.target
                      for one, limit in ((least, row.least), (aim, row.aim))]  # fmt: skip
        lines.append(f"| {' | '.join([f'{row.label}, {row.unit}', *cells, *limits, grade])} |")
    for name in LIFE:
        for what, meaning in (("remounts", "map mounted anew"), ("jumps", "view moved")):
            key = f"{name}_{what}"
            found = [run.records[app].samples.get(key) for app in APPS]
            cells = [f"{sum(each):.0f} of {len(each)}" if each else "–" for each in found]
            check = Check(f"{meaning} on {name}", sum(found[0] or [1]), 0)
            checks.append(check)
            grade = "aim reached" if check.reached else "**missed**"
            lines.append(f"| {meaning} on {name} | {' | '.join(cells)} | ≤ 0 | ≤ 0 | {grade} |")
    lines += ["", "What one filter and one selection send in our app, largest first (bytes before compression):", ""]
    for name, down in run.records["ours"].down.items():
        largest = ", ".join(f"{kind} {size:,}" for kind, size in down.most_common(8))
        lines.append(f"* {name}: {sum(down.values()):,} — {largest}")
    conditions = (
        f"{run.visits} visits of each app, taken in turns; {machine()}; load average of the "
        f"machine {run.load[0]:.1f} to {run.load[1]:.1f}. Median [p25–p75]; in brackets the ratio found."
    )
    return "\n".join([verdict(checks), "", conditions, "", *lines])


def _cell(row: Row, app: str, record: Record) -> str:
    value = row.value(app, record)
    if value is None:
        return "–"
    if row.unit == "ms" and row.step != "processor":
        return spread(record.samples[row.other if row.other and app != "ours" else row.step])
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def write(text: str, begin: str = BEGIN, end: str = END, document: Path = DOCUMENT) -> None:
    """Replace what stands between two markers. ValueError if they are missing."""
    before, found, rest = document.read_text(encoding="utf-8").partition(begin)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"{document}: {begin} … {end} are missing")
    document.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def machine() -> str:
    """Describe what the figures were measured on."""
    versions = ", ".join(f"{name} {version(name.lower())}" for name in ("Streamlit", "streamlit-folium"))
    return f"{os.cpu_count()} CPUs, Python {platform.python_version()}, {versions}"


def spread(samples: Sequence[float]) -> str:
    """Return ``median [p25–p75]``."""
    low, middle, high = statistics.quantiles(samples, n=4, method="inclusive") if len(samples) > 1 else [*samples] * 3
    return f"{middle:.0f} [{low:.0f}–{high:.0f}]"
