"""The workbook of an evaluation and the questions in it against the public files."""

import re
from decimal import Decimal

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sunagawa_plan.lib.tables.escapes import from_xlsx_text
from tests.sunagawa_plan.open_data.printed import flat, short
from tests.sunagawa_plan.open_data.told_interim import Told, without_marks

pytestmark = pytest.mark.django_db

# What a question says in figures; where it says nothing else there are no figures in it.
SAID = {
    "short by": "目標まであと(.+)です。何を.+",
    "beyond by": "計画値を(.+)超えています。.+",
    "no value of": "(.+年度)の(?:値が分かる|値が登録|公表を|調査が|値が算定).+",
    "open years": "(.+)の値がありません。あとから.+",
    "span": "([RH0-9元]+)から([RH0-9元]+)までの値は、.+",
    "steps": "(.+年度)の目標には1年当たり(.+)の動きが要り、これまでは1年当たり(.+)でした。.+",
    "reached": "(.+年度)の目標にも、すでに.+",
}


def test_workbook_holds_what_the_files_hold(told, interim_book):
    lines = lines_below_headings(interim_book[0])
    policies = {own.about["policy_code"]: own.about["policy_title"] for own in told}

    assert [line for line in lines if "指標" in line] == [book_row(own) for own in told]
    groups = {without_marks(str(line["指標番号"])) for line in lines if "指標" not in line}
    assert groups >= {flat(f"施策{code}　{title}") for code, title in policies.items()}


def lines_below_headings(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows of a sheet by heading; numbers as printed, empty cells left out."""
    rows = list(sheet.iter_rows())
    top = next(place for place, row in enumerate(rows) if row[0].value == "指標番号")
    headings = [str(cell.value) for cell in rows[top]]
    return [
        {
            heading: shown_in(cell.value, cell.number_format)
            for heading, cell in zip(headings, row, strict=True)
            if cell.value not in (None, "")
        }
        for row in rows[top + 1 :]
    ]


def shown_in(value: object, shape: str) -> object:
    """A cell as Excel shows it: a number at the decimals of its format."""
    if not isinstance(value, int | float):
        return flat(from_xlsx_text(str(value)))
    places = len(shape.partition(";")[0].strip('"+#,').partition(".")[2])
    assert Decimal(str(value)) == round(Decimal(str(value)), places), (value, shape)
    return f"{value:.{places}f}"


def book_row(own: Told) -> dict[str, object]:
    year, last = short(own.judged["fiscal_year_wareki"]), own.last
    cells = {
        "指標番号": own.code,
        "指標": own.about["indicator_name"],
        "担当課": own.about["department"],
        "単位": own.about["unit"],
        f"現状値（{own.base}）": plain(own.about["baseline_value"]) or "—",
        f"目標（{year}）": plain(own.target),
        f"実績（{year}）": plain(own.judged["value"]) or own.reason,
        "最後に分かっている値": plain(last["value"]) if last else "",
        "その年度": short(last["fiscal_year_wareki"]) if last else "",
        f"{own.base}からの変化": plain(own.difference),
        "目標まで": plain(own.shortfall),
        "結果": own.outcome,
        "評価": own.judged["label"],
    }
    return {heading: flat(text) for heading, text in cells.items() if text}


def plain(value: Decimal | str | None) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else value or ""


def test_questions_say_the_figures_of_the_files(told, interim_page, interim_book):
    asked = lines_below_headings(interim_book[1])
    shown = re.findall(r"<li>([^<]*)</li>", "".join(asked_on(interim_page)))

    assert len(asked) > 0
    assert [flat(question) for question in shown] == [line["確かめたいこと"] for line in asked]
    for own in told:
        lines = [line for line in asked if line["指標番号"] == own.code]
        assert {line["指標"] for line in lines} <= {flat(own.about["indicator_name"])}
        assert {line.get("担当課") for line in lines} <= {own.about["department"]}
        said = dict(filter(None, (figures_of(str(line["確かめたいこと"])) for line in lines)))
        # Whether the way of the values gives cause to ask is the rule book's business.
        for what, figures in of_the_way(own).items():
            assert said.pop(what, figures) == figures, own.code
        assert said == to_be_said(own), own.code


def asked_on(page: str) -> list[str]:
    return re.findall(r'<ul class="report-questions">(.*?)</ul>', page)


def figures_of(question: str) -> tuple[str, tuple[str, ...]] | None:
    for what, pattern in SAID.items():
        if found := re.fullmatch(pattern, question):
            return what, found.groups()
    assert not re.search("[0-9]", question), question
    return None


def of_the_way(own: Told) -> dict[str, tuple[str, ...]]:
    """The years of the last three values, and the milestone that may be reached already."""
    way = [short(row["fiscal_year_wareki"]) for row in own.known[-3:]]
    following = own.following["fiscal_year_wareki"] if own.following else ""
    return {"span": (way[0], way[-1]) if way else (), "reached": (following,)}


def to_be_said(own: Told) -> dict[str, tuple[str, ...]]:
    said: dict[str, tuple[str, ...]] = {}
    if own.outcome == "届かなかった" and own.shortfall:
        said["beyond by" if own.judged["kind"] == "bound" else "short by"] = (own.gap(),)
    if own.judged["value"] is None:
        said["no value of"] = (own.judged["fiscal_year_wareki"],)
    if own.open_years:
        said["open years"] = ("・".join(own.open_years),)
    if own.following and own.steps:
        said["steps"] = (own.following["fiscal_year_wareki"], *own.steps)
    return said
