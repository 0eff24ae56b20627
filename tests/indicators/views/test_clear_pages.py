"""What the pages say beside the figures: remarks, plain words, distances, answers that can be checked."""

from datetime import date

import pytest

from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
    make_remark,
)

pytestmark = pytest.mark.django_db


def planned_project():
    plan = make_plan(slug="p")
    return make_basic_project(policy=make_policy(goal=make_goal(plan=plan, number=6)))


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
        assert "令和7年（2025年）11月1日" in text
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
    make_annual_value(indicator=make_indicator(basic_project=planned_project()))

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
    make_plan(slug="p")

    assert "まだ評価した値がないため" in client.get("/method/").text
