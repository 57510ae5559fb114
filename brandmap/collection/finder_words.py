"""Say in words why a model fits the answers of the finder, or does not."""

from __future__ import annotations

from brandmap.collection.filters import Collection
from brandmap.collection.finder import EACH_COUNTS, MUST, Finding, Match, Outcome, value_label
from brandmap.records import Lang
from brandmap.text import phrase, plural

STATES = ("yes", "no", "unknown")


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
    lines: dict[str, list[tuple[str, str]]] = {key: [] for key in STATES}
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
