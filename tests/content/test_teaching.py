"""The teaching kit: whole for every brand, problem before reveal, answers from recorded facts; faulty rows are said."""

import csv
import io
import re

import pytest

from brandmap.collection.deck import Slide
from brandmap.drawing.slide_notes import notes_html
from brandmap.exports.pdf.style import Style
from brandmap.exports.pdf.teaching import lesson_story
from brandmap.exports.pptx.notes import answer_notes, problem_notes
from brandmap.markup import escape_markup
from brandmap.records import LANGS, Text
from brandmap.schema import COMMON_KINDS, TEACHING_KINDS
from tests.content.give_away import GIVE_AWAY, SHAPE
from tests.content.on_record import FACTS

BRANDS = tuple(FACTS)
TABLES_OF_A_BRAND = {"brands": "id", "measures": "brand", "figures": "brand", "places": "brand"}
NUMBER = re.compile(r"\d[\d,]*")


def rows(files, table):
    return list(csv.DictReader(io.StringIO(files[table].decode("utf-8-sig"))))


def numbers(text):
    """Numbers in Arabic digits, without thousands separators."""
    return {found.replace(",", "") for found in NUMBER.findall(text)}


def recorded_numbers(files, brand):
    """Every number in the recorded facts of a brand, as written or as the value of a figure."""
    cells = [
        cell
        for table, key in TABLES_OF_A_BRAND.items()
        for row in rows(files, table)
        if row[key] == brand
        for cell in row.values()
    ]
    return set().union(*map(numbers, cells))


def texts_before_the_reveal(lesson):
    yield from lesson.objectives
    yield lesson.setup
    yield lesson.task
    for plan in lesson.plans.values():
        for step in plan:
            if step.text.zh.startswith("揭示做法："):
                break
            yield step.text
    yield Text(lesson.notes.zh.partition("”")[0], lesson.notes.en.partition("”")[0])


def runs_of(text, lang):
    """Runs of six Chinese characters or five English words that no mark separates."""
    length = {"zh": 6, "en": 5}[lang]
    clauses = re.findall(r"[\u4e00-\u9fff]+" if lang == "zh" else r"[\w' ]+", text.casefold())
    parts = [list(clause) if lang == "zh" else clause.split() for clause in clauses]
    return {tuple(part[n : n + length]) for part in parts for n in range(len(part) - length + 1)}


def test_every_brand_has_a_whole_lesson(collection):
    lessons = collection.dataset.lessons
    for lesson in map(lessons.__getitem__, BRANDS):
        assert len(lesson.objectives) == 3
        assert {length: len(plan) for length, plan in lesson.plans.items()} == {45: 7, 90: 9}
        assert (len(lesson.questions), len(lesson.transfer)) == (3, 3)


def test_the_common_sheets_are_there(collection):
    assert len(collection.dataset.feedback) == 8
    assert len(collection.dataset.closing) == 7
    assert all(text.zh.endswith("？") and text.en.endswith("?") for text in collection.dataset.closing)


def test_every_kind_is_used_and_common_kinds_belong_to_no_brand(files):
    table = rows(files, "teaching")
    assert {row["kind"] for row in table} == set(TEACHING_KINDS)
    assert {row["kind"] for row in table if not row["brand"]} == set(COMMON_KINDS)
    assert [row for row in table if not row["text_zh"] or not row["text_en"]] == []


@pytest.mark.parametrize("brand", BRANDS)
def test_plans_take_exactly_their_time_and_reveal_after_the_groups(collection, brand):
    for length, plan in collection.dataset.lessons[brand].plans.items():
        assert sum(step.minutes for step in plan) == length
        for lang, words in (
            ("zh", ("提出问题：", "分析环境：", "小组提方案：", "各组汇报：", "揭示做法：")),
            ("en", ("Problem:", "Analysis:", "Groups propose:", "Groups report:", "Reveal:")),
        ):
            phases = [step.text[lang] for step in plan]
            found = [next(i for i, phase in enumerate(phases) if phase.startswith(word)) for word in words]
            assert found == sorted(found)


@pytest.mark.parametrize("brand", BRANDS)
def test_nothing_before_the_reveal_gives_the_answer_away(collection, brand):
    lesson = collection.dataset.lessons[brand]
    said = [text.zh + text.en.lower() for text in texts_before_the_reveal(lesson)]
    assert [(secret, text) for secret in GIVE_AWAY[brand] for text in said if secret in text] == []


@pytest.mark.parametrize("brand", GIVE_AWAY)
def test_nothing_before_the_reveal_gives_the_shape_of_the_answer_away(collection, brand):
    said = [text[lang].lower() for text in texts_before_the_reveal(collection.dataset.lessons[brand]) for lang in LANGS]
    assert [(shape, text) for shape in SHAPE[brand] for text in said if re.search(shape, text)] == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("brand", GIVE_AWAY)
def test_nothing_before_the_reveal_repeats_the_wording_of_the_answer(collection, brand, lang):
    """What the problem page says may be said; what only the answer says may not: no phrase of it."""
    model = next(one for one in collection.dataset.brands if one.id == brand)
    answer = set().union(*(runs_of(text[lang], lang) for text in (model.mechanism, *model.measures)))
    answer -= runs_of(model.problem[lang], lang) | runs_of(model.setting[lang], lang)
    said = [text[lang] for text in texts_before_the_reveal(collection.dataset.lessons[brand])]
    assert [(run, text) for text in said for run in runs_of(text, lang) & answer] == []


@pytest.mark.parametrize(
    ("brand", "words"),
    [
        ("kang-pepper", "请安排：三类人各到哪里求助"),
        ("linze-tourism", "哪些人随客流走，哪些人守在固定位置"),
        ("lintao-courtyard", "Design visits: who goes with whom"),
        ("linxia-night", "谁为主，谁支撑"),
        ("anding-kang", "在哪里坐下来谈"),
        ("anding-kang", "你到一户人家，只有半个小时"),
        ("baiyin-smart", "想一想几支警力怎样成为一支"),
        ("qilihe-aerial", "你站在人群里，只看得见前面几个人"),
        ("linze-tourism", "你希望在哪里看到民警"),
        ("huining-melon", "从得知纠纷到抵达现场要经过几步"),
        ("kang-pepper", "If you were a hired picker, whom would you turn to?"),
        ("gangu-orchard", "果农不会到派出所来"),
        ("lintao-courtyard", "各组演示一次院子里的谈话"),
        ("linxia-night", "先写出能请来哪些力量"),
        ("linxia-night", "再在空白图上排出这两小时的安排"),
        ("linxia-night", "where do you withdraw first?"),
        ("qilihe-aerial", "各能知道什么，消息怎样到达现场"),
        ("qilihe-aerial", "draw how information is gathered"),
        ("linze-tourism", "孩子走散、车辆乱停、有人翻越护栏"),
        ("anding-kang", "拟成安排：找谁，什么时候"),
        ("kang-pepper", "tests the notice by asking for help"),
        ("lintao-courtyard", "在人手最少的村怎样运行"),
    ],
)
def test_tasks_that_gave_the_shape_away_are_caught(brand, words):
    assert any(re.search(shape, words.lower()) for shape in SHAPE[brand])


@pytest.mark.parametrize("brand", GIVE_AWAY)
def test_every_objective_has_its_exit_question_and_every_lesson_its_setting_and_law(collection, brand):
    lesson = collection.dataset.lessons[brand]
    assert len(lesson.exits) == len(lesson.objectives)
    assert "每组" in lesson.setup.zh
    assert "groups of" in lesson.setup.en
    assert "由授课单位补上现行依据" in lesson.law.zh
    assert "the school adds the legal basis in force" in lesson.law.en


@pytest.mark.parametrize("brand", GIVE_AWAY)
def test_the_discussion_has_its_minutes_after_the_reveal(collection, brand):
    for plan in collection.dataset.lessons[brand].plans.values():
        phases = [step.text.zh for step in plan]
        reveal = next(n for n, phase in enumerate(phases) if phase.startswith("揭示做法："))
        talk = next(n for n, phase in enumerate(phases) if phase.startswith("讨论："))
        assert reveal < talk
        assert plan[talk].minutes >= 9


def test_no_objective_only_says_or_explains(collection):
    objectives = [text for lesson in collection.dataset.lessons.values() for text in lesson.objectives]
    assert [text.zh for text in objectives if text.zh.startswith(("说清", "说明", "分清报道"))] == []
    assert [text.en for text in objectives if text.en.startswith(("Say", "Explain"))] == []


@pytest.mark.parametrize("brand", BRANDS)
def test_every_question_has_one_answer(collection, files, brand):
    orders = {
        kind: [row["order"] for row in rows(files, "teaching") if (row["brand"], row["kind"]) == (brand, kind)]
        for kind in ("question", "answer")
    }
    assert orders == {"question": ["1", "2", "3"], "answer": ["1", "2", "3"]}
    questions = collection.dataset.lessons[brand].questions
    written = {
        kind: [
            Text(row["text_zh"], row["text_en"])
            for row in rows(files, "teaching")
            if (row["brand"], row["kind"]) == (brand, kind)
        ]
        for kind in ("question", "answer")
    }
    assert [(one.question, one.answer) for one in questions] == list(zip(*written.values(), strict=True))
    for question, _ in questions:
        assert question.zh.endswith("？")
        assert question.en.endswith("?")


@pytest.mark.parametrize("brand", BRANDS)
def test_numbers_in_answers_are_recorded(collection, files, brand):
    recorded = recorded_numbers(files, brand)
    for _, answer in collection.dataset.lessons[brand].questions:
        assert numbers(answer.zh) <= recorded
        assert numbers(answer.en) <= recorded


@pytest.mark.parametrize("brand", BRANDS)
def test_the_answer_about_the_result_says_that_no_evaluation_is_published(collection, brand):
    answer = collection.dataset.lessons[brand].questions[-1].answer
    assert "评估" in answer.zh
    assert re.search(r"no (published )?evaluation", answer.en)


def test_answers_name_no_figure_that_a_wrong_fact_would_add(collection, files):
    """The check above can fail: a number of another brand is not among the recorded ones."""
    assert "123" in recorded_numbers(files, "linxia-night")
    assert "123" not in recorded_numbers(files, "kang-pepper")


def test_no_line_is_used_for_two_models(files):
    """A trainer should recognise the model in every line."""
    table = rows(files, "teaching")
    for column in ("text_zh", "text_en"):
        texts = [row[column] for row in table]
        assert sorted({text for text in texts if texts.count(text) > 1}) == []


@pytest.mark.parametrize("lang", LANGS)
def test_preparation_legal_and_exit_questions_reach_the_trainer(collection, lang):
    """In the presenter's notes, on the notes pages of the slides and on the trainer's page of the handout."""
    brand = collection.dataset.by_id["kang-pepper"]
    lesson = collection.dataset.lessons[brand.id]
    before = notes_html(Slide("problem", (brand,)), collection, lang)
    after = notes_html(Slide("transfer", (brand,)), collection, lang)
    pages = [line.text for line in (*problem_notes(lesson, lang), *answer_notes(lesson, lang))]
    handout = [
        item.getPlainText()
        for item in lesson_story(brand, collection, Style(lang, 10, 400))
        if hasattr(item, "getPlainText")
    ]
    assert escape_markup(lesson.setup[lang]) in before
    for text in (lesson.law, *lesson.exits):
        assert escape_markup(text[lang]) in after
        assert escape_markup(text[lang]) not in before
    for text in (lesson.setup, lesson.law, *lesson.exits):
        assert text[lang] in pages
        assert text[lang] in handout
