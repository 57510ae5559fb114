"""Our own map: a constant base map, a command channel into it, and the script that draws (``static/``)."""
