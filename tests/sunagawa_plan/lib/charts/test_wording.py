from dataclasses import replace
from decimal import Decimal

import pytest

from sunagawa_plan.lib.charts import wording
from sunagawa_plan.lib.charts.series import IndicatorSeries
from tests.factories.chart_series import (
    arrows,
    debt_service,
    numeric,
    point,
    points,
    tax_collection,
)

COUNT = numeric("協働事業数", "事業", 139, 139, 139)


def ticks(series, *values: str) -> tuple[str, ...]:
    return wording.tick_labels(series, tuple(map(Decimal, values)))


def test_value_stands_with_its_unit():
    assert wording.value_words(tax_collection(), Decimal("98.6")) == "98.6％"
    assert wording.value_words(COUNT, Decimal(1139)) == "1,139事業"


def test_difference_of_percentages_is_in_points():
    assert wording.distance_words(tax_collection(), Decimal("0.3")) == "0.3ポイント"
    assert wording.distance_words(COUNT, Decimal(3)) == "3事業"


def test_title_of_a_value_names_both_calendars():
    title = wording.value_title(COUNT, "実績値", point(2024, 140, provisional=True))
    assert title == "令和6年度（2024年度） 実績値 140事業（速報値）"


def test_label_of_a_provisional_value_says_so():
    assert wording.latest_label(COUNT, point(2024, 140)) == "R6 実績 140"
    assert wording.latest_label(COUNT, point(2024, 140, provisional=True)) == "R6 速報値 140"


def test_negative_values_are_written_as_offices_write_them():
    assert ticks(COUNT, "-200", "0") == ("△200", "0")


def test_very_long_ticks_are_shortened_by_large_units():
    series = numeric("基金", "千円", 1, 2, 3)
    assert ticks(series, "0", "2500000000") == ("0", "25億")
    assert ticks(series, "0", "150000000") == ("0", "1.5億")
    assert ticks(series, "100010000", "100020000") == ("10,001万", "10,002万")
    assert ticks(series, "100000001", "100000002") == ("100,000,001", "100,000,002")


def test_chart_without_values_has_no_figures_on_its_axis():
    assert ticks(IndicatorSeries("a", "件", 0, 2021, 2030), "0", "1") == ("", "")


@pytest.mark.parametrize(
    ("unit", "leaves_out_zero", "words"),
    [
        ("%", False, "単位：％"),
        ("%", True, "単位：％（縦軸は0から始まりません）"),
        ("", True, "縦軸は0から始まりません"),
        ("", False, ""),
    ],
)
def test_unit_line_says_when_zero_is_left_out(unit, leaves_out_zero, words):
    series = numeric("a", unit, 1, 2, 3)
    assert wording.unit_line(series, leaves_out_zero=leaves_out_zero) == words


def test_notes_say_that_no_value_is_published_yet():
    assert wording.notes(COUNT, draws_statutory=False) == ("実績値はまだ公表されていません。",)


def test_notes_name_the_years_without_value():
    series = numeric("a", "件", 1, 2, 3, actual=points(2020, 1, None, 2, None, 3))
    (note,) = wording.notes(series, draws_statutory=False)
    assert note == "R3、R5は実績値がないため、線をつないでいません。"


def test_years_that_are_simply_not_listed_are_missing_too():
    series = numeric("a", "件", 1, 2, 3, actual=(point(2021, 1), point(2024, 2)))
    assert wording.missing_years(series) == (2022, 2023)


def test_far_statutory_line_is_told_as_distance_from_the_latest_value():
    (note,) = wording.notes(debt_service(), draws_statutory=False)
    assert note.startswith("早期健全化基準25.0％まで18.1ポイント（令和6年度の実績値6.9％との差）。")


def test_far_statutory_line_is_told_from_the_baseline_as_long_as_there_is_no_value():
    note = wording.statutory_note(debt_service(actual=()))
    assert "20.3ポイント（令和元年度の基準値4.7％との差）" in note


def test_far_statutory_line_is_named_when_nothing_is_known():
    note = wording.statutory_note(replace(debt_service(actual=()), baseline=None))
    assert note == "早期健全化基準は25.0％です（図の範囲の外）。"


def test_drawn_statutory_line_needs_no_note():
    assert wording.notes(debt_service(), draws_statutory=True) == ()


def test_sample_is_called_a_sample_everywhere():
    sample = numeric("a", "件", 1, 2, 3, is_sample=True)
    assert "見本の値です。実際の値ではありません。" in wording.notes(sample, draws_statutory=False)
    assert wording.chart_title(sample) == "【見本】aの推移"
    assert wording.sparkline_words(sample).startswith("【見本】")


def test_legend_names_only_what_is_drawn():
    assert dict(wording.legend(COUNT)) == {"plan": "計画線（基準値と目標値を結ぶ線）"}
    assert list(dict(wording.legend(debt_service()))) == ["actual", "plan", "bound"]
    assert dict(wording.legend(arrows("a", "件", 1))) == {"reference": "基準値の水準"}
    provisional = numeric("a", "件", 1, 2, 3, actual=(point(2024, 3, provisional=True),))
    assert list(dict(wording.legend(provisional))) == ["provisional", "plan"]


def test_legend_does_not_speak_of_a_baseline_that_is_missing():
    assert (
        dict(wording.legend(numeric("a", "件", None, 2, 3)))["plan"] == "計画線（目標値を結ぶ線）"
    )


def test_sparkline_is_told_in_a_sentence():
    assert wording.sparkline_words(debt_service()) == (
        "実質公債費比率の推移。基準値R元 4.7％、実績値R6 6.9％、最終目標R12 9.5％"
    )
    assert wording.sparkline_words(arrows("計画数", "計画", 15)).endswith("最終目標R12 ↗")
