"""Measure both apps in turns and write the figures into docs/performance.md: ``python -m benchmarks``."""

from __future__ import annotations

import argparse
import os
import shutil
import sys

from playwright.sync_api import Browser, sync_playwright

from benchmarks import memory, report
from benchmarks.relay import relayed
from benchmarks.servers import App, our_app, stand_in, textbook_app
from benchmarks.visit import Record, visit

BYTE_VISITS = 2


def main() -> int:
    """Return the exit status: 1 without Chromium."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--visits", type=int, default=7, help="timed visits of each app (default: 7)")
    parser.add_argument("--dry", action="store_true", help="print the figures only")
    options = parser.parse_args()
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        print("Chromium is needed: apt-get install chromium fonts-noto-cjk", file=sys.stderr)
        return 1
    loads = [os.getloadavg()[0]]
    with stand_in() as outside, our_app() as ours, textbook_app(outside) as textbook, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        apps, records = (ours, textbook), (Record(), Record())
        _measure(chromium, apps, records, options.visits, loads)
        chromium.close()
        run = report.Run(
            *records,
            memory=(memory.per_session(ours), memory.per_session(textbook)),
            visits=options.visits,
            load=(min(loads), max(loads)),
        )
    text = report.markdown(run)
    print(text)
    if not options.dry:
        report.write(text)
    return 0


def _measure(
    chromium: Browser, apps: tuple[App, App], records: tuple[Record, Record], visits: int, loads: list[float]
) -> None:
    """Measure: first a visit that warms each server and is not counted, then times in turns, then bytes.

    The load of the machine after each visit is added to ``loads``."""
    pairs = list(zip(apps, records, strict=True))
    for app in apps:
        visit(chromium, app, Record())
    for number in range(visits):
        for app, record in pairs if number % 2 == 0 else reversed(pairs):
            visit(chromium, app, record)
            loads.append(os.getloadavg()[0])
            print(f"visit {number + 1} of {visits}: {app.name}", file=sys.stderr)
    for app, record in pairs:
        with relayed(app) as (behind, meter):
            for _ in range(BYTE_VISITS):
                visit(chromium, behind, record, meter)


if __name__ == "__main__":
    sys.exit(main())
