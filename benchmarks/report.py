"""Write the figures as Markdown between two markers of docs/performance.md."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.verdict import Check, verdict
from benchmarks.visit import Record

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- figures: python -m benchmarks -->", "<!-- end of figures -->"
#: Step of ours, step of the textbook app it is held against, what is measured, times faster it must be.
TIMES: tuple[tuple[str, str, str, float | None], ...] = (
    ("first", "first", "first visit, empty cache, warm server → painted map", None),
    ("reload", "reload", "reload → painted map", None),
    ("filter", "filter", "filter in the sidebar → painted map", 5),
    ("legend", "filter", "filter in the map's legend → painted map (textbook: its only filter)", 20),
    ("select", "select", "click on a marker → panel changed", 5),
)
BYTES: tuple[tuple[str, str, float | None], ...] = (
    ("first_bytes", "first visit", None),
    ("reload_bytes", "reload", None),
    ("filter_bytes", "one filter", 10),
    ("select_bytes", "one selection", None),
)
LIFE = ("filter", "select", "language")
MEMORY_LIMIT = 0.5  # MB per further session


@dataclass(frozen=True)
class Run:
    """Hold one run of the benchmarks. ``memory`` is MB per further session, by block; ``load`` the least and the
    greatest load average of the machine over a minute, seen before, between the visits and after."""

    ours: Record
    textbook: Record
    memory: tuple[Sequence[float], Sequence[float]]
    visits: int
    load: tuple[float, float]


def markdown(run: Run) -> str:
    """Return all tables, and above them the verdict."""
    ours, textbook = run.ours.samples, run.textbook.samples
    checks: list[Check] = []

    def cell(check: Check) -> str:
        checks.append(check)
        return check.cell()

    lines = ["| ms | ours | textbook | times faster | target | fastest, ours | fastest, textbook |", "| --- " * 7 + "|"]
    for step, other, label, target in TIMES:
        one, two = ours[step], textbook[other]
        ratio = statistics.median(two) / statistics.median(one)
        aim = "" if target is None else cell(Check(label, ratio, target, more_is_better=True, unit="×"))
        lines.append(
            f"| {label} | {spread(one)} | {spread(two)} | **{ratio:.1f}** | {aim} | {min(one):.0f} | {min(two):.0f} |"
        )
    lines += ["", "| kB down, on the wire | ours | textbook | target |", "| --- | --- | --- | --- |"]
    for step, label, limit in BYTES:
        kilobytes, other_kilobytes = (statistics.median(samples[step]) / 1000 for samples in (ours, textbook))
        aim = "" if limit is None else cell(Check(label, kilobytes, limit, unit="kB"))
        lines.append(f"| {label} | **{kilobytes:.1f}** | {other_kilobytes:.1f} | {aim} |")
    lines += ["", "| | ours | textbook | target |", "| --- | --- | --- | --- |"]
    memory, other_memory = (statistics.median(blocks) for blocks in run.memory)
    label = "server memory per further session"
    aim = cell(Check(label, memory, MEMORY_LIMIT, unit="MB"))
    lines.append(f"| {label}, MB | {memory:.2f} | {other_memory:.2f} | {aim} |")
    for name in LIFE:
        for what, meaning in (("remounts", "map mounted anew"), ("jumps", "view lost")):
            key = f"{name}_{what}"
            counts = [f"{sum(each[key]):.0f} of {len(each[key])}" if key in each else "–" for each in (ours, textbook)]
            aim = cell(Check(f"{meaning} on {name}", sum(ours[key]), 0))
            lines.append(f"| {meaning} on {name} | {counts[0]} | {counts[1]} | {aim} |")
    lines += ["", "What one filter and one selection send in our app, largest first (bytes before compression):", ""]
    for name, down in run.ours.down.items():
        largest = ", ".join(f"{kind} {size:,}" for kind, size in down.most_common(8))
        lines.append(f"* {name}: {sum(down.values()):,} — {largest}")
    conditions = (
        f"{run.visits} visits of each app, taken in turns; {machine()}; load average of the "
        f"machine {run.load[0]:.1f} to {run.load[1]:.1f}. Median [p25–p75]."
    )
    return "\n".join([verdict(checks), "", conditions, "", *lines])


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
