"""The charts' data points of the plan's own kinds of indicators."""

from datetime import date
from decimal import Decimal

from indicators.charts import indicator_series
from indicators.domain.facts import IndicatorFacts, StatutoryLine
from indicators.domain.series import AnnualFact, JudgedSeries
from indicators.domain.targets import Target
from indicators.domain.vocabulary import Arrow, Direction


def drawn(direction, baseline, targets, values, **options):
    facts = IndicatorFacts(
        direction=direction,
        decimal_places=1,
        first_year=2021,
        last_year=2030,
        baseline_year=2019,
        baseline_value=None if baseline is None else Decimal(baseline),
        targets=targets,
        **options,
    )
    annual = {year: AnnualFact(year, Decimal(value)) for year, value in values.items()}
    series = JudgedSeries(facts, annual, date(2026, 11, 22))
    return indicator_series(series, title="実質公債費比率", unit="%")


def numbers(points):
    return {point.fiscal_year: str(point.value) for point in points}


DEBT = (Target(2025, Decimal("7.7")), Target(2030, Decimal("9.5")))


def test_bound_is_drawn_as_ceiling_over_the_judged_years():
    chart = drawn(
        Direction.LOWER,
        "4.7",
        DEBT,
        {2024: "6.9"},
        statutory_line=StatutoryLine(Decimal(25), "早期健全化基準"),
    )

    assert chart.bound_side == "ceiling"
    assert numbers(chart.bound) == dict.fromkeys(range(2021, 2026), "7.7") | dict.fromkeys(
        range(2026, 2031), "9.5"
    )
    assert numbers(chart.plan_line)[2024] == "7.2"
    assert chart.statutory == ("早期健全化基準", Decimal("25.0"))


def test_year_without_value_between_two_is_a_gap():
    chart = drawn(Direction.LOWER, "4.7", DEBT, {2021: "5.1", 2023: "6.2"})

    assert numbers(chart.actual) == {2021: "5.1", 2022: "None", 2023: "6.2"}


def test_arrows_have_neither_plan_line_nor_bound():
    chart = drawn(Direction.HIGHER, "32.3", (Target(2025, arrow=Arrow.UP),), {})

    assert (chart.plan_line, chart.bound, chart.targets) == ((), (), ())
    assert chart.arrow_targets == ((2025, "↗"),)
    assert "まだ公表されていません" in chart.summary


def test_plan_line_without_baseline_begins_with_the_first_target():
    chart = drawn(
        Direction.HIGHER, None, (Target(2025, Decimal(80)), Target(2030, Decimal(90))), {}
    )

    assert chart.baseline is None
    assert numbers(chart.plan_line) == {
        2025: "80.0", 2026: "82.0", 2027: "84.0", 2028: "86.0", 2029: "88.0", 2030: "90.0",
    }  # fmt: skip


def test_revised_target_bends_the_plan_line_from_the_year_it_holds():
    revised = (*DEBT, Target(2030, Decimal("12.7"), effective_from=2027))
    chart = drawn(Direction.LOWER, "4.7", revised, {})

    line = numbers(chart.plan_line)
    # 2026: 7.7 + 1.8/5 = 8.06; 2027: 7.7 + 5.0·2/5 = 9.7.
    assert (line[2026], line[2027], line[2030]) == ("8.1", "9.7", "12.7")
    assert [str(point.value) for point in chart.targets] == ["7.7", "9.5", "12.7"]
