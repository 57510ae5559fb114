"""The trainers' deck: which models, which slides, and that every slide fits and escapes what it shows."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from brandmap.collection.deck import (
    ABOUT_SEVERAL,
    CLOSING_ROWS,
    Position,
    Slide,
    deck_brands,
    deck_of,
    map_bounds,
    move_item,
    slides_of,
)
from brandmap.collection.filters import Collection, Filters
from brandmap.collection.view import View
from brandmap.collection.wording import closing_row, position_text
from brandmap.drawing import slides
from brandmap.drawing.slide_notes import notes_html
from brandmap.drawing.slides import slide_html
from brandmap.markup import escape_markup
from brandmap.records import Text

HOSTILE = "<script>alert(1)</script>{{7*7}}\u202e\"'"


def kinds(deck):
    return [(slide.kind, slide.measures_shown) if slide.kind == "measures" else slide.kind for slide in deck.slides]


def words(html):
    """The text of the HTML, the style block left out."""
    return re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<style>.*?</style>", "", html))


@pytest.mark.parametrize(
    ("view", "ids"),
    [
        (View(filters=Filters(theme=("technology",))), ["baiyin-smart", "qilihe-aerial"]),
        (View(deck=("linxia-night", "maqu-ecology")), ["linxia-night", "maqu-ecology"]),
        (View(deck=("kang-pepper",), filters=Filters(theme=("technology",))), ["kang-pepper"]),
        (View(filters=Filters(theme=("tourism",), season=("winter",))), []),
    ],
)
def test_the_deck_holds_the_filter_or_the_hand_picked_in_their_order(collection, view, ids):
    assert [brand.id for brand in deck_brands(view, collection)] == ids


def test_all_means_all_whatever_the_filter(collection):
    view = View(deck=("all",), filters=Filters(theme=("technology",)))
    assert deck_brands(view, collection) == collection.dataset.brands


def test_problem_first_then_reveal_then_result_then_questions(collection):
    """Maqu has three measures. One model alone is compared with nothing."""
    assert kinds(deck_of(View(deck=("maqu-ecology",)), collection)) == [
        "opening", "problem", "task", "mechanism", ("measures", 1), ("measures", 2), ("measures", 3), "people",
        "result", "discussion", "transfer", "source",
    ]  # fmt: skip


def test_without_a_lesson_there_are_no_teaching_slides(collection):
    bare = replace(collection.dataset, lessons={}, closing=())
    brands = bare.brands[:2]
    found = [slide.kind for slide in slides_of(brands, bare)]
    assert not {"task", "discussion", "transfer", "questions"} & set(found)
    assert found[-2:] == ["closing", "source"]


def test_ten_models_are_compared_in_three_tables_of_at_most_four(collection):
    deck = deck_of(View(), collection)
    tables = [slide.brands for slide in deck.slides if slide.kind == "closing"]
    assert [len(brands) for brands in tables] == [4, 4, 2]
    assert CLOSING_ROWS == 4
    assert tuple(brand for brands in tables for brand in brands) == collection.dataset.brands
    # Opening, 7 slides a model, 41 measures, three tables, questions, source.
    assert len(deck) == 1 + 70 + 41 + 3 + 1 + 1 == 117


def test_a_step_beyond_the_deck_is_its_last_slide(collection):
    deck = deck_of(View(deck=("maqu-ecology",)), collection)
    assert (deck.clamp(0), deck.clamp(5), deck.clamp(999)) == (1, 5, 12)
    assert deck.slide_at(999).kind == "source"
    assert deck_of(View(filters=Filters(theme=("tourism",), season=("winter",))), collection).slides == ()


def test_where_a_model_begins(collection):
    deck = deck_of(View(deck=("huining-melon", "maqu-ecology")), collection)
    ids = [slide.brand and slide.brand.id for slide in deck.slides]
    assert (ids.index("huining-melon"), ids.index("maqu-ecology")) == (1, 12)


def test_the_map_shows_the_county_with_its_surroundings(collection):
    """Maqu County lies between 33.1 and 34.5 N, 100.7 and 102.5 E."""
    low, high = map_bounds(Slide("problem", (collection.dataset.by_id["maqu-ecology"],)))
    assert (low.lat, low.lon) == pytest.approx((32.2, 99.7), abs=0.2)
    assert (high.lat, high.lon) == pytest.approx((35.3, 103.6), abs=0.2)


def test_the_map_of_several_models_shows_the_whole_province(collection):
    """Gansu reaches from 92.3 to 108.7 E and from 32.6 to 42.8 N."""
    low, high = map_bounds(deck_of(View(deck=("maqu-ecology", "kang-pepper")), collection).slide_at(1))
    assert (low.lat, low.lon, high.lat, high.lon) == pytest.approx((32.6, 92.3, 42.8, 108.7), abs=0.1)


@pytest.mark.parametrize(
    ("id_", "by", "order"),
    [("b", -1, ("b", "a", "c")), ("b", 1, ("a", "c", "b")), ("a", -1, ("a", "b", "c")), ("c", 5, ("a", "b", "c"))],
)
def test_moving_stops_at_the_ends(id_, by, order):
    assert move_item(("a", "b", "c"), id_, by) == order


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_slide_of_every_model_is_large_enough(collection, lang):
    """Scale 1 is 28.8 px at 1440 × 900. Longer English may go below: the tables of tags to 23, the rest to 26."""
    deck = deck_of(View(), collection)
    least = {"zh": 1.0, "en": 0.9}[lang]
    for step, slide in enumerate(deck.slides, 1):
        scale = float(re.search(r"--k:([\d.]+)", slide_html(deck, step, collection, lang))[1])
        assert scale >= (0.8 if (lang, slide.kind) == ("en", "closing") else least), (step, slide.kind)


def test_the_problem_does_not_name_the_model(collection):
    """The name would give the response away."""
    deck = deck_of(View(deck=("qilihe-aerial",)), collection)
    for step in (2, 3):
        assert "空中警务" not in words(slide_html(deck, step, collection, "zh"))
    problem = words(slide_html(deck, 2, collection, "zh"))
    assert "七里河区" in problem
    assert "如果由你来办，会怎么做？" in problem


def test_measures_to_come_keep_their_place_unseen(collection):
    deck = deck_of(View(deck=("maqu-ecology",)), collection)
    states = re.findall(r'<li(?: class="([^"]*)")?><span>\d', slide_html(deck, 6, collection, "zh"))
    assert states == ["", "bmd-new", "bmd-hid"]


def test_the_award_stands_apart_from_the_evidence(collection):
    deck = deck_of(View(deck=("maqu-ecology",)), collection)
    html = slide_html(deck, 9, collection, "en")
    pair = html[html.index('<div class="bmd-pair">') :]
    evidence, award = pair.split("</div><div>")
    assert "press report" in words(evidence).lower()
    assert "Gansu Legal Daily" not in evidence
    assert "Gansu Legal Daily" in award
    assert "not an evaluation" in award


def test_the_closing_table_says_what_is_not_published(collection):
    melon = collection.dataset.by_id["huining-melon"]
    assert closing_row(melon, collection, "zh") == (
        "矛盾纠纷、采收购销季的纠纷、涉农违法犯罪",
        "打击违法犯罪、纠纷化解、法律政策宣传等7项", "暂无公开资料", "6—8月",
    )  # fmt: skip
    assert closing_row(collection.dataset.by_id["linxia-night"], collection, "en")[3] == "all year*, 21:00–23:00"
    assert closing_row(collection.dataset.by_id["kang-pepper"], collection, "en")[3] == "July"


def test_the_source_slide_names_source_and_notices(collection):
    deck = deck_of(View(), collection)
    said = words(slide_html(deck, len(deck), collection, "zh"))
    for part in ("甘肃法治报", "2024年12月30日", "天地图", "审图号", "编辑所写"):
        assert part in said


def test_notes_hold_answers_with_the_questions_and_plans_with_the_problem(collection):
    one = (collection.dataset.by_id["huining-melon"],)
    assert "45-minute plan" in notes_html(Slide("problem", one), collection, "en")
    assert "Possible answer" in notes_html(Slide("discussion", one), collection, "en")
    assert "Possible answer" not in notes_html(Slide("problem", one), collection, "en")
    bare = Collection.of(replace(collection.dataset, lessons={}), collection.gazetteer)
    assert "There is no teaching material" in notes_html(Slide("problem", one), bare, "en")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_slide_about_several_models_has_notes_of_its_own(collection, lang):
    """What to prepare, what to ask, possible answers, the law and the feedback sheet: all from the lessons."""
    deck = deck_of(View(deck=("huining-melon", "maqu-ecology")), collection)
    dataset, brands = collection.dataset, deck.brands
    lessons = [
        replace(
            dataset.lessons[brand.id],
            setup=Text(f"准备{brand.number}组", f"Prepare {brand.number} groups"),
            exits=(Text(f"第{brand.number}个漏洞？", f"Hole {brand.number}?"),),
            law=Text(f"第{brand.number}条由谁批准？", f"Who approves article {brand.number}?"),
        )
        for brand in brands
    ]
    dataset = replace(dataset, lessons={brand.id: lesson for brand, lesson in zip(brands, lessons, strict=True)})
    collection = Collection.of(dataset, collection.gazetteer)
    notes = {slide.kind: notes_html(slide, collection, lang) for slide in deck.slides if slide.kind in ABOUT_SEVERAL}
    expected = {
        "opening": [lesson.setup for lesson in lessons],
        "closing": [*dataset.closing, *(text for lesson in lessons for text in lesson.exits)],
        "questions": [text for lesson in lessons for one in lesson.questions for text in (one.question, one.answer)],
        "source": [*(lesson.law for lesson in lessons), *dataset.feedback],
    }
    expected = {kind: [escape_markup(text[lang]) for text in texts if text[lang]] for kind, texts in expected.items()}
    assert list(notes) == list(expected)
    assert all(expected.values())
    for kind, html in notes.items():
        there = [other for other, texts in expected.items() for text in texts if text in html]
        assert there == [kind] * len(expected[kind]), kind
        named = [brand.id for brand in brands if brand.name[lang] in html]
        assert named == ([] if kind == "opening" else [brand.id for brand in brands])
        assert "PageDown" not in html
    bare = Collection.of(replace(dataset, lessons={}, closing=(), feedback=()), collection.gazetteer)
    for kind in ("opening", "closing", "source"):
        assert "bmd-note" not in notes_html(Slide(kind, brands), bare, lang)


def test_slides_about_one_model_know_it(collection):
    for slide in deck_of(View(), collection).slides:
        assert (slide.brand is None) == (slide.kind in ABOUT_SEVERAL)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_texts_are_shown_as_they_stand(collection, lang):
    bad = Text(HOSTILE, HOSTILE)
    brand = replace(
        collection.dataset.brands[0],
        **dict.fromkeys(("name", "problem", "setting", "mechanism", "result", "when", "award_issuer"), bad),
        **dict.fromkeys(("measures", "partners", "serves"), (bad,)),
    )
    dataset = replace(collection.dataset, brands=(brand, *collection.dataset.brands[1:]), closing=(bad,))
    hostile = Collection.of(dataset, collection.gazetteer)
    deck = deck_of(View(), hostile)
    for step in range(1, len(deck) + 1):
        html = slide_html(deck, step, hostile, lang, choice=HOSTILE) + notes_html(deck.slide_at(step), hostile, lang)
        assert "<script" not in html
        assert "{{" not in html
        assert "\u202e" not in html


def test_a_short_lesson_has_one_slide_per_part_and_problems_alone_reveal_nothing(collection):
    short = deck_of(View(lesson="short"), collection)
    assert [slide.kind for slide in short.slides[:4]] == ["opening", "problem", "response", "result"]
    assert len(short) == 1 + 30 + 3 + 1 + 1
    problems = deck_of(View(lesson="problem", deck=("maqu-ecology", "kang-pepper")), collection)
    assert kinds(problems) == ["opening", "problem", "task", "problem", "task", "source"]
    html = slide_html(short, 3, collection, "zh")
    assert all(measure.zh in words(html) for measure in collection.dataset.brands[0].measures)


def test_builds_belong_to_their_slide(collection):
    deck = deck_of(View(), collection)
    assert deck.position(1) == Position(1, 86, 0, 10, 0, 0)
    assert [deck.position(step) for step in (4, 5, 6, 7, 8)] == [
        Position(4, 86, 1, 10, 0, 0),
        *(Position(5, 86, 1, 10, build, 3) for build in (1, 2, 3)),
        Position(6, 86, 1, 10, 0, 0),
    ]
    assert deck.position(999) == Position(86, 86, 0, 10, 0, 0)
    assert position_text(deck.position(6), "zh") == "模式 1 / 10 · 措施 2 / 3"
    assert position_text(deck.position(117), "en") == "86 / 86"
    assert 'aria-label="第 5 页，共 86 页 · 模式 1 / 10 · 措施 2 / 3"' in slide_html(deck, 6, collection, "zh")


def test_the_heading_has_one_place_on_all_slides_of_a_model(collection):
    """Only the text below it is fitted; a map that says nothing gives way."""
    deck = deck_of(View(deck=("maqu-ecology",)), collection)
    wide = [slide.kind for slide in deck.slides if slide.covers_map]
    assert wide == ["task", "discussion", "transfer", "source"]
    css = (Path(slides.__file__).parent / "styles" / "slides.css").read_text(encoding="utf-8")
    assert ".bmd{--f:min(2vw,3.4vh);font-size:var(--f);" in css
    assert ".bmd-body{font-size:calc(var(--f)*var(--s,var(--k)));" in css
