"""Start the app: ``streamlit run app.py`` finds ``app`` here and runs this file for every visitor."""

import streamlit as st

from brandmap.ui import frame, state
from brandmap.ui.repairs import document

if __name__ == "__main__":
    frame.run()
else:
    state.load_data()
    app = st.App(__file__, routes=document.routes(st.get_option("server.baseUrlPath")))
