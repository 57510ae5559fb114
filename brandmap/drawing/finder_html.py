"""A finder result as self-contained HTML: what matches, what does not, what is not known, in words.

Every text goes through ``escape_markup``.
"""

from __future__ import annotations

from brandmap.collection.filters import Collection
from brandmap.collection.finder import EACH_COUNTS, MUST, Finding, Match, Outcome, value_label
from brandmap.collection.wording import place_line
from brandmap.drawing.svg import ink_on, safe_colour
from brandmap.markup import escape_markup
from brandmap.records import Brand, Lang
from brandmap.text import phrase, plural

STYLE = """<style>
.bmf{font-size:15px;line-height:1.6;overflow-wrap:anywhere}
.bmf[lang|=en]{font-family:"Source Sans","Source Sans 3","Segoe UI","Helvetica Neue",Arial,"Liberation Sans",sans-serif}
.bmf p,.bmf ul{margin:0;padding:0}.bmf p{font-size:inherit;line-height:inherit}
.bmf li{font-size:inherit!important;line-height:inherit!important}
.bmf-head{display:flex;gap:4px 12px;align-items:flex-start}
.bmf-no{flex:none;min-width:34px;height:34px;padding:0 8px;box-sizing:border-box;border-radius:8px;font-size:17px;
font-weight:700;line-height:34px;text-align:center}
.bmf h3{font-size:19px;line-height:28px;margin:0;padding:0;font-weight:700;letter-spacing:0}
.bmf-place{flex:none;margin-left:auto;padding:0 10px;border-radius:999px;font-size:13px;line-height:24px;
font-weight:700;border:1px solid rgba(128,138,150,.55)}
.bmf .bmf-quiet{opacity:.78;font-size:14px}
.bmf-sum{font-weight:700;margin:12px 0 8px!important}
.bmf-groups{display:grid;gap:8px}
.bmf-group{padding:6px 0 6px 12px;border-left:3px solid rgba(128,138,150,.5)}
.bmf-group.bmf-yes{border-left-color:#2e7d5b}.bmf-group.bmf-no_{border-left-color:#c0563a}
.bmf-group.bmf-unknown{border-left-style:dashed}
.bmf-group>b{font-size:13px;line-height:20px}
.bmf ul{list-style:none}.bmf li{margin:0}.bmf li b{font-weight:700}
.bmf details{margin-top:10px;font-size:14.5px}.bmf summary{cursor:pointer;font-weight:500}
.bmf-badge{display:inline-block;padding:0 6px;border-radius:4px;font-size:12px;line-height:18px;font-weight:400;
border:1px dashed rgba(128,138,150,.7);margin-left:6px}
.bmf-others li{padding:4px 0}
</style>"""
MARKS = {"yes": "✓", "no": "✕", "unknown": "?"}


def match_html(match: Match, collection: Collection, lang: Lang) -> str:
    """One fitting model with its explanation."""
    brand = match.brand
    place = phrase("finder.place_tied" if match.tied else "finder.place", lang, place=match.place)
    lines = explained(match, collection, lang)
    groups = "".join(_group(key, lines[key], lang) for key in MARKS if lines[key])
    stage = phrase("finder.evidence", lang, stage=phrase(f"evidence.{brand.evidence}", lang))
    return (
        f'{STYLE}<article class="bmf" lang="{_html_lang(lang)}"><div class="bmf-head">{_badge(brand, collection)}'
        f"<div><h3>{escape_markup(brand.name[lang])}</h3>"
        f'<p class="bmf-quiet">{escape_markup(place_line(brand.home, collection, lang))}</p></div>'
        f'<span class="bmf-place">{escape_markup(place)}</span></div>'
        f'<p style="margin-top:8px">{escape_markup(brand.summary[lang])}</p>'
        f'<p class="bmf-sum">{escape_markup(summary(match, lang))}</p><div class="bmf-groups">{groups}</div>'
        f'<p class="bmf-quiet" style="margin-top:8px">{escape_markup(stage)}</p>{_transfer(brand, lang)}</article>'
    )


def others_html(matches: tuple[Match, ...], collection: Collection, lang: Lang) -> str:
    """The models that do not fit, each with the reason."""
    items = "".join(
        f"<li>{_badge(match.brand, collection, small=True)} <b>{escape_markup(match.brand.name[lang])}</b>&ensp;"
        f"{escape_markup(reason(match, lang))}</li>"
        for match in matches
    )
    return f'{STYLE}<div class="bmf" lang="{_html_lang(lang)}"><ul class="bmf-others">{items}</ul></div>'


def summary(match: Match, lang: Lang) -> str:
    """“3 of 4 answers match; 1 condition not met”: plain text."""
    parts = [phrase("finder.matched_of", lang, n=match.matched, total=len(match.findings))]
    if match.unmet:
        parts.append(plural("finder.unmet", lang, match.unmet))
    if match.unknown:
        parts.append(plural("finder.unknown", lang, match.unknown))
    return phrase("text.semicolon", lang).join(parts)


def reason(match: Match, lang: Lang) -> str:
    """Why a model does not fit: plain text."""
    why = phrase(f"finder.why_{_why(match)}", lang)
    count = phrase("finder.matched_of", lang, n=match.matched, total=len(match.findings))
    return f"{why}{phrase('text.semicolon', lang)}{count}"


def none_reason(outcome: Outcome) -> str:
    """Why no model fits, for the phrase ``finder.none_…``: setting none on record, problem, or too few answers."""
    options = outcome.answered.get("setting", ())
    if options and not any(option.matches for option in options):
        return "setting"
    return "problem" if MUST in outcome.answered else "half"


def _why(match: Match) -> str:
    if match.must_failed:
        return "problem"
    if match.excluded:
        return "setting"
    return "substance" if match.substance_failed else "half"


def explained(match: Match, collection: Collection, lang: Lang) -> dict[str, list[tuple[str, str]]]:
    """(question, words) of what matches (``yes``), does not (``no``) and is not known (``unknown``): plain text."""
    lines: dict[str, list[tuple[str, str]]] = {key: [] for key in MARKS}
    for finding in match.findings:
        short = phrase(f"finder_short.{finding.question}", lang)
        if finding.state == "unknown":
            lines["unknown"].append((short, phrase("finder.said_unknown", lang, answers=_answers(finding, lang))))
        elif finding.state == "unmet":
            words = {
                "answers": _answers(finding, lang),
                "values": _values(finding, finding.missing, match, collection, lang),
            }
            lines["no"].append((short, phrase("finder.said_unmet", lang, **words)))
        else:
            words = {
                "answers": _answers(finding, lang),
                "values": _values(finding, finding.met, match, collection, lang),
            }
            said = phrase("finder.said_match", lang, **words)
            if finding.not_on_record:
                beyond = _listed([option.text[lang] for option in finding.not_on_record], lang)
                said += phrase("finder.said_beyond", lang, answers=beyond)
            lines["yes"].append((short, said))
            if finding.question == EACH_COUNTS and finding.missing:
                missing = _values(finding, finding.missing, match, collection, lang)
                lines["no"].append((short, phrase("finder.said_missing", lang, values=missing)))
    return lines


def _answers(finding: Finding, lang: Lang) -> str:
    """The answers that matched, or all of them when none did."""
    return _listed([option.text[lang] for option in finding.on_record or finding.answers], lang)


def _values(finding: Finding, values: tuple[str, ...], match: Match, collection: Collection, lang: Lang) -> str:
    said = _listed([value_label(value, finding.looks_at, collection, lang) for value in values], lang)
    brand = match.brand
    if finding.looks_at == "season" and (brand.season_basis == "inferred" or set(values) & set(brand.inferred)):
        return phrase("finder.inferred", lang, values=said)
    return said


def _listed(words: list[str], lang: Lang) -> str:
    # Terms may hold commas of their own.
    return phrase("text.semicolon", lang).join(words)


def _group(key: str, lines: list[tuple[str, str]], lang: Lang) -> str:
    items = "".join(
        f"<li><b>{escape_markup(question)}</b>&ensp;{escape_markup(words)}</li>" for question, words in lines
    )
    style = {"yes": "bmf-yes", "no": "bmf-no_", "unknown": "bmf-unknown"}[key]
    heading = f'<b><span aria-hidden="true">{MARKS[key]}</span> {escape_markup(phrase(f"finder.{key}", lang))}</b>'
    return f'<div class="bmf-group {style}">{heading}<ul>{items}</ul></div>'


def _transfer(brand: Brand, lang: Lang) -> str:
    if not brand.transfer[lang]:
        return ""
    editorial = f'<span class="bmf-badge">{escape_markup(phrase("text.editorial", lang))}</span>'
    summary_ = f"<summary>{escape_markup(phrase('finder.transfer', lang))}{editorial}</summary>"
    return f"<details>{summary_}<p>{escape_markup(brand.transfer[lang])}</p></details>"


def _badge(brand: Brand, collection: Collection, *, small: bool = False) -> str:
    colour = safe_colour(collection.dataset.themes[brand.theme].colour)
    size = (
        "display:inline-block;height:22px;line-height:22px;min-width:22px;padding:0 4px;font-size:13px;"
        if small
        else ""
    )
    return f'<span class="bmf-no" style="{size}background:{colour};color:{ink_on(colour)}">{brand.number}</span>'


def _html_lang(lang: Lang) -> str:
    return "zh-CN" if lang == "zh" else "en-GB"
