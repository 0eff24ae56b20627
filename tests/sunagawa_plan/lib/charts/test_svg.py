"""The drawing is asserted on its data points: where they are, not how they look."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunagawa_plan.lib.charts.axes import display_step
from sunagawa_plan.lib.charts.series import IndicatorSeries, Point
from sunagawa_plan.lib.charts.svg import IndicatorChart, chart_pair, indicator_chart
from tests.factories.chart_series import (
    arrows,
    debt_service,
    extremes,
    future_burden,
    numeric,
    point,
    points,
    tax_collection,
    twelve,
)

SIZES = pytest.mark.parametrize("size", [(640, 340), (360, 320)], ids=["wide", "narrow"])
ALL = pytest.mark.parametrize("series", [*twelve(), *extremes()], ids=lambda series: series.title)


def drawn(series: IndicatorSeries, size: tuple[float, float] = (640, 340)) -> IndicatorChart:
    return indicator_chart(series, width=size[0], height=size[1])


def subpaths(path: str) -> list[list[tuple[float, float]]]:
    """The corners of a path of straight lines, one list per stroke."""
    return [
        [tuple(map(float, corner.split())) for corner in stroke.rstrip("Z").split("L")]
        for stroke in path.split("M")[1:]
    ]


def heights(chart: IndicatorChart) -> dict[Decimal, float]:
    return {tick.value: float(tick.y) for tick in chart.value_ticks}


def middle_of(chart: IndicatorChart, kind: str, year: int) -> tuple[float, float]:
    (mark,) = (m for m in chart.marks if m.kind == kind and m.fiscal_year == year)
    return mark.box.middle


def assert_sound(chart: IndicatorChart) -> None:
    boxes = [label.box for label in chart.labels]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert all(chart.plot.holds(box) for box in boxes)
    assert all(
        chart.plot.left <= mark.box.middle[0] <= chart.plot.right
        and chart.plot.top - 0.1 <= mark.box.middle[1] <= chart.plot.bottom + 0.1
        for mark in chart.marks
    )
    assert not re.search(r"nan|inf|None|\de", repr(chart.lines))


@ALL
@SIZES
def test_drawing_is_sound(series, size):
    assert_sound(drawn(series, size))


@pytest.mark.parametrize("series", twelve(), ids=lambda series: series.title)
@SIZES
def test_every_label_of_the_plan_finds_room(series, size):
    expected = bool(series.latest) + len(series.milestone_years) + bool(series.baseline)
    assert len(drawn(series, size).labels) == expected


@ALL
@SIZES
def test_label_stands_nearer_to_its_mark_than_a_fifth_of_the_plot_or_has_a_leader(series, size):
    chart = drawn(series, size)
    for label in chart.labels:
        near = [
            mark
            for mark in chart.marks
            if max(abs(mark.box.middle[i] - label.box.nearest(mark.box.middle)[i]) for i in (0, 1))
            < 32
        ]
        assert label.leader or near or label.kind == "statutory"


def points_of(places: int) -> st.SearchStrategy[tuple[Point, ...]]:
    value = st.none() | st.decimals(-(10**9), 10**9, places=places)
    return st.lists(value, max_size=14).map(lambda values: points(2012, *values))


@st.composite
def any_series(draw: st.DrawFn) -> IndicatorSeries:
    places = draw(st.integers(0, 2))
    number = st.decimals(-(10**9), 10**9, places=places)
    targets = draw(st.lists(number, max_size=10))
    limits = draw(st.lists(number, max_size=10))
    return IndicatorSeries(
        "指標",
        draw(st.sampled_from(("件", "%", "", "町内会/年"))),
        places,
        2021,
        draw(st.integers(2021, 2032)),
        actual=draw(points_of(places)),
        baseline=draw(st.none() | number.map(lambda value: Point(2019, value))),
        targets=points(2030 - len(targets), *targets),
        plan_line=points(2030 - len(targets), *targets),
        arrow_targets=draw(st.sampled_from(((), ((2031, "↗"),), ((2031, "↘"), (2032, "→"))))),
        bound=points(2021, *limits),
        bound_side=draw(st.sampled_from(("ceiling", "floor"))),
        statutory=draw(st.none() | number.map(lambda value: ("基準", value))),
    )


@settings(max_examples=60)
@given(any_series(), st.sampled_from(((640, 340), (360, 320), (300, 260))))
def test_any_drawing_is_sound(series, size):
    chart = drawn(series, size)
    assert_sound(chart)
    step = display_step(series.decimal_places)
    assert all(tick.value % step == 0 for tick in chart.value_ticks)
    assert len(heights(chart)) == len(chart.value_ticks)


def test_points_stand_at_the_height_of_their_value():
    chart = drawn(debt_service())
    height = heights(chart)
    zero, ten = height[Decimal("0.0")], height[Decimal("10.0")]
    (line,) = subpaths(chart.lines.actual)
    expected = [zero + (ten - zero) * value / 10 for value in (9.6, 7.1, 5.8, 4.6, 4.7)]
    assert [y for _, y in line[:5]] == pytest.approx(expected, abs=0.11)
    assert len(line) == 10


def test_points_stand_over_their_year():
    chart = drawn(debt_service())
    x = {tick.fiscal_year: float(tick.x) for tick in chart.year_ticks}
    (line,) = subpaths(chart.lines.actual)
    assert [x for x, _ in line] == [x[year] for year in range(2015, 2025)]
    assert middle_of(chart, "target", 2030)[0] == pytest.approx(x[2030], abs=0.06)


def test_equal_values_make_a_level_line():
    series = numeric("協働事業数", "事業", 139, 139, 139)
    (plan,) = subpaths(drawn(series).lines.plan)
    assert len({y for _, y in plan}) == 1


def test_larger_values_stand_higher():
    chart = drawn(tax_collection())
    marks = [middle_of(chart, "baseline", 2019)[1]]
    marks += [middle_of(chart, "target", year)[1] for year in (2025, 2030)]
    assert marks == sorted(marks, reverse=True)
    assert len(set(marks)) == 3


def test_gap_splits_the_line_and_bears_no_mark():
    series = numeric("a", "件", 5, 6, 7, actual=points(2020, 1, 2, None, 4, 5, 6))
    chart = drawn(series)
    assert [len(stroke) for stroke in subpaths(chart.lines.actual)] == [2, 3]
    assert 2022 not in {mark.fiscal_year for mark in chart.marks}


def test_year_that_is_not_listed_splits_the_line_too():
    series = numeric("a", "件", 5, 6, 7, actual=(*points(2020, 1, 2), *points(2023, 4, 5)))
    assert [len(stroke) for stroke in subpaths(drawn(series).lines.actual)] == [2, 2]


def test_lone_value_is_a_mark_without_a_line():
    chart = drawn(numeric("a", "件", 5, 6, 7, actual=points(2021, 5)))
    assert chart.lines.actual == ""
    assert middle_of(chart, "actual", 2021)


def test_provisional_value_is_a_mark_of_its_own_kind():
    series = numeric("a", "件", 5, 6, 7, actual=(point(2021, 5), point(2022, 6, provisional=True)))
    kinds = {mark.fiscal_year: mark.kind for mark in drawn(series).marks}
    assert (kinds[2021], kinds[2022]) == ("actual", "provisional")


def test_chart_without_values_shows_baseline_and_targets_and_says_so():
    chart = drawn(numeric("協働事業数", "事業", 139, 139, 139))
    assert [mark.kind for mark in chart.marks] == ["target", "target", "baseline"]
    assert chart.notes == ("実績値はまだ公表されていません。",)
    assert {label.text.words for label in chart.labels} == {
        "中間目標 139",
        "最終目標 139",
        "基準値 R元 139",
    }


def test_latest_value_and_targets_are_labelled():
    words = {label.text.words for label in drawn(debt_service()).labels}
    assert words == {"R6 実績 6.9", "中間目標 7.7", "最終目標 9.5", "基準値 R元 4.7"}


def test_missing_baseline_is_neither_drawn_nor_labelled():
    chart = drawn(numeric("職員研修受講者の理解度", "%", None, "80.0", "90.0", places=1))
    assert {mark.kind for mark in chart.marks} == {"target"}
    assert len(chart.labels) == 2


def test_ceiling_is_a_band_down_to_the_axis_in_steps_by_year():
    chart = drawn(debt_service())
    (band,) = subpaths(chart.lines.bound_area)
    (edge,) = subpaths(chart.lines.bound_edge)
    assert max(y for _, y in band) == float(chart.bottom)
    assert len({y for _, y in edge}) == 2
    x = {tick.fiscal_year: float(tick.x) for tick in chart.year_ticks}
    step_at = next(x for (x, y), (_, then) in pairwise(edge) if y != then)
    assert step_at == pytest.approx((x[2025] + x[2026]) / 2, abs=0.2)
    assert edge[0][0] == pytest.approx((x[2020] + x[2021]) / 2, abs=0.2)


def test_ceiling_that_comes_down_stays_up_until_the_milestone_year():
    chart = drawn(future_burden())
    (edge,) = subpaths(chart.lines.bound_edge)
    x = {tick.fiscal_year: float(tick.x) for tick in chart.year_ticks}
    before = next(y for at, y in edge if at > x[2028])
    last = edge[-1][1]
    assert before == pytest.approx(middle_of(chart, "target", 2025)[1], abs=0.06)
    assert last == pytest.approx(middle_of(chart, "target", 2030)[1], abs=0.06)


def test_floor_is_a_band_up_to_the_top():
    series = numeric(
        "人口", "人", 1151, 1114, 1326, bound=points(2021, *[1114] * 5), bound_side="floor"
    )
    chart = drawn(series)
    (band,) = subpaths(chart.lines.bound_area)
    assert min(y for _, y in band) == float(chart.top)


def test_far_statutory_line_does_not_flatten_the_chart():
    chart = drawn(debt_service())
    assert chart.lines.statutory == ""
    assert max(heights(chart)) == Decimal("12.0")
    assert "18.1ポイント" in chart.notes[0]


def test_near_statutory_line_is_drawn_and_labelled():
    chart = drawn(debt_service(actual=points(2022, "20.0", "22.0", "24.2")))
    ((start, end),) = subpaths(chart.lines.statutory)
    assert start[1] == end[1] == heights(chart)[Decimal("25.0")]
    assert "早期健全化基準 25.0" in {label.text.words for label in chart.labels}
    assert chart.notes == ()


def test_exceeded_statutory_line_is_drawn():
    assert drawn(debt_service(actual=points(2022, "20.0", "30.0"))).lines.statutory


def test_statutory_line_below_the_values_is_drawn_only_when_near():
    series = numeric("人口", "人", 100, 110, 120, statutory=("最低基準", Decimal(96)))
    assert drawn(series).lines.statutory
    assert not drawn(replace(series, statutory=("最低基準", Decimal(10)))).lines.statutory


@pytest.mark.parametrize(("glyph", "direction"), [("↗", -1), ("→", 0), ("↘", 1)])
def test_arrow_target_starts_at_the_last_known_level(glyph, direction):
    chart = drawn(arrows("計画数", "計画", 15, glyph))
    level = middle_of(chart, "baseline", 2019)[1]
    ((_, tail), (_, tip)) = subpaths(next(m.d for m in chart.marks if m.kind == "arrow"))[0]
    assert tail == pytest.approx(level, abs=0.2)
    assert (tip > tail) - (tip < tail) == direction
    assert f"最終目標 {glyph}" in {label.text.words for label in chart.labels}


def test_arrow_target_stays_inside_when_the_level_is_at_the_rim():
    chart = drawn(arrows("RPA", "件", 0, "↘"))
    assert all(chart.plot.holds(mark.box) for mark in chart.marks if mark.kind == "arrow")


@pytest.mark.parametrize("last_year", [2024, 2025])
@SIZES
def test_arrow_target_keeps_off_the_last_known_value(size, last_year):
    chart = drawn(arrows("計画数", "計画", 15, actual=points(last_year, "18")), size)
    (known,) = (mark.box for mark in chart.marks if mark.kind == "actual")
    first, *_ = sorted(mark.box.left for mark in chart.marks if mark.kind == "arrow")
    assert first > known.right


def test_arrow_target_is_compared_with_the_level_of_the_baseline():
    chart = drawn(arrows("計画数", "計画", 15))
    ((start, end),) = subpaths(chart.lines.reference)
    assert start[1] == end[1] == pytest.approx(middle_of(chart, "baseline", 2019)[1], abs=0.06)
    assert drawn(debt_service()).lines.reference == ""


def test_axis_that_leaves_out_zero_is_broken_and_says_so():
    chart = drawn(tax_collection())
    assert chart.lines.axis_break
    assert "0から始まりません" in chart.unit.words
    assert not drawn(debt_service()).lines.axis_break
    assert drawn(debt_service()).unit.words == "単位：％"


def test_line_of_zero_is_marked_when_values_go_below():
    series = numeric("収支", "千円", -500, -200, 100)
    assert [tick.value for tick in drawn(series).value_ticks if tick.is_zero] == [0]
    assert not any(tick.is_zero for tick in drawn(debt_service()).value_ticks)


def test_wide_chart_names_every_year_in_wareki_and_landmarks_in_seireki():
    ticks = {tick.fiscal_year: tick for tick in drawn(debt_service()).year_ticks}
    wareki = [
        "H27",
        "H28",
        "H29",
        "H30",
        "R元",
        "R2",
        "R3",
        "R4",
        "R5",
        "R6",
        "R7",
        "R8",
        "R9",
        "R10",
        "R11",
        "R12",
    ]
    assert [ticks[year].wareki for year in range(2015, 2031)] == wareki
    seireki = [tick.seireki for tick in ticks.values() if tick.seireki]
    assert seireki == ["2015", "2019", "2025", "2030"]


def test_narrow_chart_keeps_first_last_baseline_and_milestones():
    chart = drawn(debt_service(), (360, 320))
    named = {tick.fiscal_year for tick in chart.year_ticks if tick.wareki}
    assert named >= {2015, 2019, 2025, 2030}
    assert len(named) < 16


def test_plan_period_is_bracketed_over_its_years():
    chart = drawn(debt_service())
    corners = [corner for stroke in subpaths(chart.lines.period) for corner in stroke]
    x = {tick.fiscal_year: float(tick.x) for tick in chart.year_ticks}
    assert min(corners)[0] == pytest.approx((x[2020] + x[2021]) / 2, abs=0.2)
    assert max(corners)[0] == float(chart.right)
    assert chart.period.words == "計画期間 R3～R12"


def test_plan_of_one_year_keeps_its_name_inside_the_drawing():
    chart = drawn(IndicatorSeries("a", "件", 0, 2030, 2030, points(2015, *range(15))), (360, 320))
    assert float(chart.period.x) < 360 - 60


def test_sample_bears_a_watermark():
    assert drawn(debt_service(is_sample=True)).watermark.words == "見本"
    assert drawn(debt_service()).watermark.words == ""


def test_marks_tell_their_value_in_words():
    titles = {mark.title for mark in drawn(debt_service()).marks}
    assert "令和6年度（2024年度） 実績値 6.9％" in titles
    assert "令和12年度（2030年度） 最終目標 9.5％" in titles


def test_plan_with_a_target_every_year_labels_the_last_and_the_next_ones():
    (yearly,) = (series for series in extremes() if series.title == "毎年の目標")
    targets = {label.text.words for label in drawn(yearly).labels if label.kind == "target"}
    assert targets == {"最終目標 41.0", "R5目標 20.0", "R6目標 23.0", "R7目標 26.0"}


def test_pair_is_the_same_chart_in_two_widths():
    pair = chart_pair(debt_service())
    assert (pair.wide.view_box, pair.narrow.view_box) == ("0 0 640 340", "0 0 360 320")
    assert pair.wide.title == pair.narrow.title == "実質公債費比率の推移"
    assert pair.wide.desc == "実質公債費比率の要約です。"
