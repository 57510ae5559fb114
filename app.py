"""Start the app: ``streamlit run app.py`` finds ``app`` here and runs this file for every visitor."""

import streamlit as st

from brandmap.ui import frame, front_files, repairs, state
from brandmap.ui.pages import PAGES
from brandmap.ui.repairs import document, static_files

if __name__ == "__main__":
    frame.run()
else:
    repairs.install()
    state.load_data()
    base, addresses = st.get_option("server.baseUrlPath"), [spec.address for spec in PAGES]
    files = [*static_files.routes(base), *front_files.routes(base)]
    app = st.App(__file__, routes=[*files, *document.routes(addresses, base)])
