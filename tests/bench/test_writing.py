"""What goes in: loading a plan, and importing a file of annual values."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client

from indicators.exports.values import annual_values_table
from indicators.models import AnnualValue, Plan
from sunagawa_plan.lib.tables import Table, csv_chunks
from tests.bench.large_plan import SLUG
from tests.bench.measuring import per_second, ratio, time_of

YEAR = 2024
ROWS = 10_000
SAVED_ROWS = 1_000
REASON = "計測のため"


@pytest.fixture
def plan(loading, db) -> Plan:
    return Plan.objects.get(slug=SLUG)


def test_import_rates(plan, table):
    """A file of one year's values into the plan that holds 48,000, through the pages of the admin."""
    chosen = AnnualValue.objects.of_plan(plan).filter(fiscal_year=YEAR)[:ROWS]
    same, changed = _file(chosen), _file(chosen, more=1)
    rows = list(chosen[:SAVED_ROWS])
    base = _undone(lambda: _save_each(rows)) * ROWS / SAVED_ROWS
    report = table(
        f"Import of {ROWS:,} annual values into the large plan",
        baseline=f"save() with history of each row, in one transaction ({SAVED_ROWS:,} rows, ×10)",
        headings=("what", "rows/s", "seconds", "kB sent", "× base"),
    )
    report.add("save() alone", *_rate(base), "", "×1.0")
    client = Client()
    client.force_login(User.objects.create_superuser("bench"))
    for what, file in (("preview, nothing changed", same), ("preview, every row changed", changed)):
        seconds, preview = _timed(lambda file=file: _preview(client, plan, file))
        size = f"{len(preview.content) / 1000:,.1f}"
        report.add(what, *_rate(seconds), size, ratio(seconds, base))
    seconds, done = _timed(lambda: _confirm(client, plan, preview))
    report.add("confirm, every row changed", *_rate(seconds), "", ratio(seconds, base))
    assert done.status_code == 302
    written = AnnualValue.history.filter(history_user__username="bench")
    assert (
        written.filter(history_change_reason=f"{REASON}（ファイルの取り込み：values.csv）").count()
        == ROWS
    )


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


def _preview(client: Client, plan: Plan, file: bytes) -> Any:
    sent = SimpleUploadedFile("values.csv", file)
    answers = {"plan": plan.pk, "import_file": sent, "format": "0", "resource": "0"}
    answers["change_reason"] = REASON
    return client.post("/admin/indicators/annualvalue/import/", answers)


def _confirm(client: Client, plan: Plan, preview: Any) -> Any:
    form = preview.context["confirm_form"]
    sent = {field.html_name: field.value() for field in form} | {"plan": plan.pk}
    return client.post("/admin/indicators/annualvalue/process_import/", sent)


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    start = perf_counter()
    answer = call()
    return perf_counter() - start, answer


def _save_each(rows: list[AnnualValue]) -> None:
    for row in rows:
        row.save()


def _undone(call: Callable[[], None]) -> float:
    """Return the seconds of a call whose writes are taken back, so that each starts the same."""
    with transaction.atomic():
        seconds = time_of(call)
        transaction.set_rollback(True)
    return seconds


def _rate(seconds: float) -> tuple[str, str]:
    return per_second(ROWS, seconds), f"{seconds:.2f}"
