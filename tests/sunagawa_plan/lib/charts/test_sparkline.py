import pytest

from sunagawa_plan.lib.charts.svg import sparkline
from tests.factories.chart_series import (
    arrows,
    debt_service,
    extremes,
    numeric,
    point,
    points,
    twelve,
)


def kinds(series) -> list[tuple[str, int]]:
    return [(mark.kind, mark.fiscal_year) for mark in sparkline(series).marks]


@pytest.mark.parametrize("series", [*twelve(), *extremes()], ids=lambda series: series.title)
def test_sparkline_stays_inside_its_box(series):
    drawn = sparkline(series)
    assert (drawn.width, drawn.height) == ("120", "36")
    assert all(
        mark.box.left >= 0 and mark.box.right <= 120 and mark.box.top >= 0 and mark.box.bottom <= 36
        for mark in drawn.marks
    )


def test_sparkline_marks_the_latest_value_baseline_and_targets():
    assert kinds(debt_service()) == [
        ("target", 2025),
        ("target", 2030),
        ("actual", 2024),
        ("baseline", 2019),
    ]


def test_sparkline_without_values_leads_from_baseline_to_targets():
    drawn = sparkline(numeric("協働事業数", "事業", 139, 139, 139))
    assert drawn.actual_path == ""
    assert drawn.plan_path
    assert [mark.kind for mark in drawn.marks] == ["target", "target", "baseline"]


def test_sparkline_shows_one_arrow_only():
    assert kinds(arrows("計画数", "計画", 15)) == [("arrow", 2030), ("baseline", 2019)]


def test_sparkline_of_an_arrow_shows_the_level_it_starts_from():
    drawn = sparkline(arrows("計画数", "計画", 15))
    baseline = drawn.marks[-1].box.middle
    assert drawn.reference_path == f"M{baseline[0]:.1f} 18L115 18".replace(".0 ", " ")
    assert sparkline(debt_service()).reference_path == ""


def test_level_series_runs_through_the_middle():
    drawn = sparkline(numeric("協働事業数", "事業", 139, 139, 139))
    assert {mark.box.middle[1] for mark in drawn.marks} == {18.0}


def test_value_between_gaps_is_not_lost():
    series = numeric("a", "件", 1, 2, 3, actual=points(2020, 1, None, 5, None, 3))
    assert [year for kind, year in kinds(series) if kind == "actual"] == [2020, 2022, 2024]


def test_provisional_latest_value_stays_recognisable():
    series = numeric("a", "件", 1, 2, 3, actual=(point(2024, 2, provisional=True),))
    assert ("provisional", 2024) in kinds(series)


def test_bound_and_statutory_line_do_not_flatten_the_sparkline():
    tall = debt_service(bound=points(2021, *["99.0"] * 10))
    assert sparkline(tall).actual_path == sparkline(debt_service()).actual_path
