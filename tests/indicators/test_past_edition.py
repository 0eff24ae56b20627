"""What citizens saw on a past day: every edge of a day, and random pasts replayed."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db.utils import ConnectionDoesNotExist
from django.utils.timezone import localdate

from indicators.editions import Edition
from indicators.exports.catalogue import edition_table, file_names
from indicators.models import AnnualValue, Plan
from indicators.past_edition import PastEdition, edition_of
from sunagawa_plan.shared.as_of import DayNotShown
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_glossary_term,
    make_indicator,
    make_plan,
    make_policy,
    make_remark,
)
from tests.factories.past import age, at, delete_at, save_at

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 4, 10)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)


def rows_of(edition: Edition, name: str) -> list[tuple[object, ...]]:
    return list(edition_table(edition, name).rows)


def then(plan: Plan, day: dt.date = DAY) -> PastEdition:
    return PastEdition.of(plan, day)


def values_then(plan: Plan, day: dt.date) -> list[tuple[int, Decimal | None]]:
    """Return the annual values of a plan's first indicator on a day."""
    first = then(plan, day).with_series()[0]
    return [(row.fiscal_year, row.value) for row in first.annual_values.all()]


def test_a_value_is_seen_from_the_day_of_its_publication_on():
    value = make_annual_value()
    age(at(BEFORE))
    AnnualValue.history.update(history_date=at(DAY))
    plan = value.indicator.plan

    assert values_then(plan, BEFORE) == []
    assert values_then(plan, DAY) == [(2024, Decimal("84.0000"))]


def test_a_day_ends_at_midnight_here():
    value = make_annual_value(value="80")
    age(at(BEFORE))
    save_at(value, at(DAY, 23, 59), value=Decimal(81))
    save_at(value, at(AFTER, 0, 0), value=Decimal(82))
    plan = value.indicator.plan

    assert values_then(plan, BEFORE) == [(2024, Decimal(80))]
    assert values_then(plan, DAY) == [(2024, Decimal(81))]
    assert values_then(plan, AFTER) == [(2024, Decimal(82))]


@pytest.mark.parametrize("second", [at(DAY, 13), at(DAY, 12)], ids=["later", "same instant"])
def test_the_last_of_two_changes_on_one_day_holds(second):
    value = make_annual_value(value="80")
    age(at(BEFORE))
    save_at(value, at(DAY, 12), value=Decimal(81))
    save_at(value, second, value=Decimal(82))

    assert values_then(value.indicator.plan, DAY) == [(2024, Decimal(82))]


def test_a_withdrawn_value_is_still_seen_on_the_days_before():
    value = make_annual_value()
    plan = value.indicator.plan
    age(at(BEFORE))
    delete_at(value, at(DAY))

    assert values_then(plan, BEFORE) == [(2024, Decimal(84))]
    assert values_then(plan, DAY) == []


def test_a_value_withdrawn_and_entered_again_is_another_row():
    value = make_annual_value(value="80")
    indicator = value.indicator
    age(at(BEFORE))
    delete_at(value, at(DAY))
    make_annual_value(indicator=indicator, value="81")
    AnnualValue.history.filter(history_type="+", value=81).update(history_date=at(AFTER))

    assert [values_then(indicator.plan, day) for day in (BEFORE, DAY, AFTER)] == [
        [(2024, Decimal(80))],
        [],
        [(2024, Decimal(81))],
    ]


def test_a_renamed_indicator_bears_the_name_it_had():
    indicator = make_indicator(name="旧の名", code="6-1-1-1")
    age(at(BEFORE))
    save_at(indicator, at(DAY), name="新の名", code="6-1-1-9")

    assert then(indicator.plan, BEFORE).indicator("6-1-1-1").name == "旧の名"
    assert then(indicator.plan, DAY).indicator("6-1-1-9").name == "新の名"


def test_an_address_of_today_finds_the_indicator_under_its_number_of_then():
    indicator = make_indicator(code="6-1-1-1")
    age(at(BEFORE))
    save_at(indicator, at(DAY), code="6-1-1-9")

    assert then(indicator.plan, BEFORE).indicator("6-1-1-9").code == "6-1-1-1"


def test_a_moved_indicator_stands_where_it_stood():
    policy = make_policy()
    old, new = make_basic_project(policy=policy), make_basic_project(policy=policy)
    indicator = make_indicator(basic_project=old)
    age(at(BEFORE))
    save_at(indicator, at(DAY), basic_project=new)
    plan = policy.goal.plan

    assert then(plan, BEFORE).with_series()[0].basic_project.code == old.code
    assert then(plan, DAY).with_series()[0].basic_project.code == new.code


def test_a_policy_and_a_department_bear_the_names_they_had():
    indicator = make_indicator(department=make_department(name="企画課"))
    policy, department = indicator.basic_project.policy, indicator.department
    age(at(BEFORE))
    save_at(policy, at(DAY), title="新しい題")
    save_at(department, at(DAY), name="総合政策課")

    old, new = (rows_of(then(indicator.plan, day), "indicators")[0] for day in (BEFORE, DAY))

    assert (old[2], old[14]) == ("施策の題1", "企画課")
    assert (new[2], new[14]) == ("新しい題", "総合政策課")


def test_each_day_is_judged_against_the_targets_that_were_published():
    value = make_annual_value(fiscal_year=2025, value="84")
    target = value.indicator.targets.get(fiscal_year=2025)
    age(at(BEFORE))
    save_at(target, at(DAY), value=Decimal(84))
    plan = value.indicator.plan

    before, after = (
        then(plan, day).with_series()[0].series(day).year(2025).verdict.label
        for day in (BEFORE, DAY)
    )

    assert (before, after) == ("未達", "達成")


def test_a_year_that_was_not_due_then_is_not_due():
    indicator = make_indicator()
    age(at(dt.date(2025, 1, 1)))

    labels = [
        rows_of(then(indicator.plan, day), "progress-2024")[0][13]
        for day in (dt.date(2025, 9, 30), dt.date(2025, 10, 1))
    ]

    assert labels == ["not_due", "awaiting_entry"]


def test_before_the_first_record_nothing_is_known():
    plan = make_plan(name="総合計画")
    age(at(DAY))

    with pytest.raises(
        DayNotShown,
        match=r"記録は令和8年（2026年）4月10日から.*令和8年（2026年）4月9日に.*分かりません",
    ):
        then(plan, BEFORE)


def test_a_plan_published_later_is_not_shown_before():
    plan = make_plan(is_published=False, name="総合計画")
    age(at(BEFORE))
    save_at(plan, at(AFTER), is_published=True)

    with pytest.raises(DayNotShown, match="記録は令和8年（2026年）4月11日から"):
        then(plan, DAY)
    assert then(plan, AFTER).plan.name == "総合計画"


def test_a_plan_withdrawn_for_a_while_is_not_shown_then():
    plan = make_plan(name="総合計画")
    age(at(BEFORE))
    save_at(plan, at(DAY), is_published=False)
    save_at(plan, at(AFTER), is_published=True)

    with pytest.raises(
        DayNotShown, match="総合計画は、令和8年（2026年）4月10日には公開されていません"
    ):
        then(plan, DAY)


def test_rows_of_another_plan_stay_there():
    mine, other = make_annual_value().indicator.plan, make_annual_value().indicator.plan
    age(at(BEFORE))

    assert mine.pk != other.pk
    assert len(then(mine).with_series()) == 1


def test_past_rows_belong_to_no_database():
    value = make_annual_value()
    age(at(BEFORE))
    indicator = then(value.indicator.plan).with_series()[0]

    with pytest.raises(ConnectionDoesNotExist):
        indicator.targets.filter(fiscal_year=2025).exists()
    with pytest.raises(ConnectionDoesNotExist):
        list(indicator.basic_project.policy.related_plans.all())
    with pytest.raises(ConnectionDoesNotExist):
        indicator.save()


def test_only_remarks_that_were_published_are_seen():
    policy = make_policy()
    remark = make_remark(policy=policy, fiscal_year=2024, text="順調です。", is_published=False)
    age(at(BEFORE))
    save_at(remark, at(DAY), is_published=True)
    plan = policy.goal.plan

    assert list(then(plan, BEFORE).remarks(2024)) == []
    assert [own.text for own in then(plan, DAY).remarks(2024)] == ["順調です。"]
    assert list(then(plan, DAY).remarks(2023)) == []
    assert [own.text for own in Edition(plan, AFTER).remarks(2024)] == ["順調です。"]


def test_policies_are_walked_alike_then_and_now():
    policy = make_policy()
    make_basic_project(policy=policy, title="前の題")
    age(at(BEFORE))
    save_at(policy.basic_projects.get(), at(AFTER), title="今の題")
    plan = policy.goal.plan

    titles = [
        [project.title for own in edition.policies() for project in own.basic_projects.all()]
        for edition in (then(plan, DAY), Edition(plan, AFTER))
    ]

    assert titles == [["前の題"], ["今の題"]]


@pytest.mark.parametrize("name", ["indicators", "targets", "values", "glossary", "progress-2024"])
@pytest.mark.parametrize("count", [1, 4], ids=["one", "many"])
def test_a_past_file_asks_a_fixed_number_of_queries(django_assert_num_queries, name, count):
    policy = make_policy()
    for _ in range(count):
        make_glossary_term(policies=(policy,))
        indicator = make_indicator(
            basic_project=make_basic_project(policy=policy), department=make_department()
        )
        for year in range(2025 - count, 2025):
            make_annual_value(indicator=indicator, fiscal_year=year)
    plan = policy.goal.plan
    age(at(BEFORE))

    with django_assert_num_queries(7 if name == "glossary" else 9):
        assert rows_of(edition_of(plan, DAY, AFTER), name)


@pytest.mark.usefixtures("book")
def test_now_and_the_end_of_today_are_the_same_on_the_real_plan():
    plan = Plan.objects.get(slug="sunagawa-7")
    now, past = Edition(plan, localdate()), then(plan, localdate())

    for name in file_names(plan):
        assert rows_of(past, name) == rows_of(now, name), name
