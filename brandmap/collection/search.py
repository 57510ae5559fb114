"""Search a collection by words: Chinese characters, pinyin (full or initials) and English.

A model is found if it has every word of the query. If several Latin words stand next to each other in some model
("traffic police"), only such models are found. Latin letters also match the pinyin of names, places, partners, measures
and terms, with or without blanks, and the initials of all of these but the measures ("mqx" finds 玛曲县). The pinyin of
sentences is not searched: there syllables meet by chance (一张夜间 sounds like 张掖). Traditional characters and
full-width letters are read as simplified and plain ones. ``front/static/search.js`` does the same: change both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from brandmap.markup import clean
from brandmap.places.gazetteer import Gazetteer
from brandmap.records import LANGS, Brand, Dataset, Text
from brandmap.text import phrase
from brandmap.text.folding import folded
from brandmap.text.pinyin import syllables

MAX_QUERY = 80  # characters of a search text, wherever it comes from
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[0-9a-z+:.%]+")
_SEPARATORS = re.compile(r"[\s,，、;；/“”\"‘’「」()（）]+")
#: English endings that are cut off: "melons", "merged" and "mediate" are found by their stem.
_ENDING = re.compile(r"(?:ions?|ing|ed|es|e|s)$")
MIN_STEM = 4  # letters that must remain
#: A Latin word of at most this length must be a whole word, a whole syllable, or the beginning of initials.
SHORT = 2
#: The last syllable of pinyin of at least this length may be incomplete.
LONG_PINYIN = 5
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def search_text(raw_text: str) -> str | None:
    """Clean a search text and reduce its blanks; None if it is too long or in another encoding."""
    text = " ".join(clean(raw_text).split())
    return text if len(text) <= MAX_QUERY and "\ufffd" not in text else None


@dataclass(frozen=True)
class Entry:
    """Hold the searchable texts of one model, folded."""

    text: str  # all texts that are not only Latin words
    latin: str  # Latin words, a blank around each and a bar between texts
    pinyin: str  # syllables, an apostrophe around each and a bar between runs of Chinese characters
    initials: tuple[str, ...]  # of the syllables, one item per run of Chinese characters

    def matches(self, word: str) -> bool:
        """Tell whether the model has a word of a query. A word with Chinese characters must be there unchanged."""
        parts = _latin_words(word)
        if not word.isascii() or not parts:
            return word in self.text
        return all(self._has_latin_word(part) for part in parts)

    def has_together(self, words: Sequence[str]) -> bool:
        """Tell whether Latin words stand next to each other in this order, or are pinyin or initials with blanks.

        Examples are "traffic police", "hua jiao", "gcp cs". The last word may have another ending.
        """
        if f" {' '.join([*words[:-1], _stem(words[-1])])}" in self.latin:
            return True
        letters = "".join(words)
        return letters.isalpha() and (self._has_pinyin(letters) or self._has_initials(letters))

    def _has_initials(self, letters: str) -> bool:
        """Tell whether the letters are initials of syllables next to each other."""
        if len(letters) < SHORT:
            return False
        if len(letters) == SHORT:
            return any(run.startswith(letters) for run in self.initials)
        return any(letters in run for run in self.initials)

    def _has_latin_word(self, word: str) -> bool:
        """Tell whether a Latin word or number is in the text, the pinyin or the initials."""
        whole_word = len(word) <= SHORT or word.isdigit()
        if (f" {word} " if whole_word else f" {_stem(word)}") in self.latin:
            return True
        return word.isalpha() and (self._has_pinyin(word) or self._has_initials(word))

    def _has_pinyin(self, word: str) -> bool:
        """Tell whether the letters are pinyin, from the beginning of a syllable to the end of one."""
        pattern = "'" + "'?".join(word) + ("" if len(word) >= LONG_PINYIN else "'")
        return re.search(pattern, self.pinyin) is not None


class SearchIndex:
    """Find the models of a dataset that have the words of a query."""

    def __init__(self, dataset: Dataset, gazetteer: Gazetteer) -> None:
        self._entries = {brand.id: _entry(brand, dataset, gazetteer) for brand in dataset.brands}

    def entry(self, brand_id: str) -> Entry:
        """Return the searchable texts of one model. KeyError for an unknown id."""
        return self._entries[brand_id]

    def matching(self, query: str) -> frozenset[str]:
        """Return the ids of the models that have every word of ``query``; all ids for a blank query."""
        words = [word for word in _SEPARATORS.split(folded(query)) if word]
        latin = _latin_words(" ".join(words)) if all(word.isascii() for word in words) else ()
        if len(latin) > 1:
            adjacent = frozenset(id_ for id_, entry in self._entries.items() if entry.has_together(latin))
            if adjacent:
                return adjacent
        return frozenset(id_ for id_, entry in self._entries.items() if all(entry.matches(word) for word in words))


def _entry(brand: Brand, dataset: Dataset, gazetteer: Gazetteer) -> Entry:
    """Collect the searchable texts of a model."""
    terms = [dataset.terms[term] for term in brand.terms]
    names = [
        brand.name,
        *(Text(part, "") for part in _unit_parts(brand.unit.zh)),
        *_places(brand, gazetteer),
        *(dataset.themes[theme].name for theme in brand.themes),
        *brand.partners,
        *brand.serves,
        *(text for term in terms for text in (term.name, *_aliases(term.also))),
    ]
    lines = [
        brand.unit,
        *brand.measures,
        *(place.what for place in (brand.home, *brand.pictured)),
        *(figure.label for figure in brand.figures),
    ]
    sentences = [brand.summary, brand.problem, brand.setting, brand.mechanism, brand.when]
    all_texts = [*names, *lines, *sentences, *_times(brand), *_figures(brand), brand.award_name, brand.award_issuer]
    plain = [folded(part) for text in all_texts for part in (text.zh, text.en) if part]
    readings = {text.zh: _readings(text.zh, gazetteer) for text in (*names, *lines)}
    return Entry(
        " ".join(part for part in plain if not (part.isascii() and all(map(_latin_words, part.split())))),
        f" {' | '.join(' '.join(_latin_words(part)) for part in plain)} ",
        "|".join("'" + "'".join(run) + "'" for text in (*names, *lines) for run in readings[text.zh]),
        tuple("".join(s[0] for s in run) for text in (*names, brand.unit) for run in readings[text.zh]),
    )


def _unit_parts(unit: str) -> list[str]:
    """Split the name of a police unit into the units it names: 康县公安局, 平洛派出所."""
    return re.findall(r".+?(?:公安局|分局|派出所|大队|机关)", unit)


def _places(brand: Brand, gazetteer: Gazetteer) -> list[Text]:
    """List the names of the places of a model: province, prefecture, counties and locality."""
    places = [Text(*(phrase("search.province", lang) for lang in LANGS))]
    for place in (brand.home, *brand.pictured):
        unit = gazetteer.unit(place.adcode)
        places += [place.locality, unit.name, gazetteer.prefecture(place.adcode).name]
        if place.role == "home":
            places += [county.name for county in gazetteer.counties(place.adcode)]
    return places


def _aliases(also: Text) -> list[Text]:
    """Split the other names of a term."""
    return [*(Text(word, "") for word in also.zh.split("；") if word), Text("", also.en)]


def _times(brand: Brand) -> list[Text]:
    """List the names of the seasons and months of a model: 7月, 七月, July."""
    seasons = [Text(*(phrase(f"search.{season}", lang) for lang in LANGS)) for season in brand.season]
    months = [Text(f"{n}月 {_MONTHS[n - 1]}月", phrase(f"month.m{n}", "en")) for n in brand.stated_months]
    return [*seasons, *months]


def _figures(brand: Brand) -> list[Text]:
    """Write the figures with and without separators, and as the source prints them."""
    return [Text(f"{f.as_printed} {f.number}", f"{f.number} {f.number.replace(',', '')}") for f in brand.figures]


def _latin_words(text: str) -> tuple[str, ...]:
    """List the Latin words and numbers of a folded text, without apostrophes."""
    words = (word.strip(":.") for word in _LATIN.findall(text.replace("'", "").replace("’", "")))
    return tuple(word for word in words if word.strip("+"))


def _stem(word: str) -> str:
    """Cut off an English ending, unless too little would remain."""
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= MIN_STEM else word


def _readings(text: str, gazetteer: Gazetteer) -> tuple[tuple[str, ...], ...]:
    """Return the pinyin syllables of each run of Chinese characters.

    Names of places are read as the gazetteer says, for some characters have two readings.
    """
    place_syllables, place_pattern = _place_readings(gazetteer)
    return tuple(
        tuple(
            syllable
            for part in place_pattern.split(run)
            if part
            for syllable in place_syllables.get(part) or syllables(part)
        )
        for run in _HAN.findall(text)
    )


@cache
def _place_readings(gazetteer: Gazetteer) -> tuple[dict[str, list[str]], re.Pattern[str]]:
    """Return the pinyin syllables by full name of place, and a pattern that splits a text at these names."""
    place_syllables = {}
    for unit in gazetteer:
        stem = unit.pinyin.split()
        place_syllables[unit.name.zh] = [*stem, *syllables(unit.name.zh[len(stem) :])]
    return place_syllables, re.compile(f"({'|'.join(sorted(place_syllables, key=len, reverse=True))})")
