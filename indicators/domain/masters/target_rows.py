"""Rows of a file of targets → what they say; only a file that knows of revisions may change them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from indicators.domain.marked_text import without_marks
from indicators.domain.masters.reading import Doubles, MasterReading, MasterRow
from indicators.domain.vocabulary import Arrow
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import round_half_up
from sunagawa_plan.lib.spelling import quote
from sunagawa_plan.lib.tables import Cell

_NEEDS_REVISION = (
    "登録されている目標と違います。目標を変えるファイルには「effective_from（この目標が有効になる年度）」の列が"
    "必要です。見直した目標は、見直し後の最初の年度と見直しの理由を入れた新しい行にしてください。"
)


@dataclass(frozen=True)
class KnownTargets:
    """An indicator with its targets in force by milestone year: (since, value, arrow)."""

    key: int
    name: str
    unit: str
    places: int
    in_force: Mapping[int, tuple[int, Decimal | None, str]]


@dataclass(frozen=True)
class TargetReader:
    """Reads the rows of a file of one plan's targets; first_year is the plan's."""

    known: Mapping[str, KnownTargets]
    first_year: int
    doubles: Doubles = field(default_factory=Doubles)

    def read(self, cells: Mapping[str, Cell], number: int) -> MasterRow:
        """Read the row that stands in line `number` of the file; RowError tells all its faults."""
        row = MasterReading(cells)
        indicator = self._indicator(row)
        year = row.year("fiscal_year")
        row.take_number("target_value", indicator.unit if indicator else "", "value")
        row.take_word("target_arrow", Arrow, "arrow")
        row.take_text("revision_reason")
        if (row.says["value"] is None) == (not row.says["arrow"]) and not row.errors:
            row.errors["target_value"] = (
                "目標は、数値か矢印（↗ → ↘）のどちらか一方を入力してください。"
            )
        if indicator is None or year is None:
            return row.finished(None)
        key = (indicator.key, year, self._since(row, indicator, year))
        if line := self.doubles.first(key, number):
            row.errors["fiscal_year"] = (
                f"{line}行目に同じ指標の同じ年度（{FiscalYear(year)}）があります。"
            )
        return row.finished(key)

    def _indicator(self, row: MasterReading) -> KnownTargets | None:
        code = row.code("indicator_code", "指標番号")
        found = self.known.get(code)
        if found:
            row.compare("indicator_name", without_marks(found.name))
        elif code:
            row.errors["indicator_code"] = (
                f"{quote(code)}という番号の指標は、この計画にありません。"
            )
        return found

    def _since(self, row: MasterReading, indicator: KnownTargets, year: int) -> int:
        if row.cells.get("effective_from") is not None:
            return row.year("effective_from") or self.first_year
        stored = indicator.in_force.get(year)
        if stored is None:
            return self.first_year
        since, *answer = stored
        if not _is_same(row.says, answer, indicator.places):
            row.errors.setdefault("target_value", _NEEDS_REVISION)
        return since


def _is_same(says: Mapping[str, Any], answer: list[Any], places: int) -> bool:
    value, arrow = answer
    shown = None if value is None else round_half_up(value, places)
    return says["arrow"] == arrow and says["value"] in {value, shown}
