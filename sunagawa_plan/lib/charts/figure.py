"""The same series as a plotly figure, for readers who want to explore it.

Every trace names its colour in `meta`, so that explore-chart.js can take the page's own, dark
mode included; the colours written here serve whoever draws the figure without that script.
"""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from sunagawa_plan.lib.charts import wording
from sunagawa_plan.lib.charts.axes import ValueAxis
from sunagawa_plan.lib.charts.frame import axis_for
from sunagawa_plan.lib.charts.look import COLOURS, WIDE
from sunagawa_plan.lib.charts.series import IndicatorSeries, Point

TRANSPARENT = "rgba(0,0,0,0)"
Parts = dict[str, Any]


def indicator_figure(series: IndicatorSeries) -> go.Figure:
    """Return the figure of a series; fiscal years are numbers on x, named by ticks and hover."""
    axis, draws_statutory = axis_for(series, ticks=WIDE.value_ticks)
    layout = _layout(series, axis) | _annotations(series, axis)
    if series.statutory and draws_statutory:
        layout["shapes"] = [_level(plain_number(series.statutory[1]), "statutory")]
    return go.Figure(data=list(_traces(series, axis)), layout=layout | {"template": "none"})


def figure_json(figure: go.Figure) -> str:
    """Return the figure as compact JSON: numbers as numbers, absent values as null."""
    parts = figure.to_dict()
    # "none" stands in the dictionary as an empty template.
    parts["layout"].pop("template", None)
    return json.dumps(parts, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _traces(series: IndicatorSeries, axis: ValueAxis) -> Iterator[Parts]:
    yield from _bound(series, axis)
    if series.plan_line:
        line = {"color": COLOURS["plan"], "dash": "dash", "width": 1.5}
        plan = _trace(series, series.plan_line, name="計画線", role="plan")
        # Of points on one spot plotly answers for the smallest mark: an unseen large one lets the
        # values speak before the line.
        unseen = {"size": 24, "color": TRANSPARENT}
        yield plan | {"mode": "lines+markers", "line": line, "marker": unseen}
    yield from _actual(series)
    if series.targets:
        targets = _trace(series, series.targets, name="目標値", role="target")
        yield targets | _marker("target", "diamond")
    if series.baseline:
        baseline = _trace(series, [series.baseline], name="基準値", role="baseline")
        yield baseline | _marker("baseline", "square")


def _trace(series: IndicatorSeries, points: Sequence[Point], *, name: str, role: str) -> Parts:
    value = f"%{{y:,.{series.decimal_places}f}}{wording.unit_words(series)}"
    return {
        "type": "scatter",
        "name": name,
        "meta": role,
        "x": [point.fiscal_year for point in points],
        "y": [None if point.value is None else plain_number(point.value) for point in points],
        "customdata": [wording.era_year(point.fiscal_year) for point in points],
        # Without a format plotly would put the short name of the tick for x.
        "hovertemplate": f"%{{customdata}}年度（%{{x:d}}年度）<br>{name} {value}<extra></extra>",
    }


def _marker(role: str, symbol: str) -> Parts:
    return {"mode": "markers", "marker": {"color": COLOURS[role], "size": 11, "symbol": symbol}}


def plain_number(value: Decimal) -> float | int:
    """Return a value as JSON and plotly know numbers."""
    return int(value) if value == value.to_integral_value() else float(value)


def _actual(series: IndicatorSeries) -> Iterator[Parts]:
    points = _with_gaps(series)
    if not points:
        return
    trace = _trace(series, points, name="実績値", role="focus")
    colour = COLOURS["focus"]
    marker: Parts = {"color": colour, "size": 9}
    if any(point.is_provisional for point in points):
        marker["symbol"] = ["circle-open" if point.is_provisional else "circle" for point in points]
        marker["line"] = {"color": colour, "width": 2}
        trace["text"] = [f"（{wording.PROVISIONAL}）" * point.is_provisional for point in points]
        trace["hovertemplate"] = trace["hovertemplate"].replace("<extra>", "%{text}<extra>")
    line = {"color": colour, "width": 3}
    yield trace | {
        "mode": "lines+markers",
        "line": line,
        "marker": marker,
        "connectgaps": False,
    }


def _with_gaps(series: IndicatorSeries) -> list[Point]:
    """Return a point for every year from the first value to the last, so that a gap is a gap."""
    known = {point.fiscal_year: point for point in series.actual if point.value is not None}
    if not known:
        return []
    return [known.get(year, Point(year, None)) for year in range(min(known), max(known) + 1)]


def _bound(series: IndicatorSeries, axis: ValueAxis) -> Iterator[Parts]:
    """Yield an unseen line at the rim of the plot, and the bound as steps filled up to it.

    The band explains the values; it answers no pointer of its own, for its limits are the
    targets.
    """
    if not series.bound:
        return
    years = [point.fiscal_year for point in series.bound]
    values = [None if point.value is None else plain_number(point.value) for point in series.bound]
    rim = plain_number(axis.low if series.bound_side == "ceiling" else axis.high)
    quiet = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    # Steps end half a column beyond their first and last year, as in the drawing.
    ends = [years[0] - 0.5, *years, years[-1] + 0.5]
    yield quiet | {
        "x": [ends[0], ends[-1]],
        "y": [rim, rim],
        "line": {"width": 0},
        "showlegend": False,
    }
    yield quiet | {
        "name": wording.bound_words(series),
        "meta": "bound",
        "x": ends,
        "y": [values[0], *values, values[-1]],
        "line": {"color": COLOURS["bound"], "shape": "hvh", "width": 1.5},
        "fill": "tonexty",
        "fillcolor": COLOURS["bound-fill"],
    }


def _level(height: float, role: str) -> Parts:
    line = {"color": COLOURS[role], "dash": "dashdot", "width": 2}
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": height,
        "y1": height,
        "line": line,
    }


def _annotations(series: IndicatorSeries, axis: ValueAxis) -> Parts:
    """Return what is said in words: arrow targets, the statutory line, and that it is a sample."""
    known = series.last_known
    level = known.value if known and known.value is not None else axis.ticks[len(axis.ticks) // 2]
    last = series.years[-1]
    notes: list[Parts] = [
        {
            "name": "target",
            "x": year,
            "y": plain_number(level),
            "text": f"{series.milestone_name(year)} {arrow}",
            "yanchor": "bottom",
            "xanchor": "right" if year == last else "center",
        }
        for year, arrow in series.arrow_targets
    ]
    if series.statutory and axis.low <= series.statutory[1] <= axis.high:
        name, value = series.statutory
        words = f"{name} {wording.number_words(series, value)}"
        place = {"xref": "paper", "x": 1, "xanchor": "right", "yanchor": "bottom"}
        notes.append({"name": "statutory", "y": plain_number(value), "text": words} | place)
    if series.is_sample:
        middle = {"xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5}
        notes.append({"text": wording.SAMPLE, "opacity": 0.2, "font": {"size": 72}} | middle)
    return {"annotations": [note | {"showarrow": False} for note in notes]} if notes else {}


def _layout(series: IndicatorSeries, axis: ValueAxis) -> Parts:
    years = list(series.years)
    unit = wording.unit_line(series, leaves_out_zero=axis.leaves_out_zero)
    return {
        "title": {"text": wording.chart_title(series), "subtitle": {"text": unit}},
        "xaxis": {
            "range": [years[0] - 0.5, years[-1] + 0.5],
            "tickvals": years,
            "ticktext": [wording.short_year(year) for year in years],
        },
        "yaxis": {
            "range": [plain_number(axis.low), plain_number(axis.high)],
            "tickformat": f",.{series.decimal_places}f",
        },
    }
