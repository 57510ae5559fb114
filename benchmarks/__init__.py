"""Our app beside a textbook Streamlit + Folium app. One command: ``python -m benchmarks``."""
