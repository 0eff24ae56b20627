from datetime import date
from decimal import Decimal

import pytest

from indicators.domain.value_columns import COLUMNS
from indicators.domain.value_rows import KnownIndicator, RowError, RowReader
from indicators.domain.vocabulary import MissingReason

TAX = KnownIndicator(
    key=1,
    name="市税収納率*",
    unit="%",
    places=1,
    is_survey=False,
    baseline_year=2019,
    baseline=Decimal("98.64"),
)
ROW = {"indicator_code": "6-5-1-1", "fiscal_year": "2024", "value": "98.6", "missing_reason": None}


@pytest.fixture
def reader():
    return RowReader({"6-5-1-1": TAX}, frozenset({"1-1-1-1"}), date(2025, 11, 1))


def faults(reader, **cells):
    with pytest.raises(RowError) as refused:
        reader.read(ROW | cells, 2)
    return refused.value.messages


@pytest.mark.parametrize(
    "year", ["2024", 2024, "R6", "令和６年度", "令和6年度（2024年度）", Decimal(2024)]
)
@pytest.mark.parametrize("value", ["98.6", "９８．６％", Decimal("98.6"), 98])
def test_row_is_read_as_offices_write_it(reader, year, value):
    row = reader.read(ROW | {"fiscal_year": year, "value": value}, 2)
    assert (row.indicator, row.fiscal_year) == (TAX, 2024)
    assert row.value in {Decimal("98.6"), Decimal(98)}


def test_code_may_be_full_width(reader):
    assert reader.read(ROW | {"indicator_code": "６－５－１－１"}, 2).indicator is TAX


def test_dash_is_no_value_beside_its_reason(reader):
    row = reader.read(ROW | {"value": "－", "missing_reason": "公表待ち"}, 2)
    assert (row.value, row.missing_reason) == (None, MissingReason.AWAITING_PUBLICATION)


@pytest.mark.parametrize(
    ("cells", "column", "told"),
    [
        ({"indicator_code": None}, "indicator_code", "指標番号がありません"),
        ({"indicator_code": "9-9"}, "indicator_code", "「9-9」という番号の指標はありません"),
        ({"indicator_code": "1-1-1-1"}, "indicator_code", "別の計画の指標です"),
        ({"fiscal_year": "6"}, "fiscal_year", "元号がありません"),
        ({"fiscal_year": None}, "fiscal_year", "年度として読み取れません"),
        ({"fiscal_year_wareki": "令和5年度"}, "fiscal_year", "合っていません"),
        ({"indicator_name": "協働事業数"}, "indicator_name", "行がずれていないか"),
        ({"unit": "件"}, "unit", "登録は「%」"),
        ({"value": "98.6件"}, "value", "単位は「%」"),
        ({"value": "－"}, "value", "「値がない理由」"),
        ({"value": None}, "value", "どちらか一方"),
        ({"value": date(2024, 9, 8)}, "value", "数値として読み取れません"),
        ({"value": "98.6", "missing_reason": "調査なし"}, "value", "両方"),
        ({"missing_reason": "不明"}, "missing_reason", "「不明」"),
        ({"fiscal_year": "2026"}, "value", "まだ始まっていない"),
        ({"value_kind": "target"}, "value_kind", "「target」"),
        ({"is_provisional": "たぶん"}, "is_provisional", "「たぶん」"),
        ({"sample_size": "500"}, "sample_size", "アンケート調査ではない"),
        ({"sample_size": "0"}, "sample_size", "1以上"),
    ],
)
def test_fault_is_told_with_its_column(reader, cells, column, told):
    assert told in faults(reader, **cells)[column]


def test_all_faults_of_a_row_are_told_at_once(reader):
    assert faults(reader, unit="件", value="?", sample_size="x").keys() == {"unit", "value"}


def test_same_year_twice_names_the_first_line(reader):
    reader.read(ROW, 2)
    with pytest.raises(RowError, match="2行目に同じ指標の同じ年度"):
        reader.read(ROW | {"fiscal_year": "R6"}, 7)


def test_baseline_row_is_recognised(reader):
    cells = {"value_kind": "baseline", "fiscal_year": "2019", "value": "98.6"}
    assert reader.read(ROW | cells, 2).is_baseline
    assert reader.read(ROW | cells, 3).is_baseline  # and is no doubled value


def test_baseline_row_that_differs_is_refused(reader):
    told = faults(reader, value_kind="baseline", fiscal_year="2019", value="98.7")
    assert "現状値は指標のページで" in told["value"]


def test_headings_may_be_those_of_the_public_file_or_fewer():
    asked = ("indicator_code", "fiscal_year", "value", "missing_reason")
    assert COLUMNS.recognise(asked) == asked


def test_missing_and_unknown_headings_are_named():
    with pytest.raises(
        ValueError, match="見出しが足りません: missing_reason（値がない理由）"
    ) as told:
        COLUMNS.recognise(("indicator_code", "fiscal_year", "value", "備考"))
    assert "知らない見出しがあります: 「備考」" in str(told.value)
