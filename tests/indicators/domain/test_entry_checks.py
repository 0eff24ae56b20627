from datetime import date
from decimal import Decimal

import pytest

from indicators.domain.entry_checks import Entry, check
from indicators.domain.measure import Measure

TODAY = date(2025, 10, 1)
SHARE = Measure("%", 1)
COUNT = Measure("件", 0)
STEADY = {2019: "98.6", 2021: "98.4", 2022: "98.5", 2023: "98.2"}


def codes(value, *, known=STEADY, measure=SHARE, year=2024, today=TODAY, planned=(), **options):
    entry = Entry(
        fiscal_year=year,
        value=Decimal(value),
        measure=measure,
        known={known_year: Decimal(text) for known_year, text in known.items()},
        planned=tuple(map(Decimal, planned)),
        **options,
    )
    return [caution.code for caution in check(entry, today)]


def test_ordinary_value_is_silent():
    assert codes("98.3") == []


@pytest.mark.parametrize(
    ("value", "known", "measure"),
    [
        ("982", STEADY, SHARE),
        ("9.82", STEADY, Measure("%", 2)),
        ("0.982", STEADY, Measure("%", 3)),
        ("139000", {2023: "139"}, COUNT),
        ("-47", {2023: "-4.7"}, Measure("%", 1)),
    ],
)
def test_shifted_digits_are_seen_once(value, known, measure):
    found = codes(value, known=known, measure=measure)
    assert "factor_of_ten" in found
    assert "far_outside" not in found


@pytest.mark.parametrize("value", ["7", "10"])
def test_small_counts_may_grow_tenfold(value):
    assert codes(value, known={2023: "1"}, measure=COUNT) == []


def test_factor_of_zero_is_none():
    assert codes("0", known={2023: "10"}, measure=COUNT) == []
    assert codes("10", known={2023: "0"}, measure=COUNT) == []


def test_far_outside_needs_three_values():
    assert codes("60", known={2022: "98.4", 2023: "98.2"}) == []
    assert codes("60", known={2021: "98.5", 2022: "98.4", 2023: "98.2"}) == ["far_outside"]


def test_far_outside_begins_beyond_the_spread():
    known = {2021: "10", 2022: "12", 2023: "14"}
    assert codes("18", known=known, measure=COUNT) == []
    assert codes("19", known=known, measure=COUNT) == ["far_outside"]
    assert codes("6", known=known, measure=COUNT) == []
    assert codes("5", known=known, measure=COUNT) == ["far_outside"]


def test_far_outside_leaves_a_steady_series_some_room():
    known = {2021: "139", 2022: "139", 2023: "140"}
    assert codes("147", known=known, measure=COUNT) == []
    assert codes("148", known=known, measure=COUNT) == ["far_outside"]


def test_percentage_outside_its_range_is_told():
    assert codes("100.1", known={}) == ["outside_percentage"]
    assert codes("-0.1", known={}) == ["outside_percentage"]
    assert codes("100", known={}) == codes("0", known={}) == []


def test_ratio_whose_limit_exceeds_a_hundred_is_no_share():
    assert codes("120", known={}, planned=["350"]) == []


def test_decimals_beyond_those_shown_are_told():
    assert codes("98.25") == ["too_many_decimals"]
    assert codes("98.30") == []


def test_value_unchanged_as_shown_is_told():
    assert codes("98.2") == ["unchanged"]
    assert codes("98.21") == ["too_many_decimals", "unchanged"]


def test_value_equal_to_an_earlier_year_only_is_silent():
    assert codes("98.2", known={2022: "98.2"}) == []


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2024, 4, 1), ["year_not_closed"]),
        (date(2025, 3, 31), ["year_not_closed"]),
        (date(2025, 4, 1), []),
    ],
)
def test_year_that_is_not_closed_is_told(today, expected):
    assert codes("98.3", today=today) == expected


def test_provisional_value_grows_old_after_two_years():
    assert codes("98.3", is_provisional=True, today=date(2027, 9, 30)) == []
    assert codes("98.3", is_provisional=True, today=date(2027, 10, 1)) == ["old_provisional"]
    assert codes("98.3", is_provisional=False, today=date(2027, 10, 1)) == []


def test_message_quotes_the_value_and_says_what_to_do():
    entry = Entry(2024, Decimal(982), SHARE, {2023: Decimal("98.2")})
    assert check(entry, TODAY)[0].message == (
        "982.0%は、令和5年度の98.2%の約10倍です。桁や小数点の位置、単位を確かめてください。"
    )
