"""Load a plan's folder: read, verify, write, verify again, and only then keep it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from indicators.loading.book import PlanBook, SdgGoalEntry
from indicators.loading.judging import unjudgeable
from indicators.loading.reading import read_book, read_sdg_goals
from indicators.loading.rows import rows_of
from indicators.loading.shelves import SHELVES
from indicators.loading.verifying import verify_book
from indicators.models import AnnualValue, Plan, SdgGoal
from indicators.publishing import Published, record_verdicts
from sunagawa_plan.shared.change_ways import way_and_reason
from sunagawa_plan.shared.loading.problems import PlanFileError
from sunagawa_plan.shared.loading.report import LoadReport, Tally
from sunagawa_plan.shared.loading.writing import write_rows

AUTHOR = "load_plan"


def load_plan(folder: Path, *, sdg_goals: Path, dry_run: bool = False) -> LoadReport:
    """Load a plan in one transaction; a dry run does the same and takes it back.

    Raises PlanFileError, with nothing written, for files that are not understood, do not fit
    together or give an indicator that cannot be judged.
    """
    book = read_book(folder)
    names = read_sdg_goals(sdg_goals)
    return write_book(book, names, author=AUTHOR, authors=frozenset({AUTHOR}), dry_run=dry_run)


def write_book(
    book: PlanBook,
    sdg_goals: tuple[SdgGoalEntry, ...],
    *,
    author: str,
    authors: frozenset[str],
    dry_run: bool = False,
) -> LoadReport:
    """Verify a book and bring the database to what it says, all or nothing."""
    verify_book(book)
    with transaction.atomic():
        sdg_tally = _write_sdg_goals(sdg_goals)
        tallies = write_rows(tuple(rows_of(book)), SHELVES, author=author, authors=authors)
        report = LoadReport(book.plan.name, (sdg_tally, *tallies))
        if report.has_changes:
            _refuse_unjudgeable(book.plan.slug)
            _record_verdicts(tallies, author)
        transaction.set_rollback(dry_run)
    return report


def _write_sdg_goals(entries: tuple[SdgGoalEntry, ...]) -> Tally:
    """Add missing goals only: they have no history that could tell whose wording stands there."""
    tally = Tally(str(SdgGoal._meta.verbose_name))
    stored = set(SdgGoal.objects.values_list("number", flat=True))
    for entry in entries:
        if entry.number in stored:
            tally.unchanged += 1
        else:
            tally.new.append(SdgGoal.objects.create(number=entry.number, title=entry.title))
    return tally


def _record_verdicts(tallies: Iterable[Tally], author: str) -> None:
    """Keep the verdicts of the annual values just loaded, which are as public as any others."""
    way, _ = way_and_reason(author, by_person=False)
    loaded = [Published(row) for tally in tallies for row in _values(tally.new)]
    loaded += [Published(row, way) for tally in tallies for row in _values(tally.changed)]
    if loaded:
        at = max(own.value.published_at for own in loaded)
        record_verdicts(loaded, by=None, at=at, today=localdate(at))


def _values(rows: Iterable[Any]) -> Iterator[AnnualValue]:
    return (row for row in rows if isinstance(row, AnnualValue))


def _refuse_unjudgeable(slug: str) -> None:
    plan = Plan.objects.filter(slug=slug).first()
    problems = list(unjudgeable(plan)) if plan else []
    if problems:
        raise PlanFileError(problems)
