"""Rows per second of the public files of the large plan, and the memory that the longest takes."""

import csv
import datetime as dt
import io
from time import perf_counter

from indicators.exports.catalogue import plan_table
from indicators.models import Plan
from sunagawa_plan.lib.downloads import FORMS
from sunagawa_plan.lib.tables import Table, csv_chunks
from tests.bench.large_plan import SLUG
from tests.bench.measuring import mebibytes, peak_memory, per_second, ratio, time_of

TODAY = dt.date(2026, 11, 22)
NAMES = ("values", "targets", "indicators", "progress-2024")


def test_rows_per_second(loading, db, table):
    """A file takes its reading from the database and its writing; both are told apart."""
    report = table(
        "Files of the large plan, rows per second",
        baseline="csv.writer over the same rows, ready in memory",
        headings=("file", "rows", "read", "written", "both", "× base"),
    )
    for name in NAMES:
        start = perf_counter()
        ready = _ready(name)
        reading, rows = perf_counter() - start, len(ready.rows)
        base = time_of(lambda ready=ready: _write_plainly(ready))
        for suffix in FORMS if name == "values" else ("csv",):
            writing = time_of(lambda ready=ready, suffix=suffix: _drain(ready, suffix))
            rates = (per_second(rows, own) for own in (reading, writing, reading + writing))
            report.add(f"{name}.{suffix}", f"{rows:,}", *rates, ratio(reading + writing, base))
        report.add("  csv.writer alone", f"{rows:,}", "", per_second(rows, base), "", "×1.0")


def test_memory_of_the_longest_file(loading, db, table):
    peak, length = peak_memory(lambda: csv_chunks(_plan_table("values")))
    table(
        "Memory",
        baseline="the length of the file itself",
        headings=("file", "MiB long", "MiB at peak", "× base"),
    ).add(
        "values.csv of the large plan, streamed",
        mebibytes(length),
        mebibytes(peak),
        ratio(peak, length),
    )


def _plan_table(name: str) -> Table:
    return plan_table(Plan.objects.get(slug=SLUG), name, TODAY)


def _ready(name: str) -> Table:
    read = _plan_table(name)
    return Table(read.name, read.title, read.columns, tuple(read.rows))


def _write_plainly(ready: Table) -> None:
    csv.writer(io.StringIO()).writerows(ready.rows)


def _drain(read: Table, suffix: str) -> None:
    for _ in FORMS[suffix].chunks(read):
        pass
