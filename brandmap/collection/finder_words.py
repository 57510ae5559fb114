"""Put in words why a model fits the answers of the finder, fits partly, or does not."""

from __future__ import annotations

from brandmap.collection.filters import Collection
from brandmap.collection.finder import MEANS, SUBSTANCE, Finding, Match, Outcome, value_label
from brandmap.records import Lang
from brandmap.text import phrase, plural

#: What a line of the explanation says: matches, does not, is needed besides, is not published.
STATES = ("yes", "no", "note", "unknown")
#: The statement of a model that tags of a facet are read from.
STATEMENTS = {"problem": "problem", "setting": "setting", "served": "serves", "partner": "partners"}


def summary(match: Match, lang: Lang) -> str:
    """Count what matches and name what does not: “3 of 4 questions match; not: Setting”."""
    parts = [phrase("finder.matched_of", lang, n=match.matched, total=len(match.findings))]
    if match.lacking:
        questions = [phrase(f"finder_short.{finding.question}", lang) for finding in match.lacking]
        parts.append(phrase("finder.lacking", lang, questions=phrase("text.comma", lang).join(questions)))
    if match.unknown:
        parts.append(plural("finder.unknown", lang, match.unknown))
    return phrase("text.semicolon", lang).join(parts)


def headline(outcome: Outcome, total: int, lang: Lang) -> str:
    """Say how many of ``total`` models fit, or how many come close."""
    if not outcome.answered:
        return phrase("finder.intro", lang)
    if outcome.fitting:
        return plural("finder.found", lang, len(outcome.fitting), total=total)
    if outcome.circumstances_only:
        return plural("finder.circumstances", lang, len(outcome.partly), total=total)
    if outcome.partly:
        return plural("finder.near", lang, len(outcome.partly), total=total)
    return phrase("finder.none_heading", lang, total=total)


def none_words(outcome: Outcome, total: int, lang: Lang) -> str:
    """Say why no model fits: nothing answered of the substance, nothing of it on record, or too little in common."""
    asked = [options for question, options in outcome.answered.items() if question in SUBSTANCE]
    if not asked:
        return phrase("finder.none_circumstances", lang)
    listed = any(option.matches for options in asked for option in options)
    return phrase("finder.none_half" if listed else "finder.none_unlisted", lang, total=total)


def explain(match: Match, collection: Collection, lang: Lang) -> dict[str, list[tuple[str, str]]]:
    """Give (question, words) of each state."""
    lines: dict[str, list[tuple[str, str]]] = {key: [] for key in STATES}

    def add(state: str, finding: Finding, key: str, values: tuple[str, ...] = ()) -> None:
        words = {"answers": _answers(finding, lang), "values": _values(finding, values, match, collection, lang)}
        line = phrase(f"finder.said_{key}", lang, **words)
        if state == "yes" and finding.not_on_record:
            beyond = _listed([option.text[lang] for option in finding.not_on_record], lang)
            line += phrase("finder.said_beyond", lang, answers=beyond)
        lines[state].append((phrase(f"finder_short.{finding.question}", lang), line))

    for finding in match.findings:
        if finding.state == "unknown":
            add("unknown", finding, "unknown")
        elif finding.state == "matched":
            add("yes", finding, "match", finding.met)
        elif finding.question != MEANS or not finding.noted:
            add("no", finding, "unmet", finding.missing)
        if finding.noted:
            add("note", finding, "missing", finding.missing)
    return lines


def _answers(finding: Finding, lang: Lang) -> str:
    """List the answers that matched, or all of them when none did."""
    return _listed([option.text[lang] for option in finding.on_record or finding.answers], lang)


def _values(finding: Finding, values: tuple[str, ...], match: Match, collection: Collection, lang: Lang) -> str:
    words = _listed([value_label(value, finding.looks_at, collection, lang) for value in values], lang)
    brand = match.brand
    inferred = {*values, STATEMENTS.get(finding.looks_at)} & set(brand.inferred)
    if inferred or (finding.looks_at == "season" and brand.season_basis == "inferred"):
        return phrase("finder.inferred", lang, values=words)
    return words


def _listed(words: list[str], lang: Lang) -> str:
    # Terms may hold commas of their own.
    return phrase("text.semicolon", lang).join(words)
