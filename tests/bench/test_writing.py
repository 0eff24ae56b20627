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
from django.utils.timezone import localdate

from indicators.exports.values import annual_values_table
from indicators.models import AnnualValue, Indicator, Plan
from reporting.domain.states import EntryState
from reporting.models import Entry, Round
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
    report, base = _opened(table, f"Import of {ROWS:,} annual values into the large plan", rows)
    client = Client()
    client.force_login(User.objects.create_superuser("bench"))
    page = "/admin/indicators/annualvalue/"
    answers = {"plan": plan.pk, "format": "0", "resource": "0", "change_reason": REASON}
    for what, file in (("preview, nothing changed", same), ("preview, every row changed", changed)):
        seconds, preview = _timed(lambda file=file: _sent(client, f"{page}import/", answers, file))
        size = f"{len(preview.content) / 1000:,.1f}"
        report.add(what, *_rate(seconds), size, ratio(seconds, base))
    seconds, done = _timed(lambda: _confirm(client, page, preview, plan=plan.pk))
    report.add("confirm, every row changed", *_rate(seconds), "", ratio(seconds, base))
    assert done.status_code == 302
    written = AnnualValue.history.filter(history_user__username="bench")
    assert (
        written.filter(history_change_reason=f"{REASON}（ファイルの取り込み：values.csv）").count()
        == ROWS
    )


def test_report_import_rates(plan, table):
    """A planner's file of answers into a round of the large plan, through the pages of the admin."""
    opened = _round_of(plan)
    file = _answers(opened)
    rows = list(opened.entries.all()[:SAVED_ROWS])
    title = f"Import of {ROWS:,} reported values into a round of the large plan"
    report, base = _opened(table, title, rows)
    client = Client()
    client.force_login(User.objects.create_superuser("bench"))
    page = "/admin/reporting/entry/"
    answers = {"round": opened.pk, "format": "0", "resource": "0"}
    seconds, preview = _timed(lambda: _sent(client, f"{page}import/", answers, file))
    size = f"{len(preview.content) / 1000:,.1f}"
    report.add("preview, every row changed", *_rate(seconds), size, ratio(seconds, base))
    seconds, done = _timed(lambda: _confirm(client, page, preview, round=opened.pk))
    report.add("confirm, every row changed", *_rate(seconds), "", ratio(seconds, base))
    assert done.status_code == 302
    assert opened.entries.filter(state=EntryState.DRAFT, author__username="bench").count() == ROWS
    assert Entry.history.filter(history_user__username="bench").count() == ROWS


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


def _opened(table: Any, title: str, rows: list[Any]) -> tuple[Any, float]:
    """A table of the report with its first line, and that line's seconds: what the rest is held against."""
    base = _undone(lambda: _save_each(rows)) * ROWS / len(rows)
    report = table(
        title,
        baseline=f"save() with history of each row, in one transaction ({len(rows):,} rows, ×10)",
        headings=("what", "rows/s", "seconds", "kB sent", "× base"),
    )
    report.add("save() alone", *_rate(base), "", "×1.0")
    return report, base


def _round_of(plan: Plan) -> Round:
    """A round that is open today, past the history and save by save of thousands of entries."""
    opened = Round.objects.create(
        plan=plan, fiscal_year=YEAR + 1, opens_on=localdate(), due_on=localdate()
    )
    keys = Indicator.objects.of_plan(plan).values_list("pk", flat=True)
    Entry.objects.bulk_create(Entry(round=opened, indicator_id=key) for key in keys)
    return opened


def _answers(opened: Round) -> bytes:
    codes = opened.entries.order_by("pk").values_list("indicator__code", flat=True)[:ROWS]
    lines = (f"{code},{opened.fiscal_year},{number}" for number, code in enumerate(codes))
    return "\r\n".join(["indicator_code,fiscal_year,value", *lines]).encode()


def _sent(client: Client, address: str, answers: dict[str, Any], file: bytes) -> Any:
    return client.post(address, {**answers, "import_file": SimpleUploadedFile("values.csv", file)})


def _confirm(client: Client, page: str, preview: Any, **carried: Any) -> Any:
    form = preview.context["confirm_form"]
    sent = {field.html_name: field.value() for field in form} | carried
    return client.post(f"{page}process_import/", sent)


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    start = perf_counter()
    answer = call()
    return perf_counter() - start, answer


def _save_each(rows: list[Any]) -> None:
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
