from finance.models import SettlementYear
from finance.pages.book import AccountBook
from finance.pages.funds import FundsPage
from tests.factories.finance import make_account, make_table, make_year


def test_balances_of_the_book(book):
    page = FundsPage.from_book(book)

    assert (page.total, page.total_exact) == ("39億1,686万円", "3,916,857千円")
    assert page.sentence == "平成27年度の32億6,937万円から6億4,749万円増えました。"
    assert [fund.name for fund in page.funds] == [
        "財政調整",
        "庁舎整備",
        "社会福祉",
        "減債",
        "まちづくり事業",
        "その他",
    ]
    assert [(fund.exact, fund.share) for fund in page.funds][:2] == [
        ("1,278,278千円", "32.6%"),
        ("1,031,571千円", "26.3%"),
    ]


def test_new_fund_says_since_when(book):
    building = FundsPage.from_book(book).funds[1]

    assert building.events == ("平成28年度に新しく残高ができました（皆増）。",)
    assert building.change == "平成28年度の6億円から4億3,157万円増えました。"


def test_chart_leaves_out_a_fund_that_did_not_exist(book):
    segments = FundsPage.from_book(book).chart.wide.segments

    first = [part.name for part in segments if part.fiscal_year == 2015]
    assert "庁舎整備" not in first
    assert len(first) == 5


def test_emptied_fund_is_ceased_and_shows_zero(db):
    account = make_account()
    make_table(account=account)
    for year, amount in ((2018, 100), (2019, 0)):
        make_year(
            account=account, fiscal_year=year, amounts={"building_fund": amount, "other_funds": 7}
        )

    building = FundsPage.from_book(AccountBook.published()).funds[0]

    assert building.events == ("令和元年度に残高がなくなりました（皆減）。",)
    assert building.words == "0円"
    assert building.years[-1].amount == "0"


def test_hole_between_years_is_drawn_as_a_hole(book):
    SettlementYear.objects.filter(fiscal_year=2017).update(status="draft")
    chart = FundsPage.from_book(AccountBook.published()).chart.wide

    assert {part.fiscal_year for part in chart.segments} == {2015, 2016, 2018, 2019}
    assert len(chart.gaps) == 1
