"""JSON files: a small heading, then one object per row under "rows", written as a stream."""

import json
from collections.abc import Iterator
from decimal import Decimal

from sunagawa_plan.lib.tables.shape import Cell, Column, Row, Table, plain_number, plain_text

_ROWS_PER_CHUNK = 500


def json_chunks(table: Table) -> Iterator[bytes]:
    """`table` as {"name", "title", "columns": [{"name", "title"}], "rows": [{…}]} in UTF-8.

    Numbers keep their digits (98.60 stays 98.60), dates are ISO texts, an absent cell and an empty
    text are null.
    Texts are unchanged, line breaks included.
    """
    heading = {
        "name": table.name,
        "title": table.title,
        "columns": [{"name": column.name, "title": column.title} for column in table.columns],
    }
    # The heading without its closing brace: the rows follow inside the same object.
    yield f'{_dump(heading)[:-1]}, "rows": ['.encode()
    keys = tuple(_dump(column.name) for column in table.columns)
    pending: list[str] = []
    separator = "\n"
    for row in table.rows:
        pending.append(separator + _object(keys, table.columns, row))
        separator = ",\n"
        if len(pending) == _ROWS_PER_CHUNK:
            yield "".join(pending).encode()
            pending.clear()
    yield ("".join(pending) + "\n]}\n").encode()


def _object(keys: tuple[str, ...], columns: tuple[Column, ...], row: Row) -> str:
    members = (
        f"{key}: {_member(cell, column.places)}"
        for key, column, cell in zip(keys, columns, row, strict=True)
    )
    return "{" + ", ".join(members) + "}"


def _member(cell: Cell, places: int | None) -> str:
    if isinstance(cell, bool):
        return _dump(cell)
    if cell is None or cell == "":
        return _dump(None)
    if isinstance(cell, int | Decimal):
        return plain_number(cell, places)
    return _dump(plain_text(cell, None))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
