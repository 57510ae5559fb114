"""Full-text search over a collection: Chinese characters, pinyin (full and initials) and English.

Every blank-separated word must be found (AND). A word of Latin letters also matches pinyin, written together or
with blanks, and pinyin initials of names and places ("mqx" finds 玛曲县).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from brandmap.geo import Gazetteer
from brandmap.records import Brand, Dataset, Text

_HAN = re.compile(r"[\u3400-\u9fff]+")
#: Initials shorter than this match nearly everything, so they are only tried from this length on.
MIN_INITIALS = 2


def folded(text: str) -> str:
    """``text`` for comparing: NFKC, lower case, no accents on Latin letters, single blanks."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.casefold().split())


@dataclass(frozen=True)
class Entry:
    """What is searched for one brand: plain text, pinyin without blanks, and initials per name."""

    text: str
    pinyin: str
    initials: tuple[str, ...]

    def matches(self, word: str) -> bool:
        if word in self.text:
            return True
        if not word.isascii():
            return False
        squeezed = word.replace("'", "")
        return squeezed in self.pinyin or (
            len(squeezed) >= MIN_INITIALS and any(squeezed in run for run in self.initials)
        )


class SearchIndex:
    """Search entries of one collection, built once per data fingerprint."""

    def __init__(self, dataset: Dataset, gazetteer: Gazetteer) -> None:
        self._entries = {brand.id: _entry(brand, dataset, gazetteer) for brand in dataset.brands}

    def entry(self, brand_id: str) -> Entry:
        """What is searched for one brand. KeyError for an unknown id."""
        return self._entries[brand_id]

    def matching(self, query: str) -> frozenset[str]:
        """Ids of the brands in which every word of ``query`` is found; all of them for a blank query."""
        words = folded(query).split()
        return frozenset(id_ for id_, entry in self._entries.items() if all(entry.matches(word) for word in words))


def _entry(brand: Brand, dataset: Dataset, gazetteer: Gazetteer) -> Entry:
    names = [brand.name, brand.unit, *_places(brand, gazetteer)]
    others = [
        brand.summary,
        *(dataset.themes[theme].name for theme in brand.themes),
        *brand.partners,
        *brand.serves,
        *brand.measures,
        *(dataset.terms[term].name for term in brand.terms),
        brand.problem,
        brand.setting,
        brand.mechanism,
    ]
    everything = [*names, *others]
    plain = " ".join(folded(f"{text.zh} {text.en}") for text in everything)
    # Sentinels keep a pinyin match inside one text and inside one run of characters.
    pinyin = "|".join("".join(syllables) for syllables in _readings(text.zh for text in everything))
    initials = tuple("".join(syllable[0] for syllable in syllables) for syllables in _readings(t.zh for t in names))
    return Entry(plain, pinyin, initials)


def _places(brand: Brand, gazetteer: Gazetteer) -> list[Text]:
    found: list[Text] = []
    for place in (brand.home, *brand.pictured):
        unit = gazetteer.unit(place.adcode)
        found += [place.locality, unit.name, gazetteer.prefecture(place.adcode).name]
        if place.role == "home":
            found += [county.name for county in gazetteer.counties(place.adcode)]
    return found


def _readings(texts: Iterable[str]) -> list[list[str]]:
    """Pinyin syllables without tones of each run of Han characters."""
    runs = (run for text in texts for run in _HAN.findall(text))
    return [lazy_pinyin(run, style=Style.NORMAL, v_to_u=False) for run in runs]
