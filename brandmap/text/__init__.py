"""Read the texts of the interface, ``phrases/*.toml``; every entry is in Chinese and English.

    [filters]
    clear = { zh = "清除全部", en = "Clear all" }

is read by ``phrase("filters.clear", "en")``. ``{name}`` in an entry is replaced by the argument of that name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType

from brandmap.records import Lang, Text

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@cache
def catalogue() -> Mapping[str, Text]:
    """Read all entries by key, such as filters.clear. ValueError if one lacks a language or is declared twice."""
    entries: dict[str, Text] = {}
    folder = resources.files("brandmap.text") / "phrases"
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if not file.name.endswith(".toml"):
            continue
        for table, phrases in tomllib.loads(file.read_text(encoding="utf-8")).items():
            for name, words in phrases.items():
                key = f"{table}.{name}"
                if key in entries:
                    raise ValueError(f"{file.name}: {key} is declared twice")
                if set(words) != {"zh", "en"}:
                    raise ValueError(f"{file.name}: {key} needs exactly zh and en, has {sorted(words)}")
                entries[key] = Text(**words)
    return MappingProxyType(entries)


def phrase(key: str, lang: Lang, **values: object) -> str:
    """Return the entry ``key`` in ``lang`` with ``{name}`` placeholders filled. KeyError for an unknown key."""
    # All placeholders are replaced at once: a value that looks like a placeholder stays as it is.
    return _PLACEHOLDER.sub(
        lambda found: str(values[found[1]]) if found[1] in values else found[0], catalogue()[key][lang]
    )


def plural(key: str, lang: Lang, n: int, **values: object) -> str:
    """Return the entry ``key_one`` for n = 1 and ``key_many`` otherwise, with ``{n}`` filled."""
    return phrase(f"{key}_one" if n == 1 else f"{key}_many", lang, n=n, **values)


def day(value: date | None, lang: Lang) -> str:
    """Write a date as year-month-day, or say that it is not known."""
    return value.isoformat() if value else phrase("text.date_unknown", lang)


def or_not_published(text: str, lang: Lang) -> str:
    """Return ``text``, or the phrase “not published” if it is blank."""
    return text if text.strip() else phrase("text.not_published", lang)


def listed(texts: Iterable[Text], lang: Lang) -> str:
    """Join texts with commas, leaving out those that are empty in the language."""
    return phrase("text.comma", lang).join(text[lang] for text in texts if text[lang])


def joined(items: Sequence[str], lang: Lang, *, last: str = "or") -> str:
    """Join items as in a sentence: “甲、乙或丙”, “a, b or c”. ``last`` is ``or`` or ``and``."""
    if len(items) <= 1:
        return "".join(items)
    comma, word = phrase("text.comma", lang), phrase(f"text.{last}", lang)
    return comma.join(items[:-1]) + word + items[-1]
