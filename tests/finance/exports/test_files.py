import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from finance.domain.soundness import RatioFact, SharedRatio
from finance.exports.catalogue import FILE_NAMES, finance_table
from finance.exports.settlement import settlement_table
from finance.loading.settlement import load_settlement
from finance.models import SettlementItemName, SettlementYear
from sunagawa_plan.lib.tables import csv_chunks, json_chunks
from tests.factories.finance import (
    make_account,
    make_item,
    make_ratio,
    make_ratio_value,
    make_table,
    make_threshold,
    make_year,
)

pytestmark = pytest.mark.django_db

FIXTURES = Path(settings.BASE_DIR) / "fixtures/sunagawa-7"


def lines(name, shared=None):
    """The file as CSV lines, the BOM taken off."""
    text = b"".join(csv_chunks(finance_table(name, shared or {}))).decode("utf-8-sig")
    assert text.endswith("\r\n")
    return text.removesuffix("\r\n").split("\r\n")


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        (
            "settlement",
            "account,fiscal_year,fiscal_year_wareki,section,item_code,item_name,parent_code,is_total,"
            "amount_thousand_yen,missing_reason,year_on_year,year_on_year_state",
        ),
        (
            "funds",
            "fiscal_year,fiscal_year_wareki,fund_code,fund_name,is_total,balance_thousand_yen,"
            "missing_reason,year_on_year,year_on_year_state",
        ),
        (
            "soundness",
            "fiscal_year,fiscal_year_wareki,ratio_code,ratio_name,value,missing_reason,"
            "early_soundness_threshold,fiscal_rebuilding_threshold,source",
        ),
    ],
)
def test_columns_are_those_that_are_promised(name, heading):
    assert lines(name) == [heading]


def test_every_file_has_a_name_and_no_other_has():
    assert FILE_NAMES == ("settlement", "funds", "soundness")
    with pytest.raises(LookupError):
        finance_table("budget", {})


def test_settlement_holds_every_row_of_the_book():
    load_settlement(FIXTURES)
    told = lines("settlement")[1:]

    assert len(told) == 110
    assert [line for line in told if ",government_building_fund," in line] == [
        "general_account,2015,平成27年度,funds,government_building_fund,庁舎整備,fund_balance,false,,no_such_fund,,unknown",
        "general_account,2016,平成28年度,funds,government_building_fund,庁舎整備,fund_balance,false,600000,,,newly_arisen",
        "general_account,2017,平成29年度,funds,government_building_fund,庁舎整備,fund_balance,false,803000,,133.8,number",
        "general_account,2018,平成30年度,funds,government_building_fund,庁舎整備,fund_balance,false,1047015,,130.4,number",
        "general_account,2019,令和元年度,funds,government_building_fund,庁舎整備,fund_balance,false,1031571,,98.5,number",
    ]
    assert told[0] == (
        "general_account,2015,平成27年度,revenue,revenue_total,歳入総額,,true,12789229,,104.2,as_printed"
    )


def test_funds_are_the_funds_of_the_settlement():
    load_settlement(FIXTURES)
    told = lines("funds")[1:]

    assert len(told) == 35
    assert told[0] == "2015,平成27年度,fund_balance,基金残高,true,3269368,,108.3,as_printed"
    assert (
        told[9] == "2016,平成28年度,government_building_fund,庁舎整備,false,600000,,,newly_arisen"
    )


def test_soundness_has_five_ratios_a_year_with_value_or_reason():
    load_settlement(FIXTURES)
    shared = {
        "real_debt_service_ratio": SharedRatio(
            "/",
            {
                2019: RatioFact(2019, Decimal("4.7000"), source="総務省"),
                2022: RatioFact(2022, Decimal("5.5")),
            },
        )
    }

    assert lines("soundness", shared)[1:] == [
        "2019,令和元年度,real_deficit_ratio,実質赤字比率,,surplus,,,総務部政策調整課",
        "2019,令和元年度,consolidated_real_deficit_ratio,連結実質赤字比率,,surplus,,,総務部政策調整課",
        "2019,令和元年度,real_debt_service_ratio,実質公債費比率,4.7,,25.0,35.0,総務省",
        "2019,令和元年度,future_burden_ratio,将来負担比率,,awaiting_entry,350.0,,",
        "2019,令和元年度,financial_shortfall_ratio,資金不足比率,,no_shortfall,20.0,,総務部政策調整課",
        "2022,令和4年度,real_deficit_ratio,実質赤字比率,,awaiting_entry,13.97,20.00,",
        "2022,令和4年度,consolidated_real_deficit_ratio,連結実質赤字比率,,awaiting_entry,18.97,30.00,",
        "2022,令和4年度,real_debt_service_ratio,実質公債費比率,5.5,,25.0,35.0,",
        "2022,令和4年度,future_burden_ratio,将来負担比率,,awaiting_entry,350.0,,",
        "2022,令和4年度,financial_shortfall_ratio,資金不足比率,,awaiting_entry,20.0,,",
    ]


def test_four_kinds_of_nothing_stay_four():
    account = make_account()
    make_item(account=account, code="fund", section="funds", name="基金")
    for year, amounts in {
        2019: {"fund": "no_such_fund"},
        2020: {"fund": 5},
        2021: {"fund": 0},
        2022: {"fund": "not_published"},
        2023: {},
    }.items():
        make_year(account=account, fiscal_year=year, amounts=amounts)

    assert [line.split(",")[5:] for line in lines("funds")[1:]] == [
        ["", "no_such_fund", "", "unknown"],
        ["5", "", "", "newly_arisen"],
        ["0", "", "", "ceased"],
        ["", "not_published", "", "unknown"],
        ["", "awaiting_entry", "", "unknown"],
    ]


def test_draft_shows_neither_itself_nor_through_a_ratio():
    account = make_account()
    make_table(account=account)
    make_year(account=account, fiscal_year=2019, amounts={"municipal_tax": 10}, status="draft")
    make_year(account=account, fiscal_year=2020, amounts={"municipal_tax": 20})

    told = [line for line in lines("settlement") if "municipal_tax" in line]

    assert [line.split(",")[1] for line in told] == ["2020"]
    assert told[0].endswith(",20,,,unknown")


def test_staff_may_have_a_draft_with_its_ratios():
    account = make_account()
    make_table(account=account)
    make_year(account=account, fiscal_year=2019, amounts={"municipal_tax": 10})
    draft = make_year(
        account=account, fiscal_year=2020, amounts={"municipal_tax": 20}, status="draft"
    )
    chosen = SettlementYear.objects.filter(pk=draft.pk)

    rows = list(settlement_table(chosen, known=SettlementYear.objects.all()).rows)

    assert [row[-4:] for row in rows if row[4] == "municipal_tax"] == [
        (20, None, Decimal("200.0"), "number")
    ]


def test_renamed_item_keeps_its_old_name_in_earlier_years():
    account = make_account()
    item = make_item(account=account, code="tax", name="税外収入")
    for year in (2019, 2020, 2021):
        make_year(account=account, fiscal_year=year, amounts={"tax": 1})
    SettlementItemName.objects.create(item=item, effective_from=2020, name="税外収入等")

    assert [line.split(",")[5] for line in lines("settlement")[1:]] == [
        "税外収入",
        "税外収入等",
        "税外収入等",
    ]


def test_accounts_never_share_a_line_and_funds_are_of_the_general_account():
    for code, name in (("ordinary_account", "普通会計"), ("general_account", "一般会計")):
        account = make_account(code=code, name=name)
        make_item(account=account, code="fund", section="funds", name=f"{name}の基金")
        make_year(account=account, fiscal_year=2019, amounts={"fund": 1})

    assert [line.split(",")[0] for line in lines("settlement")[1:]] == [
        "general_account",
        "ordinary_account",
    ]
    assert [line.split(",")[3] for line in lines("funds")[1:]] == ["一般会計の基金"]


def test_draft_ratio_is_not_in_the_file():
    ratio = make_ratio()
    make_threshold(ratio=ratio)
    make_ratio_value(ratio=ratio, fiscal_year=2019)
    make_ratio_value(ratio=ratio, fiscal_year=2020, status="draft")

    assert [line.split(",")[0] for line in lines("soundness")[1:]] == ["2019"]


def test_numbers_are_numbers_in_json():
    load_settlement(FIXTURES)

    rows = json.loads(b"".join(json_chunks(finance_table("settlement", {}))))["rows"]

    assert rows[88]["amount_thousand_yen"] == 13_076_456
    assert rows[88]["year_on_year"] == 103.8
    assert rows[0]["parent_code"] is None


def test_number_of_queries_does_not_grow_with_the_years(django_assert_num_queries):
    account = make_account()
    make_table(account=account)
    make_year(account=account, amounts={"municipal_tax": 10})
    with django_assert_num_queries(7):
        list(finance_table("settlement", {}).rows)
    for _ in range(10):
        make_year(account=account, amounts={"municipal_tax": 10})

    with django_assert_num_queries(7):
        list(finance_table("settlement", {}).rows)
