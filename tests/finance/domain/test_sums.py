import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.domain.amounts import Amount
from finance.domain.sums import SumResult, check_sum, rounding_allowance
from finance.domain.vocabulary import AmountMissingReason

NO_FUND = Amount(None, AmountMissingReason.NO_SUCH_FUND)
NOT_PUBLISHED = Amount(None, AmountMissingReason.NOT_PUBLISHED)


def check(total, *parts):
    return check_sum("total", total, [Amount(p) if isinstance(p, int) else p for p in parts])


@pytest.mark.parametrize(
    ("total", "parts", "difference", "result"),
    [
        (10, (4, 6), 0, SumResult.EQUAL),
        (11, (4, 6), 1, SumResult.ROUNDING),
        (9, (4, 6), -1, SumResult.ROUNDING),
        (12, (4, 6), 2, SumResult.DIFFERENT),
        (13, (4, 4, 3, 1), 1, SumResult.ROUNDING),
        (15, (4, 4, 3, 1), 3, SumResult.ROUNDING),
        (16, (4, 4, 3, 1), 4, SumResult.DIFFERENT),
        (0, (5, -5), 0, SumResult.EQUAL),
        (-5, (5, -10), 0, SumResult.EQUAL),
        (6, (5,), 1, SumResult.ROUNDING),
        (7, (5,), 2, SumResult.DIFFERENT),
    ],
)
def test_total_is_compared_with_the_sum_of_its_parts(total, parts, difference, result):
    found = check(Amount(total), *parts)

    assert (found.difference, found.result) == (difference, result)


def test_part_that_does_not_exist_counts_for_nothing():
    found = check(Amount(5), 5, NO_FUND)

    assert (found.result, found.count) == (SumResult.EQUAL, 1)


@pytest.mark.parametrize("unknown", [None, NOT_PUBLISHED])
def test_unknown_part_or_total_leaves_the_sum_open(unknown):
    assert check(Amount(5), 5, unknown).result is SumResult.INCOMPLETE
    assert check(unknown, 5).result is SumResult.INCOMPLETE


true_amounts_in_yen = st.lists(st.integers(0, 10**12), min_size=1, max_size=30)


@given(true_amounts_in_yen)
def test_rounding_each_figure_never_exceeds_the_allowance(yen):
    rounded = [(amount + 500) // 1000 for amount in yen]
    total = (sum(yen) + 500) // 1000

    assert check(Amount(total), *rounded).result is not SumResult.DIFFERENT


@given(true_amounts_in_yen)
def test_cutting_each_figure_off_never_exceeds_the_allowance(yen):
    cut = [amount // 1000 for amount in yen]

    assert check(Amount(sum(yen) // 1000), *cut).result is not SumResult.DIFFERENT


def test_allowance_is_no_larger_than_cutting_off_needs():
    assert [rounding_allowance(count) for count in (1, 2, 3, 6)] == [1, 1, 2, 5]
    assert sum([999] * 6) // 1000 - sum([999 // 1000] * 6) == 5
