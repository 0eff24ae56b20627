"""Stacked bars on their data points: what lies on what, what is missing, what hangs below zero."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from sunagawa_plan.lib.charts.series import Point
from sunagawa_plan.lib.charts.stack import Layer, StackedSeries
from sunagawa_plan.lib.charts.stacked import stacked_chart, stacked_pair
from sunagawa_plan.lib.charts.stacked_figure import stacked_figure


def layer(name: str, *values: str | None, first_year: int = 2015) -> Layer:
    numbers = [None if value is None else Decimal(value) for value in values]
    return Layer(name, tuple(Point(first_year + i, value) for i, value in enumerate(numbers)))


def series(*layers: Layer, last_year: int = 2017, **rest: object) -> StackedSeries:
    return StackedSeries(
        "歳入の内訳", "億円", 2, first_year=2015, last_year=last_year, layers=layers, **rest
    )


def box(d: str) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a rectangle's path."""
    places = [tuple(map(float, pair)) for pair in re.findall(r"(-?[\d.]+) (-?[\d.]+)", d)]
    xs, ys = zip(*places, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def drawn(subject: StackedSeries):
    return stacked_chart(subject, 640, 360, names_layers=True)


def scale(chart) -> tuple[float, float]:
    """Units per 億円, and where zero is."""
    ticks = {tick.value: float(tick.y) for tick in chart.value_ticks}
    low, high = min(ticks), max(ticks)
    return (ticks[low] - ticks[high]) / float(high - low), float(chart.zero)


def test_parts_are_as_high_as_their_values_and_lie_on_each_other():
    chart = drawn(series(layer("自主財源", "40", "45", "46"), layer("依存財源", "88", "84", "86")))
    per_unit, zero = scale(chart)
    below, above = (box(part.d) for part in chart.segments if part.fiscal_year == 2015)
    assert below[3] == zero
    assert below[3] - below[1] == pytest.approx(40 * per_unit, abs=0.2)
    assert above[3] == below[1]
    assert above[3] - above[1] == pytest.approx(88 * per_unit, abs=0.2)


def test_negative_part_hangs_below_zero_and_the_axis_reaches_it():
    chart = drawn(series(layer("繰越", "-5", "3", "2"), layer("基金", "10", "10", "10")))
    _, zero = scale(chart)
    debt = next(part for part in chart.segments if part.value < 0)
    fund = next(part for part in chart.segments if part.fiscal_year == 2015 and part.value > 0)
    assert box(debt.d)[1] == zero == box(fund.d)[3]
    assert box(debt.d)[3] <= float(chart.bottom)
    assert "△5.00億円" in debt.title
    assert any("マイナス" in note for note in chart.notes)


def test_missing_year_keeps_its_column_and_says_so():
    chart = drawn(series(layer("市税", "20", None, "21"), unknown_years=(2016,)))
    assert {part.fiscal_year for part in chart.segments} == {2015, 2017}
    assert [tick.fiscal_year for tick in chart.year_ticks] == [2015, 2016, 2017]
    assert [gap.words for gap in chart.gaps] == ["値なし"]
    assert chart.gaps[0].x == chart.year_ticks[1].x
    assert any("H28" in note for note in chart.notes)


def test_zero_and_absent_parts_are_not_drawn():
    chart = drawn(series(layer("庁舎整備", None, "0", "3"), layer("財政調整", "5", "5", "5")))
    drawn_parts = {(part.name, part.fiscal_year) for part in chart.segments}
    assert drawn_parts == {
        ("財政調整", 2015),
        ("財政調整", 2016),
        ("庁舎整備", 2017),
        ("財政調整", 2017),
    }
    assert chart.gaps == ()


def test_totals_are_the_published_ones():
    totals = (Point(2015, Decimal("127.89")), Point(2017, Decimal("132.50")))
    chart = drawn(series(layer("歳入", "120", "1", "130"), totals=totals))
    assert sorted(text.words for text in chart.totals) == ["127.9", "132.5"]


def test_crowded_years_keep_the_last_total_and_a_short_word_for_a_hole():
    values = ["100"] * 20 + [None, "101"]
    totals = tuple(Point(2015 + i, Decimal(v)) for i, v in enumerate(values) if v)
    chart = drawn(
        series(layer("全部", *values), last_year=2036, totals=totals, unknown_years=(2035,))
    )
    assert [text.words for text in chart.totals] == ["101.0"]
    assert [gap.words for gap in chart.gaps] == ["…"]


def test_names_beside_the_last_bar_do_not_run_into_each_other():
    small = [layer(f"項目{i}", "1", "1", "0.1") for i in range(6)]
    chart = drawn(series(*small))
    heights = sorted(float(name.text.y) for name in chart.names)
    assert len(heights) == 6
    assert all(below - above >= 17.9 for above, below in pairwise(heights))


def test_layers_beyond_the_sixth_repeat_looks_and_keep_names():
    chart = drawn(series(*[layer(f"項目{i}", "1", "1", "1") for i in range(8)]))
    assert [entry.words for entry in chart.legend] == [f"項目{i}" for i in range(7, -1, -1)]
    assert {part.look for part in chart.segments} == {1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize("years", [1, 5, 20, 60])
def test_bars_and_their_words_stay_inside_the_drawing(years):
    values = [str(100 + i) for i in range(years)]
    totals = tuple(Point(2015 + i, Decimal(value)) for i, value in enumerate(values))
    subject = series(layer("全部", *values), last_year=2014 + years, totals=totals)
    pair = stacked_pair(subject)
    for chart in (pair.wide, pair.narrow):
        for part in chart.segments:
            left, top, right, bottom = box(part.d)
            assert float(chart.left) <= left < right <= float(chart.right)
            assert 0 <= top < bottom <= float(chart.bottom)
        centres = sorted(float(text.x) for text in chart.totals)
        assert all(b - a >= 40 for a, b in pairwise(centres))
        assert any(tick.wareki for tick in chart.year_ticks)


def test_nothing_known_is_a_frame_without_bars():
    chart = drawn(series(layer("市税"), unknown_years=(2015, 2016, 2017)))
    assert chart.segments == chart.names == chart.totals == ()
    assert len(chart.gaps) == 3


def test_sample_says_so():
    chart = drawn(series(layer("市税", "1"), is_sample=True))
    assert chart.title.startswith("【見本】")
    assert chart.watermark.words == "見本"


def test_a_year_twice_is_refused_in_japanese():
    twice = Layer("市税", (Point(2015, Decimal(1)), Point(2015, Decimal(2))))
    with pytest.raises(ValueError, match="市税"):
        series(twice)


def test_figure_holds_the_same_points():
    subject = series(
        layer("市税", "20.5", None, "-1"), layer("市債", "3", "4", "5"), unknown_years=(2016,)
    )
    figure = stacked_figure(subject)
    assert [trace.name for trace in figure.data] == ["市税", "市債"]
    assert list(figure.data[0].y) == [20.5, None, -1]
    assert list(figure.data[0].x) == [2015, 2016, 2017]
    assert figure.layout.barmode == "relative"
    assert figure.layout.yaxis.range[0] < -1
    assert [trace.marker.pattern.shape for trace in figure.data] == [None, "/"]


def test_figure_names_a_year_of_which_nothing_is_known():
    figure = stacked_figure(series(layer("市税", "1", None, "2"), unknown_years=(2016,)))
    assert [(note.x, note.text) for note in figure.layout.annotations] == [(2016, "値なし")]
