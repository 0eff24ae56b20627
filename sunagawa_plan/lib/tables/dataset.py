"""Public files before they have rows: names, titles, and what each column means."""

from collections.abc import Iterable
from dataclasses import dataclass

from sunagawa_plan.lib.labelled_code import LabelledCode
from sunagawa_plan.lib.tables.shape import Column, Row, Table


@dataclass(frozen=True)
class DescribedColumn(Column):
    """A column with the sentence that /open-data/ prints beside it."""

    meaning: str = ""


@dataclass(frozen=True)
class Dataset:
    """A public file without its rows; name is the file's name without plan, year and form."""

    name: str
    title: str
    columns: tuple[DescribedColumn, ...]

    def table(self, rows: Iterable[Row]) -> Table:
        return Table(self.name, self.title, self.columns, rows)


def column(
    name: str, title: str, meaning: str = "", *, places: int | None = None
) -> DescribedColumn:
    return DescribedColumn(name, title, places, meaning)


def codes_in_words(*members: LabelledCode) -> str:
    """List codes with their words: higher（高いほどよい）、lower（低いほどよい）."""
    return "、".join(f"{member.value}（{member.label}）" for member in members)


FISCAL_YEAR = column("fiscal_year", "年度", "年度が始まる西暦年。令和6年度は2024")
FISCAL_YEAR_WAREKI = column("fiscal_year_wareki", "年度（和暦）", "例: 令和6年度")
