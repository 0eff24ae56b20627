"""Handing in: what is ready and what is missing, once, and only what was seen."""

from reporting.domain.states import EntryState
from reporting.models import Entry
from tests.factories.reporting import enter, hand_in
from tests.reporting.admin.entries.sheets import send, sheet_of, told, typed


def seen(*entries: Entry) -> dict[str, str]:
    return {f"e{entry.pk}-stamp": str(Entry.objects.get(pk=entry.pk).version) for entry in entries}


def state(entry: Entry) -> EntryState:
    return Entry.objects.get(pk=entry.pk).standing


def test_button_saves_first_and_leads_to_the_confirmation(clerk, entry):
    response = send(clerk, entry, typed(entry, value="84"), do="confirm")
    assert response.request["PATH_INFO"] == f"{sheet_of(entry)}submit/"
    assert "1件を提出できます。2件は、まだそろっていません。" in response.text


def test_wrong_row_keeps_the_person_on_the_sheet(clerk, entry):
    response = send(clerk, entry, typed(entry, value="8.4.1"), do="confirm")
    assert response.request["PATH_INFO"] == sheet_of(entry)
    assert "8.4.1" in response.text


def test_confirmation_tells_the_verdict_what_is_odd_and_what_is_missing(clerk, entries):
    first, second, third = entries
    enter(first, "840")
    enter(second, None, missing_reason="not_calculable")
    page = clerk.get(f"{sheet_of(first)}submit/").text
    for shown in ("達成", "約10倍", "その理由も入力してください", "未入力です。"):
        assert shown in page
    assert f"?row={third.pk}#row-{third.pk}" in page


def test_what_is_complete_is_submitted_and_the_rest_stays(clerk, entries):
    first, second, _ = entries
    enter(first, "84")
    enter(second, None, missing_reason="not_calculable")
    response = clerk.post(f"{sheet_of(first)}submit/", seen(*entries), follow=True)
    assert "1件を提出しました。" in told(response)
    assert [state(entry).value for entry in entries] == ["submitted", "draft", "not_entered"]
    assert Entry.objects.get(pk=first.pk).submitted_by.username == "tanaka"


def test_second_press_submits_nothing_again(clerk, entry):
    enter(entry, "84")
    sent = seen(entry)
    clerk.post(f"{sheet_of(entry)}submit/", sent)
    again = clerk.post(f"{sheet_of(entry)}submit/", sent, follow=True)
    assert "すでに提出されています" in told(again)
    assert Entry.objects.get(pk=entry.pk).version == 2


def test_what_changed_after_the_confirmation_is_not_submitted(clerk, entries):
    first, second, _ = entries
    enter(first, "84")
    enter(second, "85")
    sent = seen(first, second)
    enter(first, "1")
    response = clerk.post(f"{sheet_of(first)}submit/", sent, follow=True)
    assert "実績値 84 → 1" in told(response)
    assert "1件を提出しました。" in told(response)
    assert (state(first), state(second)) == (EntryState.DRAFT, EntryState.SUBMITTED)


def test_rows_of_other_sections_are_not_submitted(stranger, clerk, entry):
    enter(entry, "84")
    assert stranger.post(f"{sheet_of(entry)}submit/", seen(entry)).status_code == 403
    assert state(entry) is EntryState.DRAFT


def test_nothing_to_submit_leads_back(clerk, entry):
    hand_in(entry, "84")
    page = clerk.get(f"{sheet_of(entry)}submit/").text
    assert "いま提出できるものはありません。" in page
    assert "入力に戻る" in page


def test_odd_stamp_submits_nothing(clerk, entry):
    enter(entry, "84")
    for stamp in ("", "x", "-1", "9" * 30):
        sent = {f"e{entry.pk}-stamp": stamp}
        assert clerk.post(f"{sheet_of(entry)}submit/", sent).status_code == 302
        assert state(entry) is EntryState.DRAFT
