"""「行政データにおける機械可読性に関するルール」(31 March 2026): its 30 rules, held against our files.

Numbers and names are those of the rules as Digital Agency publishes them in machine-readable form
(github.com/digital-go-jp/machine_readability_rule). Where a rule is about a choice that no program
can see (which data to publish), the test holds what makes our files keep it. A difference must be
named in conformity.EXCEPTIONS, and a name there must be needed by one of the two cities.
"""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from django.test import Client
from openpyxl.worksheet.worksheet import Worksheet

from sunagawa_plan.lib.downloads import FORMS
from sunagawa_plan.open_data.changes import COLUMN_CHANGES
from sunagawa_plan.open_data.conformity import EXCEPTIONS
from sunagawa_plan.open_data.csvw import file_metadata
from sunagawa_plan.open_data.descriptions import code_lists
from sunagawa_plan.open_data.shelves import (
    Licence,
    PublicFile,
    Shelf,
    files_of,
    public_shelves,
)
from tests.sunagawa_plan.open_data.conftest import CITIES

TODAY = dt.date(2026, 11, 25)
NUMBERS = ("integer", "decimal")
PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class Offered:
    """A file as it is offered, in the forms that the rules speak of."""

    shelf: Shelf
    file: PublicFile
    contents: dict[str, bytes]
    metadata: dict[str, Any]

    def content(self, suffix: str) -> bytes:
        return self.contents[suffix]

    @cached_property
    def records(self) -> list[list[str]]:
        text = self.content("csv").decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))

    @cached_property
    def sheet(self) -> Worksheet:
        (sheet,) = openpyxl.load_workbook(io.BytesIO(self.content("xlsx"))).worksheets
        return sheet

    @cached_property
    def names(self) -> list[str]:
        return [column.name for column in self.file.dataset.columns]

    def cells(self, *datatypes: str) -> Iterator[tuple[str, str]]:
        """The cells of the CSV file with their columns, of some types only."""
        for record in self.records[1:]:
            for column, cell in zip(self.file.dataset.columns, record, strict=True):
                if not datatypes or column.datatype in datatypes:
                    yield column.name, cell


@dataclass(frozen=True)
class City:
    """All that a city offers, read once for all rules."""

    offered: list[Offered]
    page: str


@pytest.fixture(scope="module")
def cities(django_db_setup, django_db_blocker) -> dict[str, City]:
    found = {}
    with django_db_blocker.unblock():
        for name, make in CITIES.items():
            with transaction.atomic():
                make()
                page = Client().get("/open-data/").content.decode()
                found[name] = City(_offered(), page)
                transaction.set_rollback(True)
    return found


def _offered() -> list[Offered]:
    return [
        Offered(
            shelf,
            file,
            {suffix: b"".join(form.chunks(file.table())) for suffix, form in FORMS.items()},
            file_metadata(shelf, file, "csv", Licence.of_the_city()),
        )
        for shelf, file in files_of(public_shelves(TODAY))
    ]


@pytest.fixture(params=CITIES)
def city(request, cities) -> City:
    return cities[request.param]


@pytest.fixture
def offered(city) -> list[Offered]:
    return city.offered


def excepted(rule: str) -> frozenset[str]:
    (found,) = (exception for exception in EXCEPTIONS if exception.rule == rule)
    return frozenset(found.columns)


# Level 1


def test_l1_01_forms_can_be_read_by_programs():
    assert set(FORMS) == {"csv", "cp932.csv", "xlsx", "json"}


def test_l1_02_a_sheet_holds_one_table(offered):
    for each in offered:
        book = openpyxl.load_workbook(io.BytesIO(each.content("xlsx")))
        assert len(book.sheetnames) == 1


def test_l1_03_no_blank_row_or_column_parts_a_table(offered):
    for each in offered:
        assert all(any(cell for cell in record) for record in each.records)
        assert all(each.records[0])


def test_l1_04_nothing_stands_outside_the_table(offered):
    for each in offered:
        assert {len(record) for record in each.records} == {len(each.names)}
        assert each.sheet.max_column == len(each.names)
        assert each.sheet.max_row == len(each.records)
        assert not any(cell.comment for row in each.sheet.iter_rows() for cell in row)


def test_l1_05_every_column_has_a_telling_name(offered):
    for each in offered:
        assert each.records[0] == each.names
        assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in each.names)
        assert all(column.title and column.meaning for column in each.file.dataset.columns)


def test_l1_06_no_space_or_break_is_for_looks(offered):
    free = excepted("L1-06")
    for each in offered:
        for name, cell in each.cells():
            assert cell == cell.strip(), (each.file.name, name, cell)
            assert "\n" not in cell
            assert "\r" not in cell
        for row in each.sheet.iter_rows(min_row=2, values_only=True):
            for name, cell in zip(each.names, row, strict=True):
                assert name in free or "\n" not in str(cell), (each.file.name, name)


def test_l1_07_a_cell_holds_one_datum(offered):
    """Numbers are alone in their cells, codes are one of their list, unit and reason stand apart."""
    for each in offered:
        for column in each.file.dataset.columns:
            if column.codes:
                assert not any(re.search("[,、／/]", code) for code in column.codes.values)
        assert all(not cell or PLAIN_NUMBER.fullmatch(cell) for _, cell in each.cells(*NUMBERS))


def test_l1_08_platform_dependent_characters_stand_only_in_quoted_words(offered):
    free = excepted("L1-08")
    for each in offered:
        for name, cell in each.cells():
            assert name in free or _is_plain(cell), (each.file.name, name, cell)


def _is_plain(text: str) -> bool:
    """Of JIS X 0208 and ASCII alone, by way of a codec that has nothing of any vendor."""
    try:
        text.encode("iso2022_jp")
    except UnicodeEncodeError:
        return False
    return True


def test_l1_09_blank_and_zero_are_two_things(offered):
    reasons = {"value": "missing_reason", "amount_thousand_yen": "missing_reason",
               "balance_thousand_yen": "missing_reason",
               "baseline_value": "baseline_missing_reason"}  # fmt: skip
    for each in offered:
        for record in each.records[1:]:
            row = dict(zip(each.names, record, strict=True))
            for value, reason in reasons.items():
                if value in row and reason in row:
                    assert (row[value] == "") != (row[reason] == ""), (each.file.name, row)


def test_l1_10_workbooks_hold_no_objects(offered):
    for each in offered:
        assert each.sheet._images == []
        assert each.sheet._charts == []
        assert b"drawing" not in each.content("xlsx")


def test_l1_11_no_format_tells_data_apart(offered):
    for each in offered:
        looks = {
            (
                cell.font.b,
                cell.font.color and cell.font.color.rgb,
                cell.fill.fill_type,
                cell.font.sz,
            )
            for row in each.sheet.iter_rows()
            for cell in row
        }
        assert len(looks) == 1


def test_l1_12_no_cells_are_merged(offered):
    assert all(not each.sheet.merged_cells.ranges for each in offered)


def test_l1_13_nothing_is_hidden(offered):
    for each in offered:
        assert each.sheet.sheet_state == "visible"
        assert not any(size.hidden for size in each.sheet.row_dimensions.values())
        assert not any(size.hidden for size in each.sheet.column_dimensions.values())


@pytest.mark.parametrize("suffix", ["csv", "cp932.csv"])
def test_l1_14_a_record_is_one_line(offered, suffix):
    for each in offered:
        lines = each.content(suffix).removesuffix(b"\r\n").split(b"\r\n")
        assert len(lines) == len(each.records)
        assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_l1_15_a_comma_stands_within_quotation_marks(offered):
    for each in offered:
        text = each.content("csv").decode("utf-8-sig")
        for _, cell in each.cells():
            if "," in cell:
                quoted = cell.replace('"', '""')
                assert f'"{quoted}"' in text


# Level 2


def test_l2_01_numbers_are_numbers(offered):
    for each in offered:
        for row in each.sheet.iter_rows(min_row=2):
            for column, cell in zip(each.file.dataset.columns, row, strict=True):
                if column.datatype in NUMBERS:
                    assert cell.value is None or cell.data_type == "n", (each.file.name, cell)
        for row in json.loads(each.content("json"))["rows"]:
            for column in each.file.dataset.columns:
                if column.datatype in NUMBERS:
                    assert isinstance(row[column.name], int | float | None)


def test_l2_02_nothing_is_left_out_because_it_stands_above(offered):
    for each in offered:
        for column, *cells in zip(each.file.dataset.columns, *each.records[1:], strict=True):
            assert not column.is_required or all(cells), (each.file.name, column.name)


def test_l2_03_names_of_columns_are_unique(offered):
    for each in offered:
        assert len(set(each.names)) == len(each.names)


def test_l2_04_answers_of_a_list_are_spelt_one_way(offered):
    for each in offered:
        listed = {column.name: column.codes for column in each.file.dataset.columns}
        for name, cell in each.cells():
            if cell and listed[name]:
                assert cell in listed[name].values, (each.file.name, name)


def test_l2_05_what_is_said_freely_has_a_column_of_its_own(offered):
    """Reasons are codes; what explains them stands in note, detail or source."""
    for each in offered:
        for column in each.file.dataset.columns:
            if column.name.endswith(("reason", "_state", "level", "kind")):
                assert column.codes is not None


def test_l2_06_no_formula_is_left(offered):
    for each in offered:
        assert all(cell.data_type != "f" for row in each.sheet.iter_rows() for cell in row)


# Level 3


def test_l3_01_headings_in_the_first_line_data_from_the_second(offered):
    for each in offered:
        assert each.records[0] == each.names
        assert [cell.value for cell in each.sheet[1]] == each.names
        assert len(each.records) - 1 == each.file.extent.rows


def test_l3_02_code_lists_are_attached(offered):
    (codes,) = (each for each in offered if each.file.name == "codes")
    told = {(record[0], record[2]): record[3] for record in codes.records[1:]}
    for listed in code_lists():
        for code, label in listed.codes:
            assert told[listed.name, code] == label


def test_l3_03_no_number_has_a_sign_in_its_place(offered):
    for each in offered:
        assert all(not cell or PLAIN_NUMBER.fullmatch(cell) for _, cell in each.cells(*NUMBERS))


def test_l3_04_every_number_has_its_unit(offered):
    free = excepted("L3-04")
    for each in offered:
        for column in each.file.dataset.columns:
            if column.datatype not in NUMBERS:
                continue
            assert column.unit, column.name
            # A unit that is the indicator's stands in the row; elsewhere it is told.
            if column.unit.startswith("指標の単位") and column.name not in free:
                assert "unit" in each.names, (each.file.name, column.name)


def test_l3_05_years_are_western_with_wareki_beside(offered):
    for each in offered:
        for column in each.file.dataset.columns:
            if column.name.endswith("fiscal_year"):
                assert column.datatype == "integer"
        if "fiscal_year" in each.names:
            assert "fiscal_year_wareki" in each.names
        for name, cell in each.cells():
            if name == "published_at" and cell:
                assert dt.datetime.fromisoformat(cell).tzinfo is not None


def test_l3_06_the_place_is_told_by_code_and_name(offered, city):
    assert excepted("L3-06") == frozenset()
    for each in offered:
        assert each.shelf.region_code == "012262"
        assert each.shelf.region_code in each.metadata["dc:spatial"]
        assert each.shelf.publisher in each.metadata["dc:spatial"]
    assert "012262" in city.page


def test_l3_07_every_year_has_the_same_form_and_changes_are_logged(offered):
    years = [each for each in offered if each.file.dataset.name == "progress"]
    assert len({tuple(each.records[0]) for each in years}) == 1
    assert COLUMN_CHANGES


def test_l3_08_definitions_source_change_and_character_set_are_told(offered, city):
    assert all(
        word in city.page for word in ("UTF-8", "BOM", "CP932", "最終更新", "出典", "列の変更履歴")
    )
    for each in offered:
        assert all(column.meaning for column in each.file.dataset.columns)
        assert each.shelf.source
        assert each.content("csv").startswith(b"\xef\xbb\xbf")
        assert not each.content("cp932.csv").startswith(b"\xef\xbb\xbf")


def test_l3_09_a_new_year_adds_rows_and_no_column(offered):
    for each in offered:
        assert not any(re.search("[0-9]", name) for name in each.names)


# The exceptions


def test_every_rule_has_its_test():
    tested = sorted(
        name.split("_")[1].upper() + "-" + name.split("_")[2]
        for name in globals()
        if re.match(r"test_l[123]_\d\d_", name)
    )

    assert tested == [
        *(f"L1-{number:02}" for number in range(1, 16)),
        *(f"L2-{number:02}" for number in range(1, 7)),
        *(f"L3-{number:02}" for number in range(1, 10)),
    ]


def test_every_exception_is_needed_somewhere(cities):
    needed: dict[str, set[str]] = {"L1-06": set(), "L1-08": set()}
    for each in (each for city in cities.values() for each in city.offered):
        needed["L1-08"] |= {name for name, cell in each.cells() if not _is_plain(cell)}
        for row in each.sheet.iter_rows(min_row=2, values_only=True):
            cells = zip(each.names, row, strict=True)
            needed["L1-06"] |= {name for name, cell in cells if "\n" in str(cell)}

    for rule, columns in needed.items():
        assert set(excepted(rule)) == columns
