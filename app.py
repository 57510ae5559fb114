"""Start the app: ``streamlit run app.py`` finds ``app`` here and runs this file for every visitor."""

import streamlit as st

from brandmap.ui import frame, repairs, state
from brandmap.ui.pages import PAGES
from brandmap.ui.repairs import document

if __name__ == "__main__":
    frame.run()
else:
    repairs.install()
    state.load_data()
    addresses = [spec.address for spec in PAGES]
    app = st.App(__file__, routes=document.routes(addresses, st.get_option("server.baseUrlPath")))
