from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.domain.amounts import Amount
from finance.domain.vocabulary import AmountMissingReason, YearOnYearState
from finance.domain.year_on_year import YearOnYear, as_printed, contradicts, year_on_year
from sunagawa_plan.lib.numerals import Mark, read_number

NO_FUND = Amount(None, AmountMissingReason.NO_SUCH_FUND)
NO_ITEM = Amount(None, AmountMissingReason.NO_SUCH_ITEM)
NOT_PUBLISHED = Amount(None, AmountMissingReason.NOT_PUBLISHED)
PRINTED = as_printed(Decimal("104.2"), None)

amounts = st.integers(-(10**12), 10**12).map(Amount)


def shown(current, previous, printed=None):
    """The state's code, and the figure where there is one."""
    ratio = year_on_year(current, previous, printed)
    return ratio.state.value if ratio.ratio is None else f"{ratio.state.value} {ratio.ratio}"


@pytest.mark.parametrize(
    ("current", "previous", "expected"),
    [
        pytest.param(Amount(13_076_456), Amount(12_598_950), "number 103.8", id="歳入総額 R元"),
        pytest.param(Amount(1_278_278), Amount(1_278_278), "number 100.0", id="同額"),
        pytest.param(Amount(600_000), NO_FUND, "newly_arisen", id="新しい基金は皆増"),
        pytest.param(Amount(600_000), NO_ITEM, "newly_arisen", id="新しい項目は皆増"),
        pytest.param(Amount(1), Amount(0), "newly_arisen", id="0からは皆増"),
        pytest.param(NO_FUND, Amount(600_000), "ceased", id="廃止した基金は皆減"),
        pytest.param(Amount(0), Amount(600_000), "ceased", id="0になれば皆減"),
        pytest.param(Amount(0), Amount(0), "none", id="0のまま"),
        pytest.param(NO_FUND, NO_FUND, "none", id="ないまま"),
        pytest.param(Amount(0), NO_FUND, "none", id="新しい基金の残高が0"),
        pytest.param(NO_FUND, Amount(0), "none", id="残高0の基金を廃止"),
        pytest.param(Amount(-50), Amount(100), "number -50.0", id="正から負"),
        pytest.param(Amount(50), Amount(-100), "none", id="負から正"),
        pytest.param(Amount(-5), Amount(-10), "none", id="負から負"),
        pytest.param(Amount(0), Amount(-10), "none", id="負から0は皆減ではない"),
        pytest.param(NO_FUND, Amount(-10), "none", id="負のまま廃止"),
        pytest.param(Amount(-5), Amount(0), "none", id="0から負は皆増ではない"),
        pytest.param(Amount(-5), NO_ITEM, "none", id="新しい負の項目"),
        pytest.param(Amount(5), NOT_PUBLISHED, "unknown", id="前年度が公表されていない"),
        pytest.param(NOT_PUBLISHED, Amount(5), "unknown", id="公表されていない"),
        pytest.param(Amount(5), None, "unknown", id="前年度が未入力"),
        pytest.param(None, Amount(5), "unknown", id="未入力"),
        pytest.param(None, None, "unknown", id="どちらも未入力"),
    ],
)
def test_year_on_year_follows_the_table_of_states(current, previous, expected):
    assert shown(current, previous) == expected


@pytest.mark.parametrize(
    ("current", "previous", "expected"),
    [
        (100_05, 100_00, "100.1"),
        (100_0499, 100_0000, "100.0"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 2_000, "0.1"),
        (1, 2_001, "0.0"),
        (-1, 2_000, "-0.1"),
        (-1, 2_001, "0.0"),
        (10**15 + 1, 1, "100000000000000100.0"),
    ],
)
def test_ratio_is_rounded_half_up_to_one_decimal(current, previous, expected):
    ratio = year_on_year(Amount(current), Amount(previous)).ratio

    assert str(ratio) == expected


def test_printed_ratio_stands_where_the_previous_year_is_not_known():
    assert shown(Amount(5), None, PRINTED) == "as_printed 104.2"
    assert shown(Amount(5), NOT_PUBLISHED, PRINTED) == "as_printed 104.2"


def test_printed_word_stands_where_the_previous_year_is_not_known():
    printed = as_printed(None, YearOnYearState.NEWLY_ARISEN)

    assert shown(Amount(5), None, printed) == "newly_arisen"


def test_computed_ratio_comes_before_the_printed_one():
    assert shown(Amount(5), Amount(10), PRINTED) == "number 50.0"


def test_printed_ratio_says_nothing_of_a_year_without_amount():
    assert shown(None, None, PRINTED) == "unknown"


@pytest.mark.parametrize(
    ("printed", "current", "previous", "expected"),
    [
        (as_printed(Decimal("50.0"), None), Amount(5), Amount(10), False),
        (as_printed(Decimal("50.1"), None), Amount(5), Amount(10), True),
        (as_printed(None, YearOnYearState.NEWLY_ARISEN), Amount(5), NO_FUND, False),
        (as_printed(None, YearOnYearState.NEWLY_ARISEN), Amount(5), Amount(10), True),
        (as_printed(Decimal("50.0"), None), Amount(5), NO_FUND, True),
        (as_printed(Decimal("50.0"), None), Amount(5), None, False),
    ],
)
def test_print_is_contradicted_only_by_what_can_be_recomputed(printed, current, previous, expected):
    assert contradicts(printed, year_on_year(current, previous, printed)) is expected


@given(amounts, amounts)
def test_what_is_shown_can_be_read_back(current, previous):
    ratio = year_on_year(current, previous)
    read = read_number(ratio.text, unit="%")

    marks = {
        YearOnYearState.NEWLY_ARISEN: Mark.NEWLY_ARISEN,
        YearOnYearState.CEASED: Mark.CEASED,
        YearOnYearState.NONE: Mark.DASH,
    }
    assert read == (marks[ratio.state] if ratio.ratio is None else ratio.ratio)


@given(amounts, amounts)
def test_words_appear_only_beside_nothing_and_never_for_negative_amounts(current, previous):
    state = year_on_year(current, previous).state
    now, before = current.thousand_yen, previous.thousand_yen

    assert (state is YearOnYearState.NEWLY_ARISEN) == (before == 0 and now > 0)
    assert (state is YearOnYearState.CEASED) == (now == 0 and before > 0)


def test_ratio_and_word_together_are_refused():
    with pytest.raises(ValueError, match="どちらか一方"):
        YearOnYear(YearOnYearState.NEWLY_ARISEN, Decimal(100))
    with pytest.raises(ValueError, match="どちらか一方"):
        YearOnYear(YearOnYearState.NUMBER)
