"""Keep the garbage collector off what lives as long as the process."""

from __future__ import annotations

import gc

from brandmap.ui.repairs.context import in_run

# When the collector looks for cycles: at so many new objects, and how much more seldom at the older ones. Python's own
# are 700, 10, 10. At all of them it looks half as often; more seldom, and what visitors leave behind would pile up.
COLLECT = (7_000, 5, 4)


def settle() -> None:
    """Collect seldom, and exempt the objects that exist now from collection unless a visitor is there: their session
    would be kept to the end too."""
    gc.set_threshold(*COLLECT)
    if not in_run():
        # Some 10⁶ objects of pandas, pyarrow and folium: each full collection would look at them all again.
        gc.collect()
        gc.freeze()
