"""Saving as one goes: one row as JSON, what it is worth, and every way in which it is refused."""

import pytest
from django.test import Client

from reporting.models import Entry
from reporting.opening import close_round
from tests.factories.indicators import make_annual_value, make_department, make_indicator
from tests.factories.reporting import NOW, enter, hand_in, make_entry
from tests.reporting.admin.entries.sheets import answer_of, autosave, sheet_of, typed


def test_saved_row_tells_when_its_state_and_what_it_would_get(clerk, entry):
    answer = autosave(clerk, entry, value="８４")
    told = answer.json()
    assert answer.status_code == 200
    assert told["message"].startswith("保存しました ")
    assert told["stamp"] == "1"
    assert "下書き" in told["state"]
    assert "下書き</span> 1件" in "".join(told["counts"].split("\n"))
    assert "前進" in told["outlook"]
    assert "令和6年度の実績84町内会/年は、基準値83町内会/年より" in told["outlook"]
    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.value, stored.author.username) == (84, "tanaka")


def test_asking_stores_nothing(clerk, entry):
    answer = clerk.get(answer_of(entry), typed(entry, value="840"))
    assert "約10倍" in answer.json()["outlook"]
    assert Entry.objects.get(pk=entry.pk).version == 0


def test_wrong_value_is_told_and_not_saved(clerk, entry):
    answer = autosave(clerk, entry, value="－")
    assert answer.status_code == 422
    assert "「値がない理由」" in answer.json()["outlook"]
    assert Entry.objects.get(pk=entry.pk).version == 0


def test_reason_that_lacks_its_detail_is_saved_and_told(clerk, entry):
    told = autosave(clerk, entry, missing_reason="not_calculable").json()
    assert "提出までに：「算定されない」のときは、その理由も入力してください。" in told["outlook"]
    assert Entry.objects.get(pk=entry.pk).missing_reason == "not_calculable"


def test_correction_shows_the_verdict_before_and_after(clerk, section):
    indicator = make_indicator(department=section)
    make_annual_value(indicator=indicator, value="84")
    entry = make_entry(indicator=indicator)
    Entry.objects.filter(pk=entry.pk).update(state="draft", correction_reason="集計の誤り")
    told = autosave(clerk, entry, value="82").json()["outlook"]
    assert "84町内会/年（前進）" in told
    assert "82町内会/年" in told
    assert "後退" in told


def test_second_person_is_told_and_given_both_answers(clerk, colleague, entry):
    mine = typed(entry, value="86")
    autosave(colleague, entry, value="85", note="確定値")
    answer = clerk.post(answer_of(entry), mine)
    told = answer.json()
    assert answer.status_code == 409
    assert "suzukiさん" in told["overtaken"]
    assert "実績値 （空欄） → 85" in told["overtaken"]
    assert "実績86町内会/年" in told["outlook"]
    assert told["theirs"][f"e{entry.pk}-value"] == "85"
    assert told["theirs"][f"e{entry.pk}-note"] == "確定値"
    again = clerk.post(answer_of(entry), mine | {f"e{entry.pk}-stamp": told["stamp"]})
    assert again.status_code == 200
    assert Entry.objects.get(pk=entry.pk).value == 86


def test_same_answer_typed_by_two_is_no_conflict(clerk, colleague, entry):
    mine = typed(entry, value="86")
    autosave(colleague, entry, value="86")
    assert clerk.post(answer_of(entry), mine).json()["stamp"] == "1"


def test_row_submitted_meanwhile_says_how_to_go_on(clerk, entry):
    mine = typed(entry, value="86")
    hand_in(entry, "85")
    answer = clerk.post(answer_of(entry), mine)
    assert answer.status_code == 409
    assert "先に提出を取り消してください。まだ保存していません。" in answer.json()["message"]


def test_closed_round_says_whom_to_ask(clerk, entry):
    close_round(closing=entry.round, at=NOW)
    assert "政策調整課に連絡してください" in autosave(clerk, entry, value="84").json()["message"]


def test_lost_session_is_told_as_json_not_led_to_a_login(entry):
    answer = autosave(Client(), entry, value="84")
    assert answer.status_code == 401
    assert "ログインが切れました" in answer.json()["message"]


def test_indicator_of_another_section_is_not_written(clerk):
    entry = make_entry(indicator=make_indicator(department=make_department()))
    answer = autosave(clerk, entry, value="84")
    assert answer.status_code == 404
    assert "担当ではなくなった" in answer.json()["message"]
    assert Entry.objects.get(pk=entry.pk).version == 0


def test_round_that_has_not_begun_takes_nothing_from_sections(clerk, planner, entry):
    opened = entry.round
    opened.opens_on = opened.due_on
    opened.save()
    assert autosave(clerk, entry, value="84").status_code == 404
    assert autosave(planner, entry, value="84").status_code == 200


def test_unknown_entry_is_not_found(clerk):
    assert clerk.post(f"/admin/reporting/entry/{10**25}/answer/").status_code == 404


def test_forged_request_is_refused(entry, section):
    client = Client(enforce_csrf_checks=True)
    assert client.post(answer_of(entry), typed(entry, value="84")).status_code == 403
    refused = client.post(sheet_of(entry), typed(entry, value="84"))
    assert refused.status_code == 403
    assert "まだ何も保存していません。" in refused.text


@pytest.mark.parametrize("count", [1, 40])
def test_saving_a_row_costs_the_same_beside_many(clerk, section, count, django_assert_num_queries):
    entry = make_entry(indicator=make_indicator(department=section))
    for _ in range(count):
        make_indicator(basic_project=entry.indicator.basic_project, department=section)
    enter(entry, "83")
    with django_assert_num_queries(36):
        autosave(clerk, entry, value="84")
