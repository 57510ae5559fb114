"""Entry point: ``streamlit run app.py``."""

from brandmap.ui import frame

frame.run()
