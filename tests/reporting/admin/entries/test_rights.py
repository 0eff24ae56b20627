"""Every address of the sections' pages × every role × reading and writing."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from reporting.models import Entry
from reporting.rights import ADMINISTRATION, SECTION, set_up_groups
from tests.factories.indicators import make_department
from tests.factories.reporting import enter, make_clerk, make_person, make_planner
from tests.reporting.admin.entries.conftest import logged_in
from tests.reporting.admin.entries.sheets import answer_of, sheet_of, typed

LOGIN, NO = "login", 403


@pytest.fixture
def people(section):
    set_up_groups()
    reader = make_clerk(section)
    reader.groups.clear()
    reader.user_permissions.add(Permission.objects.get(codename="view_entry"))
    names = {
        "clerk": make_clerk(section),
        "other": make_clerk(make_department()),
        "planner": make_planner(),
        "plain": User.objects.create_user("plain", is_staff=True),
        "system": make_person(ADMINISTRATION, "system"),
        "reader": reader,
        "superuser": User.objects.create_superuser("root"),
    }
    return {"nobody": Client(), **{name: logged_in(user) for name, user in names.items()}}


def outcome(response) -> int | str:
    is_login = response.status_code == 302 and response.url.startswith("/admin/login/")
    return LOGIN if is_login else response.status_code


READING = {
    "todo": (LOGIN, 200, 200, 200, NO, NO, 200, 200),
    "sheet": (LOGIN, 200, NO, 200, NO, NO, 200, 200),
    "submit": (LOGIN, 200, NO, 200, NO, NO, NO, 200),
    "unassigned": (LOGIN, NO, NO, 200, NO, NO, NO, 200),
    "answer": (401, 200, 404, 200, NO, NO, NO, 200),
    "list": (LOGIN, 200, 200, 200, NO, NO, 200, 200),
    "history": (LOGIN, 200, 404, 200, 404, 404, 200, 200),
    "add": (LOGIN, NO, NO, NO, NO, NO, NO, NO),
    "delete": (LOGIN, NO, NO, NO, NO, NO, NO, NO),
}
ROLES = ("nobody", "clerk", "other", "planner", "plain", "system", "reader", "superuser")


def address(name: str, entry: Entry) -> str:
    base = "/admin/reporting/entry/"
    return {
        "todo": f"{base}todo/",
        "sheet": sheet_of(entry),
        "submit": f"{sheet_of(entry)}submit/",
        "unassigned": f"{base}sheet/{entry.round_id}/~none/",
        "answer": answer_of(entry),
        "list": base,
        "history": f"{base}{entry.pk}/history/",
        "add": f"{base}add/",
        "delete": f"{base}{entry.pk}/delete/",
    }[name]


@pytest.mark.parametrize("name", READING)
def test_who_reads_what(people, entry, name):
    found = {role: outcome(people[role].get(address(name, entry))) for role in ROLES}
    assert found == dict(zip(ROLES, READING[name], strict=True))


@pytest.mark.parametrize("way", ["sheet", "answer"])
def test_who_writes(people, entry, way):
    may = {"clerk", "planner", "superuser"}
    for role in ROLES:
        before = Entry.objects.get(pk=entry.pk).version
        row = typed(entry, value="84" if before % 2 else "85")
        people[role].post(address(way, entry), row | {"do": "save"})
        assert (Entry.objects.get(pk=entry.pk).version > before) is (role in may), role


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_report_submit(people, entry, role):
    row = typed(enter(entry, "84"))
    people[role].post(address("submit", entry), row)
    is_submitted = Entry.objects.get(pk=entry.pk).state == "submitted"
    assert is_submitted is (role in {"clerk", "planner", "superuser"})


def test_list_shows_own_entries_only(people, entry):
    assert entry.indicator.code in people["clerk"].get("/admin/reporting/entry/").text
    assert entry.indicator.code not in people["other"].get("/admin/reporting/entry/").text


def test_form_of_an_entry_leads_to_its_sheet(people, entry):
    response = people["clerk"].get(f"/admin/reporting/entry/{entry.pk}/change/")
    assert response.url == f"{sheet_of(entry)}?row={entry.pk}#row-{entry.pk}"
    assert people["other"].get(f"/admin/reporting/entry/{entry.pk}/change/").status_code == 404


def test_refusal_says_whom_to_ask(people, entry):
    text = people["other"].get(sheet_of(entry)).text
    assert "異動などで担当が変わったときは、政策調整課に連絡してください。" in text


@pytest.mark.parametrize("place", ["1/nowhere", "99999/koho", f"{10**25}/koho"])
def test_unknown_section_or_round_is_not_found(people, place):
    assert people["planner"].get(f"/admin/reporting/entry/sheet/{place}/").status_code == 404


def test_clerk_lands_on_what_is_to_be_done_others_on_the_index(people, section):
    assert people["clerk"].get("/admin/").url == "/admin/reporting/entry/todo/"
    for role in ("planner", "superuser", "plain", "system"):
        assert people[role].get("/admin/").status_code == 200
    assert "報告していただくこと" in people["planner"].get("/admin/").text
    assert outcome(people["nobody"].get("/admin/")) == LOGIN


def test_clerk_with_other_work_in_the_admin_keeps_the_index(section):
    clerk = make_clerk(section)
    clerk.user_permissions.add(Permission.objects.get(codename="view_glossaryterm"))
    assert Group.objects.get(name=SECTION) in clerk.groups.all()
    assert logged_in(clerk).get("/admin/").status_code == 200
