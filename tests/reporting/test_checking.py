"""What check_data says of rounds."""

import pytest

from reporting.checking import find_problems
from reporting.models import Entry
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_indicator,
)
from tests.factories.reporting import NOW, TODAY, hand_in, make_clerk, make_entry, make_round
from tests.reporting.test_publishing import publish_now


def told() -> list[str]:
    return [str(finding) for finding in find_problems(TODAY)]


@pytest.fixture
def entry(db) -> Entry:
    section = make_department(email="zeimu@example.lg.jp")
    make_clerk(section)
    return make_entry(indicator=make_indicator(department=section))


def test_sound_round_has_no_finding(entry):
    publish_now(hand_in(entry, "84"))
    assert told() == []


def test_value_changed_past_its_entry_is_found(entry):
    publish_now(hand_in(entry, "84"))
    value = entry.indicator.annual_values.get()
    value.value = 85
    value.save()
    (found,) = told()
    assert "公開されている値が違います" in found
    value.delete()
    (found,) = told()
    assert "公開されている値がありません" in found


def test_open_round_that_reaches_nobody_is_found(db):
    section = make_department()
    project = make_basic_project()
    make_indicator(basic_project=project, department=section)
    make_indicator(basic_project=project)
    opened = make_round(plan=project.policy.goal.plan)
    found = "\n".join(told())
    for problem in ("担当課がない", "職員がいません", "催促を送れません"):
        assert problem in found
    opened.closed_at = NOW
    opened.save()
    assert told() == []


def test_row_that_breaks_a_constraint_is_found(entry, monkeypatch):
    broken = [(entry, "状態が正しくありません。")]
    monkeypatch.setattr("reporting.checking.broken_rows", lambda app: broken)
    assert "状態が正しくありません" in told()[0]


@pytest.mark.parametrize("count", [1, 6])
def test_queries_do_not_grow(db, django_assert_num_queries, count):
    project = make_basic_project()
    for _ in range(count):
        make_annual_value(indicator=make_indicator(basic_project=project))
    make_round(plan=project.policy.goal.plan)
    with django_assert_num_queries(16):
        list(find_problems(TODAY))
