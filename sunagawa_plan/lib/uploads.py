"""Uploaded rows → what they say, or what is wrong with each of their cells. Every message is Japanese."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from sunagawa_plan.lib.fiscal_year import FiscalYear, read_fiscal_year
from sunagawa_plan.lib.labelled_code import LabelledCode
from sunagawa_plan.lib.numerals import Mark, read_number
from sunagawa_plan.lib.spelling import fold_width, quote
from sunagawa_plan.lib.tables import Cell, single_line

Code = TypeVar("Code", bound=LabelledCode)


class RowError(ValueError):
    """What is wrong with a row, by column name."""

    def __init__(self, messages: Mapping[str, str]) -> None:
        super().__init__("、".join(messages.values()))
        self.messages = dict(messages)


@dataclass(frozen=True)
class UploadColumns:
    """The headings that a file may have, with their Japanese titles, and those it must have."""

    titles: Mapping[str, str]
    required: tuple[str, ...]

    def recognise(self, headings: Sequence[str]) -> tuple[str, ...]:
        """Return the columns that headings mean; ValueError names all that are wrong.

        A heading may be typed full-width, in capitals, or as the Japanese title.
        """
        names = [self.name_of(heading) for heading in headings]
        missing = [name for name in self.required if name not in names]
        unknown = [head for head, name in zip(headings, names, strict=True) if name is None]
        doubled = [name for name, count in Counter(names).items() if name and count > 1]
        told = []
        if missing:
            told.append(f"見出しが足りません: {'、'.join(map(self.titled, missing))}。")
        if unknown:
            told.append(f"知らない見出しがあります: {'、'.join(map(quote, unknown))}。")
        if doubled:
            told.append(
                f"同じ列の見出しが2つ以上あります: {'、'.join(map(self.titled, doubled))}。"
            )
        if told:
            raise ValueError("".join(told) + f"使える見出しは {'、'.join(self.titles)} です。")
        return tuple(name for name in names if name)

    def name_of(self, heading: str) -> str | None:
        """Return the column that a heading means, or None."""
        return self._names.get(_bare(heading))

    @cached_property
    def _names(self) -> dict[str, str]:
        by_title = {_bare(title): name for name, title in self.titles.items()}
        both = {_bare(self.titled(name)): name for name in self.titles}
        return by_title | both | {name: name for name in self.titles}

    def titled(self, name: str) -> str:
        """Return a column's heading with its Japanese title: value（値）."""
        return f"{name}（{self.titles[name]}）" if name in self.titles else name


def years_in(cells: Iterable[Cell]) -> set[int]:
    """Return the fiscal years that can be read in a column."""
    years = set()
    for cell in set(cells):
        with suppress(ValueError):
            years.add(_read_year(cell))
    return years


def _read_year(cell: Cell) -> int:
    whole = int(cell) if isinstance(cell, Decimal) and cell == int(cell) else cell
    return read_fiscal_year(whole if isinstance(whole, int) else str(whole or "")).start


def _bare(heading: str) -> str:
    return "".join(fold_width(heading).lower().split())


class RowReading:
    """One row on its way from cells to what they say; errors gathers what is wrong, by column."""

    def __init__(self, cells: Mapping[str, Cell]) -> None:
        self.cells = cells
        self.errors: dict[str, str] = {}

    def text(self, name: str) -> str:
        cell = self.cells.get(name)
        return "" if cell is None else str(cell).strip()

    def year(self, name: str = "fiscal_year") -> int | None:
        """Read a fiscal year, and hold the column that repeats it in wareki against it."""
        cell, spelt = self.cells.get(name), self.text(f"{name}_wareki")
        try:
            year = _read_year(cell)
            repeated = _read_year(spelt) if spelt else year
        except ValueError as error:
            self.errors[name] = str(error)
            return None
        if repeated != year:
            self.errors[name] = f"年度{FiscalYear(year).full}と和暦{quote(spelt)}が合っていません。"
        return year

    def number(self, name: str, unit: str) -> Decimal | Mark:
        """Read a number or the mark in its place; blank stands for an unreadable one too."""
        cell = self.cells.get(name)
        try:
            # A date is refused as the text it is shown as.
            return read_number(str(cell) if isinstance(cell, date) else cell, unit=unit)
        except ValueError as error:
            self.errors[name] = str(error)
            return Mark.BLANK

    def word(self, name: str, codes: Iterable[Code]) -> Code | None:
        """Read one of the codes by its code or its Japanese word; blank is None."""
        typed, known = self.text(name), tuple(codes)
        for code in known:
            if typed in {code.value, code.label}:
                return code
        if typed:
            words = "・".join(code.label for code in known)
            self.errors[name] = f"{quote(typed)}は使えません。{words}のどれかにしてください。"
        return None

    def compare(self, name: str, known: str) -> None:
        """Report a column that only repeats what is known and says something else.

        Rows shifted against each other look right otherwise.
        """
        typed, expected = self.text(name), single_line(known)
        if typed and fold_width(typed) != fold_width(expected):
            self.errors[name] = (
                f"{quote(typed)}は登録と違います（登録は{quote(expected)}）。"
                "行がずれていないか確かめてください。"
            )
