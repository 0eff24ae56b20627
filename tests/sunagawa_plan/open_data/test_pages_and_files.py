"""What pages show and what files hold, cell by cell: the same numbers, to the printed digit."""

import datetime as dt
import json
import re
from decimal import Decimal

import pytest

from sunagawa_plan.lib.downloads import FORMS
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import single_line
from sunagawa_plan.open_data.shelves import PublicFile, files_of, public_shelves
from tests.sunagawa_plan.open_data import reading
from tests.sunagawa_plan.open_data.html_tables import ShownRow, shown_rows

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 25)
ARROWS = ("↗", "→", "↘")
FIGURE = re.compile(r"([△＋+±−-]?)([0-9][0-9,]*(?:\.[0-9]+)?)")

Row = dict[str, reading.Cell]


def _from_csv(file: PublicFile) -> reading.Rows:
    return reading.typed(reading.read_rfc4180(_content(file, "csv")), file.dataset.columns)


def _from_xlsx(file: PublicFile) -> reading.Rows:
    return reading.read_openpyxl(_content(file, "xlsx"), file.dataset.columns)


def _from_json(file: PublicFile) -> reading.Rows:
    return reading.read_json(json.loads(_content(file, "json"), parse_float=Decimal))


def _content(file: PublicFile, suffix: str) -> bytes:
    return b"".join(FORMS[suffix].chunks(file.table()))


FILES = (_from_csv, _from_xlsx, _from_json)


def named(name: str) -> PublicFile:
    (file,) = (file for _, file in files_of(public_shelves(TODAY)) if file.name == name)
    return file


def rows_of(name: str) -> list[Row]:
    """The rows of a file, which all its forms must tell alike."""
    file = named(name)
    columns = [column.name for column in file.dataset.columns]
    csv, *others = (read(file) for read in FILES)
    for other in others:
        assert _in_one_line(other) == csv, name
    return [dict(zip(columns, row, strict=True)) for row in csv]


def _in_one_line(rows: reading.Rows) -> reading.Rows:
    return [
        tuple(single_line(cell) if isinstance(cell, str) else cell for cell in row) for row in rows
    ]


def plan_address() -> str:
    return next(f"/plans/{shelf.plan_slug}" for shelf in public_shelves(TODAY) if shelf.plan_slug)


def shown_on(client, address: str) -> list[ShownRow]:
    response = client.get(address)
    assert response.status_code == 200
    return shown_rows(response.content.decode())


def figure(text: str) -> Decimal | None:
    """The number in what a page shows; △ is a minus."""
    found = FIGURE.search(text)
    if found is None:
        return None
    number = Decimal(found[2].replace(",", ""))
    return -number if found[1] in set("△−-") - {""} else number


def cell(row: ShownRow, start: str) -> str:
    """The cell whose label begins so; nothing where the page leaves it out."""
    return next((text for label, text in row.cells.items() if label.startswith(start)), "")


def test_progress_page_shows_what_its_files_hold(client, city):
    for year in (2021, 2022, 2023, 2024, 2025, 2030):
        assert_progress_is_as_shown(client, year)


def assert_progress_is_as_shown(client, year: int) -> None:
    shown = {
        row.link.rstrip("/").rpartition("/")[2]: row
        for row in shown_on(client, f"{plan_address()}/progress/{year}/")
        if "/indicators/" in row.link and cell(row, "現状値")
    }
    held = {row["indicator_code"]: row for row in rows_of(f"progress-{year}")}

    assert set(shown) == set(held)
    for code, row in shown.items():
        file = held[code]
        assert figure(cell(row, "現状値")) == file["baseline_value"], code
        assert figure(cell(row, FiscalYear(year).wareki)) == file["value"], code
        assert figure(cell(row, "前年度から")) == file["change_from_previous"], code
        assert cell(row, "評価") == file["label"], code
        if file["target_arrow"]:
            assert file["target_arrow"] in "".join(row.cells.values()), code


def test_milestones_of_the_progress_page_are_the_targets_of_the_file(client, city):
    year = FiscalYear.containing(TODAY).start
    shown = {
        row.link.rstrip("/").rpartition("/")[2]: [
            text for label, text in row.cells.items() if "目標値" in label
        ]
        for row in shown_on(client, f"{plan_address()}/progress/{year}/")
        if "/indicators/" in row.link and cell(row, "現状値")
    }
    held: dict[reading.Cell, list[reading.Cell]] = {code: [] for code in shown}
    for row in rows_of("targets"):
        held[row["indicator_code"]].append(row["target_value"] or row["target_arrow"])
        if row["target_value"] == 0:
            held[row["indicator_code"]][-1] = Decimal(0)

    assert {
        code: [text if text in ARROWS else figure(text) for text in texts if text]
        for code, texts in shown.items()
    } == held


def test_page_of_every_indicator_shows_what_the_files_hold(client, city):
    values = rows_of("values")
    lines = {
        (row["indicator_code"], row["fiscal_year"]): row
        for file in (f"progress-{year}" for year in range(2021, 2031))
        for row in rows_of(file)
    }
    for code in dict.fromkeys(row["indicator_code"] for row in values):
        years = {
            row.head: row
            for row in shown_on(client, f"{plan_address()}/indicators/{code}/")
            if row.caption.endswith("の目標と実績") and "（" in row.head
        }
        own = [row for row in values if row["indicator_code"] == code]
        for row in own:
            head = FiscalYear(int(row["fiscal_year"])).full
            if row["value"] is not None:
                assert figure(cell(years[head], "実績")) == row["value"], (code, head)
        for head, row in years.items():
            judged = lines.get((code, Decimal(head.partition("（")[2][:4])))
            if judged:
                assert figure(cell(row, "計画線")) == judged["plan_line_value"], (code, head)
                assert cell(row, "評価") == judged["label"], (code, head)


@pytest.mark.parametrize(
    ("address", "name", "section", "amount"),
    [
        ("/finance/funds/", "funds", "基金残高", "balance_thousand_yen"),
        ("/finance/settlement/", "settlement", "歳入", "amount_thousand_yen"),
        ("/finance/settlement/", "settlement", "歳出", "amount_thousand_yen"),
    ],
)
def test_finance_pages_show_what_their_files_hold(client, city, address, name, section, amount):
    codes = {"歳入": "revenue", "歳出": "expenditure"}
    shown = [row for row in shown_on(client, address) if row.caption.startswith(f"{section}（")]
    held = [
        row
        for row in rows_of(name)
        if row.get("account", "general_account") == "general_account"
        and row.get("section", codes.get(section)) == codes.get(section)
    ]

    for year in dict.fromkeys(row["fiscal_year"] for row in held):
        of_year = [row for row in held if row["fiscal_year"] == year]
        wareki = FiscalYear(int(year)).wareki
        amounts = [figure(row.cells.get(wareki, "")) for row in shown]
        ratios = [figure(row.small.get(wareki, "")) for row in shown]
        assert _known(amounts) == _known([row[amount] for row in of_year]), wareki
        # A page says nothing of the ratio of what does not exist.
        compared = [row["year_on_year"] for row in of_year if row[amount] is not None]
        assert _known(ratios) == _known(compared), wareki


def test_page_of_soundness_shows_what_its_files_hold(client, city):
    shown = {
        (row.caption.removesuffix("の推移"), row.head): row
        for row in shown_on(client, "/finance/soundness/")
        if "値" in row.cells
    }
    compared = 0
    for row in rows_of("soundness"):
        line = shown.get((row["ratio_name"], FiscalYear(int(row["fiscal_year"])).full))
        if line is None:
            # The page leaves out the years of which a ratio has nothing to say.
            assert row["value"] is None
            continue
        compared += 1
        assert figure(line.cells["値"]) == row["value"]
        if row["early_soundness_threshold"] is not None:
            lines = [figure(text) for text in line.cells.values()]
            assert row["early_soundness_threshold"] in lines
    assert compared


def _known(cells: list[reading.Cell]) -> list[reading.Cell]:
    return [each for each in cells if each is not None]


def test_numbers_are_read_off_a_page():
    assert [figure(text) for text in ("△12,345", "98.6%", "＋0.1ポイント", "—", "", "0")] == [
        Decimal(-12345),
        Decimal("98.6"),
        Decimal("0.1"),
        None,
        None,
        Decimal(0),
    ]
