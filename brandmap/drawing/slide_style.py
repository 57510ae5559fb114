"""How slides look, and whether a text fits on one.

Sizes are in em of the slide: 28 px and more on a 1440 × 900 screen, in proportion on others. A slide's scale is
chosen here from an estimate of its lines, so that it fills the space and never needs scrolling in front of an audience.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from brandmap.drawing.svg import wrapped
from brandmap.markup import escape_markup
from brandmap.records import Lang, Text
from brandmap.text import phrase

BAR = 56  # pixels of the bar below the slides
LINE, LATIN_LINE = 1.45, 1.32  # line heights in em
LATIN_NARROWER = 1.1  # Latin letters are this much narrower than ``wrapped`` takes them to be
WIDTH, WIDE_WIDTH = 29.0, 47.0  # em at scale 1 of a slide beside the map and of one that takes its place
HEIGHT = 26.5  # em at scale 1, the same for both
#: On a screen of 4:3, the old projector's, the width sets the size of the letters and leaves more lines.
TALL_HEIGHT = 31.0
#: Below 1 only for texts longer than any of ours: small is better than cut off.
SCALES = (1.5, 1.4, 1.3, 1.2, 1.1, 1.05, 1.0, 0.95, 0.9, 0.8, 0.7, 0.6)


@dataclass(frozen=True)
class Part:
    """A piece of a slide: its HTML, and its height in em when it is so many em wide."""

    html: str
    height: Callable[[float], float]


def text_part(html: str, words: str, *, size: float = 1.0, indent: float = 0.0, gap: float = 0.6) -> Part:
    """Running text of ``size`` em, ``indent`` em narrower than the slide, with ``gap`` em around it."""
    return Part(html, lambda width: lines_height(words, width - indent, size) + gap)


def words_of(text: Text, lang: Lang) -> str:
    """The text, or that nothing is published; plain."""
    return text[lang].strip() or phrase("text.not_published", lang)


def marked(text: Text, lang: Lang) -> str:
    """Escaped HTML; what is not published looks so."""
    words = escape_markup(words_of(text, lang)).replace("\n", "<br>")
    return words if text[lang].strip() else f'<span class="bmd-missing">{words}</span>'


def lines_height(words: str, width: float, size: float = 1.0) -> float:
    """Height in em of ``words`` set in ``size`` em on lines ``width`` em wide."""
    latin = not any(ord(character) > 0x2E7F for character in words)
    units = max(width / size * (LATIN_NARROWER if latin else 1), 3)
    lines = sum(max(1, len(wrapped(line, units))) for line in words.split("\n"))
    return lines * size * (LATIN_LINE if latin else LINE)


def fitting_scale(parts: Sequence[Part], *, wide: bool, height: float = HEIGHT) -> float:
    """The largest of SCALES at which the parts fit on a slide ``height`` em high; the smallest if none does."""
    width = WIDE_WIDTH if wide else WIDTH
    for scale in SCALES:
        if scale * sum(part.height(width / scale) for part in parts) <= height:
            return scale
    return SCALES[-1]


STYLE = """<style>
.bmd{--f:min(2vw,3.25vh);font-size:calc(var(--f)*var(--s,var(--k)));line-height:1.45;height:calc(100vh - 56px);
box-sizing:border-box;padding:calc(var(--f)*.9) calc(var(--f)*1.3) calc(var(--f)*.5);overflow:auto;
overflow-wrap:anywhere;display:flex;flex-direction:column}
.bmd[lang|=en]{line-height:1.32;font-family:"Source Sans","Source Sans 3",
"Segoe UI","Helvetica Neue",Arial,"Liberation Sans",sans-serif;overflow-wrap:break-word}
.bmd p,.bmd ol,.bmd ul,.bmd dl,.bmd dd,.bmd h2,.bmd h3{margin:0;padding:0;letter-spacing:0;font-size:1em}
.bmd .bmd-kicker{font-size:.72em;font-weight:700;opacity:.78;line-height:1.5;display:flex;flex-wrap:wrap;gap:0 .8em;
align-items:center}
.bmd .bmd-title{font-size:1.35em;line-height:1.3;font-weight:700;display:flex;gap:.45em;align-items:center}
.bmd-no{flex:none;min-width:1.5em;line-height:1.5;border-radius:.25em;text-align:center;font-weight:700;font-size:.86em;
padding:0 .3em;box-sizing:border-box;font-variant-numeric:tabular-nums}
.bmd .bmd-sub{font-size:.8em;opacity:.8}
.bmd-head{padding-bottom:.55em;margin-bottom:.7em;border-bottom:3px solid var(--c,rgba(128,138,150,.5))}
.bmd-body>*+*{margin-top:.6em!important}
.bmd .bmd-label{font-size:.8em;font-weight:700;opacity:.78}
.bmd-body .bmd-label+p{margin-top:0!important}
.bmd .bmd-ask{font-size:1.15em;font-weight:700;padding:.45em .7em;border-left:.28em solid var(--c);
background:rgba(128,138,150,.14);border-radius:0 .2em .2em 0}
.bmd-badge{display:inline-block;padding:0 .6em;border-radius:.3em;border:1px solid rgba(128,138,150,.7);font-weight:500}
.bmd-dash{border-style:dashed}
.bmd ol.bmd-list{list-style:none}.bmd-list>li{display:flex;gap:.55em;margin:0 0 .4em;padding:.12em .5em .12em 0;
font-size:1em}
.bmd-list>li>span{flex:none;width:1.5em;height:1.5em;line-height:1.5em;border-radius:50%;text-align:center;font-weight:700;
font-size:.9em;background:rgba(128,138,150,.22)}
.bmd-list>li.bmd-new{background:rgba(128,138,150,.14);border-radius:.3em}
.bmd-list>li.bmd-new>span{background:var(--c);color:var(--i)}
.bmd-hid{visibility:hidden}
.bmd-figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(8em,1fr));gap:.5em}
.bmd-figures>div{padding:.3em .6em;border-radius:.3em;background:rgba(128,138,150,.14)}
.bmd-figures dt{font-size:.75em;line-height:1.35}.bmd-figures b{font-size:1.5em;line-height:1.2;margin-right:.15em}
.bmd-pair{display:grid;grid-template-columns:1fr 1fr;gap:.6em}
.bmd-pair>div{padding:.4em .6em;border-radius:.3em;border:1px solid rgba(128,138,150,.6)}
.bmd-pair small{display:block;font-size:.72em;opacity:.8;line-height:1.4}
.bmd-models{list-style:none;display:grid;gap:.35em 1em}.bmd-models li{display:flex;gap:.5em;align-items:center;margin:0}
.bmd-models.bmd-two{grid-template-columns:1fr 1fr}
.bmd-models small{opacity:.8;font-size:.8em}
.bmd .bmd-table{border-collapse:collapse;width:100%;table-layout:fixed;margin:0}
.bmd .bmd-table th,.bmd .bmd-table td{border:0;border-bottom:1px solid rgba(128,138,150,.45);padding:.3em .5em .3em 0;
text-align:left;vertical-align:top;font-size:1em;line-height:1.35;font-weight:400;color:inherit}
.bmd .bmd-table thead th{font-size:.8em;font-weight:700;opacity:.8}
.bmd .bmd-table tbody th{font-weight:700}.bmd-table small{display:block;font-weight:400;font-size:.75em;opacity:.8}
.bmd-missing{opacity:.75;font-style:italic}
@media(max-aspect-ratio:4/3){.bmd{--s:var(--t)}}
@media(max-width:700px){.bmd{--f:17px!important;--s:1!important;height:auto;padding:12px 14px 20px}
.bmd-pair,.bmd-models.bmd-two{grid-template-columns:1fr}.bmd-hid{display:none!important}
.bmd .bmd-table,.bmd-table tbody,.bmd-table tr,.bmd .bmd-table td,.bmd .bmd-table tbody th{display:block;
border:0!important}
.bmd-table thead{display:none}.bmd-table tr{padding:.5em 0;border-bottom:1px solid rgba(128,138,150,.45)!important}}
</style>"""
