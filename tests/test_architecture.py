"""The arrows of docs/architecture.md: app.py, pages/ → brandmap.ui → brandmap; brandmap.serving → brandmap.ui. Nothing
points back."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: The folders of brandmap that may import streamlit; all the rest is the core.
WITH_STREAMLIT = {"ui", "serving"}
CORE = sorted(
    path for path in (ROOT / "brandmap").rglob("*.py") if not WITH_STREAMLIT & {*path.relative_to(ROOT).parts}
)
UI = sorted((ROOT / "brandmap" / "ui").rglob("*.py"))
PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]


def imported(path: Path) -> set[str]:
    """Every module named in an import statement of the file, at any depth."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def tops(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(path)}


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_core_imports_neither_streamlit_nor_the_ui(path):
    assert not {"streamlit", "streamlit_folium", "pages", "app"} & tops(path)
    assert not {name for name in imported(path) if name.startswith("brandmap.ui")}


#: The command that starts the server, and it imports the server only when it runs.
SERVE = ROOT / "brandmap" / "commands" / "serve.py"


@pytest.mark.parametrize("path", [*CORE, *UI, *PAGES], ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_serve_command_imports_the_server(path):
    if path != SERVE:
        assert not {name for name in imported(path) if name.startswith("brandmap.serving")}
    else:
        top = ast.Module(
            body=[
                node
                for node in ast.parse(path.read_text(encoding="utf-8")).body
                if isinstance(node, ast.Import | ast.ImportFrom)
            ],
            type_ignores=[],
        )
        assert "brandmap.serving" not in ast.unparse(top)


@pytest.mark.parametrize("path", [*UI, *PAGES], ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_map_view_imports_streamlit_folium(path):
    assert "streamlit_folium" not in tops(path) or path.name == "map_view.py"


@pytest.mark.parametrize("path", UI, ids=lambda path: path.name)
def test_the_ui_does_not_import_pages(path):
    assert not {"pages", "app"} & tops(path)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_are_thin(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 40


@pytest.mark.parametrize("path", PAGES[1:], ids=lambda path: path.name)
def test_pages_draw_through_the_frame_only(path):
    """Without it a deep link on a fresh server runs the page without app.py (docs/architecture.md)."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    said = [ast.unparse(node) for node in body if not isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef)]
    # A docstring and named constants may stand before it.
    acts = [line for line in said if not line.startswith(("'", '"')) and not line.split(" = ")[0].isupper()]
    assert [re.sub(r"\(.*", "", line) for line in acts] == ["frame.show"]


def test_folium_is_imported_by_the_map_script_package_only():
    users = {path.parent.name for path in [*CORE, *UI] if {"folium", "branca"} & tops(path)}
    assert users <= {"mapscript", "ui", "brandmap"}
    assert {path.name for path in UI if "folium" in tops(path)} <= {"map_view.py"}
