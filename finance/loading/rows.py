"""SettlementBook → the rows it asks for, parents before children."""

from collections.abc import Iterator
from typing import Any

from finance.domain.vocabulary import PublicationStatus
from finance.loading.book import CellEntry, RatioEntry, SettlementBook
from finance.models import (
    Account,
    SettlementAmount,
    SettlementItem,
    SettlementYear,
    SoundnessRatio,
    SoundnessThreshold,
    SoundnessValue,
)
from sunagawa_plan.shared.loading.shelf import Row, Shelf

ACCOUNTS = Shelf(Account, ("code",))
ITEMS = Shelf(SettlementItem, ("code",), ACCOUNTS, "account")
YEARS = Shelf(SettlementYear, ("fiscal_year",), ACCOUNTS, "account")
AMOUNTS = Shelf(SettlementAmount, ("item",), YEARS, "year")
RATIOS = Shelf(SoundnessRatio, ("code",))
VALUES = Shelf(SoundnessValue, ("fiscal_year",), RATIOS, "ratio")
THRESHOLDS = Shelf(SoundnessThreshold, ("fiscal_year",), RATIOS, "ratio")
SHELVES = (ACCOUNTS, ITEMS, YEARS, AMOUNTS, RATIOS, VALUES, THRESHOLDS)

_PUBLISHED = PublicationStatus.PUBLISHED.value


def rows_of(book: SettlementBook) -> Iterator[Row]:
    """Give all rows; the book must have been verified."""
    account = Row(ACCOUNTS, None, (book.account.value,), {"name": book.account.label}, book.place)
    yield account
    items = _item_rows(book, account)
    yield from items.values()
    yield from _year_rows(book, account, items)
    yield from _ratio_rows(book)


def _item_rows(book: SettlementBook, account: Row) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for order, entry in enumerate(book.items, start=1):
        item = entry.item
        values = {
            "section": item.section.value,
            "parent": rows[item.parent] if item.parent else None,
            "name": entry.name,
            "printed_label": entry.printed_label,
            "is_total": item.is_total,
            "order": order,
            "first_fiscal_year": item.first_year,
            "last_fiscal_year": item.last_year,
        }
        rows[item.code] = Row(ITEMS, account, (item.code,), values, entry.place)
    return rows


def _year_rows(book: SettlementBook, account: Row, items: dict[str, Row]) -> Iterator[Row]:
    values = {"status": _PUBLISHED, "source": book.source}
    years = {year: Row(YEARS, account, (year,), values, book.place) for year in book.fiscal_years}
    yield from years.values()
    for entry in book.items:
        for cell in entry.cells:
            key = (items[entry.item.code],)
            yield Row(AMOUNTS, years[cell.fiscal_year], key, _cell_values(cell), cell.place)


def _cell_values(cell: CellEntry) -> dict[str, Any]:
    reason, printed = cell.amount.missing_reason, cell.printed
    return {
        "amount_thousand_yen": cell.amount.thousand_yen,
        "missing_reason": reason.value if reason else "",
        "printed_year_on_year": printed.ratio if printed else None,
        "printed_state": printed.state.value if printed and printed.ratio is None else "",
    }


def _ratio_rows(book: SettlementBook) -> Iterator[Row]:
    ratios = {
        entry.code: _ratio_row(entry, order, book.plan_slug)
        for order, entry in enumerate(book.ratios, start=1)
    }
    shared = {entry.code for entry in book.ratios if entry.indicator_code}
    for value in book.ratio_values:
        row = ratios[value.code]
        # A shared ratio's value is entered once, as the indicator's: here only what is printed.
        if value.code in shared:
            row.values.update(printed_fiscal_year=value.fiscal_year, printed_value=value.value)
    yield from ratios.values()
    for value in book.ratio_values:
        if value.code not in shared:
            reason = value.missing_reason.value if value.missing_reason else ""
            values = {
                "value": value.value,
                "missing_reason": reason,
                "source": book.source,
                "status": _PUBLISHED,
            }
            yield Row(VALUES, ratios[value.code], (value.fiscal_year,), values, value.place)
    for entry in book.ratios:
        yield from _threshold_rows(entry, ratios[entry.code])


def _ratio_row(entry: RatioEntry, order: int, plan_slug: str) -> Row:
    values = {
        "name": entry.name,
        "order": order,
        "unit": entry.unit,
        "decimal_places": entry.decimal_places,
        "threshold_name": entry.threshold_name,
        "glossary_term": entry.glossary_term,
        "plan_slug": plan_slug if entry.indicator_code else "",
        "indicator_code": entry.indicator_code,
    }
    return Row(RATIOS, None, (entry.code,), values, entry.place)


def _threshold_rows(entry: RatioEntry, ratio: Row) -> Iterator[Row]:
    for line in entry.thresholds:
        values = {
            "early_soundness_threshold": line.early_soundness,
            "fiscal_rebuilding_threshold": line.fiscal_rebuilding,
            "source": line.source,
        }
        yield Row(THRESHOLDS, ratio, (line.fiscal_year,), values, line.place)
