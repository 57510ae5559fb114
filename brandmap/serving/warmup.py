"""Load data, import slow modules and run the first page before the port opens, so that no visitor waits for it."""

from __future__ import annotations

import gc
import logging
import time
from importlib import import_module

from anyio import to_thread

from brandmap.serving.health import Health, Phase
from brandmap.serving.platform import run_first_page

SLOW_MODULES = (
    "folium",
    "pandas",
    "brandmap.front.layer",
    "brandmap.exports.geojson_file",
    "brandmap.exports.sheets.xlsx_file",
)

log = logging.getLogger(__name__)


async def warm_up(health: Health) -> None:
    """Warm up, then set the phase of ``health`` to serving. Faults are noted there and logged; the server goes on."""
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
    # What is loaded now is kept until the end, so the garbage collector need not check it again.
    gc.freeze()
    health.phase = Phase.SERVING
    log.info("warm after %.1f s", time.perf_counter() - started)


def _import_slow() -> None:
    """Import slow modules, which the first page does not import if it is the sign-in page.

    Modules that declare a component (brandmap.ui.map_view, streamlit_folium) must not be imported here: Streamlit
    publishes its files only if it is declared while the script runs.
    """
    for name in SLOW_MODULES:
        import_module(name)
