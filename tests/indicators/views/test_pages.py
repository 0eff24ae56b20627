"""Every public page of a plan: its queries with one row and with many, its refusals, its drafts."""

import re
from datetime import date

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


def test_remark_stands_beside_the_counts_only_when_published(client):
    plan = make_plan(slug="p")
    policy = make_policy(goal=make_goal(plan=plan, number=6))
    make_annual_value(indicator=make_indicator(basic_project=make_basic_project(policy=policy)))
    signed = {"signature": "政策調整課長", "signed_on": date(2025, 11, 1)}
    make_remark(policy=policy, fiscal_year=2024, text="取組は進んだ。", is_published=True, **signed)
    make_remark(policy=policy, fiscal_year=2023, text="書きかけ。", is_published=False)

    for address in ("/plans/p/", "/plans/p/goals/6/", "/plans/p/policies/6-1/"):
        text = client.get(address).text
        assert "取組は進んだ。" in text
        assert "政策調整課長" in text
        assert "2025年11月1日" in text
        assert "書きかけ" not in text


def test_progress_answers_for_what_the_dashboard_speaks_of_in_one_breath(client):
    plan = make_plan(slug="p")
    project = make_basic_project(policy=make_policy(goal=make_goal(plan=plan, number=6)))
    for name, value in (("達成", "85"), ("前進", "84"), ("横ばい", "83"), ("後退", "80")):
        make_annual_value(indicator=make_indicator(basic_project=project, name=name), value=value)

    def names(group):
        page = client.get(f"/plans/p/progress/2024/?level={group}").context["page"]
        return [row.name for row in page.rows]

    assert names("good") == ["達成", "前進"]
    assert names("short") == ["横ばい", "後退"]
    assert len(names("nonsense")) == 4


def test_progress_sorts_by_kind_and_department(client):
    plan = make_plan(slug="p")
    project = make_basic_project(policy=make_policy(goal=make_goal(plan=plan, number=6)))
    first, second = make_department(order=1), make_department(order=2)
    make_indicator(basic_project=project, name="矢印", targets={2025: "↗"}, department=second)
    make_indicator(basic_project=project, name="担当なし", targets={2025: "83"})
    make_indicator(basic_project=project, name="数値", targets={2025: "90"}, department=first)

    def names(sort):
        page = client.get(f"/plans/p/progress/2024/?sort={sort}").context["page"]
        return [row.name for row in page.rows]

    assert names("book") == ["矢印", "担当なし", "数値"]
    assert names("kind") == ["数値", "担当なし", "矢印"]
    assert names("department") == ["数値", "矢印", "担当なし"]


def test_empty_choice_of_progress_leads_back_to_all(client):
    plant(1, 1)

    text = client.get("/plans/p/progress/2024/?level=worse").text

    assert "選んだ条件に当てはまる指標はありません" in text
    assert 'href="/plans/p/progress/2024/">すべての指標を表示</a>' in text


def test_plain_words_and_distance_stand_on_the_pages(client):
    plan = make_plan(slug="p")
    project = make_basic_project(policy=make_policy(goal=make_goal(plan=plan, number=6)))
    words = {
        "plain_meaning": "補助金を使う町内会の数です。",
        "plain_target": "増やすことが目標です。",
    }
    make_annual_value(indicator=make_indicator(basic_project=project, **words), value="84")

    indicator = client.get("/plans/p/indicators/6-1-1-1/").text
    policy = client.get("/plans/p/policies/6-1/").text

    for text in (indicator, policy):
        assert "補助金を使う町内会の数です。" in text
        assert "増やすことが目標です。" in text
    assert "令和7年度の目標まで、あと1町内会" in indicator
    assert "令和7年度の目標まで、あと1町内会" in client.get("/plans/p/").text


def test_method_lets_a_reader_check_one_verdict(client):
    plan = make_plan(slug="p")
    project = make_basic_project(policy=make_policy(goal=make_goal(plan=plan, number=6)))
    for name, value in (("届いた指標", "85"), ("前進した指標", "84")):
        indicator = make_indicator(basic_project=project, name=name)
        make_annual_value(indicator=indicator, fiscal_year=2023, value="83")
        make_annual_value(indicator=indicator, fiscal_year=2024, value=value)

    def checked(query):
        check = client.get(f"/method/?{query}").context["page"].check
        return check.row.code, check.row.fiscal_year.start, check.steps[-1].verdict

    assert checked("indicator=6-1-1-2&year=2023") == ("6-1-1-2", 2023, "横ばい")
    assert checked("indicator=6-1-1-2&year=2024") == ("6-1-1-2", 2024, "前進")
    assert checked("") == ("6-1-1-1", 2024, "達成")
    for odd in ("indicator=x&year=y", "indicator=6-1-1-1&year=2099", "year=%00", "year=２０２４"):
        assert checked(odd) == ("6-1-1-1", 2024, "達成")


def test_method_without_any_verdict_says_so(client):
    plant(0, 0)

    assert "まだ評価した値がないため" in client.get("/method/").text
