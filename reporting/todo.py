"""What a person has to report until when: the first page of a clerk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Self

from indicators.domain.marked_text import without_marks
from indicators.models import Department
from reporting.access import row_address, sheet_address
from reporting.domain.deadlines import Phase
from reporting.domain.states import EntryState
from reporting.models import Entry, Round
from reporting.sheet import Progress


@dataclass(frozen=True)
class Task:
    """One section's part in a round, and the next step of it."""

    round: Round
    department: Department
    entries: tuple[Entry, ...]
    today: date

    @property
    def progress(self) -> Progress:
        return Progress([entry.standing for entry in self.entries])

    @property
    def deadline(self) -> str:
        return self.round.period.told(self.today)

    @property
    def is_late(self) -> bool:
        return not self.is_finished and self.round.phase(self.today) is Phase.LATE

    @property
    def is_finished(self) -> bool:
        return self.progress.done == self.progress.total

    @property
    def is_published(self) -> bool:
        return self.progress.count(EntryState.PUBLISHED) == self.progress.total

    @property
    def address(self) -> str:
        return sheet_address(self.round.pk, self.department)

    @property
    def returned(self) -> list[tuple[str, str, str]]:
        """Return each returned indicator's name, why it came back, and where to mend it."""
        entries = [entry for entry in self.entries if entry.standing is EntryState.RETURNED]
        return [(named(entry), entry.return_note, row_address(entry)) for entry in entries]

    @property
    def step(self) -> str:
        """Return the words of the one big next step; blank when nothing is to be done."""
        progress = self.progress
        if self.is_finished:
            return ""
        if progress.returned:
            return f"差し戻された{progress.returned}件を直す"
        if progress.blank and not progress.begun:
            return f"{progress.blank}件の入力を始める"
        if progress.blank:
            return f"続きを入力する（残り{progress.blank}件）"
        return f"{progress.begun}件の内容を確かめて提出する"


@dataclass(frozen=True)
class Todo:
    """The tasks of a person's sections; the past ones are closed rounds, to be looked at."""

    sections: tuple[Department, ...]
    tasks: tuple[Task, ...]
    past: tuple[tuple[Round, Department], ...]

    @classmethod
    def of(cls, user: Any, today: date) -> Self:
        """Ask four questions, however many rounds and indicators there are."""
        sections = tuple(Department.objects.filter(memberships__user=user).distinct())
        begun = Round.objects.begun(today).select_related("plan")
        entries = (
            Entry.objects.of_departments(sections)
            .filter(round__in=begun)
            .select_related("round__plan", "department", "indicator__department")
            .in_book_order()
        )
        tasks = _tasks(entries, sections, today)
        still_open = [task for task in tasks if not task.round.is_closed]
        past = [(task.round, task.department) for task in tasks if task.round.is_closed]
        return cls(
            sections,
            tuple(sorted(still_open, key=lambda task: (task.is_finished, task.round.due_on))),
            tuple(past),
        )

    @property
    def is_empty(self) -> bool:
        return not self.tasks

    @property
    def is_finished(self) -> bool:
        return bool(self.tasks) and all(task.is_finished for task in self.tasks)


def named(entry: Entry) -> str:
    """Return an indicator's number and name without the marks of the book."""
    return f"{entry.indicator.code} {without_marks(entry.indicator.name)}"


def _tasks(entries: Iterable[Entry], sections: Iterable[Department], today: date) -> list[Task]:
    places = {section.pk: section for section in sections}

    def key(entry: Any) -> tuple[int, int, int]:
        return (-entry.round.fiscal_year, entry.round_id, entry.section)

    found = groupby(sorted(entries, key=key), key)
    grouped = [(place, tuple(group)) for (_, _, place), group in found]
    return [Task(group[0].round, places[place], group, today) for place, group in grouped]
