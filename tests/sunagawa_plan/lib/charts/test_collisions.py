"""No text of a drawn chart lies upon another, leaves the drawing or is crossed by a leader."""

from decimal import Decimal

import pytest
from django.template import Context

from sunagawa_plan.lib.charts.composition import composition_pair
from sunagawa_plan.lib.charts.series import IndicatorSeries, Point
from sunagawa_plan.lib.charts.stack import Composition, Layer, Part, PartedBar, StackedSeries
from sunagawa_plan.lib.charts.stacked import stacked_pair
from sunagawa_plan.lib.charts.svg import HALF_SHEET, NARROW_SIZE, WIDE_SIZE, indicator_chart
from tests.factories.chart_series import extremes, future_burden, limits, twelve
from tests.sunagawa_plan.lib.charts.drawn_texts import faults
from tests.sunagawa_plan.lib.charts.test_partials import ENGINE

SIZES = pytest.mark.parametrize(
    "size", [WIDE_SIZE, NARROW_SIZE, HALF_SHEET], ids=["wide", "narrow", "half a sheet"]
)
AMOUNTS = pytest.mark.parametrize(
    "values",
    [[5, 5, 5, 5], [0, 0, 0, 0], [1, 90, 1, 1], [-3, -3, 4, -3], [12_345_678, 1, 1, 12_345_678]],
    ids=["equal", "zero", "one large", "negative", "huge"],
)
NAMES = ("市税", "地方交付税", "国庫支出金", "市債")
UPON = (
    '<svg viewBox="0 0 100 50"><text class="chart-label" x="50" y="20">目標</text>'
    '<text class="chart-label" x="60" y="25">実績</text></svg>'
)
OUTSIDE = '<svg viewBox="0 0 100 50"><text class="chart-label" x="95" y="20">目標</text></svg>'
CROSSED = (
    '<svg viewBox="0 0 100 50"><path class="chart-leader" d="M50 0L50 50"/>'
    '<text class="chart-label" x="50" y="20">目標</text></svg>'
)


def svg(template: str, drawing: object) -> str:
    shown = {"drawing": drawing, "drawing_id": "d", "size": "wide"}
    return ENGINE.get_template(f"_partials/{template}.html").render(Context(shown))


def drawn(series: IndicatorSeries, size: tuple[float, float]) -> str:
    return svg("chart_drawing", indicator_chart(series, width=size[0], height=size[1]))


@pytest.mark.parametrize("series", [*twelve(), *extremes(), *limits()], ids=lambda own: own.title)
@SIZES
def test_texts_of_an_indicator_keep_apart(series, size):
    assert faults(drawn(series, size)) == []


def test_ratio_on_half_a_sheet_needs_no_leader():
    assert "chart-leader" not in drawn(future_burden(), HALF_SHEET)


@AMOUNTS
@pytest.mark.parametrize("years", [1, 10])
def test_texts_of_stacked_bars_keep_apart(values, years):
    layers = tuple(
        Layer(name, tuple(Point(2015 + year, Decimal(value)) for year in range(years)))
        for name, value in zip(NAMES, values, strict=True)
    )
    totals = tuple(Point(2015 + year, Decimal(sum(values))) for year in range(years))
    series = StackedSeries("歳入", "億円", 2, 2015, 2014 + years, layers=layers, totals=totals)

    pair = stacked_pair(series)

    for drawing in (pair.wide, pair.narrow):
        assert faults(svg("chart_stacked_drawing", drawing)) == []


@AMOUNTS
def test_texts_of_parted_bars_keep_apart(values):
    parts = tuple(
        Part(name, Decimal(value), "25.0%") for name, value in zip(NAMES, values, strict=True)
    )
    bars = (PartedBar("令和6年度の歳入", parts), PartedBar("令和6年度の歳出", parts))

    pair = composition_pair(Composition("内訳", bars))

    for drawing in (pair.wide, pair.narrow):
        assert faults(svg("chart_composition_drawing", drawing)) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (UPON, ["目標 lies upon 実績"]),
        (OUTSIDE, ["目標 leaves the drawing"]),
        (CROSSED, ["a leader crosses 目標"]),
    ],
)
def test_collisions_are_noticed(wrong, said):
    assert faults(wrong) == said
