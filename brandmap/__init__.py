"""Core of the Gansu policing models map: pure Python, never imports streamlit (only brandmap.ui does)."""

__version__ = "1.0.0"
