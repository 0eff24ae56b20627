from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from finance.checking import find_problems
from finance.domain.soundness import RatioFact, SharedRatio
from finance.loading.settlement import load_settlement
from finance.models import SettlementAmount, SoundnessRatio
from tests.factories.finance import (
    make_account,
    make_amount,
    make_ratio,
    make_ratio_value,
    make_table,
    make_threshold,
    make_year,
)
from tests.indicators.checking.told import without_constraint

pytestmark = pytest.mark.django_db

QUERIES = 36
AMOUNTS = {
    "revenue_total": 30,
    "municipal_tax": 10,
    "other_revenue": 20,
    "expenditure_total": 25,
    "personnel": 5,
    "debt_service": 20,
    "fund_balance": 7,
    "building_fund": "no_such_fund",
    "other_funds": 7,
}


def problems(shared=None):
    return [(found.place, found.problem) for found in find_problems(shared or {})]


def make_settlement(**changes):
    account = make_account()
    items = make_table(account=account)
    return items, make_year(account=account, amounts=AMOUNTS | changes)


def lent(value, year=2019):
    return SharedRatio("/", {year: RatioFact(year, Decimal(value))})


def test_real_settlement_is_without_fault():
    load_settlement(Path(settings.BASE_DIR) / "fixtures/sunagawa-7")
    shared = {"real_debt_service_ratio": lent("4.70"), "future_burden_ratio": lent("23.2")}

    assert problems(shared) == []


def test_ordinary_year_is_without_fault():
    make_settlement()

    assert problems() == []


def test_total_that_is_not_its_parts_is_found():
    make_settlement(revenue_total=40)

    assert problems() == [
        (
            "一般会計 令和元年度（2019年度）の決算",
            "「項目「revenue_total」」40千円が、内訳の計30千円と10千円違います。",
        )
    ]


def test_open_draft_is_no_fault():
    account = make_account()
    make_table(account=account)
    make_year(account=account, amounts={"revenue_total": 5}, status="draft")

    assert problems() == []


def test_missing_year_in_between_is_found():
    _items, first = make_settlement()
    make_year(account=first.account, fiscal_year=2021, amounts=AMOUNTS)

    assert problems() == [
        (
            "一般会計 令和2年度（2020年度）",
            "前後の年度の決算があるのに、この年度がありません。翌年度の前年比が出せません。",
        )
    ]


def test_item_used_after_its_end_is_found():
    items, _year = make_settlement()
    items["municipal_tax"].last_fiscal_year = 2018
    items["municipal_tax"].save()

    assert (
        "一般会計 令和元年度（2019年度）の決算 「項目「municipal_tax」」",
        "「項目「municipal_tax」」は、この年度にはない項目です。",
    ) in problems()


def test_printed_ratio_that_can_be_recomputed_otherwise_is_found():
    items, first = make_settlement()
    second = make_year(
        account=first.account, fiscal_year=2020, amounts=AMOUNTS | {"fund_balance": 8}
    )
    second.amounts.filter(item=items["fund_balance"]).delete()
    make_amount(
        year=second, item=items["fund_balance"], amount=7, printed_year_on_year=Decimal("114.3")
    )

    assert problems() == [
        (
            "一般会計 令和2年度（2020年度）の決算",
            "「項目「fund_balance」」の前年比は、計画書では114.3、計算では100.0です。",
        )
    ]


def test_total_without_parts_is_found():
    items, _year = make_settlement()
    items["municipal_tax"].is_total = True
    items["municipal_tax"].save()

    assert [problem for _, problem in problems()] == ["内訳がないのに「合計の行」が「はい」です。"]


def test_value_without_threshold_is_found_but_a_surplus_needs_none():
    ratio = make_ratio(name="実質赤字比率")
    make_ratio_value(ratio=ratio, value=None, fiscal_year=2019)
    make_ratio_value(ratio=ratio, value="1.25", fiscal_year=2020)
    make_ratio_value(ratio=ratio, value="1.25", fiscal_year=2022)
    make_threshold(ratio=ratio, early="13.97", rebuilding="20", fiscal_year=2022)

    assert problems() == [
        (
            "実質赤字比率 令和2年度（2020年度）",
            "値がありますが、早期健全化基準の登録がありません。",
        )
    ]


def test_shared_ratio_without_its_indicator_is_found():
    make_ratio(plan_slug="plan", indicator_code="6-5-3-1", name="実質公債費比率")

    assert problems() == [
        (
            "健全化判断比率「実質公債費比率」",
            "値を持つはずの指標6-5-3-1が、公開中の計画「plan」にありません。",
        )
    ]


def test_shared_value_that_differs_from_the_running_text_is_found():
    ratio = make_ratio(
        code="debt",
        name="実質公債費比率",
        plan_slug="plan",
        indicator_code="6-5-3-1",
        printed_fiscal_year=2019,
        printed_value=Decimal("4.7"),
    )
    make_threshold(ratio=ratio)

    assert problems({"debt": lent("4.8")}) == [
        (
            "実質公債費比率 令和元年度（2019年度）",
            "計画書の本文では4.7%、登録されている値は4.8です。",
        )
    ]


def test_value_entered_twice_is_found():
    ratio = make_ratio(name="実質公債費比率", plan_slug="plan", indicator_code="6-5-3-1")
    make_ratio_value(ratio=ratio)

    assert (
        "実質公債費比率 令和元年度（2019年度）",
        "実質公債費比率は、指標6-5-3-1の実績値として入力してください。",
    ) in problems()


def test_row_that_breaks_its_constraint_is_found_and_nothing_fails():
    _items, year = make_settlement()
    with without_constraint(SettlementAmount, "settlement_amount_xor_reason"):
        year.amounts.filter(item__code="municipal_tax").update(missing_reason="not_published")

    assert problems() == [
        (
            "一般会計 令和元年度（2019年度）の決算 「項目「municipal_tax」」",
            "決算額か、金額がない理由の、どちらか一方を入力してください。",
        )
    ]


def test_number_of_queries_does_not_grow_with_the_years(django_assert_num_queries):
    _items, first = make_settlement()
    make_ratio()
    with django_assert_num_queries(QUERIES):
        problems()
    for year in range(2020, 2030):
        make_year(account=first.account, fiscal_year=year, amounts=AMOUNTS)
    for _ in range(3):
        make_ratio_value(ratio=SoundnessRatio.objects.get(), fiscal_year=2030 + _, value=None)

    with django_assert_num_queries(QUERIES):
        problems()
