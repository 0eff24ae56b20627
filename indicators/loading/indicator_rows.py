"""The rows of indicators, their targets and annual values."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from indicators.loading.book import BasicProjectEntry, IndicatorEntry, PlanBook
from indicators.loading.shelves import ANNUAL_VALUES, INDICATORS, TARGETS
from sunagawa_plan.shared.loading.shelf import Row

_AS_IN_THE_FILE = (
    "name",
    "unit",
    "definition",
    "decimal_places",
    "is_survey",
    "baseline_value",
    "baseline_sample_size",
    "maintenance_tolerance",
    "statutory_line_value",
    "statutory_line_name",
)


@dataclass(frozen=True)
class IndicatorRows:
    """Indicators in order of print, with the plan's defaults filled in."""

    book: PlanBook
    departments: dict[str, Row]

    def below(self, entry: BasicProjectEntry, project: Row) -> Iterator[Row]:
        """Give the rows of a basic project's indicators and of what hangs on them."""
        for order, indicator in enumerate(entry.indicators, start=1):
            row = self._indicator(indicator, project, order)
            yield row
            yield from self._targets(indicator, row)
            yield from self._annual_values(indicator, row)

    def _indicator(self, entry: IndicatorEntry, project: Row, order: int) -> Row:
        values = {field: getattr(entry, field) for field in _AS_IN_THE_FILE}
        year = entry.baseline_fiscal_year or self.book.plan.baseline_fiscal_year
        values |= {
            "order": order,
            "direction": _code(entry.direction),
            "baseline_fiscal_year": year,
            "baseline_missing_reason": _code(entry.baseline_missing_reason),
            "department": self.departments.get(entry.department),
        } | self._plain_words(entry)
        return Row(INDICATORS, project, (entry.code,), values, entry.place)

    def _plain_words(self, entry: IndicatorEntry) -> dict[str, str]:
        own = next((w for w in self.book.plain_words if w.indicator_code == entry.code), None)
        return {
            "plain_meaning": own.plain_meaning if own else "",
            "plain_target": own.plain_target if own else "",
        }

    def _targets(self, entry: IndicatorEntry, indicator: Row) -> Iterator[Row]:
        for target in entry.targets:
            since = target.effective_from or self.book.plan.first_fiscal_year
            values = {
                "value": target.value,
                "arrow": _code(target.arrow),
                "revision_reason": target.revision_reason,
            }
            yield Row(TARGETS, indicator, (target.fiscal_year, since), values, target.place)

    def _annual_values(self, entry: IndicatorEntry, indicator: Row) -> Iterator[Row]:
        for annual in self.book.annual_values:
            if annual.indicator_code == entry.code:
                values = {
                    "value": annual.value,
                    "missing_reason": _code(annual.missing_reason),
                    "missing_detail": annual.missing_detail,
                    "sample_size": annual.sample_size,
                    "is_provisional": annual.is_provisional,
                    "note": annual.note,
                    "source": annual.source,
                }
                yield Row(ANNUAL_VALUES, indicator, (annual.fiscal_year,), values, annual.place)


def _code(word: StrEnum | None) -> str:
    return "" if word is None else str(word)
