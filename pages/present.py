"""Present the trainers' deck, driven by a clicker or the keyboard."""

from brandmap.ui import frame, presenter

frame.show(presenter.draw)
