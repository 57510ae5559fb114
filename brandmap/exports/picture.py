"""Draw the map of the filtered models as a picture: SVG, and PNG drawn from it with the font we carry."""

from __future__ import annotations

import re
import struct
import zlib
from datetime import date

import resvg_py

from brandmap.collection.filter_sentence import filter_sentence
from brandmap.collection.filters import Collection, Filters
from brandmap.collection.provenance import provenance, provenance_lines
from brandmap.drawing.figure import figure_svg
from brandmap.exports.fonts import FAMILY, FONT_FILE, PLAIN_QUOTES, covered
from brandmap.markup import escape_markup
from brandmap.records import Lang
from brandmap.text import phrase
from brandmap.text.languages import ExportLang, languages

WIDTH, HEIGHT = 1600, 1130  # of the map in one language, SVG units
PNG_WIDTH, DPI = 3200, 300  # pixels, pixels per inch: 27 cm, so that it fits a page when it is inserted
_BOLD = re.compile(r'<text ([^>]*?)fill="(#[0-9a-f]{6})" font-weight="700">')


def svg_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """Return the figure with title, filter sentence, legend, list, source and notices. With both languages the Chinese
    map stands above the English one."""
    return _svg(collection, filters, lang, today).encode()


def _svg(collection: Collection, filters: Filters, lang: ExportLang, today: date, *, plain_quotes: bool = False) -> str:
    figures = [_figure(collection, filters, one, today) for one in languages(lang)]
    if plain_quotes:
        english = len(figures) - 1  # the only or the second one
        figures = [f.translate(PLAIN_QUOTES) if lang != "zh" and n == english else f for n, f in enumerate(figures)]
    description = f"<desc>{escape_markup(_about(collection, filters, lang, today))}</desc>"
    if len(figures) == 1:
        whole = figures[0]
    else:
        inner = "".join(
            figure.replace("<svg ", f'<svg x="0" y="{HEIGHT * number}" ', 1) for number, figure in enumerate(figures)
        )
        high = HEIGHT * len(figures)
        whole = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{high}" viewBox="0 0 {WIDTH} {high}">'
            f"<title>{escape_markup(phrase('frame.title', 'zh'))}</title>{inner}</svg>"
        )
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + whole.replace("</title>", f"</title>{description}", 1)


def png_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """Return the same picture, ``PNG_WIDTH`` pixels wide; its description holds the provenance too."""
    svg = _svg(collection, filters, lang, today, plain_quotes=True)
    # The font has one weight: a thin line around the letters stands for bold.
    svg = _BOLD.sub(r'<text \1fill="\2" stroke="\2" stroke-width=".5">', svg)
    png: bytes = bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=PNG_WIDTH,
            font_files=[str(FONT_FILE)],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
            # Fonts of the system serve only for rare characters that our font lacks.
            skip_system_fonts=covered(svg),
            background="#ffffff",
        )
    )
    return _described(png, _about(collection, filters, lang, today))


def _about(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> str:
    """Return the provenance as text for the description of the picture."""
    facts = provenance(collection, filters, today)
    return "\n".join(line for one in languages(lang) for line in provenance_lines(facts, one))


def _described(png: bytes, words: str) -> bytes:
    """Add the resolution and ``words`` to ``png``, right after its header."""
    end = 8 + 12 + 13  # signature, frame of the first chunk, image header
    per_metre = round(DPI / 0.0254)
    resolution = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    description = b"iTXtDescription\0\0\0\0\0" + words.encode()
    framed = (
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in (resolution, description)
    )
    return png[:end] + b"".join(framed) + png[end:]


def _figure(collection: Collection, filters: Filters, lang: Lang, today: date) -> str:
    sentence = phrase("text.semicolon", lang).join(
        (filter_sentence(filters, collection, lang), phrase("export.map_editorial", lang))
    )
    return figure_svg(
        filters.keep(collection),
        collection,
        lang=lang,
        width=WIDTH,
        height=HEIGHT,
        title=phrase("frame.title", lang),
        filter_sentence=sentence,
        day_made=today,
    )
