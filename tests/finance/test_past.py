"""The finances as of a past day: drafts, corrections, names of then, and the real book."""

import datetime as dt

import pytest

from finance.exports.catalogue import FILE_NAMES, past_finance_table
from finance.exports.planner_reports import REPORTS
from finance.models import SettlementItemName, SettlementYear, SoundnessRatio
from finance.pages.lent import Lent
from finance.pages.past import past_books
from sunagawa_plan.shared.as_of import DayNotShown
from sunagawa_plan.shared.planner_reports import ReportChoice
from tests.factories.finance import make_account, make_table, make_year
from tests.factories.past import age, at, delete_at, save_at

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 4, 10)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)
AMOUNTS = {"revenue_total": 100, "municipal_tax": 60, "other_revenue": 40}


def nothing(ratios, as_of=None, /):
    return Lent()


def plant(**fields) -> SettlementYear:
    account = make_account()
    make_table(account=account)
    return make_year(account=account, fiscal_year=2024, amounts=AMOUNTS, **fields)


def amounts_on(day: dt.date) -> dict[object, object]:
    rows = past_finance_table("settlement", day, nothing).rows
    return {row[4]: row[8] for row in rows if row[8] is not None}


def test_a_correction_shows_from_its_day_on():
    year = plant()
    age(at(BEFORE))
    tax = year.amounts.get(item__code="municipal_tax")
    save_at(tax, at(DAY), amount_thousand_yen=61)

    assert amounts_on(BEFORE)["municipal_tax"] == 60
    assert amounts_on(DAY)["municipal_tax"] == 61


def test_a_draft_of_then_stays_unseen():
    year = plant(status="draft")
    age(at(BEFORE))
    save_at(year, at(DAY), status="published")

    assert amounts_on(BEFORE) == {}
    assert amounts_on(DAY) == AMOUNTS


def test_an_amount_taken_away_is_seen_on_the_days_before():
    year = plant()
    age(at(BEFORE))
    delete_at(year.amounts.get(item__code="municipal_tax"), at(DAY))

    assert "municipal_tax" in amounts_on(BEFORE)
    assert "municipal_tax" not in amounts_on(DAY)


def test_an_item_bears_the_name_it_had():
    year = plant()
    age(at(BEFORE))
    item = year.account.items.get(code="municipal_tax")
    save_at(SettlementItemName(item=item, effective_from=2024), at(DAY), name="新しい名")

    names = [
        {row[5] for row in past_finance_table("settlement", day, nothing).rows}
        for day in (BEFORE, DAY)
    ]

    assert "新しい名" not in names[0]
    assert "新しい名" in names[1]


@pytest.mark.parametrize("name", FILE_NAMES)
def test_before_the_first_record_nothing_is_known(name):
    plant()
    SoundnessRatio.objects.create(code="r", name="比率", order=1)
    age(at(DAY))

    with pytest.raises(DayNotShown, match="財政の記録は令和8年（2026年）4月10日から"):
        past_finance_table(name, BEFORE, nothing)


@pytest.mark.parametrize("years", [1, 3], ids=["one", "many"])
def test_past_books_ask_a_fixed_number_of_queries(django_assert_num_queries, years):
    account = make_account()
    make_table(account=account)
    for year in range(2024 - years, 2024):
        make_year(account=account, fiscal_year=year, amounts=AMOUNTS)
    age(at(BEFORE))

    with django_assert_num_queries(5):
        rows = list(past_finance_table("settlement", DAY, nothing).rows)
    assert len({row[1] for row in rows}) == years


def test_reports_of_planners_are_of_the_day():
    year = plant()
    age(at(BEFORE))
    save_at(year, at(DAY), status="draft")
    build = {report.name: report.table for report in REPORTS}
    choice = ReportChoice(AFTER, as_of=BEFORE)

    assert len(list(build["settlement"](choice).rows)) == len(AMOUNTS) + 6
    assert build["settlement-book"](choice).title.endswith("（令和8年（2026年）4月9日現在）")
    assert list(build["settlement"](ReportChoice(AFTER)).rows) == []
    assert past_books(DAY) == ()


def test_file_of_a_past_day_says_so(client):
    plant()
    age(at(BEFORE))

    response = client.get("/finance/data/settlement.csv?as_of=2026-04-09")

    assert 'filename="finance-settlement-as-of-2026-04-09.csv"' in response["Content-Disposition"]
    assert response["X-Robots-Tag"] == "noindex"
    refused = client.get("/finance/data/settlement.csv?as_of=2026-04-08")
    assert refused.status_code == 404
    assert "財政の記録は令和8年（2026年）4月9日から始まっています" in refused.text
