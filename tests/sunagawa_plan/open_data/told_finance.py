"""What the public files of finance say of the years of a report: the oracle of its finance part."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.sunagawa_plan.open_data.printed import at_places, flat, number
from tests.sunagawa_plan.open_data.public_files import PublicFiles, Row

SPAN = 5
ABSENT = {"no_such_fund", "no_such_item"}
AS_FUNDS = {
    "fund_code": "item_code",
    "fund_name": "item_name",
    "balance_thousand_yen": "amount_thousand_yen",
}


@dataclass(frozen=True)
class ToldRow:
    """A row of a table of the report: its head and its cells by label, small print apart."""

    head: str
    head_small: str
    cells: dict[str, str]
    small: dict[str, str]


class ToldSettlement:
    """The general account up to a report's year; years are those of its tables, holes included."""

    def __init__(self, files: PublicFiles, until: int) -> None:
        self._files = files
        self._rows = [
            row
            for row in files.of_finance("settlement")
            if row["account"] == "general_account" and row["fiscal_year"] <= until
        ]
        known = sorted({int(row["fiscal_year"]) for row in self._rows})
        self.last = known[-1]
        self.published = set(known)
        self.years = range(max(self.last - SPAN + 1, known[0]), self.last + 1)
        self.sections = list(dict.fromkeys(row["section"] for row in self._rows))

    def rows(self, section: str) -> list[Row]:
        """The rows of a section in the years of the table."""
        return [r for r in self._rows if r["section"] == section and r["fiscal_year"] in self.years]

    def in_year(self, section: str, year: int) -> list[Row]:
        return [row for row in self.rows(section) if row["fiscal_year"] == year]

    def total(self, section: str) -> Decimal | None:
        """The total of a section in the last year; None without a single one, or without amount."""
        roots = {row["item_code"] for row in self._rows if is_root(row, section)}
        found = [row for row in self.in_year(section, self.last) if is_root(row, section)]
        return found[0]["amount_thousand_yen"] if len(roots) == len(found) == 1 else None

    def table(self, section: str, wareki: Sequence[str]) -> list[ToldRow]:
        """The rows of a section; wareki are the labels of the years."""
        labels = dict(zip(self.years, wareki, strict=True))
        codes = dict.fromkeys(row["item_code"] for row in self.rows(section))
        return [self._told(section, code, labels) for code in codes]

    def shares(self, section: str) -> list[str]:
        """What share of the section's total every item without parts has in the last year."""
        rows, total = self.in_year(section, self.last), self.total(section)
        parents = {row["parent_code"] for row in rows}
        return [
            f"{row['item_name']} {at_places(row['amount_thousand_yen'] * 100 / total, 1)}%"
            for row in rows
            if total and row["item_code"] not in parents and row["amount_thousand_yen"] is not None
        ]

    def _told(self, section: str, code: str, labels: dict[int, str]) -> ToldRow:
        own = {int(r["fiscal_year"]): r for r in self.rows(section) if r["item_code"] == code}
        name = own[max(own)]["item_name"]
        names = dict.fromkeys(own[year]["item_name"] for year in sorted(own))
        former = [other for other in names if other != name]
        cells = {label: self._cell(own.get(year), year, section) for year, label in labels.items()}
        return ToldRow(
            head=flat(name),
            head_small=flat(f"改称前：{'、'.join(former)}" if former else ""),
            cells={label: text for label, (text, _) in cells.items()},
            small={label: flat(small) for label, (_, small) in cells.items() if flat(small)},
        )

    def _cell(self, row: Row | None, year: int, section: str) -> tuple[str, str]:
        """A cell and its small print; an item that a year's rows lack did not exist in it."""
        if year not in self.published:
            return "公開していません", ""
        reason = _no_such(section) if row is None else row["missing_reason"]
        if reason is not None:
            word = self._files.word("amount_missing_reason", reason)
            return ("－", word + self._ended(row)) if reason in ABSENT else (word, "")
        assert row is not None
        return number(row["amount_thousand_yen"]), self._ratio(row)

    def _ended(self, row: Row | None) -> str:
        has_ended = row is not None and row["year_on_year_state"] == "ceased"
        return self._ratio(row) if has_ended else ""

    def _ratio(self, row: Row) -> str:
        state = row["year_on_year_state"]
        if row["year_on_year"] is not None:
            beside = " 冊子の値" if state == "as_printed" else ""
            return f"{number(row['year_on_year'])}%{beside}"
        return "－" if state == "none" else self._files.word("year_on_year_state", state)


def fund_rows(files: PublicFiles, years: Sequence[int]) -> list[Row]:
    """The rows of funds under the names that settlement has for the same."""
    return [
        {AS_FUNDS.get(name, name): cell for name, cell in row.items()}
        for row in files.of_finance("funds")
        if row["fiscal_year"] in years
    ]


def is_root(row: Row, section: str) -> bool:
    return row["section"] == section and row["parent_code"] is None


def _no_such(section: str) -> str:
    return "no_such_fund" if section == "funds" else "no_such_item"
