"""Every program reads every file to the same values: those that the portal holds."""

import datetime as dt
import json
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction

from sunagawa_plan.lib.downloads import FORMS
from sunagawa_plan.lib.tables.dataset import DescribedColumn
from sunagawa_plan.lib.tables.escapes import guard_formula
from sunagawa_plan.open_data.shelves import PublicFile, files_of, public_shelves
from tests.sunagawa_plan.open_data import reading
from tests.sunagawa_plan.open_data.conftest import CITIES

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 25)
SOFFICE = shutil.which("soffice")
# Comma, quotation mark, UTF-8, from line 1; cells as shown; of sheet 1.
OFFICE_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"


def files() -> list[PublicFile]:
    return [file for _, file in files_of(public_shelves(TODAY))]


def content(file: PublicFile, suffix: str) -> bytes:
    return b"".join(FORMS[suffix].chunks(file.table()))


def test_strict_reader_of_rfc_4180_reads_every_csv(city):
    for file in files():
        records = reading.read_rfc4180(content(file, "csv"))

        assert reading.typed(records, file.dataset.columns) == reading.expected(
            file, in_one_line=True
        ), file.name


def test_csv_module_reads_every_cp932_file(city):
    for file in files():
        records = reading.read_cp932(content(file, "cp932.csv"))

        assert reading.typed(records, file.dataset.columns) == reading.expected(
            file, in_one_line=True
        ), file.name


def test_pandas_reads_every_csv_without_options(city):
    for file in files():
        read = reading.read_pandas(content(file, "csv"), file.dataset.columns)

        assert read == reading.expected(file, in_one_line=True), file.name


def test_openpyxl_reads_every_workbook(city):
    for file in files():
        read = reading.read_openpyxl(content(file, "xlsx"), file.dataset.columns)

        assert read == reading.expected(file, in_one_line=False), file.name


def test_json_reads_every_file(city):
    for file in files():
        read = reading.read_json(json.loads(content(file, "json"), parse_float=Decimal))

        assert read == reading.expected(file, in_one_line=False), file.name


@pytest.fixture
def workbooks(db, tmp_path) -> dict[Path, tuple[tuple[DescribedColumn, ...], reading.Rows]]:
    """The columns and rows of both cities' workbooks, by their paths."""
    written = {}
    for city, make in CITIES.items():
        with transaction.atomic():
            make()
            for file in files():
                path = tmp_path / f"{city.replace(' ', '-')}-{file.name}.xlsx"
                path.write_bytes(content(file, "xlsx"))
                rows = reading.expected(file, in_one_line=False)
                written[path] = file.dataset.columns, rows
            transaction.set_rollback(True)
    return written


@pytest.mark.skipif(
    SOFFICE is None,
    reason="LibreOffice is not here. On Debian: apt install --no-install-recommends"
    " libreoffice-calc-nogui",
)
def test_libreoffice_shows_every_workbook(workbooks, tmp_path):
    out = tmp_path / "out"
    # All in one start of it, with a profile of its own.
    command = [SOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", OFFICE_CSV, "--outdir", out, *workbooks]
    subprocess.run(command, check=True, capture_output=True, timeout=300)

    for path, (columns, rows) in workbooks.items():
        (shown,) = out.glob(f"{path.stem}*.csv")
        in_cells = [tuple(_as_calc_breaks_lines(cell) for cell in row) for row in rows]
        assert reading.read_office_csv(shown.read_bytes(), columns) == in_cells, path.name


def _as_calc_breaks_lines(cell: reading.Cell) -> reading.Cell:
    return cell.replace("\r\n", "\n") if isinstance(cell, str) else cell


def test_a_formula_is_a_text_in_every_form(city):
    for file in files():
        for row in reading.expected(file, in_one_line=True):
            for cell in row:
                if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")):
                    assert guard_formula(cell).encode() in content(file, "csv")


@pytest.mark.parametrize(
    "wrong",
    [
        b"a,b\n1,2\n",
        b'a,b\r\n1,2"3\r\n',
        b'a,b\r\n"1"2,3\r\n',
        b"a,b\r\n1\r\n",
        b'a,b\r\n"1,2\r\n',
        b"a,b\r\n1,2",
    ],
)
def test_strict_reader_refuses_what_is_no_csv(wrong):
    with pytest.raises(AssertionError):
        reading.read_rfc4180(wrong)
