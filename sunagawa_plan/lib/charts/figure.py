"""The same series as a plotly figure, for readers who want to explore it.

Colours stand in it for the image export and for readers without the style sheet; every trace
names its colour in `meta`, so that explore-chart.js can take the page's own, dark mode included.
"""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from sunagawa_plan.lib.charts import wording
from sunagawa_plan.lib.charts.frame import axis_for
from sunagawa_plan.lib.charts.look import COLOURS, WIDE
from sunagawa_plan.lib.charts.series import IndicatorSeries, Point

Trace = dict[str, Any]


def indicator_figure(series: IndicatorSeries) -> go.Figure:
    """Return the figure of a series; fiscal years are numbers on x, named by ticks and hover."""
    axis, draws_statutory = axis_for(series, ticks=WIDE.value_ticks)
    traces = (
        *_bound(series, rim=axis.low if series.bound_side == "ceiling" else axis.high),
        *_plan(series),
        *_targets(series),
        *_actual(series),
        *_baseline(series),
    )
    layout = _layout(series, axis.low, axis.high)
    if draws_statutory and series.statutory:
        layout |= _statutory(*series.statutory, series)
    return go.Figure({"data": list(traces), "layout": layout})


def figure_json(figure: go.Figure) -> str:
    """Return the figure as JSON: numbers as numbers, absent values as null, no template."""
    parts = figure.to_dict()
    parts["layout"].pop("template", None)
    return json.dumps(
        parts, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True
    )


def _trace(series: IndicatorSeries, points: Sequence[Point], *, name: str, role: str) -> Trace:
    return {
        "type": "scatter",
        "name": name,
        "meta": role,
        "x": [point.fiscal_year for point in points],
        "y": [_number(point.value) for point in points],
        "customdata": [wording.spoken_year(point.fiscal_year) for point in points],
        "hovertemplate": _hover(series, name),
        "connectgaps": False,
    }


def _hover(series: IndicatorSeries, name: str) -> str:
    unit = wording.unit_words(series)
    return f"%{{customdata}}（%{{x}}年度）<br>{name} %{{y:,.{series.decimal_places}f}}{unit}<extra></extra>"


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _actual(series: IndicatorSeries) -> Iterable[Trace]:
    points = _with_gaps(series.actual)
    if not points:
        return
    trace = _trace(series, points, name="実績値", role="focus")
    marker: Trace = {"color": COLOURS["focus"], "size": 9}
    if any(point.is_provisional for point in points):
        marker["symbol"] = ["circle-open" if point.is_provisional else "circle" for point in points]
        trace["text"] = [
            f"（{wording.PROVISIONAL}）" if point.is_provisional else "" for point in points
        ]
        trace["hovertemplate"] = trace["hovertemplate"].replace("<extra>", "%{text}<extra>")
    line = {"color": COLOURS["focus"], "width": 3}
    yield trace | {"mode": "lines+markers", "line": line, "marker": marker}


def _with_gaps(points: Sequence[Point]) -> list[Point]:
    """Return a point for every year from the first to the last, so that a gap is a gap."""
    by_year = {point.fiscal_year: point for point in points if point.value is not None}
    if not by_year:
        return []
    years = range(min(by_year), max(by_year) + 1)
    return [by_year.get(year, Point(year, None)) for year in years]


def _baseline(series: IndicatorSeries) -> Iterable[Trace]:
    if series.baseline and series.baseline.value is not None:
        trace = _trace(series, [series.baseline], name="基準値", role="baseline")
        yield trace | _markers("baseline", "square")


def _targets(series: IndicatorSeries) -> Iterable[Trace]:
    points = [point for point in series.targets if point.value is not None]
    if points:
        yield _trace(series, points, name="目標値", role="target") | _markers("target", "diamond")


def _markers(role: str, symbol: str) -> Trace:
    return {
        "mode": "markers",
        "marker": {"color": COLOURS[role], "size": 11, "symbol": symbol},
    }


def _plan(series: IndicatorSeries) -> Iterable[Trace]:
    if series.plan_line:
        line = {"color": COLOURS["plan"], "dash": "dash", "width": 1.5}
        trace = _trace(series, series.plan_line, name="計画線", role="plan")
        yield trace | {"mode": "lines", "line": line}


def _bound(series: IndicatorSeries, *, rim: Decimal) -> Iterable[Trace]:
    """Yield an unseen line at the rim of the plot, and the bound as steps filled up to it."""
    if not series.bound:
        return
    years = [point.fiscal_year for point in series.bound]
    yield {
        "type": "scatter",
        "mode": "lines",
        "meta": "rim",
        "x": [years[0], years[-1]],
        "y": [_number(rim)] * 2,
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    name = wording.bound_words(series)
    yield _trace(series, series.bound, name=name, role="bound") | {
        "mode": "lines",
        "line": {"color": COLOURS["bound"], "shape": "hvh", "width": 1.5},
        "fill": "tonexty",
        "fillcolor": COLOURS["bound-fill"],
    }


def _statutory(name: str, value: Decimal, series: IndicatorSeries) -> Trace:
    line = {"color": COLOURS["statutory"], "dash": "dashdot", "width": 2}
    height = _number(value)
    return {
        "shapes": [
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": height,
                "y1": height,
                "line": line,
            }
        ],
    }


def _layout(series: IndicatorSeries, low: Decimal, high: Decimal) -> Trace:
    years = list(series.years)
    return {
        "title": {"text": wording.chart_title(series)},
        "xaxis": {
            "range": [years[0] - 0.5, years[-1] + 0.5],
            "tickvals": years,
            "ticktext": [wording.short_year(year) for year in years],
        },
        "yaxis": {
            "range": [_number(low), _number(high)],
            "tickformat": f",.{series.decimal_places}f",
            "title": {"text": wording.unit_words(series)},
        },
    }
