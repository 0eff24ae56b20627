"""The book is the oracle: every figure of the printed table comes back out of the database."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from finance.domain.sums import SumResult
from finance.domain.vocabulary import RatioMissingReason, YearOnYearState
from finance.loading.settlement import load_settlement
from finance.models import Account, SettlementItem, SettlementYear, SoundnessRatio, SoundnessValue
from tests.fixtures.book import read_book
from tests.fixtures.expected_settlement import ITEMS

pytestmark = pytest.mark.django_db

FIXTURES = Path(settings.BASE_DIR) / "fixtures/sunagawa-7"
# (item code, year) → (amount, 前年比) as printed.
PRINTED = {
    (code, year): cell
    for items in ITEMS.values()
    for code, (_, group, label) in items.items()
    for year, cell in zip(
        read_book().settlement.fiscal_years,
        read_book().settlement.rows[group, label],
        strict=True,
    )
}


@pytest.fixture
def settlement():
    load_settlement(FIXTURES)
    return SettlementYear.objects.published().settlement(Account.objects.get())


def test_every_printed_amount_comes_back(settlement):
    shown = {}
    for code, year in PRINTED:
        amount = settlement.amount(code, year).thousand_yen
        shown[code, year] = "-" if amount is None else f"{amount:,}"

    assert len(shown) == 110
    assert shown == {cell: amount for cell, (amount, _) in PRINTED.items()}


def test_every_printed_ratio_comes_back(settlement):
    shown = {cell: settlement.year_on_year(*cell) for cell in PRINTED}
    states = [ratio.state for ratio in shown.values()]

    assert states.count(YearOnYearState.NUMBER) == 87
    assert states.count(YearOnYearState.AS_PRINTED) == 21
    assert states.count(YearOnYearState.NEWLY_ARISEN) == 1
    assert states.count(YearOnYearState.UNKNOWN) == 1
    assert {cell: ratio.text.replace("－", "-") for cell, ratio in shown.items()} == {
        cell: ratio for cell, (_, ratio) in PRINTED.items()
    }


def test_new_fund_is_newly_arisen_and_was_no_fund_before(settlement):
    first = settlement.year_on_year("government_building_fund", 2015)
    second = settlement.year_on_year("government_building_fund", 2016)

    assert (first.state, second.state) == (YearOnYearState.UNKNOWN, YearOnYearState.NEWLY_ARISEN)


def test_all_25_sums_are_the_printed_totals(settlement):
    checks = [check for year in settlement.fiscal_years for check in settlement.sum_checks(year)]

    assert len(checks) == 25
    assert {check.result for check in checks} == {SumResult.EQUAL}


def test_recomputed_ratios_do_not_lean_on_the_print(settlement):
    SettlementYear.objects.get(fiscal_year=2019).amounts.update(printed_year_on_year=None)
    again = SettlementYear.objects.published().settlement(Account.objects.get())

    assert again.year_on_year("revenue_total", 2019).ratio == Decimal("103.8")


def test_rows_stand_in_the_order_and_with_the_words_of_the_book(settlement):
    labels = [item.label_in(2019) for item in SettlementItem.objects.with_names()]

    assert labels == [label for items in ITEMS.values() for _, _, label in items.values()]
    assert [item.code for item, _ in settlement.tree.walk()] == [
        code for items in ITEMS.values() for code in items
    ]


def test_ratios_of_the_running_text_are_values_or_reasons(settlement):
    ratios = {ratio.code: ratio for ratio in SoundnessRatio.objects.all()}
    reasons = {row.ratio.code: row.fact.missing_reason for row in SoundnessValue.objects.all()}

    assert reasons == {
        "real_deficit_ratio": RatioMissingReason.SURPLUS,
        "consolidated_real_deficit_ratio": RatioMissingReason.SURPLUS,
        "financial_shortfall_ratio": RatioMissingReason.NO_SHORTFALL,
    }
    assert {
        code: (ratio.printed_fiscal_year, ratio.printed_value, ratio.indicator_code)
        for code, ratio in ratios.items()
        if ratio.is_shared
    } == {
        "real_debt_service_ratio": (2019, Decimal("4.7"), "6-5-3-1"),
        "future_burden_ratio": (2019, Decimal("23.2"), "6-5-3-2"),
    }
