"""The history of stored rows in words: who changed what, when, from what to what, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models

from indicators.models.fields import FiscalYearField, MeasuredField
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_number

_WHAT = {"+": "追加", "~": "変更", "-": "削除"}
_EMPTY = "（空欄）"
# Set by the portal itself on every save; it says nothing that the time of change does not.
_UNTOLD = frozenset({"published_at"})


@dataclass(frozen=True)
class FieldChange:
    """One field's change; old and new are written for people."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class RowChange:
    """One save or deletion of a row. `subject` names the row as it was then."""

    when: datetime
    who: str
    what: str
    subject: str
    reason: str
    fields: tuple[FieldChange, ...]


def changes(records: Iterable[Any]) -> Iterator[RowChange]:
    """Describe historical records of one model, newest first, each against the one before it.

    The records must be complete for each row they tell of; several rows may be mixed.
    """
    ordered = list(records)
    before: dict[Any, Any] = {}
    found = []
    for record in reversed(ordered):
        key = record.instance_type._meta.pk.attname
        row = getattr(record, key)
        found.append(_describe(record, before.get(row)))
        before[row] = record
    return reversed(found)


def latest_change(row: models.Model) -> RowChange | None:
    """Describe the last change of a stored row; None where its history is unknown."""
    records = row.history.select_related("history_user")[:2]
    return next(changes(records), None)


def _describe(record: Any, previous: Any | None) -> RowChange:
    return RowChange(
        when=record.history_date,
        who=str(record.history_user or "システム"),
        what=_WHAT[record.history_type],
        subject=_subject(record),
        reason=record.history_change_reason or "",
        fields=tuple(_field_changes(record, previous)),
    )


def _subject(record: Any) -> str:
    try:
        return str(record.instance)
    except models.ObjectDoesNotExist:
        return "（削除済み）"


def _field_changes(record: Any, previous: Any | None) -> Iterator[FieldChange]:
    if record.history_type == "-":
        return
    for field in record.tracked_fields:
        if field.primary_key or field.name in _UNTOLD:
            continue
        old = getattr(previous, field.attname) if previous else field.get_default()
        new = getattr(record, field.attname)
        if old != new and not (previous is None and new in field.empty_values):
            yield FieldChange(
                str(field.verbose_name), _written(field, old, previous), _written(field, new, record)
            )
    yield from _many_changes(record, previous)


def _many_changes(record: Any, previous: Any | None) -> Iterator[FieldChange]:
    for field in record._history_m2m_fields:
        old, new = _many(previous, field), _many(record, field)
        if old != new:
            yield FieldChange(str(field.verbose_name), old, new)


def _many(record: Any | None, field: models.ManyToManyField) -> str:
    if record is None:
        return _EMPTY
    target = field.m2m_reverse_field_name()
    return "、".join(str(getattr(row, target)) for row in getattr(record, field.name).all()) or _EMPTY


def _written(field: models.Field, value: Any, record: Any | None) -> str:
    if value is None or value == "":
        return _EMPTY
    if isinstance(field, FiscalYearField):
        return FiscalYear(value).wareki
    if isinstance(field, MeasuredField):
        return _number(value)
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if field.is_relation:
        return _related(field, value)
    return dict(field.flatchoices).get(value, str(value))


def _number(value: Decimal) -> str:
    exponent = value.normalize().as_tuple().exponent
    return format_number(value, max(0, -int(exponent)))


def _related(field: models.ForeignKey, key: Any) -> str:
    related = field.related_model._base_manager.filter(pk=key).first()
    return str(related) if related else f"（削除済み {key}）"
