"""Load a folder's settlement: read, verify against the print, write."""

from pathlib import Path

from django.db import transaction

from finance.loading.reading import SETTLEMENT, read_settlement
from finance.loading.rows import SHELVES, rows_of
from finance.loading.verifying import verify_settlement
from sunagawa_plan.shared.loading.report import LoadReport
from sunagawa_plan.shared.loading.writing import write_rows

AUTHOR = "load_plan"


def load_settlement(folder: Path, *, dry_run: bool = False) -> LoadReport | None:
    """Load a plan's settlement in one transaction; None where its folder has none.

    A dry run does the same and takes it back. Raises PlanFileError, with nothing written, for
    files that are not understood or whose sums and ratios do not agree with the print.
    """
    if not (folder / SETTLEMENT).exists():
        return None
    book = read_settlement(folder)
    verify_settlement(book)
    with transaction.atomic():
        rows = tuple(rows_of(book))
        tallies = write_rows(rows, SHELVES, author=AUTHOR, authors=frozenset({AUTHOR}))
        transaction.set_rollback(dry_run)
    return LoadReport(book.title, tallies)
