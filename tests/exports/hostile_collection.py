"""A small collection whose every text tries to do harm, for the exports."""

from dataclasses import replace

from brandmap.collection.filters import Collection
from brandmap.markup import clean
from brandmap.records import Lesson, Question, Text
from tests.hostile_models import TEXTS


def hostile(collection: Collection) -> Collection:
    """The published collection with the texts of each brand replaced by one hostile text after the other, as the
    loader lets them through."""

    def bad(n: int) -> Text:
        return Text(clean(TEXTS[n % len(TEXTS)]), clean(TEXTS[(n + 1) % len(TEXTS)]))

    brands, lessons = [], {}
    for n, brand in enumerate(collection.dataset.brands):
        brands.append(
            replace(
                brand,
                name=bad(2 * n),
                summary=bad(2 * n + 1),
                unit=bad(n + 3),
                problem=bad(n + 8),
                setting=bad(n + 9),
                mechanism=bad(n + 10),
                measures=(bad(n + 11), bad(n + 12)),
                partners=(bad(n + 13),),
                serves=(bad(n + 14),),
                result=bad(n + 15),
                transfer=bad(n + 16),
                when=bad(n + 17),
                note=bad(n),
                home=replace(brand.home, locality=bad(n + 18)),
            )
        )
        lessons[brand.id] = Lesson(
            objectives=(bad(n),), task=bad(n + 1), notes=bad(n + 2), questions=(Question(bad(n + 8), bad(n + 9)),),
            transfer=(bad(n + 10),),
        )  # fmt: skip
    return Collection.of(replace(collection.dataset, brands=tuple(brands), lessons=lessons), collection.gazetteer)
