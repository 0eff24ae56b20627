"""Rows of an uploaded values file → what they say, or what is wrong with each of their cells.

The columns are those of the public values file, so that what the portal exports comes back
unchanged; missing_detail may be added. Columns that only repeat what is known (name, unit,
wareki) are compared with it, because rows shifted against each other look right otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from indicators.domain.answer import read_reason, refuse_unbegun_year, settle
from indicators.domain.marked_text import without_marks
from indicators.domain.vocabulary import MissingReason
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import Mark, round_half_up
from sunagawa_plan.lib.spelling import fold_width, quote
from sunagawa_plan.lib.tables import Cell
from sunagawa_plan.lib.uploads import RowError, RowReading

_TRUE = frozenset({"true", "1", "はい", "○", "速報値", "速報"})
_FALSE = frozenset({"", "false", "0", "いいえ", "確定値", "確定"})
_KINDS = {"": "annual", "annual": "annual", "baseline": "baseline"}


@dataclass(frozen=True)
class KnownIndicator:
    """What an uploaded row is held against."""

    key: int
    name: str
    unit: str
    places: int
    is_survey: bool
    baseline_year: int
    baseline: Decimal | None


@dataclass(frozen=True)
class ValueRow:
    """One readable row; a column that the file lacks reads as blank. is_baseline: not imported."""

    indicator: KnownIndicator
    fiscal_year: int
    value: Decimal | None
    missing_reason: MissingReason | None
    is_baseline: bool = False
    missing_detail: str = ""
    is_provisional: bool = False
    sample_size: int | None = None
    note: str = ""
    source: str = ""


@dataclass
class RowReader:
    """Reads the rows of one file for one plan, remembering which row already gave a year.

    known: the plan's indicators by code; elsewhere: codes of other plans, for a better message.
    """

    known: Mapping[str, KnownIndicator]
    elsewhere: frozenset[str]
    today: date
    seen: dict[tuple[int, int], int] = field(default_factory=dict)

    def read(self, cells: Mapping[str, Cell], number: int) -> ValueRow:
        """Read the row that stands in line `number` of the file; RowError tells all its faults."""
        reading = _Reading(self, cells)
        row = reading.row()
        if row is not None and not reading.errors and not row.is_baseline:
            first = self.seen.setdefault((row.indicator.key, row.fiscal_year), number)
            if first != number:
                reading.errors["fiscal_year"] = (
                    f"{first}行目に同じ指標の同じ年度（{FiscalYear(row.fiscal_year)}）があります。"
                )
        if reading.errors or row is None:
            raise RowError(reading.errors)
        return row


class _Reading(RowReading):
    """One row on its way from cells to a ValueRow; errors gathers what is wrong, by column."""

    def __init__(self, reader: RowReader, cells: Mapping[str, Cell]) -> None:
        super().__init__(cells)
        self.reader = reader

    def row(self) -> ValueRow | None:
        indicator = self._indicator()
        year = self.year()
        is_baseline = self._is_baseline()
        if indicator is None or year is None:
            return None
        self._compare_names(indicator)
        if is_baseline:
            self._compare_baseline(indicator, year)
            return ValueRow(indicator, year, None, None, is_baseline=True)
        reason = self._reason()
        return ValueRow(
            indicator,
            year,
            self._value(indicator, year, reason),
            reason,
            missing_detail=self.text("missing_detail"),
            is_provisional=self._is_provisional(),
            sample_size=self._sample_size(indicator),
            note=self.text("note"),
            source=self.text("source"),
        )

    def _indicator(self) -> KnownIndicator | None:
        code = fold_width(self.text("indicator_code"))
        found = self.reader.known.get(code)
        if found is None:
            self.errors["indicator_code"] = self._unknown_code(code)
        return found

    def _unknown_code(self, code: str) -> str:
        if not code:
            return "指標番号がありません。"
        if code in self.reader.elsewhere:
            return f"{quote(code)}は別の計画の指標です。取り込む計画を確かめてください。"
        return f"{quote(code)}という番号の指標はありません。"

    def _is_baseline(self) -> bool:
        typed = self.text("value_kind")
        kind = _KINDS.get(typed.lower())
        if kind is None:
            self.errors["value_kind"] = (
                f"{quote(typed)}は値の種類ではありません（annualかbaseline）。"
            )
        return kind == "baseline"

    def _compare_names(self, indicator: KnownIndicator) -> None:
        self.compare("indicator_name", without_marks(indicator.name))
        self.compare("unit", without_marks(indicator.unit))

    def _compare_baseline(self, indicator: KnownIndicator, year: int) -> None:
        known = indicator.baseline
        shown = None if known is None else round_half_up(known, indicator.places)
        typed = self.number("value", indicator.unit)
        if year != indicator.baseline_year or (None if isinstance(typed, Mark) else typed) != shown:
            self.errors["value"] = (
                "現状値（baseline）の行は取り込みませんが、登録と違います。"
                "現状値は指標のページで直してください。"
            )

    def _reason(self) -> MissingReason | None:
        try:
            return read_reason(self.text("missing_reason"))
        except ValueError as error:
            self.errors["missing_reason"] = str(error)
            return None

    def _value(
        self, indicator: KnownIndicator, year: int, reason: MissingReason | None
    ) -> Decimal | None:
        typed = self.number("value", indicator.unit)
        if self.errors.keys() & {"value", "missing_reason"}:
            return None
        try:
            value = settle(typed, reason)
            if value is not None:
                refuse_unbegun_year(year, self.reader.today)
        except ValueError as error:
            self.errors["value"] = str(error)
            return None
        return value

    def _is_provisional(self) -> bool:
        typed = self.text("is_provisional")
        word = fold_width(typed).lower()
        if word not in _TRUE | _FALSE:
            self.errors["is_provisional"] = f"{quote(typed)}は読み取れません（trueかfalse）。"
        return word in _TRUE

    def _sample_size(self, indicator: KnownIndicator) -> int | None:
        size = self.number("sample_size", "人")
        if isinstance(size, Mark):
            return None
        if size != int(size) or size < 1:
            self.errors["sample_size"] = "回答者数は1以上の整数にしてください。"
        elif not indicator.is_survey:
            self.errors["sample_size"] = (
                "アンケート調査ではない指標には、回答者数を入力できません。"
            )
        return int(size)
