"""The real plan → workbook → another plan: every figure and every sentence is there again."""

from dataclasses import fields, is_dataclass, replace

import pytest

from indicators.loading.stored_book import book_of
from indicators.models import AnnualValue, GlossaryTerm, Indicator, Plan, Target
from indicators.plan_workbook.resource import AUTHOR
from tests.factories.indicators import make_goal, make_indicator, make_policy, make_target
from tests.indicators.plan_workbook.workbooks import brought_in, changed, problems, workbook_of


@pytest.fixture
def plan(book, db) -> Plan:
    return Plan.objects.get(slug="sunagawa-7")


def bare(entry):
    """An entry as text, without the places where its parts stand."""
    if isinstance(entry, tuple):
        return [bare(each) for each in entry]
    if is_dataclass(entry):
        return {
            field.name: bare(getattr(entry, field.name))
            for field in fields(entry)
            if field.name != "place"
        }
    return entry


def test_real_plan_comes_back_under_another_name(plan):
    content = changed(workbook_of(plan), "計画", {"A2": "sunagawa-8"})
    result = brought_in(content)
    assert problems(result) == []
    new = Plan.objects.get(slug="sunagawa-8")
    assert not new.is_published
    assert not new.shows_on_home
    was, became = book_of(plan), book_of(new)
    head = replace(became.plan, slug=plan.slug, is_published=True, shows_on_home=plan.shows_on_home)
    assert bare(replace(became, plan=head)) == bare(was)
    assert Indicator.objects.of_plan(new).count() == 12
    assert new.glossary_terms.count() == plan.glossary_terms.count()
    assert not AnnualValue.objects.of_plan(new).exists()
    assert set(
        Indicator.history.filter(history_change_reason=AUTHOR).values_list("id", flat=True)
    ) == set(Indicator.objects.of_plan(new).values_list("pk", flat=True))


def test_public_side_knows_nothing_of_it(plan, client):
    brought_in(changed(workbook_of(plan), "計画", {"A2": "sunagawa-8"}))
    assert client.get("/plans/sunagawa-8/").status_code == 404
    assert client.get("/plans/sunagawa-7/").status_code == 200


def test_workbook_of_the_same_plan_changes_nothing(plan):
    records = Indicator.history.count() + Target.history.count() + GlossaryTerm.history.count()
    result = brought_in(workbook_of(plan))
    assert problems(result) == []
    assert sum(result.totals.values()) == 0
    again = Indicator.history.count() + Target.history.count() + GlossaryTerm.history.count()
    assert again == records


def test_preview_counts_and_stores_nothing(plan):
    content = changed(workbook_of(plan), "計画", {"A2": "sunagawa-8"})
    preview = brought_in(content, dry_run=True)
    assert problems(preview) == []
    told = {row.diff[0]: row.diff[1:] for row in preview.changed}
    assert told["指標"][0] == "12件"
    assert "市税収納率" in told["指標"][1]
    assert told["目標値"] == ["24件", ""]
    assert preview.more_changed == 0
    assert not Plan.objects.filter(slug="sunagawa-8").exists()


def test_orders_with_gaps_and_several_goals_are_no_difference(db):
    indicator = make_indicator()
    plan = indicator.plan
    second = make_goal(plan=plan)
    make_indicator(basic_project=None, code="x")
    policy = make_policy(goal=second, order=7)
    make_target(
        indicator=indicator,
        fiscal_year=2030,
        target="90",
        effective_from=2024,
        revision_reason="見直し",
    )
    policy.basic_projects.create(code="2-7-3", order=5, title="題", no_indicator_reason="理由")
    assert problems(brought_in(workbook_of(plan))) == []
