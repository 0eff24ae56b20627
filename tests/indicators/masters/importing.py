"""Importing a file of master data as the admin does, without its pages."""

from typing import Any

from sunagawa_plan.lib.tables import Table, cp932_chunks, csv_chunks, xlsx_bytes
from sunagawa_plan.shared.office_table import OfficeTable

FORMS = {
    "utf-8": lambda table: b"".join(csv_chunks(table)),
    "cp932": lambda table: b"".join(cp932_chunks(table)),
    "xlsx": xlsx_bytes,
}


def imported(resource: Any, content: bytes | str, *, dry_run: bool = False) -> Any:
    file = content.encode() if isinstance(content, str) else content
    return resource.import_data(
        OfficeTable().create_dataset(file),
        dry_run=dry_run,
        rollback_on_validation_errors=True,
        file_name="台帳.csv",
    )


def told(result: Any) -> list[str]:
    """Every message of a result: of the file, and of its rows by line and column."""
    rows = [
        f"{row.number + 1}行目 {column}: {message}"
        for row in result.invalid_rows
        for column, messages in row.error_dict.items()
        for message in messages
    ]
    faults = [str(error.error) for row in result.error_rows for error in row.errors]
    return [str(error.error) for error in result.base_errors] + rows + faults


def counts(result: Any) -> tuple[int, int, int]:
    """New, changed and unchanged rows; what went wrong fails the test."""
    assert told(result) == []
    return tuple(result.totals[kind] for kind in ("new", "update", "skip"))


def with_cell(table: Table, line: int, **cells: Any) -> Table:
    """The same table with some cells of one row put otherwise."""
    names = [column.name for column in table.columns]
    rows = [list(row) for row in table.rows]
    for name, cell in cells.items():
        rows[line][names.index(name)] = cell
    return Table(table.name, table.title, table.columns, [tuple(row) for row in rows])
