"""Checking, returning, commenting; nobody checks what they typed."""

import pytest

from reporting.domain.states import EntryState
from reporting.reviewing import check, comment, return_entry, waits_for
from tests.factories.reporting import NOW, enter, hand_in, make_clerk, make_entry, make_planner
from tests.reporting.test_publishing import publish_now


def test_return_needs_a_note_which_becomes_a_comment(db):
    planner = make_planner()
    entry = hand_in(make_entry(), "84")
    with pytest.raises(ValueError, match="何を直してほしいか"):
        return_entry(entry=entry, note="  ", by=planner, at=NOW)
    returned = return_entry(entry=entry, note="桁を確かめてください", by=planner, at=NOW)
    assert (returned.standing, returned.reviewed_by) == (EntryState.RETURNED, planner)
    assert [(row.text, row.is_return) for row in returned.comments.all()] == [
        ("桁を確かめてください", True)
    ]


def test_draft_is_not_returned(db):
    with pytest.raises(ValueError, match="「下書き」の報告には「差戻し」ができません"):
        return_entry(entry=enter(make_entry(), "84"), note="x", by=make_planner(), at=NOW)


def test_own_entry_neither_waits_for_its_planner_nor_is_checked_by_them(db):
    planner, colleague, clerk = make_planner(), make_planner(), make_clerk()
    own = hand_in(make_entry(), "84", by=planner)
    assert not waits_for(own, planner)
    assert waits_for(own, colleague)
    with pytest.raises(ValueError, match="自分では確認できません"):
        check(entry=own, by=planner, at=NOW)
    assert check(entry=own, by=colleague, at=NOW).reviewed_by == colleague
    assert waits_for(hand_in(make_entry(), "84", by=clerk), planner)


def test_own_entry_is_published_at_once_and_no_review_is_claimed(db):
    planner = make_planner()
    entry = hand_in(make_entry(), "84", by=planner)
    publish_now(entry, by=planner)
    entry.refresh_from_db()
    assert (entry.published_by, entry.reviewed_by) == (planner, None)


def test_comment_says_something(db):
    entry = make_entry()
    with pytest.raises(ValueError, match="コメントを書いてください"):
        comment(entry=entry, text="\n", by=None, at=NOW)
    assert comment(entry=entry, text="急ぎません", by=None, at=NOW).text == "急ぎません"
