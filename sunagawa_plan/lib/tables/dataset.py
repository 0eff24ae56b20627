"""Public files before they have rows: names, titles, and what each column means.

Page, files and metadata are all written from these declarations, so they cannot disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from sunagawa_plan.lib.labelled_code import LabelledCode
from sunagawa_plan.lib.tables.shape import Column, Row, Table


class Datatype(LabelledCode):
    """What the cells of a column hold. The codes are the names that CSV on the Web uses."""

    STRING = "string", "文字列"
    INTEGER = "integer", "整数"
    DECIMAL = "decimal", "数値"
    BOOLEAN = "boolean", "true／false"
    DATETIME = "dateTime", "日時"


@dataclass(frozen=True)
class CodeList:
    """The values a column may hold: pairs of code and Japanese word, under a name of their own."""

    name: str
    title: str
    codes: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, name: str, title: str, members: Iterable[LabelledCode]) -> Self:
        return cls(name, title, tuple((member.value, member.label) for member in members))

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(code for code, _ in self.codes)


@dataclass(frozen=True)
class DescribedColumn(Column):
    """A column with what /open-data/ and the metadata say of it.

    `is_required`: no row leaves it empty. `unit` is empty where there is nothing to count.
    """

    meaning: str = ""
    datatype: Datatype = Datatype.STRING
    unit: str = ""
    codes: CodeList | None = None
    is_required: bool = False


@dataclass(frozen=True)
class Dataset:
    """A public file without its rows; name is the file's name without plan, year and form.

    `about`: one sentence of what a row is. `key`: the columns that together name a row once.
    """

    name: str
    title: str
    columns: tuple[DescribedColumn, ...]
    about: str = ""
    key: tuple[str, ...] = ()

    def table(self, rows: Iterable[Row]) -> Table:
        return Table(self.name, self.title, self.columns, rows)


@dataclass(frozen=True)
class Extent:
    """How many rows a file has and which fiscal years they are of; no years where none apply."""

    rows: int
    first_year: int | None = None
    last_year: int | None = None


def column(
    name: str,
    title: str,
    meaning: str = "",
    *,
    datatype: Datatype = Datatype.STRING,
    unit: str = "",
    codes: CodeList | None = None,
    is_required: bool = False,
    places: int | None = None,
) -> DescribedColumn:
    return DescribedColumn(name, title, places, meaning, datatype, unit, codes, is_required)


FISCAL_YEAR = column(
    "fiscal_year",
    "年度",
    "年度が始まる西暦年。令和6年度は2024",
    datatype=Datatype.INTEGER,
    unit="年度",
    is_required=True,
)
FISCAL_YEAR_WAREKI = column("fiscal_year_wareki", "年度（和暦）", "例: 令和6年度", is_required=True)
