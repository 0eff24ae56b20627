from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.targets import PlanPath, Target, targets_held_in
from indicators.domain.vocabulary import Arrow, Direction


def path(*points: tuple[int, str], places: int = 1) -> PlanPath:
    numbers = tuple((year, Decimal(value)) for year, value in points)
    targets = tuple(Target(year, value=value) for year, value in numbers[1:])
    return PlanPath(targets, numbers, places)


TURNING = path((2019, "1151"), (2025, "1114"), (2030, "1326"), places=0)


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2015, 1151), (2019, 1151), (2022, 1133), (2025, 1114), (2026, 1156), (2030, 1326), (2040, 1326)],
)  # fmt: skip
def test_line_is_straight_between_points_and_flat_outside(year, expected):
    # 2022: halfway from 1151 to 1114 is 1132.5, half-up 1133.
    assert TURNING.line(year) == expected


def test_line_rounds_a_negative_tie_away_from_zero():
    assert path((2019, "0"), (2021, "-1"), places=0).line(2020) == -1


def test_line_without_any_number_is_absent():
    assert PlanPath((Target(2025, value=None, arrow=Arrow.UP),), (), 0).line(2024) is None


@pytest.mark.parametrize(
    ("year", "lower_is_better", "higher_is_better"),
    [(2022, 1151, 1114), (2025, 1114, 1114), (2028, 1326, 1114), (2030, 1326, 1326), (2035, 1326, 1326)],
)  # fmt: skip
def test_bound_is_the_worse_neighbour_and_exact_on_points(year, lower_is_better, higher_is_better):
    assert TURNING.bound(year, Direction.LOWER) == lower_is_better
    assert TURNING.bound(year, Direction.HIGHER) == higher_is_better


@pytest.mark.parametrize(
    ("year", "milestone"), [(2019, 2025), (2025, 2025), (2026, 2030), (2030, 2030), (2031, 2030)]
)
def test_in_force_is_the_first_target_not_before_the_year(year, milestone):
    assert TURNING.in_force(year).fiscal_year == milestone


def test_targets_held_in_takes_the_latest_revision_of_each_milestone():
    first = Target(2030, value=Decimal(60), effective_from=2021)
    second = Target(2030, value=Decimal(70), effective_from=2024)
    third = Target(2030, value=Decimal(80), effective_from=2027)
    interim = Target(2025, value=Decimal(40), effective_from=2021)
    rows = (third, first, interim, second)

    assert targets_held_in(rows, 2023) == (interim, first)
    assert targets_held_in(rows, 2024) == (interim, second)
    assert targets_held_in(rows, 2030) == (interim, third)
    assert targets_held_in(rows, 2020) == ()


@given(
    values=st.lists(st.decimals(-9999, 9999, places=1), min_size=2, max_size=5),
    year=st.integers(2015, 2045),
)
def test_line_stays_between_its_neighbours(values, year):
    points = [(2019 + 3 * step, str(value)) for step, value in enumerate(values)]
    line = path(*points).line(year)

    assert min(values) <= line <= max(values)


@given(low=st.decimals(-999, 999, places=1), high=st.decimals(-999, 999, places=1))
def test_line_differs_from_the_exact_line_by_at_most_half_a_step(low, high):
    exact = Fraction(low) + (Fraction(high) - Fraction(low)) * Fraction(5, 6)
    shown = path((2019, str(low)), (2025, str(high))).line(2024)

    assert abs(Fraction(shown) - exact) <= Fraction(1, 20)
