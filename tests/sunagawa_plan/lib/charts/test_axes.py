from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunagawa_plan.lib.charts.axes import (
    Scale,
    YearScale,
    display_step,
    fitting,
    round_step,
    value_axis,
)

ROUND = {Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5)}


def axis(*values: str, places: int = 0, **rest: object):
    return value_axis(map(Decimal, values), decimal_places=places, **rest)


@pytest.mark.parametrize(
    ("values", "places", "ticks"),
    [
        (("139", "139", "139"), 0, "130 135 140 145 150"),
        (("98.6", "98.7", "98.8"), 1, "98.5 98.6 98.7 98.8 98.9"),
        (("80.0", "90.0"), 1, "77.5 80.0 82.5 85.0 87.5 90.0 92.5"),
        (("4.7", "7.7", "9.5"), 1, "0.0 2.0 4.0 6.0 8.0 10.0 12.0"),
        (("0",), 0, "0 1 2 3 4 5"),
        (("1151", "1114", "1326"), 0, "1000 1100 1200 1300 1400"),
        (("-3", "-3"), 0, "-5 -4 -3 -2 -1"),
    ],
)
def test_axis_of_the_plan_has_round_exact_ticks(values, places, ticks):
    assert axis(*values, places=places).ticks == tuple(map(Decimal, ticks.split()))


def test_axis_starts_at_zero_when_values_reach_down_to_half_of_the_maximum():
    assert axis("5", "10").low == 0
    assert axis("6", "10").low > 0


def test_axis_of_negative_values_ends_at_zero_when_they_come_near():
    assert axis("-10", "-5").high == 0
    assert axis("-10", "-6").high < 0


def test_axis_says_whether_zero_is_left_out():
    assert axis("98.6", "98.8", places=1).leaves_out_zero
    assert axis("-9", "-8").leaves_out_zero
    assert not axis("0", "5").leaves_out_zero
    assert not axis("-5", "5").leaves_out_zero


def test_axis_of_a_share_does_not_pass_its_cap():
    assert axis("99.0", "99.8", places=1, cap=Decimal(100)).high == 100
    assert axis("99.0", "101.0", places=1, cap=Decimal(100)).high > 101


def test_axis_without_values_is_still_an_axis():
    assert axis().ticks == tuple(map(Decimal, range(6)))


def test_ticks_bear_exactly_the_display_places():
    exponents = {tick.as_tuple().exponent for tick in axis("1", "40", places=2).ticks}
    assert exponents == {-2}


@given(
    st.integers(0, 3).flatmap(
        lambda places: st.tuples(
            st.just(places),
            st.lists(st.decimals(-(10**12), 10**12, places=places), min_size=1, max_size=20),
        )
    ),
    st.integers(5, 9),
)
def test_axis_holds_any_values_with_few_round_even_ticks(case, most):
    places, values = case
    drawn = value_axis(values, decimal_places=places, ticks=most)
    distances = {later - earlier for earlier, later in pairwise(drawn.ticks)}
    assert len(distances) == 1
    (distance,) = distances
    assert distance % display_step(places) == 0
    assert distance.scaleb(-distance.adjusted()).normalize() in ROUND
    assert all(tick % distance == 0 for tick in drawn.ticks)
    assert drawn.low <= min(values) <= max(values) <= drawn.high
    assert 2 <= len(drawn.ticks) <= most


def test_round_step_needs_no_more_decimals_than_the_values():
    assert round_step(Decimal(10), step=Decimal(1), at_most=4) == 5
    assert round_step(Decimal(10), step=Decimal("0.1"), at_most=4) == Decimal("2.5")
    assert round_step(Decimal("0.2"), step=Decimal("0.1"), at_most=6) == Decimal("0.1")


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2))
def test_scale_keeps_the_order_of_values(first, second):
    scale = Scale(low=-1000, high=1000, start=300, end=50)
    lower, higher = sorted((first, second))
    assert scale.at(lower) >= scale.at(higher)
    assert 50 <= scale.at(higher) <= scale.at(lower) <= 300


def test_scale_maps_its_ends_exactly():
    scale = Scale(low=0, high=12, start=298, end=48)
    assert (scale.at(0), scale.at(Decimal(6)), scale.at(12)) == (298, 173, 48)


def test_years_share_the_width_equally():
    scale = YearScale(range(2019, 2023), start=40, end=240)
    assert [scale.at(year) for year in scale.years] == [65, 115, 165, 215]
    assert (scale.left(2019), scale.right(2022)) == (40, 240)


def test_year_labels_named_first_are_served_first():
    scale = YearScale(range(2019, 2031), start=0, end=120)
    wanted = [(2030, "R12"), (2029, "R11"), (2019, "R元"), (2020, "R2"), (2024, "R6")]
    assert fitting(wanted, scale=scale, font_size=14) == {2030, 2019, 2024}
