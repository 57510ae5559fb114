"""Read the editions, and check which edition a model belongs to and which model it goes on with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from typing import Any

from brandmap.intake.csv_file import EXAMPLE, OWN_SOURCE, Row
from brandmap.intake.problems import Problem
from brandmap.records import LANGS, Dataset, Edition, Text
from brandmap.text import phrase

Values = dict[str, Any]
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:\.0)?\s?年?度?")


def editions_of(tables: Mapping[str, list[tuple[Row, Values]]], base: Dataset | None) -> dict[str, Edition]:
    """Return the editions by id, the newest first; a visitor's own stand beside those of ``base``."""
    editions = dict(base.editions) if base is not None else {}
    for _, v in tables["editions"]:
        if v["id"] == EXAMPLE:
            continue
        name, issuer = (Text(v[f"{stem}_zh"], v[f"{stem}_en"]) for stem in ("name", "issuer"))
        editions[v["id"]] = Edition(v["id"], v["year"], name, issuer, v["source"])
    return dict(sorted(editions.items(), key=lambda item: -item[1].year))


def new_editions(rows: Iterable[Row], known: Mapping[str, Edition]) -> list[tuple[Row, Values]]:
    """Make an edition of each year that a visitor's models name and no table describes: a CSV file cannot say more."""
    years = {int(year[1]): row for row in rows if (year := _YEAR.fullmatch(row.cells["edition"].strip()))}
    new = years.keys() - {edition.year for edition in known.values()}
    texts = {f"{stem}_{lang}": phrase("text.not_published", lang) for stem in ("name", "issuer") for lang in LANGS}
    return [(years[year], {"id": str(year), "year": year, "source": OWN_SOURCE, **texts}) for year in sorted(new)]


def edition_of(values: Values, editions: Mapping[str, Edition], base: Dataset | None) -> str | None:
    """Return the edition of a model. One that names none is of the only one; a visitor's is of that of the published
    model of its id, or of the newest. None where it must name one."""
    if values["edition"] or not editions:
        return str(values["edition"])
    if base is not None and values["id"] in base.by_id:
        return base.by_id[values["id"]].edition
    return next(iter(editions)) if base is not None or len(editions) == 1 else None


class Succession:
    """Check what each model goes on with. ``stated`` are the ids of all rows given, usable or not."""

    def __init__(
        self,
        rows: Iterable[tuple[Row, Values]],
        editions: Mapping[str, Edition],
        stated: Set[str],
        base: Dataset | None,
    ) -> None:
        published = {brand.id: brand.edition for brand in base.brands} if base is not None else {}
        of = published | {values["id"]: edition_of(values, editions, base) or "" for _, values in rows}
        self._years = {id_: editions[edition].year if edition else 0 for id_, edition in of.items()}
        self._stated = stated
        self._followers: dict[str, int] = {}

    def fault(self, row: Row, values: Values) -> Problem | None:
        """Return the rule that the model named in ``continues`` breaks. A circle breaks that of the earlier year."""
        before, year = values["continues"], self._years[values["id"]]
        # One that is left out itself is told of once.
        if not before or (before not in self._years and before in self._stated):
            return None
        if before not in self._years:
            return row.problem("unknown_reference", "continues", before, table="brands")
        if self._years[before] >= year:
            return row.problem("continues_later", "continues", before, year=year, before=self._years[before])
        if self._followers.setdefault(before, row.number) != row.number:
            return row.problem("continues_twice", "continues", before, first=self._followers[before])
        return None
