import json
from decimal import Decimal

import pytest

from sunagawa_plan.lib.charts.figure import figure_json, indicator_figure
from tests.factories.chart_series import (
    arrows,
    debt_service,
    extremes,
    numeric,
    point,
    points,
    tax_collection,
    twelve,
)


def parts(series) -> dict:
    return json.loads(figure_json(indicator_figure(series)))


def trace(series, name: str) -> dict:
    (found,) = (trace for trace in parts(series)["data"] if trace.get("name") == name)
    return found


def test_actual_values_are_the_series_as_numbers():
    actual = trace(debt_service(), "実績値")
    assert actual["x"] == list(range(2015, 2025))
    assert actual["y"] == [9.6, 7.1, 5.8, 4.6, 4.7, 4.5, 5.1, 5.5, 6.2, 6.9]


def test_gap_stays_a_gap():
    series = numeric("a", "件", 1, 2, 3, actual=(*points(2020, 1, None, 3), *points(2024, 5)))
    actual = trace(series, "実績値")
    assert actual["x"] == [2020, 2021, 2022, 2023, 2024]
    assert actual["y"] == [1, None, 3, None, 5]
    assert actual["connectgaps"] is False


def test_baseline_and_targets_are_marks_of_their_own():
    baseline, targets = trace(debt_service(), "基準値"), trace(debt_service(), "目標値")
    assert (baseline["x"], baseline["y"], baseline["mode"]) == ([2019], [4.7], "markers")
    assert (targets["x"], targets["y"], targets["mode"]) == ([2025, 2030], [7.7, 9.5], "markers")
    assert baseline["marker"]["symbol"] != targets["marker"]["symbol"]


def test_plan_line_is_dashed_and_has_every_year():
    plan = trace(debt_service(), "計画線")
    assert plan["line"]["dash"] == "dash"
    assert plan["x"] == list(range(2019, 2031))
    assert plan["y"][5:7] == [7.2, 7.7]


@pytest.mark.parametrize(("side", "rim"), [("ceiling", 0), ("floor", 12)])
def test_bound_is_filled_towards_the_allowed_side(side, rim):
    data = parts(debt_service(bound_side=side))["data"]
    assert data[0]["y"] == [rim, rim]
    assert data[1]["fill"] == "tonexty"
    assert data[1]["y"] == [*[7.7] * 6, *[9.5] * 6]
    assert (data[1]["x"][0], data[1]["x"][-1]) == (2020.5, 2030.5)


def test_hover_names_both_calendars_the_value_and_its_unit():
    actual = trace(debt_service(), "実績値")
    assert actual["customdata"][4] == "令和元"
    assert actual["hovertemplate"] == (
        "%{customdata}年度（%{x:d}年度）<br>実績値 %{y:,.1f}％<extra></extra>"
    )


def test_provisional_value_is_hollow_and_says_so():
    series = numeric("a", "件", 1, 2, 3, actual=(point(2023, 1), point(2024, 2, provisional=True)))
    actual = trace(series, "実績値")
    assert actual["marker"]["symbol"] == ["circle", "circle-open"]
    assert actual["text"] == ["", "（速報値）"]
    assert "%{text}" in actual["hovertemplate"]


def test_axis_shows_the_range_of_the_drawing_and_wareki_years():
    layout = parts(debt_service())["layout"]
    assert layout["yaxis"]["range"] == [0, 12]
    assert layout["xaxis"]["tickvals"] == list(range(2015, 2031))
    assert layout["xaxis"]["ticktext"][4] == "R元"


def test_figure_names_its_unit_and_an_axis_without_zero():
    assert parts(debt_service())["layout"]["title"]["subtitle"]["text"] == "単位：％"
    words = parts(tax_collection())["layout"]["title"]["subtitle"]["text"]
    assert words == "単位：％（縦軸は0から始まりません）"


def test_arrow_targets_are_written_at_their_year():
    notes = parts(arrows("計画数", "計画", 15))["layout"]["annotations"]
    assert [(note["x"], note["y"], note["text"]) for note in notes] == [
        (2025, 15, "中間目標 ↗"),
        (2030, 15, "最終目標 ↗"),
    ]


def test_statutory_line_is_drawn_only_when_near():
    assert "shapes" not in parts(debt_service())["layout"]
    near = parts(debt_service(actual=points(2023, "23.0", "24.2")))["layout"]
    assert near["shapes"][0]["y0"] == near["shapes"][0]["y1"] == 25
    assert near["annotations"][0]["text"] == "早期健全化基準 25.0"


def test_sample_is_marked_in_title_and_plot():
    layout = parts(debt_service(is_sample=True))["layout"]
    assert layout["title"]["text"].startswith("【見本】")
    assert [note["text"] for note in layout["annotations"]] == ["見本"]


@pytest.mark.parametrize("series", [*twelve(), *extremes()], ids=lambda series: series.title)
def test_figure_has_no_template_and_only_plain_numbers(series):
    figure = parts(series)
    assert "template" not in figure["layout"]
    for drawn in figure["data"]:
        assert all(type(value) in (int, float, type(None)) for value in drawn["y"])


def test_decimals_are_not_blurred():
    series = numeric("a", "％", "0.1", "0.3", "98.7", places=1)
    assert '"y":[0.3,98.7]' in figure_json(indicator_figure(series))
    assert Decimal(str(trace(series, "基準値")["y"][0])) == Decimal("0.1")


def test_figures_of_the_plan_are_small():
    sizes = sorted(len(figure_json(indicator_figure(series)).encode()) for series in twelve())
    assert sizes[len(sizes) // 2] < 1_600
    assert sizes[-1] < 2_600
