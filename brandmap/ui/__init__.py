"""Draw the pages with Streamlit."""
