"""The historical rows of publishable tables, as citizens saw them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.utils.timezone import localdate

from finance.domain.vocabulary import PublicationStatus

WITHDRAWN = "取り下げ"
PUBLISHED = "公表"
CORRECTED = "訂正"
# Programs sign their own writes; that is no reason to show to a reader.
PROGRAMS = frozenset({"load_plan", "load_sample"})


class RowChange(NamedTuple):
    """A historical row that citizens saw, with the public one before it, or None."""

    record: Any
    before: Any | None
    is_public: bool

    @property
    def word(self) -> str:
        if self.before is None:
            return PUBLISHED
        return CORRECTED if self.is_public else WITHDRAWN

    @property
    def day(self) -> date:
        return localdate(self.record.history_date)

    @property
    def is_first_by_program(self) -> bool:
        """Tell whether a program put it there, with others."""
        return self.before is None and self.record.history_change_reason in PROGRAMS


def public_changes(records: Iterable[Any]) -> Iterator[RowChange]:
    """Give the records, oldest first, that changed what was public or whether it was."""
    shown: dict[int, Any | None] = {}
    for record in records:
        is_public = (
            record.status == PublicationStatus.PUBLISHED.value and record.history_type != "-"
        )
        before = shown.get(record.id)
        shown[record.id] = record if is_public else None
        if is_public or before is not None:
            yield RowChange(record, before, is_public)


def public_reason(record: Any) -> str:
    """Return why somebody made a change, if a person said so."""
    reason = record.history_change_reason or ""
    return "" if reason in PROGRAMS else reason
