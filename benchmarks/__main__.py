"""Measure ours and three others in turns and write the figures into docs/performance.md: ``python -m benchmarks``."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys

from playwright.sync_api import Browser, sync_playwright

from benchmarks import memory, report
from benchmarks.relay import relayed
from benchmarks.servers import App, dash_app, leaflet_page, our_app, stand_in, textbook_app
from benchmarks.visit import Record, visit

BYTE_VISITS = 1


def main() -> int:
    """Return the exit status: 1 without Chromium."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--visits", type=int, default=7, help="timed visits of each app (default: 7)")
    parser.add_argument("--dry", action="store_true", help="print the figures only")
    parser.add_argument("--dash", default="build/dash", help="folder with Dash and dash-leaflet (default: build/dash)")
    options = parser.parse_args()
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        print("Chromium is needed: apt-get install chromium fonts-noto-cjk", file=sys.stderr)
        return 1
    loads = [os.getloadavg()[0]]
    with contextlib.ExitStack() as stack:
        servers = (our_app(), leaflet_page(), dash_app(options.dash), textbook_app(stack.enter_context(stand_in())))
        apps = [stack.enter_context(server) for server in servers]
        records = {app.name: Record() for app in apps}
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
            _measure(chromium, apps, records, options.visits, loads)
            chromium.close()
        for app in apps:
            if app.name in {"ours", "textbook"}:  # the others keep nothing of a visitor
                records[app.name].samples["memory"] = memory.per_session(app)
    text = report.markdown(report.Run(records, options.visits, (min(loads), max(loads))))
    print(text)
    if not options.dry:
        report.write(text)
    return 0


def _measure(chromium: Browser, apps: list[App], records: dict[str, Record], visits: int, loads: list[float]) -> None:
    """Measure: first one opening that warms each server and is not counted, then times in turns, then bytes.

    The load of the machine after each visit is added to ``loads``."""
    for app in apps:
        visit(chromium, app, Record(), warming=True)
    for number in range(visits):
        for app in apps if number % 2 == 0 else reversed(apps):
            visit(chromium, app, records[app.name])
            loads.append(os.getloadavg()[0])
            print(f"visit {number + 1} of {visits}: {app.name}", file=sys.stderr)
    for app in apps:
        with relayed(app) as (behind, meter):
            for _ in range(BYTE_VISITS):
                visit(chromium, behind, records[app.name], meter)


if __name__ == "__main__":
    sys.exit(main())
