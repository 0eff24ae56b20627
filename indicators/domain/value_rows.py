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
from sunagawa_plan.lib.fiscal_year import FiscalYear, read_fiscal_year
from sunagawa_plan.lib.numerals import Mark, read_number, round_half_up
from sunagawa_plan.lib.spelling import fold_width, quote
from sunagawa_plan.lib.tables import Cell, single_line

_TRUE = frozenset({"true", "1", "はい", "○", "速報値", "速報"})
_FALSE = frozenset({"", "false", "0", "いいえ", "確定値", "確定"})
_KINDS = {"": "annual", "annual": "annual", "baseline": "baseline"}


class RowError(ValueError):
    """What is wrong with a row, by column name; every message is Japanese."""

    def __init__(self, messages: Mapping[str, str]) -> None:
        super().__init__("、".join(messages.values()))
        self.messages = dict(messages)


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


class _Reading:
    """One row on its way from cells to a ValueRow; errors gathers what is wrong, by column."""

    def __init__(self, reader: RowReader, cells: Mapping[str, Cell]) -> None:
        self.reader, self.cells = reader, cells
        self.errors: dict[str, str] = {}

    def row(self) -> ValueRow | None:
        indicator = self._indicator()
        year = self._year()
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
            missing_detail=self._text("missing_detail"),
            is_provisional=self._is_provisional(),
            sample_size=self._sample_size(indicator),
            note=self._text("note"),
            source=self._text("source"),
        )

    def _text(self, name: str) -> str:
        cell = self.cells.get(name)
        return "" if cell is None else str(cell).strip()

    def _indicator(self) -> KnownIndicator | None:
        code = fold_width(self._text("indicator_code"))
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

    def _year(self) -> int | None:
        cell = self.cells.get("fiscal_year")
        whole = int(cell) if isinstance(cell, Decimal) and cell == int(cell) else cell
        try:
            year = read_fiscal_year(whole if isinstance(whole, int) else str(whole or ""))
            spelt = self._text("fiscal_year_wareki")
            repeated = read_fiscal_year(spelt) if spelt else year
        except ValueError as error:
            self.errors["fiscal_year"] = str(error)
            return None
        if repeated != year:
            self.errors["fiscal_year"] = f"年度{year.full}と和暦{quote(spelt)}が合っていません。"
        return year.start

    def _is_baseline(self) -> bool:
        typed = self._text("value_kind")
        kind = _KINDS.get(typed.lower())
        if kind is None:
            self.errors["value_kind"] = (
                f"{quote(typed)}は値の種類ではありません（annualかbaseline）。"
            )
        return kind == "baseline"

    def _compare_names(self, indicator: KnownIndicator) -> None:
        for name, known in (("indicator_name", indicator.name), ("unit", indicator.unit)):
            typed = self._text(name)
            expected = single_line(without_marks(known))
            if typed and fold_width(typed) != fold_width(expected):
                self.errors[name] = (
                    f"{quote(typed)}は登録と違います（登録は{quote(expected)}）。"
                    "行がずれていないか確かめてください。"
                )

    def _compare_baseline(self, indicator: KnownIndicator, year: int) -> None:
        known = indicator.baseline
        shown = None if known is None else round_half_up(known, indicator.places)
        typed = self._number("value", indicator.unit)
        if year != indicator.baseline_year or (None if isinstance(typed, Mark) else typed) != shown:
            self.errors["value"] = (
                "現状値（baseline）の行は取り込みませんが、登録と違います。"
                "現状値は指標のページで直してください。"
            )

    def _reason(self) -> MissingReason | None:
        try:
            return read_reason(self._text("missing_reason"))
        except ValueError as error:
            self.errors["missing_reason"] = str(error)
            return None

    def _value(
        self, indicator: KnownIndicator, year: int, reason: MissingReason | None
    ) -> Decimal | None:
        typed = self._number("value", indicator.unit)
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

    def _number(self, name: str, unit: str) -> Decimal | Mark:
        cell = self.cells.get(name)
        try:
            # A date is refused as the text it is shown as.
            return read_number(str(cell) if isinstance(cell, date) else cell, unit=unit)
        except ValueError as error:
            self.errors[name] = str(error)
            return Mark.BLANK

    def _is_provisional(self) -> bool:
        typed = self._text("is_provisional")
        word = fold_width(typed).lower()
        if word not in _TRUE | _FALSE:
            self.errors["is_provisional"] = f"{quote(typed)}は読み取れません（trueかfalse）。"
        return word in _TRUE

    def _sample_size(self, indicator: KnownIndicator) -> int | None:
        size = self._number("sample_size", "人")
        if isinstance(size, Mark):
            return None
        if size != int(size) or size < 1:
            self.errors["sample_size"] = "回答者数は1以上の整数にしてください。"
        elif not indicator.is_survey:
            self.errors["sample_size"] = (
                "アンケート調査ではない指標には、回答者数を入力できません。"
            )
        return int(size)
