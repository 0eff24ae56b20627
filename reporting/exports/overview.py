"""The overview of a round as a file for the office: one row per entry, in the book's order."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.timezone import localtime

from reporting.access import NO_SECTION_NAME
from reporting.models import Round
from reporting.pages.rows import EntryRow
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables.dataset import FISCAL_YEAR, FISCAL_YEAR_WAREKI, Dataset, column
from sunagawa_plan.lib.tables.shape import Row, Table

REPORTS = Dataset(
    "reports",
    "報告の状況",
    (
        FISCAL_YEAR,
        FISCAL_YEAR_WAREKI,
        column("department", "担当課"),
        column("policy_code", "施策番号"),
        column("indicator_code", "指標番号"),
        column("indicator_name", "指標名"),
        column("unit", "単位"),
        column("state", "状態"),
        column("value", "実績値"),
        column("missing_reason", "値がない理由"),
        column("is_provisional", "速報値"),
        column("note", "注記"),
        column("source", "出典"),
        column("published_value", "公開中の値"),
        column("label_before", "公開中の評価"),
        column("label_after", "公開後の評価"),
        column("cautions", "確かめること"),
        column("return_note", "差戻しの理由"),
        column("correction_reason", "訂正の理由"),
        column("author", "入力者"),
        column("submitted_at", "提出日時"),
        column("reviewed_by", "確認者"),
        column("published_at", "公開日時"),
    ),
)


def overview_table(shown: Round, rows: Iterable[EntryRow]) -> Table:
    """Return the rows of an overview as a table."""
    return REPORTS.table(_rows(shown.year, rows))


def _rows(year: FiscalYear, rows: Iterable[EntryRow]) -> Iterator[Row]:
    for row in rows:
        entry = row.entry
        yield (
            year.start,
            year.wareki,
            str(entry.responsible or NO_SECTION_NAME),
            entry.indicator.basic_project.policy.code,
            row.code,
            row.name,
            entry.indicator.unit,
            row.state.label,
            row.prospect.after.value,
            entry.get_missing_reason_display() if entry.missing_reason else "",
            entry.is_provisional,
            entry.note,
            entry.source,
            row.prospect.before.value,
            row.prospect.before.verdict.label,
            row.verdict,
            "".join(caution.message for caution in row.cautions),
            entry.return_note,
            entry.correction_reason,
            str(entry.author or ""),
            _moment(entry.submitted_at),
            str(entry.reviewed_by or ""),
            _moment(entry.published_at),
        )


def _moment(at: datetime | None) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M}" if at else ""
