"""Stacked bars as a plotly figure, for readers who want to explore them."""

from typing import Any

import plotly.graph_objects as go

from sunagawa_plan.lib.charts import wording
from sunagawa_plan.lib.charts.figure import plain_number
from sunagawa_plan.lib.charts.look import COLOURS, WIDE
from sunagawa_plan.lib.charts.series import Point
from sunagawa_plan.lib.charts.stack import Layer, StackedSeries, look_of
from sunagawa_plan.lib.charts.stacked import NOT_KNOWN, stacked_axis

# The same order of textures as in charts.css, so that grey print tells layers apart here too.
PATTERNS = ("", "/", "", ".", "", "-")
Parts = dict[str, Any]


def stacked_figure(series: StackedSeries) -> go.Figure:
    """Return the figure of a series; a year of which nothing is known says so in its place."""
    axis = stacked_axis(series, ticks=WIDE.value_ticks)
    years = list(series.years)
    layout = {
        "title": {
            "text": wording.sample_mark(series.title, is_sample=series.is_sample),
            "subtitle": {"text": f"単位：{series.unit}"},
        },
        "barmode": "relative",
        "xaxis": {
            "range": [years[0] - 0.5, years[-1] + 0.5],
            "tickvals": years,
            "ticktext": [wording.short_year(year) for year in years],
        },
        "yaxis": {
            "range": [plain_number(axis.low), plain_number(axis.high)],
            "tickformat": ",",
        },
        "annotations": _annotations(series),
        "template": "none",
    }
    traces = [_trace(series, place, layer) for place, layer in enumerate(series.layers)]
    return go.Figure(data=traces, layout=layout)


def _trace(series: StackedSeries, place: int, layer: Layer) -> Parts:
    role = f"layer-{look_of(place)}"
    value = f"%{{y:,.{series.decimal_places}f}}{series.unit}"
    marker: Parts = {"color": COLOURS[role], "line": {"color": COLOURS[role], "width": 0}}
    if pattern := PATTERNS[look_of(place) - 1]:
        marker["pattern"] = {"shape": pattern, "fillmode": "overlay"}
    return {
        "type": "bar",
        "name": layer.name,
        "meta": role,
        "x": [point.fiscal_year for point in layer.points],
        "y": [_value(point) for point in layer.points],
        "customdata": [wording.era_year(point.fiscal_year) for point in layer.points],
        "hovertemplate": f"%{{customdata}}年度（%{{x:d}}年度）<br>{layer.name} {value}<extra></extra>",
        "marker": marker,
    }


def _value(point: Point) -> float | int | None:
    return None if point.value is None else plain_number(point.value)


def _annotations(series: StackedSeries) -> list[Parts]:
    place = {"y": 0, "yanchor": "bottom", "showarrow": False}
    return [
        {"x": year, "text": NOT_KNOWN} | place
        for year in series.unknown_years
        if not any(series.known(year))
    ]
