"""What planners do with submitted entries: check, return with a note, comment."""

from datetime import datetime
from typing import Any

from django.db import transaction

from reporting.domain.states import Act, EntryState
from reporting.models import Comment, Entry
from reporting.storing import locked_for, store

OWN_ENTRY = "自分が入力した報告は、自分では確認できません。確認を待たずに公開できます。"


@transaction.atomic
def check(*, entry: Entry, by: Any, at: datetime, seen_version: int | None = None) -> Entry:
    """Note that a planner found a submitted entry right. Nobody checks what they typed."""
    stored = locked_for(entry, Act.CHECK, seen_version=seen_version)
    if stored.author == by:
        raise ValueError(OWN_ENTRY)
    stored.reviewed_by, stored.reviewed_at = by, at
    store(stored, state=EntryState.SUBMITTED, way="確認")
    return stored


@transaction.atomic
def return_entry(
    *, entry: Entry, note: str, by: Any, at: datetime, seen_version: int | None = None
) -> Entry:
    """Give a submitted entry back to its section with a note. Raises ValueError without one."""
    stored = locked_for(entry, Act.RETURN, seen_version=seen_version)
    written = note.strip()
    if not written:
        raise ValueError("差し戻すときは、何を直してほしいかを書いてください。")
    stored.return_note = written
    stored.reviewed_by, stored.reviewed_at = by, at
    store(stored, state=EntryState.RETURNED, way="差戻し")
    Comment.objects.create(entry=stored, author=by, written_at=at, text=written, is_return=True)
    return stored


def comment(*, entry: Entry, text: str, by: Any, at: datetime) -> Comment:
    """Write to the other side about an entry. Raises ValueError (Japanese) for an empty text."""
    written = text.strip()
    if not written:
        raise ValueError("コメントを書いてください。")
    return Comment.objects.create(entry=entry, author=by, written_at=at, text=written)


def waits_for(entry: Entry, planner: Any) -> bool:
    """Tell whether an entry waits for a planner's check: submitted, unchecked, not their own."""
    is_unchecked = entry.standing is EntryState.SUBMITTED and entry.reviewed_by_id is None
    return is_unchecked and entry.author_id != planner.pk
