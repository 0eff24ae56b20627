from datetime import date
from decimal import Decimal

import pytest

from indicators.domain.answer import read_reason, refuse_unbegun_year, settle
from indicators.domain.vocabulary import MissingReason
from sunagawa_plan.lib.numerals import Mark

DASHES = [Mark.DASH, Mark.ELLIPSIS, Mark.SUPPRESSED, Mark.NEWLY_ARISEN, Mark.CEASED]


def test_settle_keeps_zero():
    assert settle(Decimal(0), None) == 0


@pytest.mark.parametrize("mark", [Mark.BLANK, *DASHES])
def test_settle_takes_a_mark_beside_a_reason_for_no_value(mark):
    assert settle(mark, MissingReason.NO_SURVEY) is None


@pytest.mark.parametrize("mark", DASHES)
def test_settle_asks_which_reason_a_mark_stands_for(mark):
    with pytest.raises(ValueError, match="「値がない理由」（公表待ち・調査なし・算定されない）"):
        settle(mark, None)


def test_settle_refuses_both():
    with pytest.raises(ValueError, match="両方が入力"):
        settle(Decimal(1), MissingReason.NO_SURVEY)


def test_settle_refuses_neither():
    with pytest.raises(ValueError, match="どちらか一方を入力"):
        settle(Mark.BLANK, None)


@pytest.mark.parametrize("text", ["no_survey", "調査なし", " 調査なし "])
def test_reason_is_read_by_code_and_word(text):
    assert read_reason(text) is MissingReason.NO_SURVEY


def test_reason_may_be_blank():
    assert read_reason(" ") is None


@pytest.mark.parametrize("text", ["not_due", "未入力", "不明"])
def test_reason_that_staff_cannot_give_is_refused(text):
    with pytest.raises(ValueError, match=text):
        read_reason(text)


def test_year_may_be_entered_from_its_first_day():
    refuse_unbegun_year(2025, date(2025, 4, 1))
    with pytest.raises(ValueError, match="令和7年度（2025年度）はまだ始まっていない"):
        refuse_unbegun_year(2025, date(2025, 3, 31))
