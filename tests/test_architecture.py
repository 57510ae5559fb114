"""Hold every import of the project to the floors of docs/architecture.md: a room uses only rooms on lower floors."""

import ast
import re
from pathlib import Path

import pytest

from tests import ROOT

#: The rooms of brandmap, a folder or a module each, from the top floor to the bottom.
FLOORS = (
    ("commands",),
    ("serving",),
    ("ui",),
    ("exports",),
    ("front",),
    ("drawing", "intake"),
    ("tables",),
    ("collection",),
    ("places",),
    ("schema", "text"),
    ("records", "markup", "settings"),
)
FLOOR_OF = {room: -number for number, rooms in enumerate(FLOORS) for room in rooms}
#: Which rooms may import a package that nothing else should know.
ONLY_IN = {
    "streamlit": {"ui", "serving", "pages", "app"},
    "streamlit_folium": {"ui"},
    "folium": {"front", "ui"},
    "branca": {"front", "markup"},
    "uvicorn": {"serving", "ui"},
}
FILES = sorted((ROOT / "brandmap").rglob("*.py"))
PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]


def room(path: Path) -> str:
    """The room of a file: the first name below brandmap/, or below the root."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "brandmap" else parts[0]


def imported(path: Path) -> set[str]:
    """Every module named in an import statement of the file, at any depth."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def rooms_used(path: Path) -> set[str]:
    used = {name.split(".")[1] for name in imported(path) if name.startswith("brandmap.")}
    return (used & FLOOR_OF.keys()) - {room(path)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_uses_only_rooms_on_lower_floors(path):
    if room(path) in ("__init__", "__main__"):
        assert rooms_used(path) <= {"text"}
    else:
        upward = {used for used in rooms_used(path) if FLOOR_OF[used] >= FLOOR_OF[room(path)]}
        assert upward == set()


def test_the_floors_name_every_room_once():
    assert sorted(FLOOR_OF) == sorted({room(path) for path in FILES} - {"__init__", "__main__"})
    assert len(FLOOR_OF) == sum(map(len, FLOORS))


@pytest.mark.parametrize("path", [*FILES, *PAGES], ids=lambda path: str(path.relative_to(ROOT)))
def test_a_package_is_imported_only_where_it_belongs(path):
    tops = {name.split(".")[0] for name in imported(path)}
    assert {top for top in tops & ONLY_IN.keys() if room(path) not in ONLY_IN[top]} == set()
    assert not {"pages", "app"} & tops


def test_only_the_map_view_imports_streamlit_folium():
    users = [path.name for path in FILES if "streamlit_folium" in imported(path)]
    assert users == ["map_view.py"]


def test_the_command_line_imports_the_server_only_when_it_runs():
    """``--help`` and the other commands must not wait for it."""
    for path in (ROOT / "brandmap" / "commands").glob("*.py"):
        top = [
            ast.unparse(node)
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        assert "brandmap.serving" not in "\n".join(top)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_are_thin(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 40


@pytest.mark.parametrize("path", PAGES[1:], ids=lambda path: path.name)
def test_pages_draw_through_the_frame_only(path):
    """Without it a deep link on a fresh server runs the page without app.py (docs/architecture.md)."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    lines = [ast.unparse(node) for node in body if not isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef)]
    # A docstring and named constants may stand before it.
    acts = [line for line in lines if not line.startswith(("'", '"')) and not line.split(" = ")[0].isupper()]
    assert [re.sub(r"\(.*", "", line) for line in acts] == ["frame.show"]
