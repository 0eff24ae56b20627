"""The mid-term view on the real plan and on a planted one."""

from datetime import date

import pytest

from indicators.domain.milestones import Outcome
from indicators.models import Milestone
from indicators.pages import milestone as milestone_page
from indicators.pages.milestone import MilestonePage
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)

TODAY = date(2026, 11, 22)


def page_of(slug: str, year: int = 2025, today: date = TODAY) -> MilestonePage:
    milestone = Milestone.objects.select_related("plan").get(plan__slug=slug, fiscal_year=year)
    return MilestonePage.from_plan(milestone.plan, milestone, today)


@pytest.mark.usefixtures("book", "db")
def test_interim_year_of_the_real_plan_is_not_known_yet():
    page = page_of("sunagawa-7")

    assert (page.counts.met, page.counts.not_met, page.counts.unknown) == (0, 0, 12)
    assert page.is_due
    unknown = {own.row.code: own for own in page.sections[-1].rows}
    assert (unknown["6-5-3-1"].latest.value, unknown["6-5-3-1"].target.text) == ("6.9%", "7.7")
    assert unknown["6-1-1-1"].latest is None
    assert unknown["6-1-2-1"].target.text == "↗"


@pytest.mark.usefixtures("book", "db")
def test_final_year_says_when_it_will_be_known(client):
    page = page_of("sunagawa-7", 2030)

    assert not page.is_due
    assert "令和13年（2031年）10月ごろ" in client.get("/plans/sunagawa-7/milestones/2030/").text


@pytest.mark.django_db
def test_every_indicator_stands_in_its_section(client):
    plan = make_plan(slug="p")
    project = make_basic_project(policy=make_policy(goal=make_goal(plan=plan, number=6)))
    for name, value in (("届いた指標", "85"), ("遅れた指標", "84"), ("値のない指標", None)):
        indicator = make_indicator(basic_project=project, name=name)
        make_annual_value(indicator=indicator, fiscal_year=2025, value=value)

    page = page_of("p")
    text = client.get("/plans/p/milestones/2025/").text

    assert {
        section.outcome: [own.row.name for own in section.rows] for section in page.sections
    } == {
        Outcome.MET: ["届いた指標"],
        Outcome.NOT_MET: ["遅れた指標"],
        Outcome.UNKNOWN: ["値のない指標"],
    }
    assert "12指標" not in text
    assert "3指標のうち、届いたのは1指標、届かなかったのは1指標です。" in text
    assert "公表待ち" in text


@pytest.mark.django_db
def test_large_plan_names_the_first_of_each_outcome(client, monkeypatch):
    monkeypatch.setattr(milestone_page, "MOST_ROWS", 2)
    plan = make_plan(slug="p")
    project = make_basic_project(policy=make_policy(goal=make_goal(plan=plan, number=6)))
    for _ in range(3):
        make_annual_value(indicator=make_indicator(basic_project=project), fiscal_year=2025)

    section = page_of("p").sections[1]

    assert (section.count, len(section.rows)) == (3, 2)
    assert "3指標のうち2指標です。" in client.get("/plans/p/milestones/2025/").text
