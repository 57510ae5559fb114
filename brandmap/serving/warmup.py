"""Load data, import slow modules and run the first page before the port opens, so that no visitor waits for it."""

from __future__ import annotations

import gc
import logging
import time
from importlib import import_module

from anyio import to_thread

from brandmap.serving.health import Health, Phase
from brandmap.serving.platform import run_first_page

SLOW = (
    "folium",
    "pandas",
    "brandmap.front.layer",
    "brandmap.exports.geojson_file",
    "brandmap.exports.sheets.xlsx_file",
)

log = logging.getLogger(__name__)


async def warm(health: Health) -> None:
    """Do all of it and set ``health`` to serving. Faults are reported there and in the log; the server starts all the
    same."""
    started = time.perf_counter()
    await to_thread.run_sync(_import_slow)
    report = await to_thread.run_sync(health.report)
    if report.data_failure:
        log.error("started without usable data: %s", report.reason)
    else:
        health.first_run_failure = await run_first_page()
        if health.first_run_failure:
            log.error("the first page does not run: %s", health.first_run_failure)
    gc.collect()
    # What lives until the end need not be looked at again by every collection.
    gc.freeze()
    health.phase = Phase.SERVING
    log.info("warm after %.1f s", time.perf_counter() - started)


def _import_slow() -> None:
    """Import what takes long, should the first page be the sign-in page.

    Never what declares a component (brandmap.ui.map_view, streamlit_folium): Streamlit publishes its files only
    if it is declared during a run of the script.
    """
    for name in SLOW:
        import_module(name)
