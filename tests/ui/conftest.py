"""The app in process, without a browser: Streamlit's AppTest through app.py."""

import pytest
from streamlit.testing.v1 import AppTest

from tests import ROOT


@pytest.fixture
def open_app(monkeypatch):
    """``open_app("themes", lang=["en"], theme=["ecology"])``: the page after its first run."""
    monkeypatch.chdir(ROOT)

    def opened(page="map", **query):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        for name, values in query.items():
            app.query_params[name] = values
        app.run()
        if page != "map":
            app.switch_page(f"pages/{page}.py").run()
        return app

    return opened
