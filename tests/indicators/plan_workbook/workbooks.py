"""Plan workbooks as people hand them in: saved by the portal, then changed cell by cell."""

import io
from typing import Any

from openpyxl import load_workbook

from indicators.loading.stored_book import book_of
from indicators.models import Plan
from indicators.plan_workbook.resource import PlanWorkbook, PlanWorkbookResource
from indicators.plan_workbook.writing import plan_workbook


def workbook_of(plan: Plan) -> bytes:
    return plan_workbook(book_of(plan))


def changed(content: bytes, sheet: str, cells: dict[str, Any]) -> bytes:
    """The workbook with some cells of one sheet put otherwise: {"A2": "sunagawa-8"}."""
    book = load_workbook(io.BytesIO(content))
    for place, cell in cells.items():
        book[sheet][place] = cell
    return saved(book)


def without_sheet(content: bytes, sheet: str) -> bytes:
    book = load_workbook(io.BytesIO(content))
    book.remove(book[sheet])
    return saved(book)


def without_row(content: bytes, sheet: str, row: int) -> bytes:
    book = load_workbook(io.BytesIO(content))
    book[sheet].delete_rows(row)
    return saved(book)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def brought_in(content: bytes, *, dry_run: bool = False) -> Any:
    dataset = PlanWorkbook().create_dataset(content)
    return PlanWorkbookResource().import_data(dataset, dry_run=dry_run)


def problems(result: Any) -> list[str]:
    return [str(error.error) for error in result.base_errors]
