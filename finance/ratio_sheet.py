"""All soundness ratios of one fiscal year on one small sheet, with last year's beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from finance.domain.soundness import RatioFact, SharedRatios
from finance.models import SoundnessRatio, SoundnessThreshold, SoundnessValue
from finance.ratio_entry import RatioEntry
from finance.ratio_form import RatioForm
from finance.ratio_publishing import save_ratios
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_number
from sunagawa_plan.shared.row_changes import EMPTY, FieldChange


@dataclass(frozen=True)
class RatioRow:
    """One ratio on the sheet; form is None where nothing can be entered."""

    ratio: SoundnessRatio
    year: int
    shared: SharedRatios
    form: RatioForm | None

    @property
    def stored(self) -> SoundnessValue | None:
        return self._stored(self.year)

    @property
    def current(self) -> str:
        """Return the year's value as it is stored, here or with the indicator."""
        return self._text(self.year)

    @property
    def entered(self) -> str:
        """Return the year's value as it will be once the sheet is saved."""
        if self.form is None or self.ratio.is_shared or not self.form.is_changed:
            return self.current
        return self._written(self.form.entry)["比率"]

    @property
    def previous(self) -> str:
        return self._text(self.year - 1)

    @property
    def common_lines(self) -> str:
        """Return the lines of every year in words; nothing where there are none."""
        line = self.ratio.lines.get(None)
        return "" if line is None else _lines(line.early_soundness, line.fiscal_rebuilding)

    @property
    def own_lines(self) -> str:
        line = self.ratio.lines.get(self.year)
        return "" if line is None else _lines(line.early_soundness, line.fiscal_rebuilding)

    @property
    def changes(self) -> list[FieldChange]:
        """Return what saving would change: old and new, for people."""
        if self.form is None:
            return []
        old, new = self._written(self.form.stored), self._written(self.form.entry)
        return [FieldChange(name, old[name], new[name]) for name in old if old[name] != new[name]]

    def _stored(self, year: int) -> SoundnessValue | None:
        rows = self.ratio.values.all()
        return next((row for row in rows if row.fiscal_year == year), None)

    def _text(self, year: int) -> str:
        lent = self.shared.get(self.ratio.code)
        own = self._stored(year)
        fact = own.fact if own else None
        if self.ratio.is_shared:
            fact = lent.facts.get(year) if lent else None
        return "未入力" if fact is None else fact_text(fact, self.ratio.decimal_places)

    def _written(self, entry: RatioEntry) -> dict[str, str]:
        value = SoundnessValue(value=entry.value, missing_reason=entry.missing_reason)
        told = fact_text(value.fact, self.ratio.decimal_places) if entry.is_answered else EMPTY
        return {
            "比率": told,
            "補足": entry.detail or EMPTY,
            "出典": entry.source or EMPTY,
            "この年度の基準": _lines(entry.early, entry.rebuilding) or EMPTY,
            "基準の出典": entry.line_source or EMPTY,
        }


class RatioSheet:
    """The ratios of a year, blank or as stored, or filled in by `data`. Three queries."""

    def __init__(
        self,
        year: int,
        *,
        shared: SharedRatios,
        is_editable: bool = False,
        has_lines: bool = False,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.year, self.is_editable, self.has_lines, self.data = year, is_editable, has_lines, data
        ratios = SoundnessRatio.objects.prefetch_related("values", "thresholds")
        self.rows = [RatioRow(each, year, shared, self._form(each)) for each in ratios]

    @property
    def fiscal_year(self) -> FiscalYear:
        return FiscalYear(self.year)

    @property
    def is_published(self) -> bool:
        return any(row.stored is not None and row.stored.is_published for row in self.rows)

    @property
    def has_drafts(self) -> bool:
        return any(row.stored is not None and not row.stored.is_published for row in self.rows)

    @cached_property
    def changed_rows(self) -> list[RatioRow]:
        return [row for row in self.rows if row.form and row.form.is_changed]

    @property
    def changes(self) -> list[tuple[str, list[FieldChange]]]:
        return [(row.ratio.name, row.changes) for row in self.changed_rows]

    def is_valid(self) -> bool:
        """Check everything typed, so that all errors are shown at once."""
        return not sum(not row.form.is_valid() for row in self.changed_rows if row.form)

    def save(self, *, reason: str = "") -> None:
        """Write what has changed; it must be valid. Raises what save_ratios raises."""
        entries = {row.ratio: row.form.entry for row in self.changed_rows if row.form}
        save_ratios(fiscal_year=self.year, entries=entries, reason=reason)

    def _form(self, ratio: SoundnessRatio) -> RatioForm | None:
        if not self.is_editable or (ratio.is_shared and not self.has_lines):
            return None
        values: list[SoundnessValue] = list(ratio.values.all())
        lines: list[SoundnessThreshold] = list(ratio.thresholds.all())
        value = next((row for row in values if row.fiscal_year == self.year), None)
        line = next((row for row in lines if row.fiscal_year == self.year), None)
        stored = RatioEntry.of(value, line)
        known: dict[str, Any] = {"ratio": ratio, "year": self.year, "stored": stored}
        was_sent = self.data is not None and f"r{ratio.pk}-stamp" in self.data
        return RatioForm(self.data if was_sent else None, has_lines=self.has_lines, **known)


def fact_text(fact: RatioFact, places: int) -> str:
    """Write a ratio for people, or the reason why there is none."""
    if fact.value is not None:
        return f"{format_number(fact.value, places)}%"
    return f"－（{fact.missing_reason.label}）" if fact.missing_reason else ""


def _lines(early: Any, rebuilding: Any) -> str:
    if early is None:
        return ""
    numbers = [early] if rebuilding is None else [early, rebuilding]
    return " / ".join(f"{number.normalize():f}%" for number in numbers)
