"""A round at a glance: who has reported what, whose turn it is, late ones first."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import Count

from indicators.models import Department, Indicator
from reporting.access import NO_SECTION, NO_SECTION_NAME
from reporting.domain.deadlines import Phase
from reporting.domain.states import WITH_SECTION, EntryState
from reporting.models import Entry, Membership, Reminder, Round
from reporting.pages.rows import EntryRow
from sunagawa_plan.lib.labelled_code import LabelledCode


class Grouping(LabelledCode):
    """By what the rows of an overview are put together."""

    DEPARTMENT = "department", "担当課ごと"
    POLICY = "policy", "施策ごと"


class Only(LabelledCode):
    """What an overview can be narrowed to besides a state."""

    WAITING = "waiting", "自分の確認待ち"
    LATE = "late", "まだ提出されていない"


@dataclass(frozen=True)
class Choice:
    """What a planner asked to see; anything unknown falls back to everything."""

    grouping: Grouping = Grouping.DEPARTMENT
    state: EntryState | None = None
    only: Only | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        asked = {"by": query.get("by", ""), "show": query.get("show", "")}
        return cls(
            Grouping(asked["by"]) if asked["by"] in set(Grouping) else Grouping.DEPARTMENT,
            EntryState(asked["show"]) if asked["show"] in set(EntryState) else None,
            Only(asked["show"]) if asked["show"] in set(Only) else None,
        )

    @property
    def show(self) -> str:
        """Return the code of what it is narrowed to; empty for everything."""
        narrowed = self.state or self.only
        return narrowed.value if narrowed else ""

    def keeps(self, row: EntryRow) -> bool:
        if self.state is not None:
            return row.state is self.state
        if self.only is Only.WAITING:
            return row.waits
        return row.is_with_section if self.only is Only.LATE else True


@dataclass(frozen=True)
class Tally:
    """How many entries are in which state, and whose turn they are."""

    states: tuple[tuple[EntryState, int], ...]
    total: int
    outstanding: int
    waiting: int

    @classmethod
    def of(cls, rows: Iterable[EntryRow]) -> Self:
        rows = list(rows)
        found = Counter(row.state for row in rows)
        return cls(
            states=tuple((state, found[state]) for state in EntryState),
            total=len(rows),
            outstanding=sum(found[state] for state in WITH_SECTION),
            waiting=sum(row.waits for row in rows),
        )

    @property
    def submitted(self) -> int:
        return dict(self.states)[EntryState.SUBMITTED]

    @property
    def published(self) -> int:
        return dict(self.states)[EntryState.PUBLISHED]


@dataclass(frozen=True)
class Group:
    """The entries of one section or policy; rows are those of the choice, tally counts all.

    people: how many belong to the section (None: no section); reminded: the last letter to it.
    """

    title: str
    key: str
    rows: tuple[EntryRow, ...]
    tally: Tally
    is_late: bool
    department: Department | None = None
    people: int | None = None
    reminded: Reminder | None = None


@dataclass(frozen=True)
class OverviewPage:
    """What the overview of a round shows to one planner."""

    round: Round
    phase: Phase
    deadline: str
    choice: Choice
    tally: Tally
    groups: tuple[Group, ...]
    missing: int

    @classmethod
    def from_round(cls, shown: Round, choice: Choice, *, planner: Any, today: date) -> Self:
        """Judge every entry of a round. Seven queries, however many there are."""
        rows = rows_of(shown, planner=planner, today=today)
        phase = shown.phase(today)
        is_late = phase is Phase.LATE
        groups = _groups(shown, rows, choice, is_late=is_late)
        indicators = Indicator.objects.of_plan(shown.plan)
        return cls(
            round=shown,
            phase=phase,
            deadline=shown.period.told(today),
            choice=choice,
            tally=Tally.of(rows),
            groups=tuple(group for group in groups if group.rows),
            missing=indicators.exclude(entries__round=shown).count(),
        )


def rows_of(shown: Round, *, planner: Any, today: date) -> tuple[EntryRow, ...]:
    """Return a round's entries in the book's order. Three queries."""
    entries = Entry.objects.filter(round=shown).with_series().in_book_order()
    counted = entries.annotate(said=Count("comments"))
    return tuple(
        EntryRow.of(entry, planner=planner, today=today, comments=entry.said) for entry in counted
    )


def _groups(
    shown: Round, rows: tuple[EntryRow, ...], choice: Choice, *, is_late: bool
) -> list[Group]:
    made = (
        _by_department(shown, rows, choice, is_late=is_late)
        if choice.grouping is Grouping.DEPARTMENT
        else _by_policy(rows, choice, is_late=is_late)
    )
    # Late ones first, then those that wait for planners; otherwise as they came.
    return sorted(made, key=lambda group: (-group.tally.outstanding, -group.tally.waiting))


def _by_department(
    shown: Round, rows: tuple[EntryRow, ...], choice: Choice, *, is_late: bool
) -> list[Group]:
    people = Counter(
        Membership.objects.filter(user__is_active=True).values_list("department", flat=True)
    )
    reminded = {sent.department_id: sent for sent in shown.reminders.order_by("sent_at")}
    made = []
    gathered = _gathered(rows, lambda row: row.entry.responsible)
    for department, found in sorted(gathered, key=lambda pair: _in_office_order(pair[0])):
        key = department.pk if department else None
        made.append(
            _group(
                found,
                choice,
                is_late=is_late,
                title=department.name if department else NO_SECTION_NAME,
                key=department.code if department else NO_SECTION,
                department=department,
                people=people[key] if key else None,
                reminded=reminded.get(key) if key else None,
            )
        )
    return made


def _by_policy(rows: tuple[EntryRow, ...], choice: Choice, *, is_late: bool) -> list[Group]:
    return [
        _group(
            found,
            choice,
            is_late=is_late,
            title=f"施策{policy.code} {policy.title}",
            key=policy.code,
        )
        for policy, found in _gathered(rows, lambda row: row.entry.indicator.basic_project.policy)
    ]


def _group(found: list[EntryRow], choice: Choice, *, is_late: bool, **named: Any) -> Group:
    tally = Tally.of(found)
    kept = tuple(row for row in found if choice.keeps(row))
    return Group(rows=kept, tally=tally, is_late=is_late and tally.outstanding > 0, **named)


def _gathered(
    rows: Iterable[EntryRow], key: Callable[[EntryRow], Any]
) -> list[tuple[Any, list[EntryRow]]]:
    """Put rows of the same key together, as the keys come."""
    found: dict[Any, list[EntryRow]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return list(found.items())


def _in_office_order(department: Department | None) -> tuple[bool, int, str]:
    if department is None:
        return (True, 0, "")
    return (False, department.order, department.code)
