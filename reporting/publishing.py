"""Publishing entries: what will change is shown first; then all of it or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any, Self

from django.db import transaction

from indicators.locking import explained
from indicators.models import AnnualValue
from indicators.publishing import Published, record_verdicts
from reporting.domain.prospect import Prospect
from reporting.domain.states import Act, EntryState, allows
from reporting.entering import what_is_missing
from reporting.models import Entry
from reporting.storing import OvertakenError, locked, store
from sunagawa_plan.shared.change_ways import REPORT
from sunagawa_plan.shared.row_changes import give_reason

OVERTAKEN = (
    "確認の画面を開いたあとで、内容が変更されました。まだ何も公開していません。"
    "もう一度、変わるところを確かめてください。"
)


@dataclass(frozen=True)
class Change:
    """What the publication of one entry does to the public pages."""

    entry: Entry
    prospect: Prospect
    obstacles: tuple[str, ...]

    @classmethod
    def of(cls, entry: Entry, today: date) -> Self:
        """Compare an entry, loaded with its series, with what is public."""
        return cls(entry, entry.prospect(today), tuple(what_is_missing(entry, today)))

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the public pages say the same already."""
        public = self.entry.published
        return public is not None and self.entry.answers_as(public)

    @property
    def lacks_reason(self) -> bool:
        """Tell whether something public would change without a word why."""
        is_replacing = self.entry.published is not None and not self.is_unchanged
        return is_replacing and not self.entry.is_correction


@dataclass(frozen=True)
class Summary:
    """What the publication of some entries will change; seen identifies what was looked at."""

    changes: tuple[Change, ...]

    @classmethod
    def of(cls, entries: Iterable[Entry], today: date) -> Self:
        """Look at those of the entries that are submitted."""
        ready = (entry for entry in entries if allows(entry.standing, Act.PUBLISH))
        return cls(tuple(Change.of(entry, today) for entry in ready))

    @property
    def obstacles(self) -> tuple[str, ...]:
        """Return every sentence that forbids the publication, each with its indicator."""
        return tuple(
            f"{change.entry.indicator}：{told}"
            for change in self.changes
            for told in change.obstacles
        )

    @property
    def needs_reason(self) -> bool:
        """Tell whether the publisher has to say why something public changes."""
        return any(change.lacks_reason for change in self.changes)

    @property
    def seen(self) -> str:
        """Return what changes whenever anything that the summary shows does."""
        shown = [
            (change.entry.pk, change.entry.version, _public_moment(change.entry))
            for change in self.changes
        ]
        return blake2b(repr(sorted(shown)).encode(), digest_size=16).hexdigest()


@transaction.atomic
def publish(
    *, entries: Iterable[Entry], by: Any, at: datetime, today: date, seen: str, reason: str = ""
) -> tuple[Change, ...]:
    """Make submitted entries public, with their verdicts kept; return what changed.

    seen is the summary's; reason is for changes of public values that did not begin as a
    correction. Raises OvertakenError when anything has changed since, ValueError
    (Japanese) when something may not be published; either way nothing is done.
    """
    summary = Summary.of(locked([entry.pk for entry in entries]), today)
    if summary.seen != seen:
        raise OvertakenError(OVERTAKEN)
    if not summary.changes:
        raise ValueError("公開できる報告（提出済）がありません。")
    if summary.obstacles:
        raise ValueError("".join(summary.obstacles))
    reason = explained(reason, is_public=summary.needs_reason)
    changed = [change.entry for change in summary.changes if not change.is_unchanged]
    published = [_publish(entry, entry.correction_reason or reason) for entry in changed]
    record_verdicts(published, by=by, at=at, today=today)
    for change in summary.changes:
        _finish(change.entry, by=by, at=at)
    return summary.changes


def _publish(entry: Entry, reason: str) -> Published:
    public = entry.published
    said = reason if public else ""
    value = public or AnnualValue(indicator=entry.indicator, fiscal_year=entry.round.fiscal_year)
    value.take_over(entry)
    # A first value has no reason; its history says that a section reported it.
    give_reason(value, said or f"{REPORT}（{entry.round}）")
    value.full_clean(exclude={"indicator"})
    value.save()
    return Published(value, said)


def _finish(entry: Entry, *, by: Any, at: datetime) -> None:
    way = f"訂正の公開：{entry.correction_reason}" if entry.is_correction else "公開"
    entry.department = entry.responsible
    entry.published_by, entry.published_at = by, at
    if entry.reviewed_by_id is None and entry.author_id != by.pk:
        entry.reviewed_by, entry.reviewed_at = by, at
    entry.correction_reason = entry.return_note = ""
    store(entry, state=EntryState.PUBLISHED, way=way)


def _public_moment(entry: Entry) -> str:
    public = entry.published
    return public.published_at.isoformat() if public else ""
