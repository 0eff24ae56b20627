"""What a sheet shows beside what is typed: the same for the page and for its script."""

from typing import Any

from finance.sheet_row import SheetRow
from finance.year_sheet import YearSheet


def figures(sheet: YearSheet) -> dict[str, Any]:
    """Return ratios, sums and cautions by item code, and what concerns the whole year.

    As plain texts, for a template or as JSON.
    """
    return {
        "rows": {row.code: _row(row) for row in sheet.rows},
        "balance": sheet.balance,
        "balance_caution": sheet.balance_caution,
        "obstacles": [
            {"code": each.item_code, "problem": each.problem, "remedy": each.remedy}
            for each in sheet.faults
        ],
        "unanswered": [row.full_name for row in sheet.unanswered],
    }


def _row(row: SheetRow) -> dict[str, Any]:
    return {
        "year_on_year": row.year_on_year,
        "computed": row.computed,
        "difference": row.difference,
        "result": row.result,
        "result_label": row.result_label,
        "errors": row.errors,
        "cautions": list(row.cautions),
    }
