"""Measure many visitors at once, our server beside the textbook app: ``python -m benchmarks.load`` writes figures into
docs/performance.md. Everything stays on this machine and ends by itself (some fifteen minutes)."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import report
from benchmarks.servers import App, stand_in, textbook_app
from benchmarks.tab import Tab
from benchmarks.verdict import Check, verdict
from brandmap.intake.dataset import folder_files, load
from brandmap.places.gazetteer import load_gazetteer
from tests.serving.conftest import Server, serving
from tests.serving.proxy import before

THEMES = tuple(load(folder_files(), load_gazetteer()).dataset.themes)
BURST, LECTURE, DROPPING = 200, 400, 240  # viewers
THINK = 10.0  # seconds between two clicks of a viewer in a lecture, on average
WARM_ROUNDS, ROUNDS = 2, 10
WINDOW = 10.0  # seconds in which filters are counted
SETTLE = 3.0  # seconds after a round, for the server to notice who has left
BEGIN, END = "<!-- load: python -m benchmarks.load -->", "<!-- end of load -->"


@dataclass
class Seen:
    """Hold what a crowd has seen: ms by step, and what went wrong."""

    first: list[float] = field(default_factory=list)
    filters: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """Hold one line of the table. ``more_is_better`` says which side of the limits is good."""

    label: str
    value: float
    unit: str
    least: float
    aim: float
    faults: int
    note: str = ""
    more_is_better: bool = False

    def check(self, limit: float) -> Check:
        """Compare the value with ``least`` or ``aim``."""
        return Check(self.label, self.value, limit, self.more_is_better, self.unit)

    def grade(self) -> str:
        """Say which of the two limits is kept."""
        if self.check(self.aim).reached:
            return "aim reached"
        return "reached" if self.check(self.least).reached else "**missed**"


@asynccontextmanager
async def crowd(app: App, size: int, seen: Seen, *, over: float = 0.0) -> AsyncIterator[list[Tab]]:
    """Open ``size`` tabs that have loaded the page, arriving over that many seconds; closed afterwards."""
    tabs = [Tab(number, app.url, THEMES if app.name == "ours" else ()) for number in range(size)]

    async def arrive(number: int, tab: Tab) -> None:
        await asyncio.sleep(over * number / size)
        await tab.open()
        seen.first.append(await tab.load())

    await together(seen, [arrive(number, tab) for number, tab in enumerate(tabs)])
    try:
        yield tabs
    finally:
        await asyncio.gather(*(tab.close() for tab in tabs))


async def together(seen: Seen, acts: list[Awaitable[None]]) -> None:
    """Do all acts at once; a failing one is noted and stops no other."""
    for result in await asyncio.gather(*acts, return_exceptions=True):
        if isinstance(result, BaseException):
            seen.faults.append(f"{type(result).__name__}: {result}"[:120])


async def clicking(
    seen: Seen, tabs: list[Tab], clicks: int, *, think: float = 0.0, first: Callable[[Tab, int], Awaitable[None]]
) -> None:
    """Let every tab filter ``clicks`` times, with random pauses of ``think`` seconds on average, the same in each
    run."""

    async def click(number: int, tab: Tab) -> None:
        pauses = random.Random(number)
        for turn in range(clicks):
            if think:
                await asyncio.sleep(min(pauses.expovariate(1 / think), 4 * think))
            await first(tab, number + turn)
            seen.filters.append(await tab.filter())

    await together(seen, [click(number, tab) for number, tab in enumerate(tabs)])


async def nothing(_tab: Tab, _turn: int) -> None:
    """Do nothing before a click."""


async def losing_connections(tab: Tab, turn: int) -> None:
    """Lose and find the connection before three of ten clicks, half of them at once."""
    if turn % 10 < 3:
        tab.drop()
        await asyncio.sleep(turn % 2)
        await tab.open()
        await tab.load()


async def burst(app: App, size: int = BURST, clicks: int = 5) -> tuple[Seen, float]:
    """Let everybody open the page together, then click without a pause; and MB per session."""
    await _warm(app)
    seen, before = Seen(), app.memory()
    async with crowd(app, size, seen) as tabs:
        await clicking(seen, tabs, clicks, first=nothing)
        grown = (app.memory() - before) / size
    return seen, grown


async def lecture(app: App) -> Seen:
    """Let viewers arrive over 40 seconds and click now and then."""
    await _warm(app)
    seen = Seen()
    async with crowd(app, LECTURE, seen, over=40.0) as tabs:
        await clicking(seen, tabs, 4, think=THINK, first=nothing)
    return seen


async def dropping(app: App) -> Seen:
    """Let viewers click while their connections get lost and are found again."""
    await _warm(app)
    seen = Seen()
    async with crowd(app, DROPPING, seen, over=10.0) as tabs:
        await clicking(seen, tabs, 5, think=2.0, first=losing_connections)
    return seen


async def rounds(app: App) -> tuple[Seen, list[float]]:
    """Let crowds come and go; MB after each round."""
    seen, after = Seen(), []
    for _ in range(WARM_ROUNDS + ROUNDS):
        async with crowd(app, BURST, seen):
            pass
        await asyncio.sleep(SETTLE)
        after.append(app.memory())
    return seen, after


async def throughput(nginx_url: str, apps: list[App]) -> float:
    """Count filters per second, while a crowd clicks without a pause on the processes behind nginx."""
    for app in apps:
        await _warm(app)
    seen, loop = Seen(), asyncio.get_running_loop()
    async with crowd(App("ours", nginx_url, apps[0].process), BURST, seen) as tabs:
        begin = loop.time() + WINDOW / 2  # until the crowd has settled
        end = begin + WINDOW

        async def click(tab: Tab) -> None:
            while loop.time() < end:
                took = await tab.filter()
                if begin <= loop.time() < end:
                    seen.filters.append(took)

        await together(seen, [click(tab) for tab in tabs])
    if seen.faults:
        raise RuntimeError(f"behind nginx: {seen.faults[:3]}")
    return len(seen.filters) / WINDOW


@contextlib.contextmanager
def our_servers(count: int) -> Iterator[tuple[list[App], str]]:
    """Start that many processes of the production server, and the address of an nginx before them."""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        # As in deploy/.
        settings = {"STREAMLIT_SERVER_COOKIE_SECRET": "the same in all, for this run only", "MALLOC_ARENA_MAX": "2"}
        servers: list[Server] = [stack.enter_context(serving(folder, environment=settings)) for _ in range(count)]
        nginx = before(folder, [one.port for one in servers])
        nginx.start()
        stack.callback(nginx.stop)
        yield [App("ours", one.url, one.process) for one in servers], nginx.url


@contextlib.contextmanager
def our_server() -> Iterator[App]:
    """Start a process of its own for each measurement, without a proxy."""
    with our_servers(1) as ((app,), _):
        yield app


async def _warm(app: App) -> None:
    async with crowd(app, 3, Seen()) as tabs:
        await clicking(Seen(), tabs, 1, first=nothing)


def percentile(values: list[float], share: float) -> float:
    """Return a percentile in the unit of the values; ``share`` is 0.95 for the 95th."""
    return statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]


def measure(repetitions: int) -> Iterator[Row]:
    """Measure row by row. A burst is repeated, in turns with nothing else on the machine, and its median taken."""
    bursts = []
    for _ in range(repetitions):
        with our_server() as ours:
            bursts.append(asyncio.run(burst(ours)))
    faults = sum(len(seen.faults) for seen, _ in bursts)
    first = statistics.median(percentile(seen.first, 0.95) for seen, _ in bursts) / 1000
    filters = statistics.median(percentile(seen.filters, 0.95) for seen, _ in bursts) / 1000
    yield Row(f"burst of {BURST} first pages, p95", first, "s", 5, 2, faults)
    yield Row(f"burst of {BURST}, filter change p95", filters, "s", 4, 1, faults)
    with our_server() as ours:
        seen = asyncio.run(lecture(ours))
    yield Row(
        f"{LECTURE} viewers, {THINK:.0f} s think time, filter p95", percentile(seen.filters, 0.95), "ms", 500, 150,
        len(seen.faults), f"median {statistics.median(seen.filters):.0f} ms",
    )  # fmt: skip
    grown = statistics.median(grown for _, grown in bursts)
    yield Row("memory per session after warm-up", grown, "MB", 0.5, 0.1, faults)
    with our_server() as ours:
        seen, after = asyncio.run(rounds(ours))
    yield Row(
        f"growth over {ROUNDS} rounds of {BURST} arriving and leaving, after {WARM_ROUNDS} more",
        after[-1] - after[WARM_ROUNDS - 1],
        "MB",
        10,
        0,
        len(seen.faults),
        "MB after each round: " + " ".join(f"{one:.0f}" for one in after),
    )
    with our_server() as ours:
        seen = asyncio.run(dropping(ours))
    expected = DROPPING * 5
    yield Row(
        f"{DROPPING} viewers losing the connection at random: unfinished pages", expected - len(seen.filters), "", 0, 0,
        len(seen.faults), f"p95 {percentile(seen.filters, 0.95) / 1000:.2f} s",
    )  # fmt: skip
    rates = []
    for processes in (1, 2):
        with our_servers(processes) as (apps, url):
            rates.append(asyncio.run(throughput(url, apps)))
    alone, both = rates
    yield Row(
        "two processes behind nginx, times the throughput of one", both / alone, "×", 1.8, 1.9, 0,
        f"{alone:.0f} and {both:.0f} filters a second", more_is_better=True,
    )  # fmt: skip


def textbook() -> str:
    """Measure the same burst on the textbook app, once: it takes minutes."""
    with stand_in() as outside, textbook_app(outside) as app:
        seen, grown = asyncio.run(burst(app, clicks=1))
    return (
        f"The textbook app, same burst, one click each: first page p95 {percentile(seen.first, 0.95) / 1000:.0f} s, "
        f"filter change p95 {percentile(seen.filters, 0.95) / 1000:.0f} s, {grown:.1f} MB per session, "
        f"{len(seen.faults)} faults."
    )


def markdown(rows: list[Row], other: str, load: tuple[float, float]) -> str:
    """Return the table, and above it the verdict."""
    faulty = sum(row.faults > 0 for row in rows)
    faults = f"Faults in {faulty} row{'s' * (faulty > 1)}." if faulty else "No faults."
    lines = [
        f"{verdict([row.check(row.least) for row in rows])} {faults}",
        "",
        f"{report.machine()}; load average of the machine before {load[0]:.1f}, after {load[1]:.1f}. {other}",
        "",
        "| what | measured | at least | aim | | faults |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        value = f"**{row.value:.2f} {row.unit}**".replace(" **", "**")
        note = f" ({row.note})" if row.note else ""
        limits = f"{row.least:g} {row.unit} | {row.aim:g} {row.unit}"
        lines.append(f"| {row.label} | {value}{note} | {limits} | {row.grade()} | {row.faults} |")
    return "\n".join(lines)


def main() -> int:
    """Run the bursts and write their figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--repetitions", type=int, default=3, help="of the burst (default: 3)")
    parser.add_argument("--dry", action="store_true", help="print the figures only")
    parser.add_argument("--no-textbook", action="store_true", help="leave the textbook app out")
    options = parser.parse_args()
    load_before = os.getloadavg()[0]
    rows = []
    for row in measure(options.repetitions):
        print(f"{row.label}: {row.value:.2f} {row.unit} {row.note} faults {row.faults}", file=sys.stderr)
        rows.append(row)
    other = "" if options.no_textbook else textbook()
    text = markdown(rows, other, (load_before, os.getloadavg()[0]))
    print(text)
    if not options.dry:
        report.write(text, BEGIN, END)
    return 0


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
