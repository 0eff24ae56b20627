import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunagawa_plan.lib.tables import (
    Column,
    Table,
    cp932_chunks,
    csv_chunks,
    read_upload,
    single_line,
)

COLUMNS = (Column("code", "コード"), Column("note", "備考"), Column("value", "値", 1))
TEXTS = st.text() | st.text("'=+-@\t&#x2197;↗𠮷\"\n\r,\0;¥〜")


def table(*rows: tuple[str, str | None, Decimal | None]) -> Table:
    return Table("values", "実績値", COLUMNS, rows)


def test_csv_is_utf8_with_bom_and_crlf() -> None:
    content = b"".join(csv_chunks(table(("6-1", "↗", Decimal("98.65")))))
    assert content == "\ufeffcode,note,value\r\n6-1,↗,98.7\r\n".encode()


def test_cp932_has_references_and_no_bom() -> None:
    content = b"".join(cp932_chunks(table(("6-1", "増加↗", Decimal("98.65")))))
    assert content == "code,note,value\r\n6-1,増加&#x2197;,98.7\r\n".encode("cp932")


def test_cells_are_written_plainly() -> None:
    columns = tuple(Column(name, name) for name in "abcdef")
    row = (None, True, -12, Decimal("98.60"), date(2024, 4, 1), datetime(2024, 4, 1, tzinfo=UTC))
    content = b"".join(csv_chunks(Table("t", "t", columns, [row])))
    line = content.decode("utf-8-sig").splitlines()[1]
    assert line == ",true,-12,98.60,2024-04-01,2024-04-01T00:00:00+00:00"


def test_negative_number_is_no_formula_but_text_is() -> None:
    content = b"".join(csv_chunks(table(("-1+2", "=HYPERLINK()", Decimal("-12.3")))))
    assert content.splitlines()[1] == b"'-1+2,'=HYPERLINK(),-12.3"


def test_value_holds_no_line_break() -> None:
    content = b"".join(csv_chunks(table(("6-1", "一行目\r\n二行目\n三行目", None))))
    assert content.decode("utf-8-sig").splitlines()[1] == "6-1,一行目 二行目 三行目,"


@pytest.mark.parametrize("row", [("6-1",), ("6-1", "", None, "x")])
def test_row_of_another_length_is_refused(row: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="列は3個ですが"):
        list(csv_chunks(Table("t", "t", COLUMNS, [row])))


def test_number_that_is_not_finite_is_refused() -> None:
    with pytest.raises(ValueError, match="NaN"):
        list(csv_chunks(table(("6-1", None, Decimal("NaN")))))


@pytest.mark.parametrize("chunks", [csv_chunks, cp932_chunks])
def test_rows_are_written_as_a_stream(chunks: object) -> None:
    taken = 0

    def endless() -> Iterator[tuple[str, str, Decimal]]:
        nonlocal taken
        while True:
            taken += 1
            yield ("6-1", "あ" * 100, Decimal(1))

    assert callable(chunks)
    first = b"".join(islice(chunks(Table("t", "t", COLUMNS, endless())), 2))
    assert len(first) > 10_000
    assert taken < 2_000


@given(st.lists(st.tuples(TEXTS, st.none() | st.decimals(-(10**9), 10**9, places=1))))
def test_what_is_exported_is_read_back(
    rows: list[tuple[str, Decimal | None]],
) -> None:
    # 漢字 makes the CP932 file one that cannot be valid UTF-8.
    exported = table(*(("漢字", text, number) for text, number in rows))
    expected = tuple(
        ("漢字", single_line(text) or None, None if number is None else f"{number + 0:.1f}")
        for text, number in rows
    )
    for chunks in (csv_chunks, cp932_chunks):
        sheet = read_upload(b"".join(chunks(exported)), filename="values.csv")
        assert sheet.headers == ("code", "note", "value")
        assert sheet.rows == expected


@given(st.lists(TEXTS, min_size=1))
def test_any_csv_program_reads_the_same_cells(texts: list[str]) -> None:
    content = b"".join(csv_chunks(table(*(("6-1", text, None) for text in texts))))
    records = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(records) == len(texts) + 1
    for record, text in zip(records[1:], texts, strict=True):
        assert record[1] in (single_line(text), f"'{single_line(text)}")
        assert not record[1].startswith(("=", "+", "-", "@", "\t"))
