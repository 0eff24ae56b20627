"""The reports as workbooks for the council: numbers as numbers, laid out to be printed."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sunagawa_plan.lib.calendar_day import day_in_words
from sunagawa_plan.lib.tables.paper_workbook import PaperSheet, paper_workbook
from sunagawa_plan.reports.documents import ReportDocument, ReportKind
from sunagawa_plan.reports.interim_workbook import interim_sheets
from sunagawa_plan.reports.progress_workbook import progress_sheets

SAMPLE = "見本の値です。実際の値ではありません。"
_SHEETS: dict[ReportKind, Callable[..., Iterator[PaperSheet]]] = {
    ReportKind.PROGRESS: progress_sheets,
    ReportKind.INTERIM: interim_sheets,
}


def workbook_of(document: ReportDocument, made_at: datetime, *, is_sample: bool = False) -> bytes:
    """Return a report as a workbook; made_at is local time."""
    page = document.page
    as_of = page.edition.as_of
    day = (
        f"{day_in_words(as_of)}に公表していた" if as_of else f"{day_in_words(made_at.date())}現在の"
    )
    said = f"{page.plan.municipality}　{day}内容"
    lines = (SAMPLE, said) if is_sample else (said,)
    return paper_workbook(_SHEETS[document.name.kind](page, lines))
