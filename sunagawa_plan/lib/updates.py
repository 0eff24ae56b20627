"""What was published, corrected or withdrawn, told one by one or many at once."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

# So many of one kind and day are told one by one; more of them in one line.
MOST_TOLD_SINGLY = 12


class Standing(NamedTuple):
    """A verdict as it is shown: the code of its level, and the word."""

    level: str
    label: str


@dataclass(frozen=True)
class Update:
    """One thing that changed on the public pages, in words.

    key names it for good. word says what happened (公表, 訂正, …), title to what, detail where in
    it. before is empty where nothing stood there; standings are None where nothing is judged.
    """

    key: str
    when: datetime
    kind: str
    word: str
    title: str
    place: str
    url: str
    detail: str = ""
    before: str = ""
    after: str = ""
    standing_before: Standing | None = None
    standing_after: Standing | None = None
    reason: str = ""

    @property
    def has_new_standing(self) -> bool:
        """Tell whether the verdict became another one."""
        return None not in (self.standing_before, self.standing_after) and (
            self.standing_before != self.standing_after
        )


@dataclass(frozen=True)
class Pending:
    """An update not told yet: only those of the page asked for are put into words.

    owner is the slug of the plan it belongs to, or the code of what else it is about.
    """

    when: datetime
    kind: str
    owner: str
    tell: Callable[[], Update]


def newest_first(pending: Iterable[Pending]) -> list[Pending]:
    """Return updates by time, the latest first; those of one moment stay as they were given."""
    return sorted(pending, key=lambda own: own.when, reverse=True)


class Member(NamedTuple):
    """An update that may be told together with others of its group, or alone."""

    group: Hashable
    pending: Pending


def gathered(
    members: Iterable[Member],
    together: Callable[[Hashable, Sequence[Pending]], Pending],
    *,
    most: int = MOST_TOLD_SINGLY,
) -> Iterator[Pending]:
    """Give updates one by one, but a group of more than `most` as the one that together makes."""
    found: dict[Hashable, list[Pending]] = {}
    for member in members:
        found.setdefault(member.group, []).append(member.pending)
    for group, own in found.items():
        if len(own) > most:
            yield together(group, own)
        else:
            yield from own


class Day(NamedTuple):
    """The updates of one day."""

    day: date
    updates: tuple[Update, ...]


def by_day(updates: Iterable[Update], day_of: Callable[[datetime], date]) -> tuple[Day, ...]:
    """Group updates, sorted by time, under their days."""
    return tuple(
        Day(day, tuple(own)) for day, own in groupby(updates, key=lambda own: day_of(own.when))
    )
