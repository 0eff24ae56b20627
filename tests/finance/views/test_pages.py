"""The public pages of finance: their queries with few and with many rows, drafts, odd questions."""

import pytest
from django.conf import settings
from django.core.cache import cache

from finance.loading.settlement import load_settlement
from tests.factories.finance import (
    SMALL_TABLE,
    make_account,
    make_ratio,
    make_ratio_value,
    make_table,
    make_threshold,
    make_year,
)
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_glossary_term,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)

pytestmark = pytest.mark.django_db

# One of them asks how fresh the answer is, one of a page which plan its foot leads to; the others load it.
QUERIES = {
    "/finance/": 15,
    "/finance/settlement/": 7,
    "/finance/settlement/?year=2019&with=2015": 7,
    "/finance/funds/": 7,
    "/finance/soundness/": 10,
    "/finance/figures/revenue.json": 6,
}
# The two that a published plan's values cost; the book alone has no plan beside it.
LENT = {"/finance/": 2, "/finance/soundness/": 2}
AMOUNTS = {
    "revenue_total": 300,
    "municipal_tax": 200,
    "other_revenue": 100,
    "expenditure_total": 280,
    "personnel": 100,
    "debt_service": 180,
    "fund_balance": 50,
    "building_fund": "no_such_fund",
    "other_funds": 50,
}


@pytest.fixture
def book(db):
    """The settlement as the book prints it."""
    load_settlement(settings.BASE_DIR / "fixtures" / "sunagawa-7")


def plant_ratio() -> None:
    """Plant a ratio of its own and one that a plan's policy 6-5 lends."""
    alone = make_ratio(name="実質赤字比率")
    make_threshold(ratio=alone)
    make_ratio_value(ratio=alone, value=None)
    shared = make_ratio(
        name="実質公債費比率",
        glossary_term="実質公債費比率",
        plan_slug="p",
        indicator_code="6-1-1-1",
    )
    make_threshold(ratio=shared)
    policy = make_policy(goal=make_goal(plan=make_plan(slug="p"), number=6))
    make_glossary_term(policies=(policy,), term="実質公債費比率")
    project = make_basic_project(policy=policy)
    make_annual_value(indicator=make_indicator(basic_project=project), fiscal_year=2024)


def plant_years(accounts: int, years: int) -> None:
    for code in ("general_account", "ordinary_account")[:accounts]:
        account = make_account(code=code, name=code)
        make_table(account=account)
        for year in range(2020 - years, 2020):
            make_year(account=account, fiscal_year=year, amounts=AMOUNTS)


@pytest.mark.parametrize("address", QUERIES)
def test_page_of_the_book_asks_a_fixed_number_of_queries(
    client, django_assert_num_queries, address, book
):
    cache.clear()

    with django_assert_num_queries(QUERIES[address] - LENT.get(address, 0)):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", QUERIES)
@pytest.mark.parametrize(("accounts", "years"), [(1, 1), (2, 20)], ids=["one", "many"])
def test_page_asks_a_fixed_number_of_queries(
    client, django_assert_num_queries, address, accounts, years
):
    plant_years(accounts, years)
    plant_ratio()
    cache.clear()

    with django_assert_num_queries(QUERIES[address]):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", QUERIES)
def test_drafts_never_reach_a_page(client, address):
    account = make_account()
    make_table(account=account)
    make_year(account=account, fiscal_year=2019, amounts=AMOUNTS)
    draft = AMOUNTS | {"revenue_total": 987_654, "municipal_tax": 987_554}
    make_year(account=account, fiscal_year=2020, amounts=draft, status="draft", note="秘密の注記")
    make_ratio_value(value="987.6", fiscal_year=2020, status="draft")

    text = client.get(address).text

    assert not any(secret in text for secret in ("987,654", "9.88", "秘密", "987.6", "令和2年度"))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/finance/", "公開している年度の決算は、まだありません"),
        ("/finance/settlement/", "公開している年度の決算は、まだありません"),
        ("/finance/funds/", "公開している年度の決算は、まだありません"),
        ("/finance/soundness/", "健全化判断比率は、まだ公開していません"),
    ],
)
@pytest.mark.parametrize("has_draft", [False, True])
def test_nothing_published_is_said_in_words(client, address, words, has_draft):
    if has_draft:
        account = make_account()
        make_table(account=account)
        make_year(account=account, amounts=AMOUNTS, status="draft")

    response = client.get(address)

    assert response.status_code == 200
    assert words in response.text


@pytest.mark.parametrize(
    "query",
    [
        "year=nonsense&with=%00",
        "year=99999999999999999999&with=-1",
        "year=2014",
        "year=2019&with=2019",
        "year=2019&with=2020",
        "year=&with=",
        "with=2015&with=2016",
        "year=%F0%9F%98%80",
        "a" * 2000,
    ],
)
def test_odd_questions_are_answered_calmly(client, query, book):
    page = client.get(f"/finance/settlement/?{query}").context["page"]

    assert page.fiscal_year.start == 2019
    assert page.comparison is None or page.comparison.other_year.start == 2016


@pytest.mark.parametrize("spelling", ["2016", "H28", "平成28年度", "Ｈ２８"])
def test_year_may_be_spelt_as_people_do(client, spelling, book):
    page = client.get("/finance/settlement/", {"year": spelling, "with": "R1"}).context["page"]

    assert (page.fiscal_year.start, page.comparison.other_year.start) == (2016, 2019)


@pytest.mark.parametrize(
    "address",
    [
        "/finance/figures/nothing.json",
        "/finance/soundness/nothing/figure.json",
        "/finance/data/nothing.csv",
        "/finance/data/settlement.pdf",
        "/finance/settlement/2019/",
    ],
)
def test_unknown_address_is_404_in_japanese(client, address, book):
    response = client.get(address)

    assert response.status_code == 404
    assert "見つかりません" in response.text


@pytest.mark.parametrize("address", QUERIES)
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_public_page_answers_reading_only(client, address, method):
    assert getattr(client, method)(address).status_code == 405


def test_pages_set_no_cookie_and_load_nothing_from_elsewhere(client, book):
    for address in ("/finance/", "/finance/settlement/", "/finance/funds/", "/finance/soundness/"):
        response = client.get(address)
        assert not response.cookies
        assert 'src="http' not in response.text
        assert "style=" not in response.text


def test_figure_holds_the_amounts_in_oku(client, book):
    figure = client.get("/finance/figures/funds.json").json()

    building = next(trace for trace in figure["data"] if trace["name"] == "庁舎整備")
    assert building["y"] == [None, 6, 8.03, 10.47015, 10.31571]
    assert figure["layout"]["barmode"] == "relative"


def test_figure_before_anything_is_published_is_404(client, db):
    assert client.get("/finance/figures/funds.json").status_code == 404


@pytest.mark.parametrize("suffix", ["csv", "cp932.csv", "xlsx", "json"])
@pytest.mark.parametrize("name", ["settlement", "funds", "soundness"])
def test_files_exist_in_every_form(client, name, suffix, book):
    response = client.get(f"/finance/data/{name}.{suffix}")

    assert response.status_code == 200
    assert len(b"".join(response.streaming_content)) > 200
    assert f'filename="finance-{name}.{suffix}"' in response["Content-Disposition"]


def test_soundness_page_and_file_say_what_the_plan_says(client):
    plant_ratio()
    own = client.get("/plans/p/indicators/6-1-1-1/").context["page"].row.value
    page = client.get("/finance/soundness/").context["page"]
    shared = next(ratio for ratio in page.ratios if ratio.name == "実質公債費比率")
    file = b"".join(client.get("/finance/data/soundness.csv").streaming_content).decode()

    assert own.startswith(shared.latest.value.split(".")[0])
    assert shared.address == "/plans/p/indicators/6-1-1-1/"
    assert f"2024,令和6年度,{shared.code},実質公債費比率,84" in file
    assert page.policies[0].address == "/plans/p/policies/6-1/"
    assert shared.word.term == "実質公債費比率"


def test_small_table_is_the_one_the_amounts_are_of():
    assert set(AMOUNTS) == set(SMALL_TABLE)
