"""Our own map: a constant base map, the documents it is drawn from, and the script that draws (``static/``)."""
