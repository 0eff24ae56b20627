"""What is to be done until when: empty, begun, late, returned, finished, closed; whom to ask."""

from datetime import date

import pytest
from django.utils.html import strip_tags

from reporting.opening import close_round
from reporting.reviewing import return_entry
from tests.factories.indicators import make_department, make_indicator
from tests.factories.reporting import NOW, enter, hand_in, make_clerk, make_planner, make_round
from tests.reporting.admin.entries.conftest import logged_in
from tests.reporting.admin.entries.sheets import sheet_of
from tests.reporting.test_publishing import publish_now

TODO = "/admin/reporting/entry/todo/"


def words(client) -> str:
    return " ".join(strip_tags(client.get(TODO).text).split())


def test_nothing_entered_yet_leads_to_the_sheet(clerk, entry):
    page = words(clerk)
    for told in (
        "令和6年度（2024年度）の実績", "2025年11月28日（金）まで（あと27日）", "未入力 3件",
        "3件の入力を始める", "決算の確定値でお願いします。",
    ):  # fmt: skip
        assert told in page
    assert f'href="{sheet_of(entry)}"' in clerk.get(TODO).text


def test_begun_tells_what_is_left(clerk, entries):
    enter(entries[0], "84")
    assert "続きを入力する（残り2件）" in words(clerk)


def test_everything_entered_leads_to_handing_in(clerk, entries):
    for entry in entries:
        enter(entry, "84")
    assert "3件の内容を確かめて提出する" in words(clerk)
    assert f'href="{sheet_of(entry)}submit/"' in clerk.get(TODO).text


def test_returned_tells_what_and_why_and_leads_to_the_row(clerk, entries):
    returned = hand_in(entries[1], "84")
    return_entry(entry=returned, note="出典は？", by=make_planner(), at=NOW)
    page = words(clerk)
    assert "1件が差し戻されています。" in page
    assert "理由：出典は？" in page
    assert "差し戻された1件を直す" in page
    assert f"{sheet_of(returned)}?row={returned.pk}#row-{returned.pk}" in clerk.get(TODO).text


def test_submitted_tells_that_nothing_is_to_be_done_and_what_happens_next(clerk, entries):
    for entry in entries:
        hand_in(entry, "84")
    page = words(clerk)
    assert "していただくことは、もうありません。" in page
    assert "政策調整課が確かめて公開します" in page
    assert "あと27日" not in page


def test_published_says_thanks(clerk, entries):
    publish_now(*[hand_in(entry, "84") for entry in entries])
    assert "すべて公開されました。ありがとうございました。" in words(clerk)


def test_late_says_so_and_what_to_do(clerk, entries, monkeypatch):
    monkeypatch.setattr("reporting.admin.clerk.localdate", lambda: date(2025, 11, 30))
    page = words(clerk)
    assert "締切を過ぎています。いまからでも報告できます。" in page
    assert "2日過ぎています" in page


def test_closed_round_lies_among_the_past_ones(clerk, entry):
    close_round(closing=entry.round, at=NOW)
    page = words(clerk)
    assert "いま、報告していただくことはありません。" in page
    assert "終わった受付" in page


def test_round_ahead_is_not_shown(clerk, section):
    indicator = make_indicator(department=section)
    make_round(plan=indicator.plan, opens_on=date(2025, 11, 20))
    assert "いま、報告していただくことはありません。" in words(clerk)


def test_person_without_a_section_is_told_whom_to_ask(section):
    nobody = make_clerk(username="hayashi")
    nobody.memberships.all().delete()
    page = words(logged_in(nobody))
    assert "あなたの担当課が、まだ登録されていません。" in page
    assert "ユーザー名（hayashi）" in page


def test_person_of_two_sections_sees_both(entries, section):
    other = make_department(name="総務課")
    make_indicator(basic_project=entries[0].indicator.basic_project, department=other)
    make_round(plan=entries[0].indicator.plan, fiscal_year=2025)
    page = words(logged_in(make_clerk(section, other)))
    assert "市長公室課" in page
    assert "総務課" in page


@pytest.mark.parametrize("count", [1, 12])
def test_todo_asks_the_same_few_questions(clerk, section, count, django_assert_num_queries):
    first = make_indicator(department=section)
    for _ in range(count - 1):
        make_indicator(basic_project=first.basic_project, department=section)
    opened = make_round(plan=first.plan)
    for entry in opened.entries.all():
        return_entry(entry=hand_in(entry, "84"), note="？", by=None, at=NOW)
    with django_assert_num_queries(6):
        clerk.get(TODO)
