"""Sources, method, notices and licences."""

from brandmap.ui import about, frame

state = frame.require()
about.draw(state)
