"""What a section's file may say about its entries, and what is wrong with it."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.domain.value_rows import KnownIndicator
from reporting.domain.entry_rows import EntryRowReader
from sunagawa_plan.lib.uploads import RowError

KNOWN = KnownIndicator(
    key=7,
    name="申請町内会数",
    unit="町内会",
    places=0,
    is_survey=False,
    baseline_year=2019,
    baseline=Decimal(83),
)


def reader() -> EntryRowReader:
    return EntryRowReader(
        fiscal_year=2024,
        known={"6-2-1-1": KNOWN},
        foreign=frozenset({"6-1-1-1"}),
        elsewhere=frozenset({"9-9-9-9"}),
        today=date(2025, 11, 1),
    )


def cells(**typed):
    return {"indicator_code": "6-2-1-1", "fiscal_year": 2024, "value": None} | typed


def test_row_is_read_as_offices_type_it():
    row = reader().read(
        cells(value="８４町内会", is_provisional="はい", note="速報", fiscal_year="R6"), 2
    )
    assert (row.value, row.is_provisional, row.note) == (84, True, "速報")


@pytest.mark.parametrize("untouched", [{}, {"source": "昨年の出典"}, {"is_provisional": ""}])
def test_row_without_an_answer_is_left_alone(untouched):
    assert reader().read(cells(**untouched), 2) is None


@pytest.mark.parametrize(
    ("typed", "column", "told"),
    [
        ({"indicator_code": "6-1-1-1", "value": "1"}, "indicator_code", "あなたの課の報告では"),
        ({"indicator_code": "9-9-9-9", "value": "1"}, "indicator_code", "別の計画の指標です"),
        ({"indicator_code": "1-1", "value": "1"}, "indicator_code", "番号の指標はありません"),
        ({"fiscal_year": 2023, "value": "1"}, "fiscal_year", "令和6年度（2024年度）の値だけ"),
        ({"value": "八十四"}, "value", "八十四"),
        ({"value": "84%"}, "value", "%"),
        ({"value": "-"}, "value", "値がない理由"),
        ({"value": "84", "missing_reason": "調査なし"}, "value", "どちらか一方"),
        ({"note": "まだです"}, "value", "どちらか一方を入力"),
        ({"value": "84", "sample_size": 100}, "sample_size", "アンケート調査ではない"),
        ({"value": "84", "indicator_name": "別の指標"}, "indicator_name", "別の指標"),
    ],
)
def test_mistake_is_told_in_its_column(typed, column, told):
    with pytest.raises(RowError) as caught:
        reader().read(cells(**typed), 2)
    assert told in caught.value.messages[column]


def test_second_row_of_an_indicator_names_the_first():
    one = reader()
    one.read(cells(value="84"), 2)
    with pytest.raises(RowError, match="2行目に同じ指標の同じ年度"):
        one.read(cells(value="85"), 5)
