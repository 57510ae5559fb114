"""Entry point: ``streamlit run app.py``, which finds ``app`` here and runs this file for every visitor."""

import streamlit as st

from brandmap.serving import guards
from brandmap.ui import document, frame

if __name__ == "__main__":
    frame.run()
else:
    guards.install()
    app = st.App(__file__, routes=document.routes(st.get_option("server.baseUrlPath")))
