"""Draw models, maps and slides as HTML and SVG text."""
