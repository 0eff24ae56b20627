"""The finance part of the yearly report against the public files: every cell the same."""

import re

import pytest
from django.test import Client

from indicators.models import Plan
from tests.sunagawa_plan.open_data.html_tables import ShownRow, shown_rows
from tests.sunagawa_plan.open_data.printed import flat, full, yen
from tests.sunagawa_plan.open_data.public_files import PublicFiles
from tests.sunagawa_plan.open_data.told_finance import ToldRow, ToldSettlement, fund_rows
from tests.sunagawa_plan.open_data.told_ratios import told_ratios

pytestmark = pytest.mark.django_db

FIGURES = re.compile("△?[0-9][0-9,.]*(?:%|ポイント)")


@pytest.fixture(params=[2021, 2024])
def year(request) -> int:
    """The first report's year, and the last one's."""
    return int(request.param)


@pytest.fixture
def files(client: Client, finance_city: None) -> PublicFiles:
    return PublicFiles(client, Plan.objects.published().get().slug)


@pytest.fixture
def part(client: Client, files: PublicFiles, year: int) -> str:
    """The finance part of the page of the report."""
    response = client.get(f"/plans/{files.plan}/reports/progress/{year}/")
    page = response.content.decode()
    return page[page.index('id="finance"') : page.index('id="corrections"')]


@pytest.fixture
def settlement(files: PublicFiles, year: int) -> ToldSettlement:
    return ToldSettlement(files, year)


def test_tables_show_what_the_files_hold(files, settlement, part):
    captions = {row.caption for row in shown_rows(part) if "単位：千円" in row.caption}

    assert len(captions) == len(settlement.sections) > 0
    for section in settlement.sections:
        word = files.word("section", section)
        heading, *rows = [r for r in shown_rows(part) if r.caption.startswith(f"{word}（")]
        labels = rows[0].labels
        told = settlement.table(section, labels)
        assert heading.headings[1:] == [
            f"{label}{year}年度" for label, year in zip(labels, settlement.years, strict=True)
        ]
        assert by_name(row_of(row) for row in rows) == by_name(told)
        assert {tuple(row.labels) for row in rows} == {tuple(labels)}
        assert_years_are_named(settlement, section, labels)
        assert_order_is_that_of_the_files(settlement, section, rows)


def row_of(row: ShownRow) -> ToldRow:
    return ToldRow(row.head, row.head_small, row.cells, row.small)


def by_name(rows) -> dict[str, ToldRow]:
    listed = list(rows)
    named = {row.head: row for row in listed}
    assert len(named) == len(listed)
    return named


def assert_years_are_named(settlement: ToldSettlement, section: str, labels: list[str]) -> None:
    for row in settlement.rows(section):
        assert labels[settlement.years.index(int(row["fiscal_year"]))] == row["fiscal_year_wareki"]


def assert_order_is_that_of_the_files(
    settlement: ToldSettlement, section: str, rows: list[ShownRow]
) -> None:
    last = [flat(row["item_name"]) for row in settlement.in_year(section, settlement.last)]
    assert [row.head for row in rows if row.head in last] == last


def test_funds_are_those_of_their_own_file(files, settlement):
    own = fund_rows(files, settlement.years)

    assert len(own) > 0
    assert own == [
        {name: cell for name, cell in row.items() if name in own[0]}
        for row in settlement.rows("funds")
    ]


def test_sentence_and_shares_are_those_of_the_files(settlement, part, year):
    flows = [settlement.total("revenue"), settlement.total("expenditure")]
    row = settlement.in_year("revenue", settlement.last)[0]
    last = full(row["fiscal_year_wareki"], row["fiscal_year"])
    drawn = re.search('<desc id="finance-parts-wide-desc">(.*?)</desc>', part, re.DOTALL)
    shares = [*settlement.shares("revenue"), *settlement.shares("expenditure")]

    assert re.findall("<p>([^<]*の一般会計は、[^<]*)</p>", part) == sentences(last, flows)
    assert (f"公開している最後の年度（{last}）" in part) == (settlement.last != year)
    assert drawn is not None
    assert re.findall("[^：、。]+%", drawn[1]) == shares


def sentences(year: str, flows) -> list[str]:
    """The settlement in words, which the report leaves out while a total is not known."""
    if None in flows:
        return []
    revenue, expenditure = flows
    left = revenue - expenditure
    state = "黒字" if left > 0 else "赤字"
    return [
        f"{year}の一般会計は、歳入が{yen(revenue)}、歳出が{yen(expenditure)}で、"
        f"差引{yen(abs(left))}の{state}でした。"
    ]


def test_ratios_are_those_of_the_files(files, part, year):
    rows = [row for row in shown_rows(part) if row.caption == "健全化判断比率などの推移"]
    heading, *shown = rows
    told = told_ratios(files, year)

    assert [row.head for row in shown] == [own.name for own in told] != []
    years = [f"{row['fiscal_year_wareki']}{row['fiscal_year']}年度" for row in told[0].rows]
    assert heading.headings == ["比率", *years, "法律の基準", "状態"]
    for row, own in zip(shown, told, strict=True):
        labels = [each["fiscal_year_wareki"] for each in own.rows]
        line = row.small.pop("法律の基準", "")
        assert bool(line) == ("法律の基準" in own.cells)
        assert row.cells == own.cells | {"状態": own.state.replace("早期健全化基準", line)}
        assert row.small == own.small, own.name
        assert row.labels == [*labels, "法律の基準", "状態"]


def test_readings_beside_the_charts_say_the_figures_of_the_files(files, part, year):
    figures = re.findall(
        r"<figcaption><b>([^<]*)</b></figcaption>.*?</svg>.*?<p>([^<]*は[^<]*)</p>", part, re.DOTALL
    )
    told = {own.name: own for own in told_ratios(files, year)}

    assert [name for name, _ in figures] == [name for name, own in told.items() if own.is_drawn]
    for name, sentence in figures:
        assert sentence.startswith(f"{told[name].latest['fiscal_year_wareki']}は")
        assert FIGURES.findall(sentence) == told[name].figures, name
