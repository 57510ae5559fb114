"""A visitor's own data are gone from the process with their session: no cache of the app or of Streamlit keeps them."""

import gc
import io
import secrets
import weakref
from types import FrameType

import openpyxl

from brandmap.ui.pages import PAGES
from tests.intake.test_upload import as_xlsx, own_rows
from tests.ui.test_own_data import own_file


def holders(canary):
    """Whatever in this process still refers to a text with the canary, but for the frames of the test."""
    wanted = canary.encode()
    found = []
    for one in gc.get_objects():
        if isinstance(one, FrameType) or one is found:
            continue
        for held in gc.get_referents(one):
            if (isinstance(held, str) and canary in held) or (isinstance(held, bytes) and wanted in held):
                found.append(repr(type(one)))
                break
    return found


def visited(open_app, name, data):
    """A session that uses a file on every page; what it held is known by weak references alone."""
    app = open_app("data", lang=["zh"])
    app.file_uploader[0].upload(name, data, "text/csv").run()
    app.button(key="w_own_use").click().run()
    app.query_params["brand"] = "canary"
    for spec in PAGES:
        app = app.run() if spec.name == "data" else app.switch_page(f"pages/{spec.name}.py").run()
        assert not app.exception
    app.query_params["q"] = "canary"
    app.run()
    snapshot = app.session_state["_own_snapshot"]
    return weakref.ref(snapshot.collection), weakref.ref(snapshot.collection.dataset)


def end_session(open_app):
    """The test harness itself keeps the last session until another one begins."""
    open_app("map", lang=["zh"])
    gc.collect()


def test_nothing_holds_it_once_the_session_has_ended(open_app):
    canary = f"金丝雀{secrets.token_hex(4)}"
    cells = {"id": "canary", "name_zh": canary, "name_en": canary, "note_zh": canary, "place": "敦煌"}
    collection, dataset = visited(open_app, f"{canary}.csv", own_file(cells, {"hours": canary}, {"theme": canary}))
    del cells
    end_session(open_app)
    assert collection() is None
    assert dataset() is None
    assert holders(canary) == []


def test_nor_a_workbook(open_app):
    canary = f"金丝雀{secrets.token_hex(4)}"
    lesson = [["brand", "kind", "order", "text_zh", "text_en"], ["canary", "notes", 1, canary, canary]]
    data = as_xlsx(brands=own_rows({"id": "canary", "name_zh": canary}, {"hours": canary}), teaching=lesson)
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["brands", "teaching"]
    collection, dataset = visited(open_app, "own.xlsx", data)
    del data, lesson
    end_session(open_app)
    assert collection() is None
    assert dataset() is None
    assert holders(canary) == []
