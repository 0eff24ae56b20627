"""What two books of the same plan say differently, sheet by sheet."""

from collections.abc import Iterator, Mapping
from typing import Any

from indicators.loading.book import PlanBook
from indicators.plan_workbook.book_rows import Rows, rows_of_sheets
from indicators.plan_workbook.sheets import DEPARTMENTS, SHEETS, BookSheet
from sunagawa_plan.lib.spelling import quote

Key = tuple[Any, ...]


def differences(stored: PlanBook, uploaded: PlanBook) -> list[str]:
    """Return a sentence for everything that the uploaded book says otherwise.

    A department that no indicator names is no difference: plans share the departments.
    """
    was, says = rows_of_sheets(stored), rows_of_sheets(uploaded)
    told = [
        sentence
        for sheet in SHEETS
        if sheet is not DEPARTMENTS
        for sentence in _of_sheet(sheet, was[sheet], says[sheet])
    ]
    return told or _order(was, says)


def _of_sheet(sheet: BookSheet, was: Rows, says: Rows) -> Iterator[str]:
    before, after = _by_key(sheet, was), _by_key(sheet, says)
    for key, row in after.items():
        name = f"シート「{sheet.title}」の{quote(' '.join(str(part) for part in key[:-1]))}"
        if key not in before:
            yield f"{name}は、登録されていません。"
        else:
            yield from _of_row(sheet, name, before[key], row)
    for key in before.keys() - after.keys():
        name = quote(" ".join(str(part) for part in key[:-1]))
        yield f"登録されている{sheet.title}{name}が、ブックにありません。"


def _of_row(
    sheet: BookSheet, name: str, was: Mapping[str, Any], says: Mapping[str, Any]
) -> Iterator[str]:
    for column in sheet.columns:
        old, new = _told(was[column.name]), _told(says[column.name])
        if old != new:
            yield f"{name}の{column.heading}が違います。登録は{quote(old)}、ブックは{quote(new)}です。"


def _by_key(sheet: BookSheet, rows: Rows) -> dict[Key, Mapping[str, Any]]:
    """Return rows by what names them; twins are numbered (a word may be explained twice)."""
    found: dict[Key, Mapping[str, Any]] = {}
    for row in rows:
        key = tuple(row[column.name] for column in sheet.columns if column.is_key)
        number = next(n for n in range(len(rows)) if (*key, n) not in found)
        found[(*key, number)] = row
    return found


def _told(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _order(was: Mapping[BookSheet, Rows], says: Mapping[BookSheet, Rows]) -> list[str]:
    return [
        f"シート「{sheet.title}」の行の順番が、登録と違います。"
        for sheet in SHEETS
        if sheet is not DEPARTMENTS
        and list(_by_key(sheet, was[sheet])) != list(_by_key(sheet, says[sheet]))
    ]
