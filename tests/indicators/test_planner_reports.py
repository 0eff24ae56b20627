"""The reports on indicators that planners take home: rows, filters, refusals."""

import datetime as dt
from decimal import Decimal

import pytest
from django.http import Http404

from indicators.domain.vocabulary import Level
from indicators.exports.comparison import level_change
from indicators.exports.planner_reports import REPORTS
from indicators.models import Indicator
from sunagawa_plan.shared.planner_reports import ReportChoice
from sunagawa_plan.shared.row_changes import give_reason
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)
from tests.factories.past import age, at, save_at

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 4, 10)
NAMES = [report.name for report in REPORTS]


def report(name: str, **chosen):
    own = next(report for report in REPORTS if report.name == name)
    return own.table(ReportChoice(**{"today": TODAY, "plan": "p"} | chosen))


def lines(name: str, **chosen) -> list[tuple[object, ...]]:
    return list(report(name, **chosen).rows)


def plant() -> Indicator:
    """Plant an indicator with values of two years: 84 (遅れ…) and 85 (達成)."""
    policy = make_policy(goal=make_goal(plan=make_plan(slug="p"), number=6))
    indicator = make_indicator(
        basic_project=make_basic_project(policy=policy),
        code="6-1-1-1",
        name="申請町内会数",
        department=make_department(code="kikaku", name="企画課"),
    )
    make_annual_value(indicator=indicator, fiscal_year=2023, value="82")
    make_annual_value(indicator=indicator, fiscal_year=2024, value="85")
    age(at(TODAY - dt.timedelta(days=9)))
    return indicator


def test_values_stand_side_by_side():
    plant()

    table = report("values-wide")

    headings = [[*map(str, row)] for row in table.headings]
    assert headings[1][:6] == ["番号", "施策", "指標", "単位", "担当課", "R元"]
    assert headings[1][-4:] == ["R11", "R12", "R7", "R12"]
    assert headings[0][5:7] == ["現状値", "実績値"]
    assert list(table.rows) == [
        (
            *("6-1-1-1", "6-1 施策の題1", "申請町内会数", "町内会/年", "企画課", Decimal(83)),
            *("未入力", "未入力", Decimal(82), Decimal(85), *["未到来"] * 6),
            *(Decimal(85), Decimal(86)),
        )
    ]


def test_values_side_by_side_say_what_they_are():
    indicator = plant()
    save_at(indicator.annual_values.get(fiscal_year=2024), at(TODAY), is_provisional=True)
    arrow = make_indicator(
        basic_project=indicator.basic_project,
        baseline_value=None,
        targets={2025: "↗"},
        baseline_fiscal_year=2019,
    )
    make_annual_value(indicator=arrow, fiscal_year=2022, value=None, missing_reason="no_survey")

    first, second = lines("values-wide")

    assert first[9] == "85（速）"
    assert second[5] == "未測定"
    assert second[7] == "調査なし"
    assert second[-2:] == ("↗", None)


def test_a_baseline_of_another_year_says_its_year():
    indicator = plant()
    save_at(indicator, at(TODAY), baseline_fiscal_year=2018)

    assert lines("values-wide")[0][5] == "83（H30）"


def test_two_years_are_compared():
    plant()

    (row,) = lines("comparison", year=2024)

    assert row[5:] == (
        *(Decimal(82), "数値目標", "後退", "後退"),
        *(Decimal(85), "数値目標", "達成", "達成"),
        *(Decimal(3), "よくなった"),
    )


def test_years_are_compared_in_their_order():
    plant()

    forth = report("comparison", year=2023, other_year=2024)
    back = report("comparison", year=2024, other_year=2023)

    assert forth.title == back.title == "試験計画 令和5年度と令和6年度の比較"
    assert list(forth.rows) == list(back.rows)


def test_a_year_without_value_is_not_compared():
    plant()

    (row,) = lines("comparison", year=2025, other_year=2024)

    assert row[9] == "未到来"
    assert row[-2:] == (None, "比較できない")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (Level.WORSE, Level.ACHIEVED, "よくなった"),
        (Level.ON_TRACK, Level.BEHIND, "悪くなった"),
        (Level.BEHIND, Level.BEHIND, "変わらない"),
        (Level.UNJUDGED, Level.ACHIEVED, "比較できない"),
        (Level.WORSE, Level.UNJUDGED, "比較できない"),
    ],
)
def test_level_change(before, after, words):
    assert level_change(before, after) == words


def correct(indicator: Indicator, day: dt.date, value: str, reason: str = "") -> None:
    row = indicator.annual_values.get(fiscal_year=2024)
    give_reason(row, reason)
    save_at(row, at(day), value=Decimal(value))


def test_corrections_tell_what_was_and_why():
    indicator = plant()
    correct(indicator, TODAY, "86", "転記の誤り")

    assert lines("corrections") == [
        (
            *(TODAY, "6-1-1-1", "6-1 施策の題1", "申請町内会数", "企画課"),
            *("令和6年度（2024年度）", "85町内会/年", "86町内会/年", "転記の誤り"),
        )
    ]


def test_corrections_of_a_period_include_its_first_and_last_day():
    indicator = plant()
    days = [TODAY - dt.timedelta(days=n) for n in (3, 2, 1, 0)]
    for number, day in enumerate(days):
        correct(indicator, day, str(90 + number))

    table = report("corrections", since=days[1], until=days[2])

    assert [row[0] for row in table.rows] == [days[2], days[1]]
    assert (
        table.title
        == "試験計画 訂正の一覧（令和8年（2026年）4月8日から令和8年（2026年）4月9日まで）"
    )


def test_corrections_of_a_past_day_know_nothing_later():
    indicator = plant()
    correct(indicator, TODAY, "86")
    correct(indicator, TODAY + dt.timedelta(days=2), "87")

    rows = lines("corrections", today=TODAY + dt.timedelta(days=5), as_of=TODAY)

    assert [row[7] for row in rows] == ["86町内会/年"]


def kept(**chosen) -> list[object]:
    return [row[0] for row in lines("indicators", **chosen)]


def test_every_filter_keeps_what_was_asked_for():
    indicator = plant()
    other = make_indicator(
        basic_project=make_basic_project(policy=make_policy(goal=indicator.plan.goals.get())),
        code="6-2-1-1",
        targets={2025: "↗"},
    )

    assert kept() == ["6-1-1-1", "6-2-1-1"]
    assert kept(policy="6-2") == [other.code]
    assert kept(department="kikaku") == [indicator.code]
    assert kept(kind="trend") == [other.code]
    assert kept(level="achieved") == [indicator.code]
    assert kept(level="achieved", year=2023) == []
    assert kept(level="worse", year=2023) == [indicator.code]
    assert kept(policy="6-2", kind="reach") == []


@pytest.mark.parametrize("name", NAMES)
def test_report_of_a_past_day_shows_it_and_says_so(name):
    indicator = plant()
    save_at(indicator, at(TODAY), name="新しい名")

    past = report(name, as_of=TODAY - dt.timedelta(days=1))
    now = report(name)

    assert past.title == f"{now.title}（令和8年（2026年）4月9日現在）"
    assert past.name == f"{now.name}-as-of-2026-04-09"
    told = [cell for row in past.rows for cell in row]
    assert "新しい名" not in told


@pytest.mark.parametrize(
    ("name", "chosen", "reason"),
    [
        ("values", {"plan": "none"}, "計画を選んでください"),
        (
            "progress",
            {"year": 2020},
            "令和2年度（2020年度）は、試験計画で評価する年度ではありません",
        ),
        ("comparison", {"year": 2024, "other_year": 2024}, "別の年度を選んでください"),
        ("comparison", {"year": 2024, "other_year": 2040}, "評価する年度ではありません"),
        (
            "corrections",
            {"since": TODAY, "until": TODAY - dt.timedelta(days=1)},
            "始まり以降の日にしてください",
        ),
    ],
)
def test_what_cannot_be_made_is_refused_with_its_reason(name, chosen, reason):
    plant()

    with pytest.raises(ValueError, match=reason):
        report(name, **chosen)


def test_a_day_before_the_records_is_refused():
    plant()

    with pytest.raises(Http404, match="記録は令和8年（2026年）4月1日から"):
        report("values", as_of=dt.date(2026, 3, 31))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("count", [1, 5], ids=["one", "many"])
def test_report_asks_a_fixed_number_of_queries(django_assert_num_queries, name, count):
    indicator = plant()
    for _ in range(count - 1):
        make_annual_value(indicator=make_indicator(basic_project=indicator.basic_project))
    expected = {"values-wide": 5, "corrections": 5}.get(name, 4)

    with django_assert_num_queries(expected):
        lines(name)


def test_an_empty_plan_makes_empty_reports():
    make_plan(slug="p")

    assert [lines(name) for name in NAMES] == [[]] * len(NAMES)
