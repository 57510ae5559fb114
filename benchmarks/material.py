"""Read the ten models for the pages ours is held against, as a reader of the files would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

DATA = Path(__file__).resolve().parent.parent / "data"
CENTRE, ZOOM = (37.7, 100.5), 5
COUNTY = {"color": "#8899aa", "weight": 1, "fillOpacity": 0.05}
PARTS = ("summary", "problem", "setting", "mechanism", "partners", "serves", "result")


def material() -> dict[str, Any]:
    """Return the themes, the models with place and card, and the shapes of the counties."""
    brands, themes = (_table(name) for name in ("brands.csv", "themes.csv"))
    units = pd.read_csv(DATA / "geo" / "units.csv", dtype={"adcode": str}, encoding="utf-8-sig")
    seats = {row["adcode"]: [row["seat_lat"], row["seat_lon"]] for _, row in units.dropna(subset="seat_lat").iterrows()}
    colours = dict(zip(themes["id"], themes["colour"], strict=True))
    return {
        "themes": dict(zip(themes["id"], themes["name_zh"], strict=True)),
        "models": [
            {
                "id": row["id"],
                "name": row["name_zh"],
                "unit": row["unit_zh"],
                "themes": [row["theme"], *filter(None, row["also_themes"].split(";"))],
                "colour": colours[row["theme"]],
                "seat": seats[row["adcode"]],
                "card": [row[f"{part}_zh"] for part in PARTS],
            }
            for _, row in brands.iterrows()
        ],
        "counties": json.loads((DATA / "geo" / "counties.geojson").read_text(encoding="utf-8")),
    }


def _table(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / name, dtype=str, keep_default_na=False, encoding="utf-8-sig")
