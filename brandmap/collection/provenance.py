"""Write what every exported file says about its sources, its filter and how to read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from brandmap import __version__
from brandmap.collection.filter_sentence import count_sentence, filter_sentence
from brandmap.collection.filters import Collection, Filters
from brandmap.records import Brand, Dataset, Lang, Source, Text
from brandmap.settings import settings
from brandmap.text import day, phrase


@dataclass(frozen=True)
class Provenance:
    """Hold these texts in both languages; each export uses those it needs."""

    sources: tuple[Text, ...]  # one line per source of the exported models
    source_notices: tuple[Text, ...]  # what each source says about its use, in our words
    filter_sentence: Text
    count_sentence: Text  # how many models the filter keeps, without its conditions
    generated: date
    attribution: Text
    review_notice: Text
    award_notice: Text
    editorial_notice: Text
    version: str
    editions: Text  # of the exported models; empty if the data have only one

    @property
    def title(self) -> Text:
        """Name the map and its version."""
        return bilingual(lambda lang: phrase("provenance.title_value", lang, version=self.version))

    @property
    def items(self) -> tuple[tuple[str, Text], ...]:
        """List all texts in reading order as (name, text); the name is a key of the phrases in [provenance]."""
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
    """Write the texts for an export of the models of ``collection`` that pass ``filters``."""
    dataset = collection.dataset
    sources = sources_of(filters.keep(collection) or collection.with_editions(filters.edition).brands, dataset)
    return Provenance(
        sources=tuple(bilingual(partial(source_line, source)) for source in sources),
        source_notices=tuple(source.notice for source in sources),
        filter_sentence=bilingual(lambda lang: filter_sentence(filters, collection, lang)),
        count_sentence=bilingual(lambda lang: count_sentence(filters, collection, lang)),
        generated=today,
        attribution=bilingual_phrase("export.attribution"),
        review_notice=bilingual(review_notice),
        award_notice=bilingual_phrase("own_data.export_award" if dataset.own else "export.award"),
        editorial_notice=bilingual_phrase("own_data.export_editorial" if dataset.own else "export.editorial"),
        version=__version__,
        editions=bilingual(lambda lang: editions_line(collection.with_editions(filters.edition), lang)),
    )


def editions_line(collection: Collection, lang: Lang) -> str:
    """List the editions shown with year, name and issuer; empty if the data have only one edition."""
    editions = collection.dataset.editions
    shown = [editions[id_] for id_ in collection.editions_shown if id_] if len(editions) > 1 else []
    return phrase("text.semicolon", lang).join(f"{one.year} · {one.name[lang]} · {one.issuer[lang]}" for one in shown)


def review_notice(lang: Lang) -> str:
    """State the review number of the map, or that it has none. Every map and export must show this."""
    if number := settings().review_number:
        return phrase("export.reviewed", lang, number=number)
    return phrase("export.not_reviewed", lang)


def provenance_lines(facts: Provenance, lang: Lang) -> list[str]:
    """Write each text as one line with its name in front, unless it begins with it."""
    named_texts = [(phrase(f"provenance.{name}", lang), text[lang]) for name, text in facts.items]
    return [text if text.startswith(name) else f"{name} · {text}" for name, text in named_texts]


def sources_of(brands: Iterable[Brand], dataset: Dataset) -> tuple[Source, ...]:
    """List the sources of models and of their figures, in the order of the table."""
    used = {id_ for brand in brands for id_ in (brand.source, *(figure.source for figure in brand.figures))}
    return tuple(source for id_, source in dataset.sources.items() if id_ in used)


def source_name(source: Source, lang: Lang) -> str:
    """Cite a source in short, by publisher and date, for the foot of a page or slide."""
    return phrase("deck.cited", lang, publisher=source.publisher[lang], published=day(source.published, lang))


def source_line(source: Source, lang: Lang) -> str:
    """Cite a source in full: title, publisher and date, byline and address if there are any."""
    line = phrase(
        "export.source_line", lang,
        title=source.title[lang], publisher=source.publisher[lang], published=day(source.published, lang),
    )  # fmt: skip
    details = [part for part in (source.byline[lang], source.url) if part]
    return phrase("text.semicolon", lang).join([line, *details])


def bilingual(write: Callable[[Lang], str]) -> Text:
    """Write a text in both languages with a function of the language."""
    return Text(write("zh"), write("en"))


def bilingual_phrase(key: str) -> Text:
    """Return a phrase in both languages."""
    return bilingual(lambda lang: phrase(key, lang))
