"""Start the app: ``streamlit run app.py`` finds ``app`` here and runs this file for every visitor."""

import streamlit as st

from brandmap.ui import frame, front_files, repairs, state
from brandmap.ui.pages import PAGES
from brandmap.ui.repairs import document

if __name__ == "__main__":
    frame.run()
else:
    repairs.install()
    state.load_data()
    base, addresses = st.get_option("server.baseUrlPath"), [spec.address for spec in PAGES]
    app = st.App(__file__, routes=[*front_files.routes(base), *document.routes(addresses, base)])
