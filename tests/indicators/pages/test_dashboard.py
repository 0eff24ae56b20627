"""How much of a plan its dashboard shows, from a small one to a very large one."""

import datetime as dt

import pytest

from indicators.models import Plan
from indicators.pages import dashboard
from indicators.pages.dashboard import DashboardPage
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def plan() -> Plan:
    """Two goals of two policies with two indicators each: FY2023 and FY2024 known, FY2025 not."""
    plan = make_plan(slug="p")
    for goal in (make_goal(plan=plan), make_goal(plan=plan)):
        for policy in (make_policy(goal=goal), make_policy(goal=goal)):
            project = make_basic_project(policy=policy)
            for value in ("85", "80"):
                indicator = make_indicator(basic_project=project)
                make_annual_value(indicator=indicator, fiscal_year=2023, value="84")
                make_annual_value(indicator=indicator, fiscal_year=2024, value=value)
    return plan


@pytest.fixture
def limits(monkeypatch):
    """A function that sets the most rows and policies a dashboard shows."""

    def limit(*, rows: int, policies: int) -> None:
        monkeypatch.setattr(dashboard, "MOST_ROWS", rows)
        monkeypatch.setattr(dashboard, "MOST_POLICIES", policies)

    return limit


@pytest.mark.parametrize(
    ("rows", "policies", "shown_policies", "shown_rows"),
    [(8, 4, 4, 8), (7, 4, 4, 0), (7, 3, 0, 0)],
    ids=["indicators", "policies", "goals"],
)
def test_dashboard_goes_less_deep_the_larger_the_plan(
    plan, limits, rows, policies, shown_policies, shown_rows
):
    limits(rows=rows, policies=policies)

    goals = DashboardPage.from_plan(plan, TODAY).goals

    shown = [policy for goal in goals for policy in goal.policies]
    assert len(shown) == shown_policies
    assert sum(len(policy.rows) for policy in shown) == shown_rows
    assert [goal.counts.words for goal in goals] == ["4指標中 達成2・後退2"] * 2


def test_dashboard_of_goals_leads_to_their_policies(client, plan, limits):
    limits(rows=7, policies=3)

    text = client.get("/plans/p/").text

    assert 'href="/plans/p/goals/2/#policies"' in text
    assert 'href="/plans/p/policies/2-1/"' not in text
    assert 'id="policies"' in client.get("/plans/p/goals/2/").text


def test_dashboard_says_where_its_lists_end(client, plan, limits):
    limits(rows=3, policies=3)

    page = DashboardPage.from_plan(plan, TODAY)
    text = client.get("/plans/p/").text

    assert (len(page.changes), page.changes_count) == (3, 8)
    assert (page.waiting_year.start, page.waiting_count) == (2025, 8)
    assert "全8指標のうち3指標です。" in text
    assert "令和7年度（2025年度）の値は、8指標ともまだ登録されていません。" in text


def test_dashboard_does_not_speak_of_ends_that_are_none(client, plan):
    assert "のうち3指標" not in client.get("/plans/p/").text
