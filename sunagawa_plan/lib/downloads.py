"""The forms in which a table is offered as a file, and the names under which it is saved."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from sunagawa_plan.lib.tables import Table, cp932_chunks, csv_chunks, json_chunks, xlsx_bytes
from sunagawa_plan.lib.tables.people import (
    PeopleTable,
    people_cp932_chunks,
    people_csv_chunks,
    people_xlsx_chunks,
)


@dataclass(frozen=True)
class Form:
    """A file form: the suffix in its address, its media type, and its writer.

    The writer does nothing until its first chunk is asked for.
    """

    suffix: str
    content_type: str
    chunks: Callable[[Table], Iterable[bytes]]


def _xlsx_chunks(table: Table) -> Iterator[bytes]:
    """A workbook is a zip archive: it can only be written as a whole."""
    yield xlsx_bytes(table)


FORMS = {
    form.suffix: form
    for form in (
        Form("csv", "text/csv; charset=utf-8", csv_chunks),
        # The registered name of what Excel writes. Shift_JIS, which readers may take for it, is
        # smaller: it has no ①, ～ or 髙. (Browsers take both names for the same.)
        Form("cp932.csv", "text/csv; charset=Windows-31J", cp932_chunks),
        Form(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _xlsx_chunks,
        ),
        Form("json", "application/json", json_chunks),
    )
}


_FOR_PEOPLE: dict[str, Callable[[PeopleTable], Iterable[bytes]]] = {
    "csv": people_csv_chunks,
    "cp932.csv": people_cp932_chunks,
    "xlsx": people_xlsx_chunks,
}


def file_of(table: Table, suffix: str) -> tuple[str, Iterable[bytes]]:
    """Return media type and content of a table in a form; LookupError for one it has not.

    Tables for people have no JSON: that is for programs.
    """
    form = FORMS[suffix]
    if isinstance(table, PeopleTable):
        return form.content_type, _FOR_PEOPLE[suffix](table)
    return form.content_type, form.chunks(table)


def attachment(ascii_name: str, name: str) -> str:
    """The Content-Disposition of a file to be saved, with a plain name and its real one."""
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
