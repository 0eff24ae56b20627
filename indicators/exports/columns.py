"""What the columns of the public files are called and mean, said once for all files."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.domain.vocabulary import Direction, Kind, LabelledCode, Level, MissingReason
from sunagawa_plan.lib.tables import Cell, Column, Table

Row = tuple[Cell, ...]


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


def column(name: str, title: str, meaning: str = "") -> DescribedColumn:
    return DescribedColumn(name, title, meaning=meaning)


def _codes(*members: LabelledCode) -> str:
    return "、".join(f"{member.value}（{member.label}）" for member in members)


INDICATOR_CODE = column(
    "indicator_code",
    "指標番号",
    "施策・基本事業・掲載順をつないだ番号。例: 6-1-2-1",
)
INDICATOR_NAME = column("indicator_name", "指標名", "計画書に書かれた指標の名前")
UNIT = column("unit", "単位", "値の単位")
DIRECTION = column("direction", "望ましい方向", _codes(*Direction))
FISCAL_YEAR = column("fiscal_year", "年度", "年度が始まる西暦年。令和6年度は2024")
FISCAL_YEAR_WAREKI = column("fiscal_year_wareki", "年度（和暦）", "例: 令和6年度")
BASELINE_VALUE = column("baseline_value", "現状値", "計画書に書かれた計画策定時の値。未測定は空欄")
KIND = column("kind", "目標の種類", f"現状値・目標値・望ましい方向から決まる種類。{_codes(*Kind)}")
TARGET_VALUE = column("target_value", "目標値", "数値の目標。矢印の目標のときは空欄")
TARGET_ARROW = column(
    "target_arrow",
    "目標の矢印",
    "計画書に書かれた矢印（↗、→、↘）。数値の目標のときは空欄",
)
VALUE = column("value", "値", "表示する桁数に四捨五入した値。値がないときは空欄")
MISSING_REASON = column(
    "missing_reason", "値がない理由", f"値があるときは空欄。{_codes(*MissingReason)}"
)
LEVEL = column("level", "評価の区分", _codes(*Level))
