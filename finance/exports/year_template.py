"""A year's sheet as a file: the items of the year with last year's amounts beside, to be filled in."""

from collections.abc import Iterator

from finance.domain.vocabulary import AmountMissingReason
from finance.exports.settlement import SETTLEMENT
from finance.sheet_row import SheetRow
from finance.year_sheet import YearSheet
from sunagawa_plan.lib.tables import Row, Table
from sunagawa_plan.lib.tables.dataset import DescribedColumn, column

_LEFT_OUT = {"year_on_year", "year_on_year_state"}
_BESIDE = (
    column("previous_amount_thousand_yen", "前年度の決算額（千円）"),
    column("note", "注記"),
    column("difference_reason", "内訳の計と一致しない理由"),
)
COLUMNS: tuple[DescribedColumn, ...] = (
    *(each for each in SETTLEMENT.columns if each.name not in _LEFT_OUT),
    *_BESIDE,
)


def template_table(sheet: YearSheet) -> Table:
    """Return the file of a year: what is stored, blanks where nothing is."""
    title = f"{sheet.account} {sheet.fiscal_year}の決算"
    return Table(f"settlement-{sheet.year}", title, COLUMNS, _rows(sheet))


def _rows(sheet: YearSheet) -> Iterator[Row]:
    for row in sheet.rows:
        if row.item.fact.exists_in(sheet.year):
            yield _row(sheet, row)


def _row(sheet: YearSheet, row: SheetRow) -> Row:
    item, stored = row.item, row.stored
    reason = stored.missing_reason if stored.amount else AmountMissingReason.AWAITING_ENTRY.value
    return (
        sheet.account.code,
        sheet.year,
        sheet.fiscal_year.wareki,
        item.section,
        item.code,
        row.name,
        item.parent.code if item.parent else None,
        item.is_total,
        stored.thousand_yen,
        reason,
        sheet.settlement.thousand_yen(item.code, sheet.year - 1),
        stored.explanation.note,
        stored.explanation.difference_reason,
    )
