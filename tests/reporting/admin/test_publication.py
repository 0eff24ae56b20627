"""Publishing from the admin: what was shown is what is published, or nothing is."""

import pytest
from django.test import Client

from indicators.models import AnnualValue
from reporting.domain.states import EntryState
from reporting.entering import start_correction
from reporting.models import Entry
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_indicator,
)
from tests.factories.reporting import enter, hand_in, make_clerk, make_planner, make_round


@pytest.fixture
def opened(db):
    project = make_basic_project()
    section = make_department(code="tax", name="税務課")
    make_indicator(basic_project=project, department=section)
    make_indicator(basic_project=project)
    return make_round(plan=project.policy.goal.plan)


@pytest.fixture
def entries(opened):
    return list(opened.entries.in_book_order())


def publishing(opened, query: str = "") -> str:
    return f"/admin/reporting/round/{opened.pk}/publish/{query}"


def seen_on(page) -> str:
    return page.context["publication"].summary.seen


def publish(client: Client, address: str, **more: str):
    return client.post(address, {"seen": seen_on(client.get(address)), **more}, follow=True)


def test_summary_shows_what_changes_what_is_left_out_and_who_checked(desk, opened, entries):
    hand_in(entries[0], "84", by=make_clerk(), note="公開の注記")
    enter(entries[1], "85")
    page = desk.get(publishing(opened)).text
    for told in (
        "提出済の<strong>1件</strong>",
        "値なし → <strong>84町内会/年</strong>",
        "未入力 → <strong>前進</strong>",
        "公開の注記",
        "下書きです。担当課が提出すると公開できます。",
        "公開する人が、確認者として記録されます",
    ):
        assert told in page
    assert not AnnualValue.objects.exists()


def test_round_is_published_in_one_click_with_a_way_to_the_public_pages(desk, opened, entries):
    for entry in entries:
        hand_in(entry, "84")
    page = publish(desk, publishing(opened)).text
    assert "2件を公開しました" in page
    assert f'href="{entries[0].indicator.get_absolute_url()}"' in page
    assert AnnualValue.objects.count() == 2


@pytest.mark.parametrize(("query", "published"), [("?department=tax", 0), ("?department=~none", 1)])
def test_one_section_is_published_alone(desk, opened, entries, query, published):
    for entry in entries:
        hand_in(entry, "84")
    publish(desk, publishing(opened, query))
    assert [row.indicator for row in AnnualValue.objects.all()] == [entries[published].indicator]


def test_one_entry_is_published_alone(desk, opened, entries):
    for entry in entries:
        hand_in(entry, "84")
    publish(desk, publishing(opened, f"?entry={entries[1].pk}"))
    assert [row.indicator for row in AnnualValue.objects.all()] == [entries[1].indicator]


@pytest.mark.parametrize("query", ["?department=nowhere", "?entry=0", "?entry=x"])
def test_unknown_scope_is_not_found(desk, opened, query):
    assert desk.get(publishing(opened, query)).status_code == 404


def test_second_planner_and_changed_entry_are_told_and_nothing_is_done(desk, opened, entries):
    hand_in(entries[0], "84")
    address = publishing(opened)
    seen = seen_on(desk.get(address))
    other = Client()
    other.force_login(make_planner())
    publish(other, address)
    page = desk.post(address, {"seen": seen})
    assert "まだ何も公開していません" in page.text
    hand_in(entries[1], "85")
    seen = seen_on(desk.get(address))
    Entry.objects.filter(pk=entries[1].pk).update(version=99)
    assert "内容が変更されました" in desk.post(address, {"seen": seen}).text
    assert AnnualValue.objects.count() == 1


def test_own_entry_is_published_without_claiming_a_check(desk, opened, entries, planner):
    hand_in(entries[0], "84", by=planner)
    assert "確認者は記録されません" in desk.get(publishing(opened)).text
    publish(desk, publishing(opened))
    entries[0].refresh_from_db()
    assert (entries[0].standing, entries[0].reviewed_by) == (EntryState.PUBLISHED, None)


def test_correction_shows_its_reason_before_and_citizens_after(desk, db):
    indicator = make_indicator()
    make_annual_value(indicator=indicator, value="84")
    opened = make_round(plan=indicator.plan)
    hand_in(start_correction(entry=opened.entries.get(), reason="集計の誤り"), "82")
    page = desk.get(publishing(opened)).text
    assert "訂正の理由（公開されます）：集計の誤り" in page
    assert "うち1件は、公開中の値の訂正" in page
    publish(desk, publishing(opened))
    assert "集計の誤り" in Client().get(indicator.get_absolute_url()).text


def test_value_published_another_way_meanwhile_asks_for_a_reason(desk, db):
    indicator = make_indicator()
    opened = make_round(plan=indicator.plan)
    hand_in(opened.entries.get(), "84")
    make_annual_value(indicator=indicator, value="81")
    page = publish(desk, publishing(opened))
    assert "変更の理由を書いてください" in page.text
    assert AnnualValue.objects.get().value == 81
    publish(desk, publishing(opened), reason="確定値に改めた")
    assert AnnualValue.objects.get().value == 84


def test_obstacle_is_shown_instead_of_the_button(desk, opened, entries):
    entry = hand_in(entries[0], None, missing_reason="not_calculable", missing_detail="x")
    Entry.objects.filter(pk=entry.pk).update(missing_detail="")
    page = desk.get(publishing(opened)).text
    assert "まだ公開できません" in page
    assert "件を公開する" not in page


def test_nothing_to_publish_is_told(desk, opened):
    assert "公開できるもの（提出済）はありません" in desk.get(publishing(opened)).text


@pytest.mark.parametrize("count", [1, 12])
def test_queries_of_the_summary_do_not_grow(desk, django_assert_num_queries, count):
    project = make_basic_project()
    for _ in range(count):
        make_indicator(basic_project=project)
    opened = make_round(plan=project.policy.goal.plan)
    for entry in opened.entries.all():
        hand_in(entry, "84")
    with django_assert_num_queries(8):
        desk.get(publishing(opened))
