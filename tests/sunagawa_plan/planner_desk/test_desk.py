"""帳票・ファイル: who finds what there, and that every file of it can be had."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from sunagawa_plan.planner_desk.catalogue import SHELVES, table_reports
from tests.factories.finance import make_account, make_table
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)
from tests.factories.reporting import make_round

pytestmark = pytest.mark.django_db

DESK = "/admin/files/"


def plant() -> None:
    policy = make_policy(goal=make_goal(plan=make_plan(slug="p"), number=6))
    make_annual_value(
        indicator=make_indicator(
            basic_project=make_basic_project(policy=policy),
            department=make_department(code="kikaku"),
        )
    )


def staff(client, *rights: str) -> None:
    user = User.objects.create_user("clerk", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)


@pytest.mark.parametrize("address", [DESK, f"{DESK}values.csv"])
def test_nobody_else_comes_in(client, address):
    assert client.get(address).status_code == 302

    client.force_login(User.objects.create_user("citizen"))
    assert client.get(address).status_code == 302


def test_staff_find_what_they_may_see(client):
    plant()
    staff(client, "view_indicator")

    text = client.get(DESK).text

    assert "values-wide.xlsx" in text
    assert "settlement.csv" not in text
    assert client.get(f"{DESK}settlement.csv").status_code == 403
    assert client.get(f"{DESK}corrections.csv").status_code == 403


def test_state_of_the_reports_is_for_those_who_check_them(client):
    """Sections may see entries, but only their own."""
    make_round()
    address = f"{DESK}reporting-status.csv"

    staff(client, "view_indicator", "view_entry", "view_round", "report_entry")
    assert "reporting-status" not in client.get(DESK).text
    assert client.get(address).status_code == 403

    User.objects.get().user_permissions.add(Permission.objects.get(codename="review_entry"))
    assert f'href="{address}?plan=' in client.get(DESK).text
    assert b"".join(client.get(address).streaming_content).count(b"\r\n") == 2


def test_desk_leads_to_reports_of_the_plan_and_to_the_open_data(admin_client):
    plant()

    text = admin_client.get(DESK).text

    assert 'href="/plans/p/reports/#progress"' in text
    assert 'href="/plans/p/reports/#interim"' in text
    assert 'href="/open-data/"' in text
    parts = admin_client.get("/plans/p/reports/").text
    assert all(f'id="{part}"' in parts for part in ("progress", "interim"))


def test_files_are_of_what_was_chosen_and_of_nothing_they_do_not_heed(admin_client):
    plant()

    text = admin_client.get(DESK, {"year": "2024", "policy": "6-1", "since": "2026-01-01"}).text

    assert 'href="/admin/files/values.csv?plan=p&amp;year=2024&amp;policy=6-1"' in text
    assert "corrections.csv?plan=p&amp;year=2024&amp;policy=6-1&amp;since=2026-01-01" in text
    assert 'href="/admin/files/settlement.csv"' in text


def test_a_bad_choice_is_told_beside_its_field_and_no_file_is_offered(admin_client):
    plant()

    for address in (DESK, f"{DESK}values.csv"):
        response = admin_client.get(address, {"year": "来年", "as_of": "2999-01-01", "level": "x"})

        assert "「来年」は年度として読み取れません" in response.text
        assert "まだ来ていない日です" in response.text
        assert "xは候補にありません" in response.text.replace(" ", "")
        assert "values-wide.xlsx" not in response.text


def test_what_cannot_be_made_is_told_on_the_desk(admin_client):
    plant()

    response = admin_client.get(f"{DESK}progress.csv", {"as_of": "2020-01-01"})

    assert response.status_code == 404
    assert "年度の進捗の評価：このサイトの記録は" in response.text
    assert "values-wide.xlsx" in response.text


def test_unknown_reports_and_forms_are_404(admin_client):
    plant()

    assert admin_client.get(f"{DESK}nothing.csv").status_code == 404
    assert admin_client.get(f"{DESK}values.pdf").status_code == 404
    assert admin_client.get(f"{DESK}values-wide.json").status_code == 404
    assert admin_client.post(DESK).status_code == 405


def test_desk_without_a_plan_still_opens(admin_client):
    response = admin_client.get(DESK)

    assert response.status_code == 200
    assert "計画を選んでください" in admin_client.get(f"{DESK}targets.csv").text


@pytest.mark.parametrize("count", [1, 4], ids=["one", "many"])
def test_desk_asks_a_fixed_number_of_queries(admin_client, django_assert_num_queries, count):
    for _ in range(count):
        make_indicator(department=make_department())
    make_table(account=make_account())

    with django_assert_num_queries(6):
        admin_client.get(DESK)


def test_index_leads_to_the_desk(client, admin_client):
    assert f'href="{reverse("planner_desk")}"' in admin_client.get("/admin/").text

    staff(client)
    assert f'href="{reverse("planner_desk")}"' not in client.get("/admin/").text


def test_reports_have_distinct_names_and_known_fields():
    names = [report.name for report in table_reports()]

    assert len(names) == len(set(names))
    assert all(report.title and report.about for report in table_reports())
    assert all(page.title and page.about for shelf in SHELVES for page in shelf.pages)


def test_desk_leads_to_the_state_of_reports_and_to_the_open_data(admin_client):
    text = admin_client.get(DESK).text
    for route in ("admin:reporting_round_changelist", "open_data:index", "report_desk"):
        assert f'href="{reverse(route)}"' in text
