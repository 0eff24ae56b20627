"""The ready-made groups, and whose entries a person sees."""

import pytest
from django.contrib.auth.models import Group

from reporting.models import Entry, Membership
from reporting.rights import ADMINISTRATION, GROUPS, PLANNING, SECTION, set_up_groups
from tests.factories.indicators import make_basic_project, make_department, make_indicator
from tests.factories.reporting import (
    hand_in,
    make_clerk,
    make_person,
    make_planner,
    make_round,
)
from tests.reporting.test_publishing import publish_now


@pytest.mark.parametrize("name", [SECTION, PLANNING, ADMINISTRATION])
def test_group_has_exactly_its_ready_made_rights(db, name):
    set_up_groups()
    rights = Group.objects.get(name=name).permissions.select_related("content_type")
    found = {f"{right.content_type.app_label}.{right.codename}" for right in rights}
    assert found == set(GROUPS[name])


def test_rights_given_by_hand_stay_until_asked_for_again(db):
    set_up_groups()
    group = Group.objects.get(name=SECTION)
    group.permissions.clear()
    set_up_groups()
    assert not group.permissions.exists()
    assert set_up_groups(again=True)
    assert group.permissions.count() == len(GROUPS[SECTION])


@pytest.fixture
def two_sections(db):
    """Return (section, its entry) twice, and an entry that belongs to nobody."""
    project = make_basic_project()
    sections = [make_department(), make_department()]
    for section in [*sections, None]:
        make_indicator(basic_project=project, department=section)
    entries = make_round(plan=project.policy.goal.plan).entries.order_by("indicator")
    return sections, list(entries)


def test_clerk_sees_own_section_only(two_sections):
    (ours, _), entries = two_sections
    assert list(Entry.objects.for_user(make_clerk(ours))) == [entries[0]]


def test_clerk_of_two_sections_sees_both(two_sections):
    sections, entries = two_sections
    seen = Entry.objects.for_user(make_clerk(*sections)).order_by("pk")
    assert list(seen) == entries[:2]


def test_planner_sees_all(two_sections):
    _, entries = two_sections
    assert set(Entry.objects.for_user(make_planner())) == set(entries)


def test_administrator_sees_no_entries(two_sections):
    assert not Entry.objects.for_user(make_person(ADMINISTRATION, "admin")).exists()


def test_transferred_person_sees_the_new_section_in_one_step(two_sections):
    (ours, theirs), entries = two_sections
    clerk = make_clerk(ours)
    membership = Membership.objects.get(user=clerk)
    membership.department = theirs
    membership.save()
    assert list(Entry.objects.for_user(clerk)) == [entries[1]]
    assert [row.department for row in membership.history.all()] == [theirs, ours]


def test_transferred_indicator_takes_its_unpublished_entry_along(two_sections):
    (ours, theirs), (entry, *_) = two_sections
    entry.indicator.department = theirs
    entry.indicator.save()
    assert entry in Entry.objects.for_user(make_clerk(theirs))
    assert entry not in Entry.objects.for_user(make_clerk(ours))


def test_published_entry_stays_with_the_section_that_reported_it(two_sections):
    (ours, theirs), (entry, *_) = two_sections
    publish_now(hand_in(entry, "84"))
    entry.indicator.department = theirs
    entry.indicator.save()
    assert entry in Entry.objects.for_user(make_clerk(ours))
