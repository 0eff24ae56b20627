"""The history of stored rows in words: who changed what, when, from what to what, and why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.timezone import localtime

from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_number
from sunagawa_plan.shared.change_ways import way_and_reason
from sunagawa_plan.shared.fields import FiscalYearField, MeasuredField

_WHAT = {"+": "追加", "~": "変更", "-": "削除"}
EMPTY = "（空欄）"
REASON_LENGTH = 100
# Set by the portal itself on every save; they say nothing that the time of change does not.
_UNTOLD = frozenset({"published_at", "version", "authored_at", "submitted_at", "reviewed_at"})


@dataclass(frozen=True)
class FieldChange:
    """One field's change; old and new are written for people."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class RowChange:
    """One save or deletion of a row; subject names the row where a list mixes several.

    way is how it came in: on a screen, by a file, by publication, by a program.
    """

    when: datetime
    who: str
    what: str
    subject: str
    way: str
    reason: str
    fields: tuple[FieldChange, ...]

    @property
    def told(self) -> str:
        """Tell the change in a sentence: 田中さんが2026年11月22日 9:05に変更しました（…）。"""
        when = f"{localtime(self.when):%Y年%-m月%-d日 %H:%M}"
        what = "、".join(f"{field.label} {field.old} → {field.new}" for field in self.fields)
        return f"{self.who}さんが{when}に{self.what}しました（{what or '内容は同じ'}）。"


def changes(
    records: Iterable[Any], *, subject: Callable[[Any], str] = lambda _record: ""
) -> list[RowChange]:
    """Describe historical records of one model, given and returned newest first.

    Each is compared with the record before it of the same row; rows may be mixed.
    """
    before: dict[Any, Any] = {}
    told = []
    for record in reversed(list(records)):
        row = getattr(record, record.instance_type._meta.pk.attname)
        told.append(_describe(record, before.get(row), subject(record)))
        before[row] = record
    return told[::-1]


def latest_change(row: Any) -> RowChange | None:
    """Describe the last change of a stored row; None where its history is unknown."""
    records = row.history.select_related("history_user")[:2]
    return next(iter(changes(records)), None)


def give_reason(row: Any, reason: str) -> None:
    """Let the next save of a row carry a reason into its history."""
    row._change_reason = reason[:REASON_LENGTH] or None


def _describe(record: Any, previous: Any | None, subject: str) -> RowChange:
    way, reason = way_and_reason(
        record.history_change_reason or "", by_person=record.history_user_id is not None
    )
    return RowChange(
        when=record.history_date,
        who=str(record.history_user or "システム"),
        what=_WHAT[record.history_type],
        subject=subject,
        way=way,
        reason=reason,
        fields=() if record.history_type == "-" else tuple(_field_changes(record, previous)),
    )


def _field_changes(record: Any, previous: Any | None) -> Iterator[FieldChange]:
    for field in record.tracked_fields:
        if field.primary_key or field.name in _UNTOLD or (previous is None and field.is_relation):
            continue
        old = getattr(previous, field.attname) if previous else field.get_default()
        new = getattr(record, field.attname)
        if old != new:
            yield FieldChange(str(field.verbose_name), written(field, old), written(field, new))
    for many in record._history_m2m_fields:
        old, new = _many(previous, many), _many(record, many)
        if old != new:
            yield FieldChange(str(many.verbose_name), old, new)


def written(field: Any, value: Any) -> str:
    """Write a stored value for people, as its field means it."""
    match value:
        case None | "" | False:
            return "いいえ" if value is False else EMPTY
        case True:
            return "はい"
        case int() if isinstance(field, FiscalYearField):
            return FiscalYear(value).wareki
        case int() | Decimal() if isinstance(field, MeasuredField | models.BigIntegerField):
            exponent = Decimal(value).normalize().as_tuple().exponent
            return format_number(value, max(0, -int(exponent)))
    if field.is_relation:
        related = field.related_model.objects.filter(pk=value).first()
        return str(related or f"（削除済み {value}）")
    return _moment_or_word(dict(field.flatchoices).get(value, value))


def _moment_or_word(value: Any) -> str:
    match value:
        case datetime():
            return f"{localtime(value):%Y年%-m月%-d日 %H:%M}"
        case date():
            return f"{value:%Y年%-m月%-d日}"
    return str(value)


def _many(record: Any | None, field: models.ManyToManyField) -> str:
    if record is None:
        return EMPTY
    name = field.m2m_reverse_field_name()
    return "、".join(str(getattr(row, name)) for row in getattr(record, field.name).all()) or EMPTY
