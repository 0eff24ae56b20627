from decimal import Decimal

import pytest

from finance.domain.amounts import Amount
from finance.domain.answer import read_reason, settle
from finance.domain.ratio_answer import settle_ratio
from finance.domain.vocabulary import AmountMissingReason, RatioMissingReason, Section
from sunagawa_plan.lib.numerals import Mark

NO_FUND, NO_ITEM = AmountMissingReason.NO_SUCH_FUND, AmountMissingReason.NO_SUCH_ITEM
FUNDS, REVENUE = Section.FUNDS, Section.REVENUE


@pytest.mark.parametrize(
    ("typed", "reason", "answer"),
    [
        (Decimal(0), None, Amount(0)),
        (Decimal(-5), None, Amount(-5)),
        (Mark.DASH, NO_FUND, Amount(None, NO_FUND)),
        (Mark.BLANK, NO_ITEM, Amount(None, NO_ITEM)),
        (Mark.BLANK, None, None),
    ],
)
def test_amount_reason_and_blank_are_three_answers(typed, reason, answer):
    assert settle(typed, reason, FUNDS) == answer


@pytest.mark.parametrize(
    ("typed", "reason", "section", "told"),
    [
        (Mark.DASH, None, FUNDS, "基金なし"),
        (Mark.ELLIPSIS, None, REVENUE, "金額がない理由"),
        (Mark.NEWLY_ARISEN, None, FUNDS, "前年比の語"),
        (Mark.CEASED, NO_FUND, FUNDS, "前年比の語"),
        (Decimal("0.5"), None, REVENUE, "整数"),
        (Decimal(5), NO_ITEM, REVENUE, "両方"),
        (Mark.DASH, NO_FUND, REVENUE, "基金の項目だけ"),
    ],
)
def test_what_is_no_answer_is_refused(typed, reason, section, told):
    with pytest.raises(ValueError, match=told):
        settle(typed, reason, section)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", None), ("未入力", None), ("awaiting_entry", None), ("基金なし", NO_FUND)],
)
def test_reason_is_read_by_code_or_word(text, reason):
    assert read_reason(text, FUNDS) is reason


def test_unknown_reason_is_refused():
    with pytest.raises(ValueError, match="「多分なし」"):
        read_reason("多分なし", FUNDS)


def test_ratio_is_a_value_a_reason_or_nothing():
    surplus = RatioMissingReason.SURPLUS
    assert settle_ratio(Decimal("4.70"), None, 1) == Decimal("4.7")
    assert settle_ratio(Mark.DASH, surplus, 1) is surplus
    assert settle_ratio(Mark.BLANK, None, 1) is None


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (Mark.DASH, None),
        (Decimal("4.75"), None),
        (Decimal(4), RatioMissingReason.SURPLUS),
    ],
)
def test_ratio_that_says_two_things_or_none_is_refused(typed, reason):
    with pytest.raises(ValueError, match="比率"):
        settle_ratio(typed, reason, 1)
