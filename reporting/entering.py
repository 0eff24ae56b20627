"""What a section does with its entries: save, submit, take back, begin or cancel a correction."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from indicators.domain.answer import refuse_unbegun_year
from indicators.domain.vocabulary import MissingReason
from indicators.models.answer import ANSWER_COLUMNS, Answer
from reporting.domain.states import Act, EntryState, state_after_saving
from reporting.models import Entry
from reporting.storing import locked_alone, locked_for, refuse_now, store
from sunagawa_plan.shared.row_changes import REASON_LENGTH, give_reason
from sunagawa_plan.shared.row_writing import update_rows

BY_SCREEN = "画面での入力"
_OF_A_SAVE = ("author", "authored_at", "state", "version")
NEEDS_DETAIL = "「算定されない」のときは、その理由も入力してください。"


@transaction.atomic
def save_answer(
    *,
    entry: Entry,
    answer: Answer,
    by: Any,
    at: datetime,
    seen_version: int | None,
    way: str = BY_SCREEN,
) -> Entry:
    """Store what was typed for an entry, as a draft; return the entry as it is stored now.

    What is as it was leaves no trace. seen_version is the version that the person saw (None: do
    not ask). Raises OvertakenError, ValueError or ValidationError (all Japanese).
    """
    stored = locked_for(entry, Act.SAVE, seen_version=seen_version)
    if stored.answers_as(answer):
        return stored
    stored.take_over(answer)
    stored.author, stored.authored_at = by, at
    state = state_after_saving(
        stored.standing, is_answered=stored.is_answered, is_correction=stored.is_correction
    )
    store(stored, state=state, way=way)
    return stored


@transaction.atomic
def save_answers(*, answers: Mapping[int, Answer], by: Any, at: datetime, way: str) -> None:
    """Store the answers of many entries (by their keys) as drafts, all or none.

    Each is a save_answer() of its own in the history. Raises ValueError (Japanese) where a state
    or a closed round forbids it.
    """
    changed = []
    for stored in locked_alone(answers):
        refuse_now(stored, Act.SAVE)
        stored.take_over(answers[stored.pk])
        stored.author, stored.authored_at = by, at
        stored.state = state_after_saving(
            stored.standing, is_answered=stored.is_answered, is_correction=stored.is_correction
        ).value
        stored.version += 1
        give_reason(stored, way)
        changed.append((stored, (*ANSWER_COLUMNS, *_OF_A_SAVE)))
    update_rows(changed, user=by)


@transaction.atomic
def submit(*, entry: Entry, by: Any, at: datetime, today: date, seen_version: int | None) -> Entry:
    """Hand an entry to the planners. Raises ValueError (Japanese) while it is not complete."""
    stored = locked_for(entry, Act.SUBMIT, seen_version=seen_version)
    for obstacle in what_is_missing(stored, today):
        raise ValueError(obstacle)
    stored.submitted_by, stored.submitted_at = by, at
    stored.reviewed_by = stored.reviewed_at = None
    store(stored, state=EntryState.SUBMITTED, way="提出")
    return stored


def what_is_missing(entry: Entry, today: date) -> list[str]:
    """Return what stands in the way of submitting an entry, in Japanese; nothing for a good one."""
    told = []
    if not entry.is_answered:
        told.append("実績値も「値がない理由」もありません。どちらか一方を入力してください。")
    if entry.missing_reason == MissingReason.NOT_CALCULABLE and not entry.missing_detail.strip():
        told.append(NEEDS_DETAIL)
    try:
        if entry.value is not None:
            refuse_unbegun_year(entry.round.fiscal_year, today)
        entry.clean()
    except ValidationError as error:
        told += error.messages
    except ValueError as error:
        told.append(str(error))
    return told


@transaction.atomic
def take_back(*, entry: Entry, by: Any, seen_version: int | None = None) -> Entry:
    """Let the section have a submitted entry back, to go on with it."""
    stored = locked_for(entry, Act.TAKE_BACK, seen_version=seen_version)
    stored.submitted_by = stored.submitted_at = stored.reviewed_by = stored.reviewed_at = None
    store(stored, state=EntryState.DRAFT, way=f"提出の取り消し（{by}）")
    return stored


@transaction.atomic
def start_correction(*, entry: Entry, reason: str, seen_version: int | None = None) -> Entry:
    """Open a published entry again; citizens see what was published until it is published anew.

    The reason becomes public with the correction. Raises ValueError (Japanese) without one.
    """
    stored = locked_for(entry, Act.CORRECT, seen_version=seen_version)
    written = " ".join(reason.split())
    if not written:
        raise ValueError("訂正の理由を書いてください。公開ページに載ります。")
    if len(written) > REASON_LENGTH:
        raise ValueError(f"訂正の理由は{REASON_LENGTH}文字以内で書いてください。")
    if stored.published is not None:
        stored.take_over(stored.published)
    stored.correction_reason = written
    store(stored, state=EntryState.DRAFT, way="訂正の開始")
    return stored


@transaction.atomic
def cancel_correction(*, entry: Entry, seen_version: int | None = None) -> Entry:
    """Give a correction up: the entry says again what is public."""
    stored = locked_for(entry, Act.CANCEL_CORRECTION, seen_version=seen_version)
    if not stored.is_correction or stored.published is None:
        raise ValueError("訂正は始まっていません。画面を開き直してください。")
    stored.take_over(stored.published)
    stored.correction_reason = stored.return_note = ""
    store(stored, state=EntryState.PUBLISHED, way="訂正の取りやめ")
    return stored
