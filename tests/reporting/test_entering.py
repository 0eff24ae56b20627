"""Saving, submitting, taking back, correcting: states, refusals, and two people at once."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from reporting.domain.states import EntryState
from reporting.entering import (
    cancel_correction,
    save_answer,
    start_correction,
    submit,
    take_back,
)
from reporting.models import Entry
from reporting.opening import close_round
from reporting.reviewing import return_entry
from reporting.storing import OvertakenError
from tests.factories.indicators import make_annual_value, make_indicator
from tests.factories.reporting import (
    NOW,
    TODAY,
    answer,
    enter,
    hand_in,
    make_clerk,
    make_entry,
    make_planner,
)


def test_typing_makes_a_draft_and_emptying_it_takes_it_back(db):
    entry = enter(make_entry(), "84", note="速報です")
    assert (entry.standing, entry.value, entry.note) == (EntryState.DRAFT, 84, "速報です")
    assert enter(entry, None).standing is EntryState.NOT_ENTERED


def test_saving_the_same_again_leaves_no_trace(db):
    entry = enter(make_entry(), "84")
    again = enter(entry, "84")
    assert again.version == entry.version
    assert entry.history.count() == 2


def test_second_person_is_told_who_was_first_and_nothing_is_lost(db):
    entry = make_entry()
    first = make_clerk(username="tanaka")
    entry.history.update(history_user=first)
    seen = entry.version
    saved = enter(entry, "84", by=first)
    saved.history.filter(pk=saved.history.first().pk).update(history_user=first)
    with pytest.raises(OvertakenError, match=r"tanakaさんが.*実績値 （空欄） → 84"):
        save_answer(entry=entry, answer=answer(entry, "85"), by=None, at=NOW, seen_version=seen)
    saved.refresh_from_db()
    assert saved.value == 84


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"value": None}, "どちらか一方を入力してください"),
        ({"value": None, "missing_reason": "not_calculable"}, "その理由も入力してください"),
    ],
)
def test_incomplete_entry_is_not_submitted(db, said, told):
    entry = enter(make_entry(), said.pop("value"), note="書きかけ", **said)
    Entry.objects.filter(pk=entry.pk).update(state="draft")
    with pytest.raises(ValueError, match=told):
        submit(entry=entry, by=None, at=NOW, today=TODAY, seen_version=None)


@pytest.mark.parametrize("reason", ["awaiting_publication", "no_survey", "not_calculable"])
def test_reason_instead_of_a_value_is_an_answer(db, reason):
    entry = hand_in(make_entry(), None, missing_reason=reason, missing_detail="資源が上回るため")
    assert entry.standing is EntryState.SUBMITTED


def test_value_and_reason_together_are_refused(db):
    with pytest.raises(ValidationError, match="どちらか一方だけ"):
        enter(make_entry(), "84", missing_reason="no_survey")


def test_sample_size_is_refused_where_nobody_was_asked(db):
    with pytest.raises(ValidationError, match="アンケート調査ではない"):
        enter(make_entry(), "84", sample_size=100)


def test_submitted_entry_is_changed_only_after_taking_it_back(db):
    entry = hand_in(make_entry(), "84")
    with pytest.raises(ValueError, match="先に提出を取り消してください"):
        enter(entry, "85")
    back = take_back(entry=entry, by=None)
    assert (back.standing, back.submitted_at) == (EntryState.DRAFT, None)
    assert enter(back, "85").value == 85


def test_returned_entry_keeps_its_note_in_sight_until_submitted_again(db):
    planner = make_planner()
    entry = hand_in(make_entry(), "84")
    returned = return_entry(entry=entry, note="出典は？", by=planner, at=NOW)
    changed = enter(returned, "84", source="市長公室課調べ")
    assert (changed.standing, changed.return_note) == (EntryState.RETURNED, "出典は？")
    again = submit(entry=changed, by=None, at=NOW, today=TODAY, seen_version=changed.version)
    assert (again.standing, again.reviewed_by) == (EntryState.SUBMITTED, None)


def test_closed_round_takes_nothing_more(db):
    entry = make_entry()
    close_round(closing=entry.round, at=NOW)
    with pytest.raises(ValueError, match="受付は終了しています"):
        enter(entry, "84")


def test_correction_needs_a_reason_and_can_be_given_up(db):
    indicator = make_indicator()
    make_annual_value(indicator=indicator, fiscal_year=2024, value="84", source="公表済みの資料")
    entry = make_entry(indicator=indicator)
    assert (entry.standing, entry.value) == (EntryState.PUBLISHED, 84)
    with pytest.raises(ValueError, match="訂正の理由を書いてください"):
        start_correction(entry=entry, reason=" ")
    correcting = start_correction(entry=entry, reason="集計の誤り")
    assert enter(correcting, "82").standing is EntryState.DRAFT
    back = cancel_correction(entry=entry)
    assert (back.standing, back.value, back.correction_reason) == (EntryState.PUBLISHED, 84, "")
    assert indicator.annual_values.get().value == 84


def test_year_that_has_not_begun_has_no_value(db):
    entry = enter(make_entry(fiscal_year=2026), "84")
    with pytest.raises(ValueError, match="まだ始まっていない"):
        submit(entry=entry, by=None, at=NOW, today=TODAY, seen_version=None)


@pytest.mark.parametrize("state", ["submitted", "published"])
def test_database_keeps_unanswered_entries_with_the_section(db, state):
    entry = make_entry()
    with pytest.raises(IntegrityError, match="entry_beyond_the_section_is_answered"):
        Entry.objects.filter(pk=entry.pk).update(state=state)
