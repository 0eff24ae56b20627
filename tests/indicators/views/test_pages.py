"""Every public page of a plan: its queries with one row and with many, its refusals, its drafts."""

import re

import pytest
from django.core.cache import cache

from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_glossary_term,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
    make_reference_series,
    make_related_plan,
    make_remark,
)

pytestmark = pytest.mark.django_db

# One of them asks how fresh the answer is; the others load the page.
QUERIES = {
    "/": 9,
    "/plans/p/": 9,
    "/plans/p/goals/6/": 9,
    "/plans/p/policies/6-1/": 15,
    "/plans/p/indicators/6-1-1-1/": 9,
    "/plans/p/indicators/6-1-1-1/compare/": 8,
    "/plans/p/policies/6-1/figures/1/": 4,
    "/plans/p/progress/2024/": 6,
    "/plans/p/milestones/2025/": 6,
    "/glossary/": 4,
    "/method/": 6,
}


def plant(projects: int, indicators: int) -> None:
    """Plant a plan of one goal and two policies, with as many rows of everything as asked."""
    plan = make_plan(slug="p")
    goal = make_goal(plan=plan, number=6)
    policies = make_policy(goal=goal), make_policy(goal=goal)
    for policy in policies:
        for _ in range(projects):
            project = make_basic_project(policy=policy)
            make_related_plan(policy=policy)
            make_reference_series(policy=policy, points={2014: "112070", 2019: "102221"})
            make_glossary_term(policies=(policy,))
            make_remark(policy=policy, fiscal_year=2025 - policy.remarks.count() - 1)
            for _ in range(indicators):
                indicator = make_indicator(basic_project=project, department=make_department())
                for year in range(2024 - indicators, 2025):
                    make_annual_value(indicator=indicator, fiscal_year=year)


@pytest.mark.parametrize("address", QUERIES)
@pytest.mark.parametrize(("projects", "indicators"), [(1, 1), (3, 4)], ids=["one", "many"])
def test_page_asks_a_fixed_number_of_queries(
    client, django_assert_num_queries, address, projects, indicators
):
    plant(projects, indicators)
    cache.clear()

    with django_assert_num_queries(QUERIES[address]):
        response = client.get(address)

    assert response.status_code == 200
    assert 'lang="ja"' in response.text


@pytest.mark.parametrize("address", QUERIES)
def test_page_of_an_unpublished_plan_does_not_exist(client, address):
    plant(1, 1)
    make_plan(
        slug="other", first_fiscal_year=2011, last_fiscal_year=2020, baseline_fiscal_year=2009
    )
    plan = make_plan(slug="draft", name="準備中の計画", is_published=False)
    indicator = make_indicator(
        basic_project=make_basic_project(policy=make_policy(goal=make_goal(plan=plan, number=6))),
        name="秘密の指標",
    )
    make_annual_value(indicator=indicator)

    draft = client.get(address.replace("/p/", "/draft/"))

    assert "準備中の計画" not in draft.text
    assert "秘密の指標" not in draft.text
    assert draft.status_code == (404 if "/p/" in address else 200)


@pytest.mark.parametrize(
    "address",
    [
        "/plans/none/",
        "/plans/p/goals/7/",
        "/plans/p/policies/6-9/",
        "/plans/p/policies/%E6%96%BD%E7%AD%96/",
        "/plans/p/indicators/6-1-9-9/",
        "/plans/p/indicators/6-1-9-9/figure.json",
        "/plans/p/progress/2020/",
        "/plans/p/progress/2031/",
        "/plans/p/progress/99999999999/",
        "/plans/p/progress/r6/",
        "/plans/p/milestones/2024/",
        "/plans/p/policies/6-1/figures/9/",
        "/plans/p/policies/6-9/figures/1/",
        "/plans/p/indicators/6-1-9-9/compare/",
        "/plans/p/milestones/99999999999/",
        "/nothing/",
    ],
)
def test_unknown_address_is_404_in_japanese_with_a_way_on(client, address):
    plant(1, 1)

    response = client.get(address)

    assert response.status_code == 404
    assert "見つかりません" in response.text
    assert 'href="/"' in response.text


@pytest.mark.parametrize("address", QUERIES)
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_public_page_answers_reading_only(client, address, method):
    plant(1, 1)

    assert getattr(client, method)(address).status_code == 405
    assert client.head(address).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "level=nonsense&kind=%00&page=-1&sort=;drop",
        "page=99999999999999999999",
        "page=１２",
        "policy=6-9",
        "level=worse&level=behind",
        "department=%F0%9F%98%80",
        "a" * 2000,
    ],
)
def test_progress_reads_odd_questions_calmly(client, query):
    plant(1, 1)

    assert client.get(f"/plans/p/progress/2024/?{query}").status_code == 200


def test_progress_filters_and_sorts(client):
    plan = make_plan(slug="p")
    policy = make_policy(goal=make_goal(plan=plan, number=6))
    project = make_basic_project(policy=policy)
    met = make_indicator(basic_project=project, name="達成した指標")
    fallen = make_indicator(basic_project=project, name="後退した指標")
    make_annual_value(indicator=met, value="85")
    make_annual_value(indicator=fallen, value="80")

    worse = client.get("/plans/p/progress/2024/?level=worse").context["page"]
    by_level = client.get("/plans/p/progress/2024/?sort=level").context["page"]

    assert [row.name for row in worse.rows] == ["後退した指標"]
    assert (worse.counts.denominator, worse.shown_counts.denominator) == (2, 1)
    assert [row.name for row in by_level.rows] == ["後退した指標", "達成した指標"]


def test_progress_without_a_year_leads_to_the_latest(client):
    plant(1, 1)

    response = client.get("/plans/p/progress/")

    assert (response.status_code, response["Location"]) == (302, "/plans/p/progress/2024/")


def test_home_without_any_plan_says_so(client, db):
    response = client.get("/")

    assert response.status_code == 200
    assert "公開中の計画はありません" in response.text


def test_home_names_the_plan_page_as_canonical(client):
    plant(1, 1)

    assert '<link rel="canonical" href="http://testserver/plans/p/">' in client.get("/").text


def test_glossary_of_another_plan_can_be_asked_for(client):
    plant(1, 1)
    other = make_plan(slug="other", shows_on_home=False)
    make_glossary_term(plan=other, term="別の計画の用語")

    assert "別の計画の用語" in client.get("/glossary/?plan=other").text
    for odd in ("none", "%00", "", "other%0a"):
        assert "別の計画の用語" not in client.get(f"/glossary/?plan={odd}").text


def test_figure_of_an_indicator_is_plotly_json(client):
    plant(1, 1)

    figure = client.get("/plans/p/indicators/6-1-1-1/figure.json").json()

    actual = next(trace for trace in figure["data"] if trace["name"] == "実績値")
    assert actual["y"][-1] == 84


def test_public_pages_set_no_cookie_and_load_nothing_from_elsewhere(client):
    plant(1, 1)

    for address in QUERIES:
        response = client.get(address)
        assert not response.cookies
        assert "default-src 'self'" in response["Content-Security-Policy"]
        # The code to be copied for an embed is text, not an element.
        assert re.search(r'<[a-z]+ [^>]*src="http', response.text) is None
        assert "style=" not in response.text
