"""The textbook way to do what our map page does: the map is built on every rerun and st_folium has its defaults.

Same data, same counties, a theme filter and a detail panel. Written as the documentation of the packages suggests:
the files are cached, the map is not. Only the addresses of folium's default files are turned to a stand-in on this
machine (``STAND_IN``), because there is no outside world here.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

DATA = Path(__file__).resolve().parent.parent / "data"
STAND_IN = os.environ["BENCHMARK_STAND_IN"]  # base URL, no slash at the end


@st.cache_data
def brands() -> pd.DataFrame:
    """Read the table of models."""
    return pd.read_csv(DATA / "brands.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")


@st.cache_data
def tables() -> tuple[dict[str, str], dict[str, str], dict[str, tuple[float, float]]]:
    """Theme names, theme colours by id and seats (lat, lon) by adcode."""
    themes = pd.read_csv(DATA / "themes.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    units = pd.read_csv(DATA / "geo" / "units.csv", dtype={"adcode": str}, encoding="utf-8-sig")
    seats = {
        str(row["adcode"]): (float(row["seat_lat"]), float(row["seat_lon"]))
        for _, row in units.dropna(subset="seat_lat").iterrows()
    }
    by_id = themes.set_index("id")
    names, colours = (dict(zip(by_id.index, by_id[column], strict=True)) for column in ("name_zh", "colour"))
    return names, colours, seats


@st.cache_data
def counties() -> dict[str, Any]:
    """Read the shapes of the counties."""
    layer: dict[str, Any] = json.loads((DATA / "geo" / "counties.geojson").read_text(encoding="utf-8"))
    return layer


def local(links: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Point to the same files, from the stand-in."""
    return [(name, f"{STAND_IN}/{name}/{url.rsplit('/', 1)[-1]}") for name, url in links]


st.set_page_config(page_title="textbook", layout="wide")
names, colours, seats = tables()
chosen = st.sidebar.multiselect("主题", list(names), format_func=names.__getitem__, key="theme")
rows = brands()
if chosen:
    rows = rows[[bool({row["theme"], *row["also_themes"].split(";")} & {*chosen}) for _, row in rows.iterrows()]]
st.write(f"10 个中的 {len(rows)} 个")
left, right = st.columns([3, 2])
with left:
    tiles = f"{STAND_IN}/tile/{{z}}/{{x}}/{{y}}.png"
    chart = folium.Map(location=(37.7, 100.5), zoom_start=5, tiles=tiles, attr="stand-in")
    chart.default_js, chart.default_css = local(chart.default_js), local(chart.default_css)
    folium.GeoJson(
        counties(),
        style_function=lambda _: {"color": "#8899aa", "weight": 1, "fillOpacity": 0.05, "className": "textbook-county"},
    ).add_to(chart)
    for _, row in rows.iterrows():
        folium.CircleMarker(
            seats[row["adcode"]], radius=9, color=colours[row["theme"]], fill=True, fill_opacity=0.9,
            tooltip=row["name_zh"], class_name=f"textbook-pin {row['id']}",
        ).add_to(chart)  # fmt: skip
    result = st_folium(chart, height=600, use_container_width=True)
with right, st.container(key="panel"):
    clicked = (result or {}).get("last_object_clicked_tooltip")
    match = brands()[brands()["name_zh"] == (clicked or "").strip()]
    if match.empty:
        st.write("请在地图上选择一个模式。")
    else:
        brand = match.iloc[0]
        st.header(brand["name_zh"])
        st.write(brand["unit_zh"])
        for column in ("summary", "problem", "setting", "mechanism", "partners", "serves", "result"):
            st.write(brand[f"{column}_zh"])
