import pytest

from finance.models import SettlementYear
from finance.pages.book import AccountBook
from finance.pages.dashboard import DashboardPage, balance_words
from finance.pages.lent import Lent
from tests.factories.finance import make_account, make_table, make_year


def lend_nothing(_ratios) -> Lent:
    return Lent()


def page_of(book) -> DashboardPage:
    return DashboardPage.from_account(book, lend_nothing)


def test_latest_year_of_the_book_in_words_and_figures(book):
    latest = page_of(book).latest

    assert latest.sentence == (
        "令和元年度（2019年度）の一般会計は、歳入が130億7,646万円、歳出が126億6,447万円で、"
        "差引4億1,199万円の黒字でした。歳入のうち、市が自ら集めた財源（自主財源）は35.6%です。"
    )
    assert [(figure.words, figure.exact) for figure in latest.figures] == [
        ("130億7,646万円", "13,076,456千円"),
        ("126億6,447万円", "12,664,467千円"),
        ("4億1,199万円", "411,989千円"),
        ("35.6%", "自主財源 4,654,321千円"),
        ("39億1,686万円", "3,916,857千円"),
    ]


def test_five_years_of_the_book(book):
    lines = page_of(book).latest.years

    assert [line.fiscal_year.start for line in lines] == [2015, 2016, 2017, 2018, 2019]
    assert [line.balance for line in lines] == [
        "432,491",
        "411,607",
        "404,114",
        "442,546",
        "411,989",
    ]
    assert [line.own_share for line in lines] == ["31.2%", "35.4%", "34.9%", "35.1%", "35.6%"]


def test_chart_of_sources_stands_on_the_books_sums(book):
    chart = page_of(book).latest.chart.wide

    assert [text.words for text in chart.totals] == ["127.9", "129.9", "132.5", "126.0", "130.8"]
    own = [part for part in chart.segments if part.fiscal_year == 2019]
    assert [(part.name, str(part.value)) for part in own] == [
        ("自主財源", "46.54321"),
        ("依存財源", "84.22135"),
    ]


def test_chart_of_sources_ends_with_the_last_five_years(book):
    make_year(account=book.account, fiscal_year=2021, amounts={"own_source": 1_000})
    chart = page_of(AccountBook.published()).latest.chart.wide

    assert [tick.fiscal_year for tick in chart.year_ticks] == [2017, 2018, 2019, 2020, 2021]


def test_funds_are_compared_with_the_year_before(book):
    assert page_of(book).latest.funds_sentence == (
        "令和元年度末の基金の残高は、合わせて39億1,686万円です。1年前から2億6,734万円増えました。"
    )


def test_unpublished_year_leaves_a_hole_and_no_comparison(book):
    SettlementYear.objects.filter(fiscal_year=2018).update(status="draft")
    latest = page_of(AccountBook.published()).latest

    assert [line.is_published for line in latest.years] == [True, True, True, False, True]
    assert latest.years[3].revenue == ""
    assert latest.funds_sentence.endswith("39億1,686万円です。")
    assert [gap.words for gap in latest.chart.wide.gaps] == ["値なし"]


def test_amount_per_inhabitant_needs_the_years_population(book):
    assert not any(figure.note for figure in page_of(book).latest.figures)
    SettlementYear.objects.filter(fiscal_year=2019).update(
        population=16_486, population_source="住民基本台帳"
    )

    figures = page_of(AccountBook.published()).latest.figures

    assert figures[0].note == "市民1人当たり 793,185円"


def test_missing_total_is_left_out_not_zero(db):
    account = make_account()
    make_table(account=account)
    make_year(account=account, amounts={"revenue_total": 1_000})

    latest = page_of(AccountBook.published()).latest

    assert [figure.label for figure in latest.figures] == ["歳入"]
    assert latest.sentence == "令和元年度（2019年度）の一般会計の決算です。"


@pytest.mark.parametrize(
    ("balance", "words"),
    [
        (411_989, "差引4億1,199万円の黒字でした。"),
        (-411_989, "差引4億1,199万円の赤字でした。"),
        (0, "差引はありませんでした。"),
    ],
)
def test_balance_is_said_in_words(balance, words):
    assert balance_words(balance) == words


@pytest.mark.django_db
def test_nothing_published_still_has_a_page():
    page = page_of(AccountBook.published())

    assert page.latest is None
    assert page.ratios_sentence == "健全化判断比率は、まだ公開していません。"
