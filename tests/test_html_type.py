"""Markup is written in one module: the type checker refuses plain text as HTML, and no other module spells a tag."""

import ast
import re
from pathlib import Path

import pytest
from mypy import api

from brandmap.markup import Html, fragment, html_document, joined_html, raw_element, tag, text_lines

ROOT = Path(__file__).resolve().parent.parent
FILES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "brandmap").rglob("*.py"))]
TAG = re.compile(r"</?[a-zA-Z][\w-]*[\s/>]|<$")
#: Modules that write another language with tags, or look for some in texts of others.
OTHERS = {
    "brandmap/exports/pdf/style.py",  # ReportLab's paragraphs
    "brandmap/exports/pdf/tags.py",  # marks of a PDF
    "brandmap/exports/picture.py",  # changes finished SVG for other programs
    "brandmap/exports/html/one_file.py",  # reads the script that folium wrote
    "brandmap/serving/headers.py",  # reads the scripts of Streamlit's page
    "brandmap/ui/repairs/document.py",  # finds places in Streamlit's page
}


def test_plain_text_put_into_markup_is_escaped():
    assert tag("p", "<b>", tag("b", "1 < 2"), 3) == "<p>&#60;b&#62;<b>1 &#60; 2</b>3</p>"
    assert fragment("<", tag("br")) == joined_html("", ["<", tag("br")]) == "&#60;<br>"
    assert joined_html("<", [tag("br"), "&"]) == "<br>&#60;&#38;"
    assert text_lines("a <\nb") == "a &#60;<br>b"
    assert tag("i") + "<" == "<i></i>&#60;"
    assert type(tag("i") + "<") is Html


def test_attributes_are_escaped_whatever_they_are():
    assert tag("a", title=tag("b", class_="x")) == '<a title="&#60;b class=&#34;x&#34;&#62;&#60;/b&#62;"></a>'
    assert tag("img", alt="", hidden=True, src=None, lang=False) == '<img alt="" hidden>'
    assert (
        tag("path", data_of="x", viewBox="0", stroke_width=1.25) == '<path data-of="x" viewBox="0" stroke-width="1.2"/>'
    )


def test_what_is_made_from_markup_by_other_means_is_plain_text_again():
    bold = tag("b", "x")
    for text in (f"{bold}", "".join([bold]), bold.replace("x", "<"), str(bold), "a" + bold):
        assert type(text) is str
        assert tag("p", text).count("&#60;b&#62;") == 1


@pytest.mark.parametrize("text", ["x = '</SCRIPT>'", "</style >", "<!-- ", "<script"])
def test_a_script_that_would_end_its_element_is_refused(text):
    with pytest.raises(ValueError, match="would end its element"):
        raw_element("script", text)


def test_a_document_names_its_language():
    document = html_document("zh-CN", tag("title", "<"), tag("p", "甲"))
    assert (
        document
        == '<!DOCTYPE html>\n<html lang="zh-CN"><head><title>&#60;</title></head><body><p>甲</p></body></html>\n'
    )


SNIPPET = """
from brandmap.markup import Html, fragment, tag

def draw(content: Html) -> None: ...

name = input()
draw(tag("p", name))
draw(fragment(name) + name)
draw(name)
draw(f"<p>{tag('b', name)}</p>")
draw(tag("p", name).upper())
draw("<p>" + tag("p", name))
"""


def test_the_type_checker_refuses_plain_text_where_markup_is_drawn(tmp_path):
    file = tmp_path / "snippet.py"
    file.write_text(SNIPPET, encoding="utf-8")
    report, errors, _ = api.run(["--config-file=", "--strict", "--cache-dir", str(tmp_path / "cache"), str(file)])
    refused = [int(line.split(":")[1]) for line in report.splitlines() if "[arg-type]" in line]
    assert (refused, errors) == ([9, 10, 11, 12], ""), report


def test_only_the_module_of_markup_makes_html():
    for path in FILES:
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        made = {ast.unparse(call.func) for call in calls}
        assert "Html" not in made or path.name == "markup.py", path
        doors = {"st.html", "components.html"} & made
        assert not doors or path.name == "html.py", path


def texts(path):
    """The string constants of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in alone)
    return [node.value for node in constants if isinstance(node.value, str)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_other_module_spells_a_tag(path):
    if path != ROOT / "brandmap" / "markup.py" and str(path.relative_to(ROOT)) not in OTHERS:
        assert [text for text in texts(path) if TAG.search(text)] == []
