"""What holds for any input: the loader, the cell parsers, the cleaner and the URL parser (Hypothesis)."""

# ruff: noqa: E501, PT017 - an error is one of the two results, not the expected one

from hypothesis import given, settings
from hypothesis import strategies as st

from brandmap.collection.view import PARAMETERS, View
from brandmap.intake.cells import CellError, parse_cell
from brandmap.intake.csv_file import read_table
from brandmap.intake.dataset import load
from brandmap.intake.limits import MAX_COLUMNS, PUBLISHED
from brandmap.intake.problems import DataError
from brandmap.markup import clean, escape_markup
from brandmap.places.gazetteer import load_gazetteer
from brandmap.schema import TABLES
from brandmap.text import phrase
from tests.hostile.corpus import MODEL, with_cells
from tests.hostile.texts import TEXTS

COLUMNS = [column for table in TABLES.values() for column in table.columns]
HOSTILE = [text for texts in TEXTS.values() for text in texts.values()]
# Any characters, lone surrogates and controls among them, and pieces of the corpus.
ANY = st.characters(exclude_categories=())
TEXT = st.one_of(st.text(ANY, max_size=300), st.lists(st.sampled_from(HOSTILE), max_size=4).map("".join))
few = settings(max_examples=100, deadline=None)
many = settings(max_examples=300, deadline=None)


@few
@given(data=st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(data):
    raw = read_table(TABLES["brands"], data)
    assert raw.rows == () or not any(problem.fatal for problem in raw.problems)
    assert len(raw.rows) <= PUBLISHED.models


@few
@given(rows=st.lists(st.lists(TEXT, max_size=8), max_size=8), mark=st.sampled_from(",\t;，"))
def test_any_table_is_read_or_refused(rows, mark):
    text = "\n".join(mark.join(row) for row in rows)
    raw = read_table(TABLES["terms"], text.encode("utf-8", "surrogatepass"))
    assert all(len(row.cells) == 4 <= MAX_COLUMNS for row in raw.rows)


@many
@given(column=st.sampled_from(COLUMNS), raw=TEXT)
def test_any_cell_is_a_value_or_a_rule_with_words(column, raw):
    try:
        value = parse_cell(column, raw)
    except CellError as error:
        for lang in ("zh", "en"):
            assert phrase(f"rule.{error.rule}", lang, **error.values)
            assert phrase(f"remedy.{error.rule}", lang)
        return
    if isinstance(value, str):
        value.encode()
        assert value == value.strip() == clean(value)
        assert len(value) <= column.max_length
    if column.required:
        assert value not in ("", (), None)


@few
@given(column=st.sampled_from(TABLES["brands"].columns), raw=TEXT)
def test_any_cell_costs_at_most_its_own_row(files, collection, column, raw):
    try:
        loaded = load(with_cells(files, {column.name: raw}), load_gazetteer())
    except DataError as error:
        # Only what cannot be told apart any more: NUL and lone surrogates make it no text file.
        assert [p.rule for p in error.problems if p.fatal] in (["not_text"], ["encoding"])
        return
    assert {brand.id for brand in loaded.dataset.brands} >= set(collection.dataset.by_id) - {MODEL}


@many
@given(
    query=st.dictionaries(st.one_of(st.sampled_from(sorted(PARAMETERS)), TEXT), st.lists(TEXT, max_size=5), max_size=8)
)
def test_any_query_gives_a_view_that_reads_back(collection, query):
    view, refused = View.from_query(query, collection)
    assert View.from_query(view.to_query(), collection) == (view, ())
    assert all(len(notice.value) <= 40 and "\n" not in notice.value for notice in refused)


@many
@given(data=st.data())
def test_a_valid_query_is_kept_whatever_stands_beside_it(collection, data):
    values = {
        "lang": ("zh", "en"), "theme": tuple(collection.dataset.themes), "season": collection.choices("season"), "prefecture": collection.choices("prefecture"),
        "brand": tuple(collection.dataset.by_id), "need": tuple(collection.dataset.rules.options),
    }  # fmt: skip
    name = data.draw(st.sampled_from(sorted(values)))
    value = data.draw(st.sampled_from(values[name]))
    noise = data.draw(st.lists(TEXT.filter(lambda text: text not in values[name]), max_size=5))
    view, refused = View.from_query({name: [*noise, value]}, collection)
    assert view.to_query() == {name: [value]}
    assert len(refused) == len(noise)


@many
@given(text=TEXT)
def test_cleaning_twice_is_cleaning_once_and_escaped_text_has_nothing_active(text):
    assert clean(clean(text)) == clean(text)
    assert set(clean(text)) <= set(text)
    assert not set("<>\"'`${}\\") & set(escape_markup(text))
    escape_markup(text).encode()


@many
@given(text=TEXT, other=TEXT)
def test_a_value_that_looks_like_a_placeholder_is_text(text, other):
    said = phrase("problem.says", "en", message=text, remedy=other)
    assert said == f": {text} {other}"
