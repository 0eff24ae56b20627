"""Opening a round: every active indicator gets an entry; closing it; the set-up of the last one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.db import transaction

from indicators.models import Indicator, Plan
from reporting.domain.states import EntryState
from reporting.models import Entry, Round
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.row_changes import give_reason

_BEGINNING = "受付の開始"
_ALREADY_PUBLIC = "受付の開始：すでに公開されている値"


@dataclass(frozen=True)
class SetUp:
    """What a planner decides for a round."""

    fiscal_year: int
    opens_on: date
    due_on: date
    note: str = ""

    @classmethod
    def proposed(cls, plan: Plan, today: date) -> Self:
        """Return last round's set-up moved to the next year, else a usual one.

        The usual one begins when the year's values are due and lasts a month.
        """
        last = Round.objects.filter(plan=plan).order_by("fiscal_year").last()
        if last is None:
            year = FiscalYear.last_due(today)
            return cls(year.start, today, _a_month_later(today))
        return cls(
            last.fiscal_year + 1, _year_later(last.opens_on), _year_later(last.due_on), last.note
        )


@transaction.atomic
def open_round(*, plan: Plan, set_up: SetUp) -> Round:
    """Open a round with an entry for every indicator of the plan.

    What is already public for the year comes in as published. Raises ValidationError (Japanese)
    for a second round of a year or one outside the plan.
    """
    opened = Round(
        plan=plan,
        fiscal_year=set_up.fiscal_year,
        opens_on=set_up.opens_on,
        due_on=set_up.due_on,
        note=set_up.note,
    )
    opened.full_clean()
    opened.save()
    add_missing_entries(opened)
    return opened


@transaction.atomic
def add_missing_entries(opened: Round) -> int:
    """Give an entry to every indicator of the plan that has none; return how many were added."""
    indicators = Indicator.objects.of_plan(opened.plan).exclude(entries__round=opened)
    made = [_first_entry(opened, indicator) for indicator in indicators.with_series()]
    for entry in made:
        entry.save()
    return len(made)


def close_round(*, closing: Round, at: datetime, reason: str = "") -> None:
    """End a round: sections enter nothing more; corrections stay possible."""
    closing.closed_at = at
    give_reason(closing, reason or "受付の終了")
    closing.save()


def reopen_round(*, reopening: Round, reason: str = "") -> None:
    """Take the end of a round back."""
    reopening.closed_at = None
    give_reason(reopening, reason or "受付の再開")
    reopening.save()


def _first_entry(opened: Round, indicator: Indicator) -> Entry:
    entry = Entry(round=opened, indicator=indicator)
    public = entry.published
    if public is not None:
        entry.take_over(public)
        entry.state = EntryState.PUBLISHED.value
        entry.department = indicator.department
        entry.published_at = public.published_at
    give_reason(entry, _ALREADY_PUBLIC if public else _BEGINNING)
    return entry


def _a_month_later(day: date) -> date:
    month = day.month % 12 + 1
    return date(day.year + (day.month == 12), month, min(day.day, 28))


def _year_later(day: date) -> date:
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
