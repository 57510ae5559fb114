"""Show sources, method, notices and licences."""

from brandmap.ui import about, frame

frame.show(about.draw)
