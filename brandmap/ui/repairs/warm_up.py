"""Keep the garbage collector from checking objects that live as long as the process."""

from __future__ import annotations

import gc

from brandmap.ui.repairs.context import in_run

# Thresholds of the collector's three generations; Python's own are 700, 10, 10. All objects are then checked half as
# often; with higher values the objects that visitors leave behind would pile up.
THRESHOLDS = (7_000, 5, 4)


def settle() -> None:
    """Collect seldom, and exempt all present objects from collection; not while a visitor is there, whose session would
    then never be freed."""
    gc.set_threshold(*THRESHOLDS)
    if not in_run():
        # Some 10⁶ objects of pandas, pyarrow and folium: each full collection would look at them all again.
        gc.collect()
        gc.freeze()
