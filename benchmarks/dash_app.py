"""Do what our map page does with Dash and dash-leaflet, written as their documentation teaches: callbacks on the
server, its own scripts served by itself. ``python dash_app.py PORT``."""

from __future__ import annotations

import sys
from typing import Any

import dash_leaflet as dl  # type: ignore[import-not-found,unused-ignore]
from dash import ALL, Dash, Input, Output, ctx, dcc, html, no_update  # type: ignore[import-not-found,unused-ignore]

from benchmarks.material import CENTRE, COUNTY, ZOOM, material

FOUND = material()
BY_ID = {model["id"]: model for model in FOUND["models"]}
app = Dash(__name__, serve_locally=True, title="dash")


def pins(chosen: list[str]) -> list[Any]:
    """Return the markers of the chosen themes; all without a choice."""
    return [
        dl.CircleMarker(
            id={"type": "pin", "brand": model["id"]},
            center=model["seat"],
            radius=9,
            color=model["colour"],
            fill=True,
            fillOpacity=0.9,
            className=f"bench-pin {model['id']}",
            children=[dl.Tooltip(model["name"])],
        )
        for model in FOUND["models"]
        if not chosen or {*chosen} & {*model["themes"]}
    ]


app.layout = html.Div(
    [
        dcc.Checklist(
            id="themes",
            options=[{"value": key, "label": name} for key, name in FOUND["themes"].items()],
            value=[],
            inline=True,
        ),
        html.Div(
            [
                dl.Map(
                    [dl.GeoJSON(data=FOUND["counties"], style=COUNTY), dl.LayerGroup(pins([]), id="pins")],
                    center=CENTRE,
                    zoom=ZOOM,
                    style={"width": "60%", "height": "600px"},
                ),
                html.Div("请在地图上选择一个模式。", id="panel"),
            ],
            style={"display": "flex"},
        ),
    ]
)


@app.callback(Output("pins", "children"), Input("themes", "value"), prevent_initial_call=True)  # type: ignore[untyped-decorator,unused-ignore]
def filtered(chosen: list[str]) -> list[Any]:
    """Draw the markers of the chosen themes."""
    return pins(chosen)


@app.callback(  # type: ignore[untyped-decorator,unused-ignore]
    Output("panel", "children"), Input({"type": "pin", "brand": ALL}, "n_clicks"), prevent_initial_call=True
)
def selected(_clicks: list[int | None]) -> Any:
    """Show the card of the marker clicked."""
    if not ctx.triggered_id or not ctx.triggered[0]["value"]:
        return no_update
    model = BY_ID[ctx.triggered_id["brand"]]
    return [html.H2(model["name"]), html.P(model["unit"]), *(html.P(part) for part in model["card"])]


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
