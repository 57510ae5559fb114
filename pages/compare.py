"""Compare two to four models side by side."""

from brandmap.ui import compare_table, frame
from brandmap.ui.state import PageState


def draw(state: PageState) -> None:
    compare_table.draw(state)


frame.show(draw)
