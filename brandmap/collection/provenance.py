"""Say where an export comes from and how to read it: every exported file carries this."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from brandmap import __version__
from brandmap.collection.filters import Collection, Filters
from brandmap.records import Brand, Dataset, Lang, Source, Text
from brandmap.settings import settings
from brandmap.text import day, phrase


@dataclass(frozen=True)
class Provenance:
    """Hold all texts in both languages; an exporter takes those it needs."""

    sources: tuple[Text, ...]  # one line per source of the exported models
    source_notices: tuple[Text, ...]  # each source's own notice, in our words
    filter_sentence: Text
    counted: Text  # how many the filter keeps, not by what
    generated: date
    attribution: Text
    review_notice: Text
    award_notice: Text
    editorial_notice: Text
    version: str
    editions: Text  # those of the exported models; empty where there is one

    @property
    def title(self) -> Text:
        return bilingual(lambda lang: phrase("provenance.title_value", lang, version=self.version))

    @property
    def items(self) -> tuple[tuple[str, Text], ...]:
        """List (name in the catalogue's [provenance] table, text) line by line, in reading order."""
        generated = self.generated.isoformat()
        return (
            ("title", self.title),
            ("filter", self.filter_sentence),
            *((("edition", self.editions),) if self.editions else ()),
            ("exported", Text(generated, generated)),
            *(("source", line) for line in self.sources),
            *(("notice", notice) for notice in self.source_notices),
            ("award", self.award_notice),
            ("editorial", self.editorial_notice),
            ("attribution", self.attribution),
            ("review", self.review_notice),
        )


def provenance(collection: Collection, filters: Filters, today: date) -> Provenance:
    """Collect what to say about an export of what ``filters`` keep of ``collection``."""
    dataset = collection.dataset
    sources = sources_of(filters.keep(collection) or collection.within(filters.edition).brands, dataset)
    return Provenance(
        sources=tuple(bilingual(partial(source_line, source)) for source in sources),
        source_notices=tuple(source.notice for source in sources),
        filter_sentence=bilingual(lambda lang: filters.sentence(collection, lang)),
        counted=bilingual(lambda lang: filters.counted(collection, lang)),
        generated=today,
        attribution=bilingual_phrase("export.attribution"),
        review_notice=bilingual(review_notice),
        award_notice=bilingual_phrase("own_data.export_award" if dataset.own else "export.award"),
        editorial_notice=bilingual_phrase("own_data.export_editorial" if dataset.own else "export.editorial"),
        version=__version__,
        editions=bilingual(lambda lang: editions_line(collection.within(filters.edition), lang)),
    )


def editions_line(collection: Collection, lang: Lang) -> str:
    """Name the editions shown, each with its name and issuer; empty where the data have one."""
    editions = collection.dataset.editions
    shown = [editions[id_] for id_ in collection.shown if id_] if len(editions) > 1 else []
    return phrase("text.semicolon", lang).join(f"{one.year} · {one.name[lang]} · {one.issuer[lang]}" for one in shown)


def review_notice(lang: Lang) -> str:
    """Give the review number of the map, or say that there is none. Belongs on every map and export."""
    if number := settings().review_number:
        return phrase("export.reviewed", lang, number=number)
    return phrase("export.not_reviewed", lang)


def provenance_lines(facts: Provenance, lang: Lang) -> list[str]:
    """Write each item as one line with its name, unless it begins with it."""
    named = [(phrase(f"provenance.{name}", lang), text[lang]) for name, text in facts.items]
    return [text if text.startswith(name) else f"{name} · {text}" for name, text in named]


def sources_of(brands: Iterable[Brand], dataset: Dataset) -> tuple[Source, ...]:
    """Find the sources of models and of their figures, in the order of the table."""
    used = {id_ for brand in brands for id_ in (brand.source, *(figure.source for figure in brand.figures))}
    return tuple(source for id_, source in dataset.sources.items() if id_ in used)


def source_name(source: Source, lang: Lang) -> str:
    """Name a source in short: publisher and date. For the foot of a page or slide."""
    return phrase("deck.cited", lang, publisher=source.publisher[lang], published=day(source.published, lang))


def source_line(source: Source, lang: Lang) -> str:
    """Cite a source: title, publisher and date, and what else is known: byline and address."""
    line = phrase(
        "export.source_line", lang,
        title=source.title[lang], publisher=source.publisher[lang], published=day(source.published, lang),
    )  # fmt: skip
    more = [part for part in (source.byline[lang], source.url) if part]
    return phrase("text.semicolon", lang).join([line, *more])


def bilingual(write: Callable[[Lang], str]) -> Text:
    """Ask ``write`` for each language."""
    return Text(write("zh"), write("en"))


def bilingual_phrase(key: str) -> Text:
    """Look up an entry of the catalogue in both languages."""
    return bilingual(lambda lang: phrase(key, lang))
