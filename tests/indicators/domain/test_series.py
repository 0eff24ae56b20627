from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from indicators.domain.facts import IndicatorFacts
from indicators.domain.series import AnnualFact, JudgedSeries
from indicators.domain.targets import Target
from indicators.domain.vocabulary import Arrow, Direction, Kind, Level, MissingReason

CLIMB = IndicatorFacts(
    direction=Direction.HIGHER,
    decimal_places=1,
    first_year=2021,
    last_year=2030,
    baseline_year=2019,
    baseline_value=Decimal("10.0"),
    targets=(Target(2025, Decimal(40)), Target(2030, Decimal(60))),
)
AUTUMN_2026 = date(2026, 11, 22)


def series(values: dict[int, str], facts: IndicatorFacts = CLIMB, today: date = AUTUMN_2026):
    annual = {year: AnnualFact(year, Decimal(value)) for year, value in values.items()}
    return JudgedSeries(facts, annual, today)


@pytest.mark.parametrize(
    ("today", "reason"),
    [
        (date(2026, 9, 30), MissingReason.NOT_DUE),
        (date(2026, 10, 1), MissingReason.AWAITING_ENTRY),
    ],
)
def test_year_without_value_is_not_due_until_the_next_october(today, reason):
    year = series({}, today=today).year(2025)

    assert (year.missing_reason, year.verdict.level) == (reason, Level.UNJUDGED)
    assert year.value is None


@pytest.mark.parametrize(("year", "label"), [(2019, "基準年"), (2020, "計画期間外")])
def test_year_before_the_plan_awaits_nothing(year, label):
    judged = series({}).year(year)

    assert (judged.verdict.label, judged.missing_reason) == (label, None)


def test_recorded_reason_is_shown_and_carries_nothing_forward():
    fact = AnnualFact(2024, None, MissingReason.NO_SURVEY)
    own = JudgedSeries(CLIMB, {2023: AnnualFact(2023, Decimal(30)), 2024: fact}, AUTUMN_2026)

    judged = own.year(2024)

    assert (judged.missing_reason, judged.value) == (MissingReason.NO_SURVEY, None)
    assert judged.change_from_previous is None
    assert own.latest.fiscal_year.start == 2023


def test_zero_is_a_value():
    judged = series({2024: "0"}).year(2024)

    assert (judged.value, judged.missing_reason) == (Decimal("0.0"), None)
    assert judged.verdict.label == "後退"


def test_changes_are_between_shown_numbers():
    judged = series({2023: "20.04", 2024: "20.05"}).year(2024)

    assert judged.value == Decimal("20.1")
    assert judged.change_from_previous == Decimal("0.1")
    assert judged.change_from_baseline == Decimal("10.1")


def test_attainment_rate_is_of_the_milestone_in_force_in_percent():
    own = series({2024: "25", 2026: "25"})

    assert own.year(2024).attainment_rate == Decimal("50.0")
    assert own.year(2026).attainment_rate == Decimal("30.0")


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(replace(CLIMB, baseline_value=None), id="no-baseline"),
        pytest.param(replace(CLIMB, targets=(Target(2025, Decimal("10.9")),)), id="nine-steps"),
        pytest.param(replace(CLIMB, targets=(Target(2025, Decimal(10)),)), id="maintain"),
        pytest.param(replace(CLIMB, targets=(Target(2025, Decimal(5)),)), id="bound"),
        pytest.param(replace(CLIMB, targets=(Target(2025, arrow=Arrow.UP),)), id="trend"),
    ],
)
def test_attainment_rate_is_left_out_where_it_makes_no_sense(facts):
    assert series({2024: "10.4"}, facts).year(2024).attainment_rate is None


def test_years_reach_from_the_first_known_year_to_the_end_of_the_plan():
    years = [year.fiscal_year.start for year in series({2015: "9.6"}).years]

    assert years == list(range(2015, 2031))


def test_kind_is_given_only_to_judged_years():
    own = series({})

    assert own.year(2019).kind is None
    assert own.year(2024).kind is Kind.REACH


def test_series_until_a_year_knows_nothing_of_later_years():
    revised = Target(2030, Decimal(70), effective_from=2026)
    whole = series(
        {2022: "20.0", 2024: "30.0", 2025: "41.0"},
        replace(CLIMB, targets=(*CLIMB.targets, revised)),
    )

    cut = whole.until(2024)

    assert list(cut.annual) == [2022, 2024]
    assert cut.facts.targets == CLIMB.targets
    assert cut.year(2024) == whole.year(2024)
    assert whole.until(2026).facts.targets[-1] is revised
