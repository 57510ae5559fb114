"""Sources, method, notices and licences."""

from brandmap.ui import about, frame
from brandmap.ui.pages import NO_SIDEBAR

frame.show(about.draw, style=NO_SIDEBAR)
