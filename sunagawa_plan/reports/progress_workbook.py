"""The yearly report as a sheet: every indicator with its values so far."""

from collections.abc import Iterator, Sequence

from indicators.pages.policy_sheet import PolicySheet, ReportScope, SheetIndicator
from sunagawa_plan.lib.tables.paper_workbook import PaperColumn, PaperRow, PaperSheet, figure
from sunagawa_plan.reports.progress import ProgressReport


def progress_sheets(page: ProgressReport, lines: tuple[str, ...]) -> Iterator[PaperSheet]:
    """Give the one sheet of the yearly report; lines stand below its title."""
    progress, year = page.progress, page.fiscal_year
    yield PaperSheet(
        name=year.wareki,
        title=page.title,
        machine=f"/plans/{page.plan.slug}/data/progress-{year.start}.csv",
        lines=(*lines, progress.counts.words),
        columns=_columns(progress.scope),
        rows=tuple(_rows(progress.sheets, progress.scope)),
    )


def _columns(scope: ReportScope) -> tuple[PaperColumn, ...]:
    return (
        PaperColumn("指標番号", 10),
        PaperColumn("指標", 32),
        PaperColumn("担当課", 12),
        PaperColumn("単位", 10),
        PaperColumn("現状値", 10, is_figure=True),
        *(PaperColumn(f"実績（{year.short}）", 10, is_figure=True) for year in scope.years),
        *(PaperColumn(str(milestone), 11, is_figure=True) for milestone in scope.milestones),
        PaperColumn("前年度から", 10, is_figure=True),
        PaperColumn("評価", 18),
    )


def _rows(sheets: Sequence[PolicySheet], scope: ReportScope) -> Iterator[PaperRow]:
    years = [milestone.fiscal_year for milestone in scope.milestones]
    for sheet in sheets:
        title = f"施策{sheet.code}　{sheet.title}　{sheet.counts.words}"
        yield PaperRow((title,), is_group=True)
        for own in sheet.indicators:
            yield _row(own, years)


def _row(own: SheetIndicator, milestones: Sequence[int]) -> PaperRow:
    row, places = own.row, own.places
    printed = {cell.fiscal_year.start: cell.text for cell in row.targets}
    return PaperRow(
        (
            row.code,
            row.name,
            row.department,
            row.unit,
            figure(own.baseline, places, otherwise=row.baseline),
            *(figure(cell.number, places, otherwise=cell.reason) for cell in own.values),
            *(
                figure(own.target_values.get(year), places, otherwise=printed.get(year, ""))
                for year in milestones
            ),
            figure(row.judged.change_from_previous, places, is_change=True),
            row.judged.verdict.label,
        )
    )
