"""What goes in: loading a plan, and importing a file of annual values."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest
from django.db import transaction
from django.db.models import QuerySet

from indicators.exports.values import annual_values_table
from indicators.models import AnnualValue, Plan
from indicators.resources import AnnualValueResource
from sunagawa_plan.lib.tables import Table, csv_chunks
from sunagawa_plan.shared.office_table import OfficeTable
from tests.bench.large_plan import SLUG
from tests.bench.measuring import per_second, ratio, time_of

TODAY = dt.date(2026, 11, 22)
YEAR = 2024
ROWS = 2_000


@pytest.fixture
def plan(loading, db) -> Plan:
    return Plan.objects.get(slug=SLUG)


def test_import_rates(plan, table):
    """A file of one year's values into the plan that holds 48,000: each row changed, then none."""
    chosen = AnnualValue.objects.of_plan(plan).filter(fiscal_year=YEAR)[:ROWS]
    same, changed = _file(chosen), _file(chosen, more=1)
    rows = list(chosen)
    base = _undone(lambda: _save_each(rows))
    report = table(
        f"Import of {ROWS:,} annual values into the large plan",
        baseline="save() with history of each row, in one transaction",
        headings=("what", "rows", "rows/s", "× base"),
    )
    report.add("save() alone", *_rate(ROWS, base, base))
    for what, file, is_preview in (
        ("preview, every row changed", changed, True),
        ("preview, nothing changed", same, True),
        ("confirm, every row changed", changed, False),
    ):
        importing = partial(_import, plan, file, is_preview=is_preview)
        report.add(what, *_rate(ROWS, _undone(importing), base))


def test_loading_times(plan, loading, table):
    """Baseline: saving as many rows as the first run wrote."""
    rows = list(AnnualValue.objects.of_plan(plan).filter(fiscal_year=YEAR)[:300])
    base = _undone(lambda: _save_each(rows))
    report = table(
        "load_plan",
        baseline=f"save() with history of {len(rows)} rows, in one transaction",
        headings=("run", "seconds", "× base"),
    )
    report.add("first, on an empty database", f"{loading.first:.2f}", ratio(loading.first, base))
    report.add("second, nothing to do", f"{loading.second:.2f}", ratio(loading.second, base))


def _file(rows: QuerySet[AnnualValue], *, more: int = 0) -> bytes:
    """The rows as the portal's own CSV, every value larger by so much."""
    table = annual_values_table(rows)
    place = [column.name for column in table.columns].index("value")
    changed = ((*row[:place], row[place] + more, *row[place + 1 :]) for row in table.rows)
    return b"".join(csv_chunks(Table(table.name, table.title, table.columns, changed)))


def _import(plan: Plan, file: bytes, *, is_preview: bool) -> None:
    """Do what the admin does with an uploaded file, reading and diff included."""
    result = AnnualValueResource(plan=plan, today=TODAY).import_data(
        OfficeTable().create_dataset(file),
        dry_run=is_preview,
        use_transactions=True,
        rollback_on_validation_errors=True,
    )
    assert not result.has_errors()
    assert not result.has_validation_errors()


def _save_each(rows: list[AnnualValue]) -> None:
    for row in rows:
        row.save()


def _undone(call: Callable[[], None]) -> float:
    """Return the seconds of a call whose writes are taken back, so that each starts the same."""
    with transaction.atomic():
        seconds = time_of(call)
        transaction.set_rollback(True)
    return seconds


def _rate(rows: int, seconds: float, base: float) -> tuple[str, str, str]:
    return f"{rows:,}", per_second(rows, seconds), ratio(seconds, base)
