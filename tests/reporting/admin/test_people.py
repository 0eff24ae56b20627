"""Accounts, posts and transfers: nobody gives what they lack, nothing is lost on the way."""

import re

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from reporting.accounts import grantable_groups, may_manage
from reporting.models import Membership
from reporting.rights import ADMINISTRATION, PLANNING, SECTION
from tests.factories.indicators import make_basic_project, make_department, make_indicator
from tests.factories.reporting import make_clerk, make_person, make_planner

USERS = "/admin/auth/user/"
PERSON = {"username": "tanaka-h", "last_name": "田中", "first_name": "花"}


def desk_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def group(name: str) -> Group:
    return Group.objects.get(name=name)


def test_person_is_made_with_group_and_section_and_can_log_in(desk):
    section = make_department(name="税務課")
    sent = PERSON | {"group": group(SECTION).pk, "department": section.pk, "post": "主査"}
    page = desk.post(f"{USERS}add/", sent)
    password = re.search(r'answer-value">([^<]+)<', page.text)[1]
    assert len(password) >= 12
    assert "no-store" in page["Cache-Control"]
    person = User.objects.get(username="tanaka-h")
    assert (person.is_staff, person.is_superuser) == (True, False)
    assert [row.name for row in person.groups.all()] == [SECTION]
    assert Membership.objects.get().department == section
    assert Client().login(username="tanaka-h", password=password)
    assert password not in desk.get(USERS).text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"username": "SATO"}, "すでに使われています"),
        ({"username": "田 中"}, "有効なユーザー名"),
        ({"department": ""}, "担当課を選んでください"),
        ({"group": "999"}, "正しく選択"),
    ],
)
def test_odd_person_is_refused_in_words(desk, changed, told):
    section = make_department()
    sent = PERSON | {"group": group(SECTION).pk, "department": section.pk} | changed
    page = desk.post(f"{USERS}add/", sent)
    assert told in page.text
    assert "まだ登録していません" in page.text
    assert not Membership.objects.exists()


def test_groups_on_offer_give_nothing_that_the_giver_lacks(planner, db):
    assert {row.name for row in grantable_groups(planner)} == {SECTION, PLANNING}
    administrator = make_person(ADMINISTRATION, "kanri")
    assert {row.name for row in grantable_groups(administrator)} == {
        SECTION,
        PLANNING,
        ADMINISTRATION,
    }
    assert [row.name for row in grantable_groups(make_clerk())] == [SECTION]


def test_planner_makes_no_administrator(desk):
    sent = PERSON | {"group": group(ADMINISTRATION).pk}
    page = desk.post(f"{USERS}add/", sent)
    assert page.status_code == 200
    assert not User.objects.filter(username="tanaka-h").exists()


def test_planner_makes_nobody_a_superuser_or_administrator_afterwards(desk, planner):
    for person in (planner, make_clerk(username="tanaka")):
        sent = {"username": person.username, "is_active": "on", "is_superuser": "on"}
        sent |= {"is_staff": "on", "user_permissions": [Permission.objects.first().pk]}
        desk.post(f"{USERS}{person.pk}/change/", sent | {"groups": [group(ADMINISTRATION).pk]})
        desk.post(f"{USERS}{person.pk}/change/", sent | {"groups": [group(SECTION).pk]})
        person.refresh_from_db()
        assert not person.is_superuser
        assert not person.user_permissions.exists()
        assert group(ADMINISTRATION) not in person.groups.all()


@pytest.mark.parametrize("kind", ["superuser", "administrator", "switched-off superuser"])
def test_planner_does_not_touch_stronger_accounts(desk, planner, kind):
    strong = (
        make_person(ADMINISTRATION, "kanri")
        if kind == "administrator"
        else User.objects.create_superuser("root", password="もとのパスワード")
    )
    if kind.startswith("switched-off"):
        strong.is_active = False
        strong.save()
    assert not may_manage(planner, strong)
    before = strong.password
    passwords = {"password1": "あたらしい合言葉です", "password2": "あたらしい合言葉です"}
    assert desk.post(f"{USERS}{strong.pk}/password/", passwords).status_code == 403
    desk.post(f"{USERS}{strong.pk}/change/", {"username": "taken", "is_active": "on"})
    strong.refresh_from_db()
    assert (strong.password, strong.username) == (before, strong.username)
    assert not User.objects.filter(username="taken").exists()


def test_administrator_gives_groups_but_not_the_superusers_mark(db):
    administrator = make_person(ADMINISTRATION, "kanri")
    desk = desk_of(administrator)
    person = make_clerk(username="tanaka")
    sent = {"username": "tanaka", "is_active": "on", "is_superuser": "on"}
    desk.post(f"{USERS}{person.pk}/change/", sent | {"groups": [group(PLANNING).pk]})
    person.refresh_from_db()
    assert [row.name for row in person.groups.all()] == [PLANNING]
    assert not person.is_superuser
    root = User.objects.create_superuser("root")
    desk.post(f"{USERS}{root.pk}/change/", {"username": "taken"})
    root.refresh_from_db()
    assert root.username == "root"


def test_planner_cannot_change_what_groups_may_do(desk):
    address = f"/admin/auth/group/{group(SECTION).pk}/change/"
    assert desk.get(address).status_code == 403
    assert desk.get("/admin/auth/group/add/").status_code == 403


def test_groups_beyond_the_planner_stay_when_an_account_is_saved(desk):
    other = Group.objects.create(name="財政")
    other.permissions.add(Permission.objects.get(codename="view_settlementyear"))
    person = make_clerk(username="tanaka")
    person.groups.add(other)
    assert desk.get(f"{USERS}{person.pk}/change/").status_code == 200
    # The group gives rights that the planner lacks, so the account is not the planner's to change.
    desk.post(f"{USERS}{person.pk}/change/", {"username": "x", "is_active": "on", "groups": []})
    assert set(person.groups.all()) == {other, group(SECTION)}


def test_leaving_staff_are_switched_off_not_deleted(desk):
    person = make_clerk(username="tanaka")
    page = desk.get(f"{USERS}{person.pk}/change/").text
    assert "削除せずに" in page
    desk.post(f"{USERS}{person.pk}/change/", {"username": "tanaka", "groups": [group(SECTION).pk]})
    person.refresh_from_db()
    assert not person.is_active
    for client in (desk, desk_of(User.objects.create_superuser("root"))):
        assert client.get(f"{USERS}{person.pk}/delete/").status_code == 403
        assert client.post(f"{USERS}{person.pk}/delete/", {"post": "yes"}).status_code == 403


def test_clerks_see_no_accounts(db):
    clerk = make_clerk()
    desk = desk_of(clerk)
    for address in (USERS, f"{USERS}add/", f"{USERS}{clerk.pk}/change/"):
        assert desk.get(address).status_code == 403


MEMBERS = "/admin/reporting/membership/"


def test_people_are_transferred_in_one_step_with_history(desk, planner):
    ours, theirs = make_department(), make_department(name="福祉課")
    people = [make_clerk(ours) for _ in range(2)]
    keys = list(Membership.objects.values_list("pk", flat=True))
    action = {"action": "transfer_members", "_selected_action": keys}
    assert "移す先の担当課" in desk.post(MEMBERS, action).text
    refused = desk.post(MEMBERS, action | {"transfer": "1", "reason": "春の異動"}).text
    assert "まだ何も移していません" in refused
    assert 'value="春の異動"' in refused
    moved = {"transfer": "1", "department": theirs.code, "reason": "春の異動"}
    page = desk.post(MEMBERS, action | moved, follow=True).text
    assert "2件を福祉課に移しました" in page
    assert {row.department for row in Membership.objects.all()} == {theirs}
    record = people[0].memberships.get().history.first()
    assert (record.history_change_reason, record.history_user) == ("春の異動", planner)
    history = desk.get(f"{MEMBERS}{people[0].memberships.get().pk}/history/").text
    assert "春の異動" in history
    assert "福祉課" in history


def test_person_who_is_there_already_stops_the_transfer_of_all(desk):
    ours, theirs = make_department(), make_department()
    first, both = make_clerk(ours), make_clerk(ours, theirs)
    keys = list(Membership.objects.filter(department=ours).values_list("pk", flat=True))
    action = {"action": "transfer_members", "_selected_action": keys, "transfer": "1"}
    assert "すでに" in desk.post(MEMBERS, action | {"department": theirs.code}).text
    assert first.memberships.get().department == ours
    assert both.memberships.count() == 2


def test_indicators_are_transferred_several_at_once(desk, planner):
    project, theirs = make_basic_project(), make_department()
    indicators = [make_indicator(basic_project=project) for _ in range(2)]
    sent = {"action": "transfer_indicators", "_selected_action": [row.pk for row in indicators]}
    sent |= {"transfer": "1", "department": theirs.code, "reason": "機構改革"}
    desk.post("/admin/indicators/indicator/", sent)
    for indicator in indicators:
        indicator.refresh_from_db()
        assert indicator.department == theirs
        record = indicator.history.first()
        assert (record.history_change_reason, record.history_user) == ("機構改革", planner)


def test_transfers_are_for_those_who_may_change(db):
    make_clerk()
    make_planner()
    reader = make_person(SECTION, "reader")
    reader.user_permissions.add(Permission.objects.get(codename="view_indicator"))
    section, indicator = make_department(), make_indicator()
    sent = {"action": "transfer_indicators", "_selected_action": [indicator.pk], "transfer": "1"}
    desk_of(reader).post("/admin/indicators/indicator/", sent | {"department": section.code})
    indicator.refresh_from_db()
    assert indicator.department is None
