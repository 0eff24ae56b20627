"""A section's sheet of a round: every indicator with what is known, its input, its state."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.urls import reverse

from indicators.domain.entry_checks import Caution
from indicators.domain.marked_text import without_marks
from indicators.entry import cautions
from indicators.models import Department, Indicator
from indicators.year_sheet import ROWS_PER_PAGE, KnownOfIndicator
from reporting.access import MAY_REPORT, NO_SECTION, NO_SECTION_NAME, sheet_address
from reporting.domain.deadlines import Phase
from reporting.domain.prospect import Prospect, answer_in_words
from reporting.domain.states import Act, EntryState
from reporting.entering import what_is_missing
from reporting.forms import EntryForm, prefix_of
from reporting.models import Comment, Entry, Round
from reporting.models.entry import EntryQuerySet
from reporting.storing import may

_STAMP = "-stamp"


@dataclass(frozen=True)
class EntryRow(KnownOfIndicator):
    """One entry on the sheet; form is None where it can only be read.

    refused is why something asked for was not done, typed what was written in vain.
    """

    entry: Entry
    form: EntryForm | None
    today: date
    may_report: bool
    refused: str = ""
    typed: str = ""

    @property
    def indicator(self) -> Indicator:  # type: ignore[override]
        return self.entry.indicator

    @property
    def year(self) -> int:  # type: ignore[override]
        return self.entry.round.fiscal_year

    @property
    def state(self) -> EntryState:
        return self.entry.standing

    @cached_property
    def prospect(self) -> Prospect | None:
        """Return the verdict that the answer would get, once there is one."""
        return self.entry.prospect(self.today) if self.entry.is_answered else None

    @property
    def answer(self) -> str:
        return answer_in_words(self.entry.fact, self.measure)

    @property
    def public_answer(self) -> str:
        """Return what citizens read now; nothing while nothing is public."""
        public = self.entry.published
        return answer_in_words(public.fact, self.measure) if public else ""

    @property
    def cautions(self) -> tuple[Caution, ...]:
        if self.form is not None and self.form.errors:
            return ()
        return cautions(
            self.indicator,
            fiscal_year=self.year,
            value=self.entry.value,
            is_provisional=self.entry.is_provisional,
            today=self.today,
        )

    @property
    def obstacles(self) -> list[str]:
        """Return what stands in the way of submitting."""
        return what_is_missing(self.entry, self.today)

    @property
    def missing(self) -> list[str]:
        """Return what still has to be added; nothing for a row without an answer."""
        return self.obstacles if self.entry.is_answered and self.form else []

    @property
    def errors(self) -> list[str]:
        """Return every sentence about what was typed, for a row that was sent."""
        if self.form is None or not self.form.is_bound:
            return []
        return [str(text) for texts in self.form.errors.values() for text in texts]

    @property
    def is_unsaved(self) -> bool:
        """Tell whether the row shows what somebody typed and nobody stored."""
        return self.form is not None and self.form.is_bound and self.form.has_changed()

    @property
    def may_take_back(self) -> bool:
        return self.may_report and may(self.entry, Act.TAKE_BACK)

    @property
    def may_correct(self) -> bool:
        return self.may_report and may(self.entry, Act.CORRECT)

    @property
    def may_cancel_correction(self) -> bool:
        is_begun = self.entry.is_correction and self.entry.published is not None
        return self.may_report and is_begun and may(self.entry, Act.CANCEL_CORRECTION)


def row_of(
    entry: Entry,
    *,
    user: Any,
    today: date,
    data: Mapping[str, Any] | None = None,
    refused: str = "",
    typed: str = "",
) -> EntryRow:
    """Return the row of an entry loaded with its series, filled from it or from data."""
    may_report = user.has_perm(MAY_REPORT)
    form = None
    if may_report and may(entry, Act.SAVE):
        was_sent = data is not None and f"{prefix_of(entry.pk)}{_STAMP}" in data
        form = EntryForm(data if was_sent else None, entry=entry, today=today)
        if form.is_overtaken and not form.has_changed():
            form = EntryForm(None, entry=entry, today=today)
    return EntryRow(entry, form, today, may_report, refused, typed)


def rows_entries(entries: Any) -> Any:
    """Add to entries all that their rows show: three more queries."""
    comments = Comment.objects.select_related("author").order_by("written_at", "pk")
    return entries.with_series().prefetch_related(Prefetch("comments", comments)).in_book_order()


def sent_keys(data: Iterable[str]) -> set[int]:
    """Return the keys of the entries whose inputs were sent."""
    names = (name.removeprefix("e").removesuffix(_STAMP) for name in data if name.endswith(_STAMP))
    return {int(name) for name in names if name.isdecimal() and len(name) < 19}


@dataclass
class Progress:
    """How far a section's entries have come, by state."""

    states: list[EntryState]

    def __iter__(self) -> Iterator[tuple[EntryState, int]]:
        """Yield each state that occurs, in the order of the way, with its number."""
        return ((state, n) for state in EntryState if (n := self.states.count(state)))

    def count(self, *states: EntryState) -> int:
        return sum(state in states for state in self.states)

    @property
    def total(self) -> int:
        return len(self.states)

    @property
    def returned(self) -> int:
        return self.count(EntryState.RETURNED)

    @property
    def blank(self) -> int:
        return self.count(EntryState.NOT_ENTERED)

    @property
    def begun(self) -> int:
        """Return how many wait to be submitted."""
        return self.count(EntryState.DRAFT, EntryState.RETURNED)

    @property
    def done(self) -> int:
        return self.count(EntryState.SUBMITTED, EntryState.PUBLISHED)


@dataclass
class Sheet:
    """A page of a section's rows, blank or filled in by data; refusals by the entry's key."""

    round: Round
    department: Department | None
    user: Any
    today: date
    page_number: str | int = 1
    row_key: str = ""
    data: Mapping[str, Any] | None = None
    refused: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def index(self) -> list[tuple[int, EntryState, str]]:
        """Return key, state and name of all the section's entries, in the book's order."""
        entries = self.entries.in_book_order()
        columns = entries.values_list("pk", "state", "indicator__code", "indicator__name")
        return [
            (pk, EntryState(state), f"{code} {without_marks(name)}")
            for pk, state, code, name in columns
        ]

    @cached_property
    def page(self) -> Page:
        keys = [str(key) for key, *_ in self.index]
        asked = keys.index(self.row_key) // ROWS_PER_PAGE + 1 if self.row_key in keys else None
        return Paginator(self.index, ROWS_PER_PAGE).get_page(asked or self.page_number)

    @cached_property
    def rows(self) -> list[EntryRow]:
        keys = [key for key, *_ in self.page]
        entries = rows_entries(Entry.objects.filter(pk__in=keys))
        return [self._row(entry) for entry in entries]

    @cached_property
    def progress(self) -> Progress:
        return Progress([state for _, state, _ in self.index])

    @property
    def is_editable(self) -> bool:
        return any(row.form for row in self.rows)

    @property
    def may_report(self) -> bool:
        return self.user.has_perm(MAY_REPORT)

    @property
    def section_name(self) -> str:
        return self.department.name if self.department else NO_SECTION_NAME

    @property
    def deadline(self) -> str:
        return self.round.period.told(self.today)

    @property
    def is_late(self) -> bool:
        is_over = self.round.phase(self.today) is Phase.LATE
        return is_over and self.progress.done < self.progress.total

    @property
    def address(self) -> str:
        return sheet_address(self.round.pk, self.department)

    @property
    def workbook_address(self) -> str:
        """Return where the same rows lie as a workbook to be filled in."""
        code = self.department.code if self.department else NO_SECTION
        return reverse("admin:reporting_entry_workbook", args=[self.round.pk, code])

    @property
    def returned(self) -> list[tuple[int, str]]:
        """Return key and name of each entry that came back."""
        return [(key, name) for key, state, name in self.index if state is EntryState.RETURNED]

    @property
    def entries(self) -> EntryQuerySet:
        return Entry.objects.filter(round=self.round).of_department(self.department)

    def _row(self, entry: Entry) -> EntryRow:
        refused = self.refused.get(entry.pk, "")
        typed = ""
        if refused and self.data is not None:
            typed = self.data.get(f"{prefix_of(entry.pk)}-correction_reason", "")
        return row_of(
            entry, user=self.user, today=self.today, data=self.data, refused=refused, typed=typed
        )
