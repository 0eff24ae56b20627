import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunagawa_plan.lib.tables import Column, Table, json_chunks

COLUMNS = (Column("note", "備考"), Column("rounded", "値", 2), Column("exact", "原値"))
DECIMALS = st.decimals(-(10**15), 10**15, places=3)


def written(*rows: tuple[object, ...]) -> str:
    table = Table("values", "実績値", COLUMNS, rows)  # type: ignore[arg-type]
    return b"".join(json_chunks(table)).decode()


def test_heading_stands_before_the_rows() -> None:
    assert json.loads(written()) == {
        "name": "values",
        "title": "実績値",
        "columns": [
            {"name": "note", "title": "備考"},
            {"name": "rounded", "title": "値"},
            {"name": "exact", "title": "原値"},
        ],
        "rows": [],
    }


def test_numbers_keep_their_digits() -> None:
    text = written(("↗", Decimal("98.6"), Decimal("98.600")), (None, 7, Decimal("-0.05")))
    assert '{"note": "↗", "rounded": 98.60, "exact": 98.600}' in text
    assert '{"note": null, "rounded": 7.00, "exact": -0.05}' in text


def test_other_cells_are_json_of_their_own() -> None:
    rows = json.loads(written((True, None, date(2024, 4, 1))))["rows"]
    assert rows == [{"note": True, "rounded": None, "exact": "2024-04-01"}]


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_number_json_does_not_know_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match=number):
        written(("", None, Decimal(number)))


def test_many_rows_come_in_chunks() -> None:
    table = Table("t", "t", COLUMNS, ((str(number), None, number) for number in range(1_234)))
    chunks = list(json_chunks(table))
    assert len(chunks) > 3
    assert [row["exact"] for row in json.loads(b"".join(chunks))["rows"]] == list(range(1_234))


@given(st.lists(st.tuples(st.text(), st.none(), st.none() | DECIMALS)))
def test_rows_are_read_back(rows: list[tuple[str, None, Decimal | None]]) -> None:
    read = json.loads(written(*rows), parse_float=Decimal, parse_int=Decimal)["rows"]
    assert [tuple(row.values()) for row in read] == [
        (text or None, nothing, number) for text, nothing, number in rows
    ]
