"""Rows of an uploaded soundness file → ratios, or what is wrong with each of their cells.

The columns are those of the public file. A row that says nothing, or repeats what an indicator of
a plan keeps, is not imported; lines are held against the stored ones, for they have a page of
their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from finance.domain.ratio_answer import RatioAnswer, settle_ratio
from finance.domain.soundness import RatioSeries
from finance.domain.vocabulary import RatioMissingReason
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import round_half_up
from sunagawa_plan.lib.spelling import fold_width, quote
from sunagawa_plan.lib.tables import Cell
from sunagawa_plan.lib.uploads import RowError, RowReading, UploadColumns

COLUMNS = UploadColumns(
    {
        "fiscal_year": "年度",
        "fiscal_year_wareki": "年度（和暦）",
        "ratio_code": "比率コード",
        "ratio_name": "比率",
        "value": "値",
        "missing_reason": "比率がない理由",
        "early_soundness_threshold": "早期健全化基準",
        "fiscal_rebuilding_threshold": "財政再生基準",
        "source": "出典",
    },
    ("fiscal_year", "ratio_code", "value", "missing_reason"),
)


@dataclass(frozen=True)
class KnownRatio:
    """A ratio that a row may mean; indicator_code names the indicator that keeps a shared one."""

    key: int
    code: str
    name: str
    places: int
    series: RatioSeries
    indicator_code: str = ""


@dataclass(frozen=True)
class RatioRow:
    """One readable row. answer is None where there is nothing to import; source may lack."""

    ratio: KnownRatio
    fiscal_year: int
    answer: RatioAnswer
    source: str | None = None


@dataclass
class RatioReader:
    """Reads the rows of one file, remembering which row already gave a ratio's year."""

    ratios: Mapping[str, KnownRatio]
    seen: dict[tuple[str, int], int] = field(default_factory=dict)

    def read(self, cells: Mapping[str, Cell], number: int) -> RatioRow:
        """Read the row that stands in line `number` of the file; RowError tells all its faults."""
        reading = _Reading(self.ratios, cells)
        row = reading.row()
        if row is not None and not reading.errors:
            first = self.seen.setdefault((row.ratio.code, row.fiscal_year), number)
            if first != number:
                reading.errors["ratio_code"] = f"{first}行目に同じ比率の同じ年度があります。"
        if reading.errors or row is None:
            raise RowError(reading.errors)
        return row


class _Reading(RowReading):
    def __init__(self, ratios: Mapping[str, KnownRatio], cells: Mapping[str, Cell]) -> None:
        super().__init__(cells)
        self.ratios = ratios

    def row(self) -> RatioRow | None:
        ratio, year = self._ratio(), self.year()
        if ratio is None or year is None:
            return None
        self.compare("ratio_name", ratio.name)
        self._compare_lines(ratio, year)
        answer = self._answer(ratio)
        if ratio.indicator_code:
            self._compare_shared(ratio, year, answer)
            answer = None
        source = self.text("source") if "source" in self.cells else None
        return RatioRow(ratio, year, answer, source)

    def _ratio(self) -> KnownRatio | None:
        code = fold_width(self.text("ratio_code"))
        found = self.ratios.get(code)
        if found is None:
            known = "、".join(self.ratios)
            self.errors["ratio_code"] = f"{quote(code)}という比率はありません（{known}）。"
        return found

    def _answer(self, ratio: KnownRatio) -> RatioAnswer:
        typed = self.number("value", "%")
        reason = self.word("missing_reason", RatioMissingReason)
        if reason is RatioMissingReason.AWAITING_ENTRY:
            reason = None
        if self.errors.keys() & {"value", "missing_reason"}:
            return None
        try:
            return settle_ratio(typed, reason, ratio.places)
        except ValueError as error:
            self.errors["value"] = str(error)
            return None

    def _compare_shared(self, ratio: KnownRatio, year: int, answer: RatioAnswer) -> None:
        fact = ratio.series.facts.get(year)
        kept = (fact.missing_reason or _shown(fact.value, ratio)) if fact else None
        if answer is not None and answer != kept and "value" not in self.errors:
            self.errors["value"] = (
                f"{ratio.name}は、指標{ratio.indicator_code}の実績値として入力します。"
                f"登録されている値（{_told(kept)}）と違います。"
            )

    def _compare_lines(self, ratio: KnownRatio, year: int) -> None:
        line = ratio.series.threshold(year)
        stored = {
            "early_soundness_threshold": line.early_soundness if line else None,
            "fiscal_rebuilding_threshold": line.fiscal_rebuilding if line else None,
        }
        for name, value in stored.items():
            typed, kept = self.number(name, "%"), _shown(value, ratio)
            if isinstance(typed, Decimal) and typed != kept:
                self.errors[name] = (
                    f"登録されている{FiscalYear(year)}の基準（{_told(kept)}）と違います。"
                    "基準値は健全化判断比率の年度の表で入力してください。"
                )


def _shown(value: Decimal | None, ratio: KnownRatio) -> Decimal | None:
    return None if value is None else round_half_up(value, ratio.places)


def _told(kept: RatioMissingReason | Decimal | None) -> str:
    if kept is None:
        return "登録なし"
    return kept.label if isinstance(kept, RatioMissingReason) else f"{kept}%"
