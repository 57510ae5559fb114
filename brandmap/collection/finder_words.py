"""Explain why a model fits the answers of the finder, fits partly, or does not fit."""

from __future__ import annotations

from brandmap.collection.filters import Collection
from brandmap.collection.finder import PARTNERS, SUBSTANCE, Finding, Match, Outcome, value_label
from brandmap.records import Lang
from brandmap.text import phrase, plural

#: Kinds of lines of an explanation: it matches, it does not, further partners are needed, nothing is published.
STATES = ("yes", "no", "note", "unknown")
#: The statement of a model that tags of a facet are read from.
STATEMENTS = {"problem": "problem", "setting": "setting", "served": "serves", "partner": "partners"}


def summary(match: Match, lang: Lang) -> str:
    """Count the questions that match and name those that do not: “3 of 4 questions match; not: Setting”."""
    parts = [phrase("finder.matched_of", lang, n=match.matched_count, total=len(match.findings))]
    if match.unmet:
        questions = [phrase(f"finder_short.{finding.question}", lang) for finding in match.unmet]
        parts.append(phrase("finder.lacking", lang, questions=phrase("text.comma", lang).join(questions)))
    if match.unknown_count:
        parts.append(plural("finder.unknown", lang, match.unknown_count))
    return phrase("text.semicolon", lang).join(parts)


def headline(outcome: Outcome, total: int, lang: Lang) -> str:
    """Say how many of ``total`` models fit or, if none does, how many fit partly."""
    if not outcome.answered:
        return phrase("finder.intro", lang)
    if outcome.fitting:
        return plural("finder.found", lang, len(outcome.fitting), total=total)
    if outcome.circumstances_only:
        return plural("finder.circumstances", lang, len(outcome.partly), total=total)
    if outcome.partly:
        return plural("finder.near", lang, len(outcome.partly), total=total)
    return phrase("finder.none_heading", lang, total=total)


def none_fit_text(outcome: Outcome, total: int, lang: Lang) -> str:
    """Say why no model fits: no answer about the substance, no model on record for it, or too little in common."""
    answers = [options for question, options in outcome.answered.items() if question in SUBSTANCE]
    if not answers:
        return phrase("finder.none_circumstances", lang)
    on_record = any(option.matches for options in answers for option in options)
    return phrase("finder.none_half" if on_record else "finder.none_unlisted", lang, total=total)


def explain(match: Match, collection: Collection, lang: Lang) -> dict[str, list[tuple[str, str]]]:
    """Write one line per question, as (name of the question, sentence), sorted by STATES."""
    lines: dict[str, list[tuple[str, str]]] = {key: [] for key in STATES}

    def add(state: str, finding: Finding, key: str, values: tuple[str, ...] = ()) -> None:
        words = {"answers": _answers(finding, lang), "values": _values(finding, values, match, collection, lang)}
        line = phrase(f"finder.said_{key}", lang, **words)
        if state == "yes" and finding.answers_not_on_record:
            unmatched = _joined([option.text[lang] for option in finding.answers_not_on_record], lang)
            line += phrase("finder.said_beyond", lang, answers=unmatched)
        lines[state].append((phrase(f"finder_short.{finding.question}", lang), line))

    for finding in match.findings:
        if finding.state == "unknown":
            add("unknown", finding, "unknown")
        elif finding.state == "matched":
            add("yes", finding, "match", finding.chosen_values)
        elif finding.question != PARTNERS or not finding.needs_other_partners:
            add("no", finding, "unmet", finding.other_values)
        if finding.needs_other_partners:
            add("note", finding, "missing", finding.other_values)
    return lines


def _answers(finding: Finding, lang: Lang) -> str:
    """List the chosen answers that matched, or all chosen answers if none did."""
    return _joined([option.text[lang] for option in finding.answers_on_record or finding.answers], lang)


def _values(finding: Finding, values: tuple[str, ...], match: Match, collection: Collection, lang: Lang) -> str:
    """List recorded values by name, and say if the editors inferred the season."""
    words = _joined([value_label(value, finding.looks_at, collection, lang) for value in values], lang)
    brand = match.brand
    inferred = {*values, STATEMENTS.get(finding.looks_at)} & set(brand.inferred)
    if inferred or (finding.looks_at == "season" and brand.season_basis == "inferred"):
        return phrase("finder.inferred", lang, values=words)
    return words


def _joined(words: list[str], lang: Lang) -> str:
    """Join names by semicolons, as they may contain commas."""
    return phrase("text.semicolon", lang).join(words)
