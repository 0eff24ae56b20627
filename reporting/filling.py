"""Storing what was typed on a section's sheet: each row by itself, what is right is never held up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from reporting.domain.states import Act
from reporting.entering import cancel_correction, save_answer, start_correction, submit, take_back
from reporting.forms import NOT_SAVED, EntryForm, prefix_of
from reporting.models import Entry
from reporting.reviewing import comment
from reporting.sheet import row_of, rows_entries, sent_keys
from reporting.storing import OvertakenError, refuse_now

NOT_OF_THIS_SHEET = (
    "この画面の指標ではない行が{count}件送られたため、その行は保存していません。担当が移った指標は、"
    "新しい担当課の画面にあります。"
)


@dataclass
class Outcome:
    """What became of the rows that were sent; refused says why, by the entry's key."""

    saved: list[Entry] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)
    strangers: int = 0

    @property
    def is_clean(self) -> bool:
        return not self.wrong and not self.refused


def save_sent(
    entries: Any, data: Mapping[str, Any], *, by: Any, at: datetime, today: date
) -> Outcome:
    """Store the changed rows that were sent, out of the section's entries; tell of the others."""
    sent = sent_keys(data)
    found = list(rows_entries(entries.filter(pk__in=sent)))
    outcome = Outcome(strangers=len(sent) - len(found))
    for entry in found:
        form = row_of(entry, user=by, today=today, data=data).form
        if form is None:
            if told := refused_typing(entry, data, today):
                outcome.refused[entry.pk] = told
        elif form.is_bound and form.has_changed():
            version = entry.version
            stored = store_typed(form, by=by, at=at)
            if stored is None:
                outcome.wrong.append(entry.pk)
            elif stored.version != version:
                outcome.saved.append(stored)
    return outcome


def store_typed(form: EntryForm, *, by: Any, at: datetime) -> Entry | None:
    """Store what a bound form holds; None, with the form's errors, where that was not done."""
    if not form.is_valid():
        return None
    entry = form.entry
    try:
        return save_answer(entry=entry, answer=entry, by=by, at=at, seen_version=entry.version)
    except OvertakenError as error:
        form.add_error(None, ValidationError(str(error), code="overtaken"))
    except ValidationError as error:
        form.add_error(None, error.messages)
    except ValueError as error:
        form.add_error(None, str(error))
    return None


def is_overtaken(form: EntryForm) -> bool:
    """Tell whether a form was refused because somebody else was first."""
    return form.has_error(NON_FIELD_ERRORS, code="overtaken")


def why_not(entry: Entry) -> str:
    """Return why an entry takes no input, in Japanese."""
    try:
        refuse_now(entry, Act.SAVE)
    except ValueError as error:
        return str(error)
    return ""


def refused_typing(entry: Entry, data: Mapping[str, Any], today: date) -> str:
    """Return what was typed into an entry that takes nothing more, with the reason; blank for none."""
    form = EntryForm(data, entry=entry, today=today)
    typed = [
        f"{form.fields[name].label}「{data.get(form.add_prefix(name), '')}」"
        for name in form.changed_data
    ]
    if not typed:
        return ""
    return f"{why_not(entry)}{NOT_SAVED}入力した内容：{'、'.join(typed)}"


def do(what: str, entry: Entry, data: Mapping[str, Any], *, by: Any, at: datetime) -> str:
    """Do one of the acts of a row's buttons; return what was done, in Japanese.

    Raises ValueError (Japanese) where it cannot be done or the act is unknown.
    """
    prefix = prefix_of(entry.pk)
    match what:
        case "take_back":
            take_back(entry=entry, by=by)
            return "提出を取り消しました。直したら、もう一度提出してください。"
        case "correct":
            start_correction(entry=entry, reason=_text(data, f"{prefix}-correction_reason"))
            return "訂正を始めました。公開されるまで、いまの値が公開されたままです。"
        case "cancel":
            cancel_correction(entry=entry)
            return "訂正をやめました。公開中の値に戻しました。"
        case "comment":
            comment(entry=entry, text=_text(data, f"{prefix}-comment"), by=by, at=at)
            return "コメントを書きました。"
    raise ValueError("その操作はありません。画面を開き直してください。")


def _text(data: Mapping[str, Any], name: str) -> str:
    # PostgreSQL refuses the NUL that no keyboard types.
    return str(data.get(name, "")).replace("\0", "")


def submit_ready(
    entries: list[Entry], data: Mapping[str, str], *, by: Any, at: datetime, today: date
) -> tuple[list[Entry], list[str]]:
    """Submit entries as they were seen; return those submitted and why others were not."""
    done, told = [], []
    for entry in entries:
        seen = data.get(f"{prefix_of(entry.pk)}-stamp", "")
        try:
            version = int(seen) if seen.isdecimal() else -1
            stored = submit(entry=entry, by=by, at=at, today=today, seen_version=version)
            done.append(stored)
        except ValueError as error:
            told.append(f"{entry.indicator}：{error}")
    return done, told
