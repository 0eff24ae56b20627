"""What a publication will change on the public pages, and what it leaves out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from reporting.domain.states import EntryState
from reporting.models import Entry
from reporting.pages.rows import EntryRow
from reporting.publishing import Change, Summary

_WHY_LEFT_OUT = {
    EntryState.NOT_ENTERED: "まだ入力されていません。",
    EntryState.DRAFT: "下書きです。担当課が提出すると公開できます。",
    EntryState.RETURNED: "差し戻しています。担当課が直して提出すると公開できます。",
    EntryState.PUBLISHED: "すでに公開されています。",
}


@dataclass(frozen=True)
class ShownChange:
    """One entry that will be published, with everything to be looked at before."""

    change: Change
    row: EntryRow

    @property
    def checking(self) -> str:
        """Say who is on record as having checked the answer, in words."""
        entry = self.row.entry
        if entry.reviewed_by is not None:
            return f"{entry.reviewed_by}さんが確認済み"
        if self.row.is_own:
            return "自分で入力した報告です。確認者は記録されません"
        return "公開する人が、確認者として記録されます"


@dataclass(frozen=True)
class PublicationPage:
    """The summary before a publication; seen goes along with the click."""

    summary: Summary
    changes: tuple[ShownChange, ...]
    left_out: tuple[tuple[EntryRow, str], ...]
    already: int

    @classmethod
    def of(cls, entries: Iterable[Entry], *, planner: Any, today: date) -> Self:
        """Look at entries, loaded with their series."""
        entries = list(entries)
        rows = {row.pk: EntryRow.of(row, planner=planner, today=today) for row in entries}
        summary = Summary.of(entries, today)
        publishable = {change.entry.pk for change in summary.changes}
        others = [row for key, row in rows.items() if key not in publishable]
        return cls(
            summary=summary,
            changes=tuple(ShownChange(each, rows[each.entry.pk]) for each in summary.changes),
            left_out=tuple(
                (row, _WHY_LEFT_OUT[row.state])
                for row in others
                if row.state is not EntryState.PUBLISHED
            ),
            already=sum(row.state is EntryState.PUBLISHED for row in others),
        )

    @property
    def corrections(self) -> int:
        return sum(each.change.prospect.is_correction for each in self.changes)
