from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.domain.amounts import Amount, absent, per_inhabitant, share
from finance.domain.vocabulary import AmountMissingReason, Section


def test_amount_is_a_number_or_a_reason_never_both_never_neither():
    with pytest.raises(ValueError, match="どちらか一方"):
        Amount(None)
    with pytest.raises(ValueError, match="どちらか一方"):
        Amount(0, AmountMissingReason.NO_SUCH_FUND)


@pytest.mark.parametrize(
    ("amount", "counted"),
    [
        (Amount(0), 0),
        (Amount(-3), -3),
        (Amount(None, AmountMissingReason.NO_SUCH_FUND), 0),
        (Amount(None, AmountMissingReason.NO_SUCH_ITEM), 0),
        (Amount(None, AmountMissingReason.NOT_PUBLISHED), None),
    ],
)
def test_only_what_did_not_exist_counts_as_nothing(amount, counted):
    assert amount.counted == counted


def test_absence_is_worded_by_section():
    assert absent(Section.FUNDS).missing_reason is AmountMissingReason.NO_SUCH_FUND
    assert absent(Section.REVENUE).missing_reason is AmountMissingReason.NO_SUCH_ITEM


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (4_654_321, 13_076_456, "35.6"),
        (1, 2_000, "0.1"),
        (-1, 2_000, "-0.1"),
        (0, 5, "0.0"),
        (7, 5, "140.0"),
    ],
)
def test_share_is_in_percent_half_up(part, whole, expected):
    assert str(share(part, whole)) == expected


@pytest.mark.parametrize("whole", [0, -10])
def test_share_of_nothing_or_less_is_none(whole):
    assert share(5, whole) is None


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_two_shares_make_a_hundred_up_to_rounding(part, rest):
    whole = part + rest
    total = share(part, whole) + share(rest, whole)

    assert abs(total - 100) <= Decimal("0.1")


def test_amount_per_inhabitant_is_in_whole_yen():
    assert per_inhabitant(12_664_467, 16_486) == 768_195
    assert per_inhabitant(-1, 2_000) == -1
    with pytest.raises(ValueError, match="人口"):
        per_inhabitant(1, 0)
