import pytest
from django.http import QueryDict

from finance.entry import Entry
from finance.models import SettlementAmount, SettlementYear
from finance.sheet_figures import figures
from finance.year_sheet import YearSheet
from tests.factories.finance import make_account, make_item, make_table, make_year

pytestmark = pytest.mark.django_db

LAST_YEAR = {
    "revenue_total": 300,
    "municipal_tax": 100,
    "other_revenue": 200,
    "fund_balance": 40,
    "building_fund": "no_such_fund",
    "other_funds": 40,
}


def sent(sheet, **typed):
    """What a browser would send of a sheet, with some cells typed over."""
    data = QueryDict(mutable=True)
    data["year-stamp"] = sheet.head.stored
    for row in sheet.rows:
        if row.form is None:
            continue
        prefix = row.form.prefix
        data[f"{prefix}-stamp"] = row.stored.stamp
        data[f"{prefix}-amount"] = (
            "" if row.stored.thousand_yen is None else row.stored.thousand_yen
        )
        data[f"{prefix}-missing_reason"] = row.stored.missing_reason
        for name in ("amount", "missing_reason", "note", "difference_reason"):
            key = f"{row.code}__{name}"
            if key in typed:
                data[f"{prefix}-{name}"] = typed[key]
    return data


def filled(account, year=2020, **typed):
    return YearSheet(account, year, data=sent(YearSheet(account, year), **typed))


def row_of(sheet, code):
    return next(row for row in sheet.rows if row.code == code)


def table_with_last_year():
    account = make_account()
    make_table(account=account)
    make_year(account=account, amounts=LAST_YEAR, fiscal_year=2019)
    return account


def test_new_year_shows_last_year_beside_and_never_as_a_value():
    sheet = YearSheet(table_with_last_year(), 2020)

    row = row_of(sheet, "municipal_tax")
    assert (row.previous, row.form["amount"].value(), row.amount) == ("100", None, "未入力")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("２，１００，０００", 2_100_000),
        ("2,100,000千円", 2_100_000),
        ("△５", -5),
        (" 7 ", 7),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_offices_type_them(typed, stored):
    sheet = filled(table_with_last_year(), municipal_tax__amount=typed)

    assert sheet.is_valid()
    sheet.save()
    row = SettlementAmount.objects.get(year__fiscal_year=2020)
    assert row.amount_thousand_yen == stored


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("－", "金額がない理由"),
        ("皆増", "前年比の語"),
        ("1.5", "整数"),
        ("2億円", "読み取れません"),
        ("1,23", "読み取れません"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_way_on(typed, told):
    sheet = filled(table_with_last_year(), municipal_tax__amount=typed)

    assert not sheet.is_valid()
    assert told in "".join(row_of(sheet, "municipal_tax").errors)


def test_dash_beside_a_reason_is_that_reason():
    account = table_with_last_year()
    reason = {"building_fund__amount": "－", "building_fund__missing_reason": "no_such_fund"}
    sheet = filled(account, **reason)

    assert sheet.is_valid()
    sheet.save()
    assert SettlementAmount.objects.get(year__fiscal_year=2020).missing_reason == "no_such_fund"


def test_amount_and_reason_together_are_refused():
    reason = {"building_fund__amount": "5", "building_fund__missing_reason": "no_such_fund"}
    sheet = filled(table_with_last_year(), **reason)

    assert not sheet.is_valid()


def test_four_words_of_the_ratio_column_are_four_things():
    account = table_with_last_year()
    sheet = filled(
        account,
        building_fund__amount="5",
        other_funds__amount="0",
        municipal_tax__amount="110",
    )

    sheet.is_valid()
    shown = {row.code: row.year_on_year for row in sheet.rows}
    assert shown["building_fund"] == "皆増"
    assert shown["other_funds"] == "皆減"
    assert shown["municipal_tax"] == "110.0"
    assert shown["other_revenue"] == "－"


def test_running_sums_are_those_of_what_is_typed():
    cells = {"revenue_total": "301", "municipal_tax": "100", "other_revenue": "200"}
    sheet = filled(table_with_last_year(), **{f"{code}__amount": n for code, n in cells.items()})

    found = figures(sheet)["rows"]["revenue_total"]
    assert (found["computed"], found["difference"], found["result"]) == ("300", "+1", "rounding")


def test_unreadable_part_leaves_the_sum_open():
    cells = {"revenue_total": "301", "municipal_tax": "？", "other_revenue": "200"}
    sheet = filled(table_with_last_year(), **{f"{code}__amount": n for code, n in cells.items()})

    assert figures(sheet)["rows"]["revenue_total"]["result"] == "incomplete"


def test_untouched_row_keeps_what_somebody_else_wrote():
    account = table_with_last_year()
    early = sent(YearSheet(account, 2019), other_revenue__amount="201")
    SettlementAmount.objects.filter(item__code="municipal_tax").update(amount_thousand_yen=99)

    sheet = YearSheet(account, 2019, data=early)

    assert sheet.is_valid()
    assert [row.code for row in sheet.changed_rows] == ["other_revenue"]


def test_row_that_somebody_else_wrote_is_not_overwritten_at_once():
    account = table_with_last_year()
    early = sent(YearSheet(account, 2019), municipal_tax__amount="105")
    row = SettlementAmount.objects.get(item__code="municipal_tax", year__fiscal_year=2019)
    row.amount_thousand_yen = 99
    row.save()

    sheet = YearSheet(account, 2019, data=early)

    assert not sheet.is_valid()
    form = row_of(sheet, "municipal_tax").form
    assert form["amount"].value() == "105"
    assert "100 → 99" in "".join(form.non_field_errors())


def test_second_saving_overwrites_knowingly():
    account = table_with_last_year()
    early = sent(YearSheet(account, 2019), municipal_tax__amount="105")
    row = SettlementAmount.objects.get(item__code="municipal_tax", year__fiscal_year=2019)
    row.amount_thousand_yen = 99
    row.save()
    refused = YearSheet(account, 2019, data=early)
    refused.is_valid()
    form = row_of(refused, "municipal_tax").form
    early[f"{form.prefix}-stamp"] = form["stamp"].value()

    sheet = YearSheet(account, 2019, data=early)

    assert sheet.is_valid()
    assert row_of(sheet, "municipal_tax").entry.thousand_yen == 105


@pytest.mark.parametrize("stamp", ["", "{", "[]", "[1, 2]", '[1, "no_such_fund", "", ""]', "7"])
def test_stamp_that_is_none_of_ours_tells_nothing(stamp):
    assert Entry.read(stamp) is None


def test_ended_item_is_shown_with_its_end_and_not_asked_for():
    account = make_account()
    items = make_table(account=account)
    ended = make_item(
        account=account,
        code="old_fund",
        section="funds",
        parent=items["fund_balance"],
        last_fiscal_year=2019,
    )
    make_year(account=account, amounts={"old_fund": 7}, fiscal_year=2019)

    row = row_of(YearSheet(account, 2020), ended.code)

    assert (row.form, row.previous, row.year_on_year) == (None, "7", "皆減")


def test_items_of_one_name_are_told_apart_in_messages():
    account = make_account()
    items = make_table(account=account)
    for code in ("municipal_tax", "personnel"):
        items[code].name = "その他"
        items[code].save()

    sheet = YearSheet(account, 2020)

    assert row_of(sheet, "personnel").full_name == "項目「expenditure_total」のその他"


@pytest.mark.parametrize("extra", [0, 30])
def test_sheet_asks_a_fixed_number_of_queries(extra, django_assert_num_queries):
    account = table_with_last_year()
    for _ in range(extra):
        make_item(account=account)

    with django_assert_num_queries(4):
        sheet = YearSheet(account, 2020)
        figures(sheet)


def test_empty_new_year_keeps_last_years_source_for_the_clerk():
    account = table_with_last_year()
    SettlementYear.objects.update(source="総務部")

    assert YearSheet(account, 2020).head["source"].value() == "総務部"
