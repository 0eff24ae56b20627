"""The yearly report as a page: what it holds, what it costs, what it refuses."""

import pytest
from django.core.cache import cache

from tests.factories.finance import (
    make_account,
    make_ratio,
    make_ratio_value,
    make_table,
    make_year,
)
from tests.factories.indicators import make_plan, make_remark
from tests.factories.report_plan import make_report_plan, make_wide_plan

pytestmark = pytest.mark.django_db

ADDRESS = "/plans/every-case/reports/progress/2024/"
QUERIES = 19


def plant_finance(years: int) -> None:
    account = make_account()
    make_table(account=account)
    for _ in range(years):
        make_year(account=account, amounts={"revenue_total": 100, "municipal_tax": 100})
        make_ratio_value(ratio=make_ratio())


@pytest.mark.parametrize("indicators", [1, 5])
def test_report_asks_a_fixed_number_of_queries(client, django_assert_num_queries, indicators):
    make_wide_plan(indicators)
    plant_finance(years=indicators)
    cache.clear()

    with django_assert_num_queries(QUERIES):
        response = client.get("/plans/wide/reports/progress/2024/")

    assert response.status_code == 200


def test_report_holds_its_parts_in_the_order_of_print(client):
    make_report_plan()

    text = client.get(ADDRESS).text

    parts = [
        "overview",
        "policy-6-1",
        "policy-6-2",
        "policy-6-3",
        "finance",
        "corrections",
        "method",
    ]
    places = [text.index(f'id="{part}"') for part in parts]
    assert places == sorted(places)
    for part in parts:
        assert f'href="#{part}"' in text


@pytest.mark.parametrize(
    "words",
    [
        "13指標中",
        "集計の誤りを改めました。",
        "成果を数値で測れないためです。",
        "おおむね順調です。",
        "△72",
        "早期健全化基準以上",
        "速報値",
        "評価の規則の版は1です",
        "令和6年度の所見は、公表されていません。",
    ],
)
def test_report_says_what_it_ought_to(client, words):
    make_report_plan()

    assert words in client.get(ADDRESS).text


def test_report_shows_no_draft(client):
    plan = make_report_plan()
    make_remark(policy=plan.goals.get().policies.last(), is_published=False, text="秘密の所見")

    text = client.get(ADDRESS).text

    assert "秘密の所見" not in text
    assert "下書きの所見" not in text


def test_report_of_an_unpublished_plan_does_not_exist(client):
    make_report_plan(is_published=False)

    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("year", ["2020", "2026", "2031", "99999999999", "r6"])
def test_report_of_a_year_without_one_does_not_exist(client, year):
    make_report_plan()

    response = client.get(f"/plans/every-case/reports/progress/{year}/")

    assert response.status_code == 404
    assert "見つかりません" in response.text


def test_report_without_any_indicator_is_a_page(client):
    make_plan(slug="empty")

    response = client.get("/plans/empty/reports/progress/2024/")

    assert response.status_code == 200
    assert "指標なし" in response.text


def test_reports_are_listed_and_found_from_the_yearly_table(client):
    make_report_plan()

    assert (
        'href="/plans/every-case/reports/"' in client.get("/plans/every-case/progress/2024/").text
    )
    listed = client.get("/plans/every-case/reports/").text
    assert ADDRESS in listed
    assert "/reports/progress/2020/" not in listed


def test_list_of_reports_before_the_first_due_year_says_so(client):
    make_plan(slug="young", first_fiscal_year=2040, last_fiscal_year=2049)

    assert "まだありません" in client.get("/plans/young/reports/").text
