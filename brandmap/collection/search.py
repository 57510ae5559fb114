"""Search a collection by words: Chinese characters, pinyin (full and initials) and English.

Every word must be found (AND). If several Latin words stand together somewhere ("traffic police"), only the models in
which they do are found. Latin letters also match the pinyin of names, places, partners, measures and terms, written
together or with blanks, and the initials of all of these but the measures ("mqx" finds 玛曲县); not the pinyin of
sentences, where syllables meet by chance (一张夜间 sounds like 张掖). Traditional characters and full-width letters are
read as the simplified and plain ones. ``front/static/search.js`` does the same in the browser: change both.
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

MAX_QUERY = 80  # characters of a search text, at every door
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[0-9a-z+:.%]+")
_BETWEEN = re.compile(r"[\s,，、;；/“”\"‘’「」()（）]+")
#: Endings that do not matter: "melons", "merged" and "mediate" are found by their stem.
_ENDING = re.compile(r"(?:ions?|ing|ed|es|e|s)$")
MIN_STEM = 4
#: Up to this length a Latin word has to be the whole word, a whole syllable, or the beginning of initials.
SHORT = 2
#: From this length the last syllable of pinyin may be unfinished.
LONG_PINYIN = 5
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def search_text(given: str) -> str | None:
    """Clean a search text and set single blanks; None for one that is too long, or was sent in another encoding."""
    text = " ".join(clean(given).split())
    return text if len(text) <= MAX_QUERY and "\ufffd" not in text else None


@dataclass(frozen=True)
class Entry:
    """Hold what is searched for one brand. Texts are folded; ``text`` holds those that are more than Latin words; in
    ``latin`` a blank stands around every word and a bar between texts, in ``pinyin`` an apostrophe around every
    syllable and a bar between runs of characters."""

    text: str
    latin: str
    pinyin: str
    initials: tuple[str, ...]

    def matches(self, word: str) -> bool:
        """Tell whether one word of a query is found. A word with Chinese characters is found as it stands."""
        parts = _latin_words(word)
        if not word.isascii() or not parts:
            return word in self.text
        return all(self._has(part) for part in parts)

    def has_together(self, words: Sequence[str]) -> bool:
        """Tell whether several Latin words stand together in this order, the last perhaps with another ending, or are
        pinyin or initials written apart: "traffic police", "hua jiao", "gcp cs"."""
        if f" {' '.join([*words[:-1], _stem(words[-1])])}" in self.latin:
            return True
        letters = "".join(words)
        return letters.isalpha() and (self._sounds(letters) or self._has_initials(letters))

    def _has_initials(self, letters: str) -> bool:
        if len(letters) < SHORT:
            return False
        if len(letters) == SHORT:
            return any(run.startswith(letters) for run in self.initials)
        return any(letters in run for run in self.initials)

    def _has(self, word: str) -> bool:
        whole = len(word) <= SHORT or word.isdigit()
        if (f" {word} " if whole else f" {_stem(word)}") in self.latin:
            return True
        return word.isalpha() and (self._sounds(word) or self._has_initials(word))

    def _sounds(self, word: str) -> bool:
        """Match from the beginning of a syllable to the end of one."""
        pattern = "'" + "'?".join(word) + ("" if len(word) >= LONG_PINYIN else "'")
        return re.search(pattern, self.pinyin) is not None


class SearchIndex:
    """Hold the search entries of one collection, built once per data fingerprint."""

    def __init__(self, dataset: Dataset, gazetteer: Gazetteer) -> None:
        self._entries = {brand.id: _entry(brand, dataset, gazetteer) for brand in dataset.brands}

    def entry(self, brand_id: str) -> Entry:
        """Give what is searched for one brand. KeyError for an unknown id."""
        return self._entries[brand_id]

    def matching(self, query: str) -> frozenset[str]:
        """Find the ids of the brands in which every word of ``query`` is found; all of them for a blank query."""
        words = [word for word in _BETWEEN.split(folded(query)) if word]
        latin = _latin_words(" ".join(words)) if all(word.isascii() for word in words) else ()
        if len(latin) > 1:
            together = frozenset(id_ for id_, entry in self._entries.items() if entry.has_together(latin))
            if together:
                return together
        return frozenset(id_ for id_, entry in self._entries.items() if all(entry.matches(word) for word in words))


def _entry(brand: Brand, dataset: Dataset, gazetteer: Gazetteer) -> Entry:
    terms = [dataset.terms[term] for term in brand.terms]
    named = [
        brand.name,
        *(Text(part, "") for part in _unit_parts(brand.unit.zh)),
        *_places(brand, gazetteer),
        *(dataset.themes[theme].name for theme in brand.themes),
        *brand.partners,
        *brand.serves,
        *(text for term in terms for text in (term.name, *_listed(term.also))),
    ]
    lines = [
        brand.unit,
        *brand.measures,
        *(place.what for place in (brand.home, *brand.pictured)),
        *(figure.label for figure in brand.figures),
    ]
    sentences = [brand.summary, brand.problem, brand.setting, brand.mechanism, brand.when]
    everything = [*named, *lines, *sentences, *_times(brand), *_printed(brand), brand.award_name, brand.award_issuer]
    plain = [folded(part) for text in everything for part in (text.zh, text.en) if part]
    readings = {text.zh: _readings(text.zh, gazetteer) for text in (*named, *lines)}
    return Entry(
        " ".join(part for part in plain if not (part.isascii() and all(map(_latin_words, part.split())))),
        f" {' | '.join(' '.join(_latin_words(part)) for part in plain)} ",
        "|".join("'" + "'".join(run) + "'" for text in (*named, *lines) for run in readings[text.zh]),
        tuple("".join(s[0] for s in run) for text in (*named, brand.unit) for run in readings[text.zh]),
    )


def _unit_parts(unit: str) -> list[str]:
    """List the parts (康县公安局, 平洛派出所) of a unit by which it is known."""
    return re.findall(r".+?(?:公安局|分局|派出所|大队|机关)", unit)


def _places(brand: Brand, gazetteer: Gazetteer) -> list[Text]:
    places = [Text(*(phrase("search.province", lang) for lang in LANGS))]
    for place in (brand.home, *brand.pictured):
        unit = gazetteer.unit(place.adcode)
        places += [place.locality, unit.name, gazetteer.prefecture(place.adcode).name]
        if place.role == "home":
            places += [county.name for county in gazetteer.counties(place.adcode)]
    return places


def _listed(also: Text) -> list[Text]:
    return [*(Text(word, "") for word in also.zh.split("；") if word), Text("", also.en)]


def _times(brand: Brand) -> list[Text]:
    """Name the season, and months in both ways of writing them: 7月, 七月, July."""
    seasons = [Text(*(phrase(f"search.{season}", lang) for lang in LANGS)) for season in brand.season]
    months = [Text(f"{n}月 {_MONTHS[n - 1]}月", phrase(f"month.m{n}", "en")) for n in brand.stated_months]
    return [*seasons, *months]


def _printed(brand: Brand) -> list[Text]:
    """Write figures with and without separators, and as the source prints them."""
    return [Text(f"{f.as_printed} {f.number}", f"{f.number} {f.number.replace(',', '')}") for f in brand.figures]


def _latin_words(text: str) -> tuple[str, ...]:
    """List the Latin words and numbers of a folded text, without apostrophes."""
    words = (word.strip(":.") for word in _LATIN.findall(text.replace("'", "").replace("’", "")))
    return tuple(word for word in words if word.strip("+"))


def _stem(word: str) -> str:
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= MIN_STEM else word


def _readings(text: str, gazetteer: Gazetteer) -> tuple[tuple[str, ...], ...]:
    """Read each run of Chinese characters in pinyin; places as the gazetteer says, for some have two readings."""
    names, place = _place_readings(gazetteer)
    return tuple(
        tuple(syllable for part in place.split(run) if part for syllable in names.get(part) or syllables(part))
        for run in _HAN.findall(text)
    )


@cache
def _place_readings(gazetteer: Gazetteer) -> tuple[dict[str, list[str]], re.Pattern[str]]:
    """Map the full name of each place to its syllables; the pattern splits a text at these names."""
    names = {}
    for unit in gazetteer:
        stem = unit.pinyin.split()
        names[unit.name.zh] = [*stem, *syllables(unit.name.zh[len(stem) :])]
    return names, re.compile(f"({'|'.join(sorted(names, key=len, reverse=True))})")
