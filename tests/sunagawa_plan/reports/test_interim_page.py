from datetime import date
from urllib.parse import unquote

import pytest
from django.core.cache import cache

from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.reports.documents import ReportKind
from sunagawa_plan.reports.index import report_name
from tests.factories.indicators import make_remark
from tests.factories.report_plan import make_report_plan, make_wide_plan, report_milestone

pytestmark = pytest.mark.django_db

ADDRESS = "/plans/every-case/reports/interim/2025/"


@pytest.mark.parametrize("indicators", [1, 20])
def test_evaluation_asks_a_fixed_number_of_queries(client, django_assert_num_queries, indicators):
    make_wide_plan(indicators)
    cache.clear()

    with django_assert_num_queries(10):
        response = client.get("/plans/wide/reports/interim/2025/")

    assert response.status_code == 200


def test_evaluation_tells_results_gaps_and_questions(client):
    plan = make_report_plan()
    report_milestone(plan)
    policy = plan.goals.get().policies.first()
    make_remark(policy=policy, fiscal_year=2025, text="中間年度の所見です。")
    make_remark(policy=policy, fiscal_year=2023, text="別の年度の所見です。")

    text = client.get(ADDRESS).text

    for words in (
        "<title>中間評価（令和7年度（2025年度））",
        "13指標のうち、届いたのは1指標、届かなかったのは4指標です。残り8指標は、まだ分かりません。",
        "目標まであと5町内会/年です。何を行えば、どこまで縮められる見込みでしょうか。",
        "調査がありません。この年度の状況を、ほかの何で確かめるでしょうか。",
        "中間年度の所見です。",
    ):
        assert words in text
    assert "別の年度の所見です。" not in text
    assert ADDRESS in client.get("/plans/every-case/reports/").text


def test_evaluation_without_values_says_that_nothing_is_known(client):
    make_report_plan()

    text = client.get(ADDRESS).text

    assert "令和7年度の値がまだないため、分かりません。" in text


@pytest.mark.parametrize("year", [2024, 2026, 2035])
def test_year_that_is_no_milestone_yet_has_no_evaluation(client, year):
    make_report_plan()

    assert client.get(f"/plans/every-case/reports/interim/{year}/").status_code == 404


def test_file_is_named_after_the_evaluation_of_its_year(client):
    make_report_plan()

    response = client.get("/plans/every-case/reports/interim/2025.xlsx")

    assert "_令和7年度（2025年度）の中間評価.xlsx" in unquote(response["Content-Disposition"])


@pytest.mark.parametrize(("year", "name"), [(2025, "中間評価"), (2030, "最終評価")])
def test_report_bears_the_name_of_its_milestone(year, name):
    found = report_name(make_report_plan(), ReportKind.INTERIM, year, date(2031, 10, 1))

    assert str(found) == f"{FiscalYear(year).full}の{name}"
