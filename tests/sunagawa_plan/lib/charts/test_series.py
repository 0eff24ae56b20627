from dataclasses import replace

import pytest

from sunagawa_plan.lib.charts.series import IndicatorSeries, Point
from tests.factories.chart_series import arrows, debt_service, numeric, point, points


def test_axis_reaches_from_the_first_known_value_to_the_end_of_the_plan():
    assert debt_service().years == range(2015, 2031)
    assert numeric("a", "件", 1, 2, 3).years == range(2019, 2031)


def test_axis_reaches_beyond_the_plan_for_later_values():
    late = numeric("a", "件", 1, 2, 3, actual=points(2031, 4))
    assert late.years[-1] == 2031


def test_axis_without_points_is_the_plan_period():
    assert IndicatorSeries("a", "件", 0, 2021, 2030).years == range(2021, 2031)


def test_latest_skips_years_without_value():
    series = numeric("a", "件", 1, 2, 3, actual=points(2021, 5, 6, None))
    assert series.latest == point(2022, 6)


def test_last_known_falls_back_to_the_baseline():
    assert numeric("a", "件", 1, 2, 3).last_known == point(2019, 1)
    assert numeric("a", "件", None, 2, 3).last_known is None


def test_milestones_of_numbers_and_arrows_are_ordered_together():
    mixed = replace(numeric("a", "件", 1, 2, 3), arrow_targets=((2027, "↗"),))
    assert mixed.milestone_years == (2025, 2027, 2030)


def test_two_milestones_are_called_as_the_plan_calls_them():
    series = arrows("a", "件", 1)
    assert [series.milestone_name(year) for year in (2025, 2030)] == ["中間目標", "最終目標"]


def test_single_milestone_is_simply_the_target():
    only = IndicatorSeries("a", "件", 0, 2021, 2025, targets=points(2025, 3))
    assert only.milestone_name(2025) == "目標"


def test_many_milestones_are_called_by_their_year():
    many = IndicatorSeries("a", "件", 0, 2021, 2023, targets=points(2021, 1, 2, 3))
    assert [many.milestone_name(year) for year in (2021, 2022, 2023)] == [
        "R3目標",
        "R4目標",
        "最終目標",
    ]


def test_names_given_by_the_plan_come_first():
    named = numeric("a", "件", 1, 2, 3, milestone_names=((2025, "前期目標"),))
    assert named.milestone_name(2025) == "前期目標"
    assert named.milestone_name(2030) == "最終目標"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"last_year": 2020}, "終わり"),
        ({"bound": (Point(2021, None),)}, "上限か下限か"),
        ({"actual": (point(2022, 1), point(2021, 1))}, "年度の順"),
        ({"actual": (point(2021, 1), point(2021, 2))}, "1件ずつ"),
    ],
)
def test_impossible_series_is_refused_in_japanese(wrong, words):
    with pytest.raises(ValueError, match=words):
        replace(numeric("a", "件", 1, 2, 3), **wrong)
