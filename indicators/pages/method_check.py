"""One verdict of the plan, worked out step by step with its real numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from indicators.domain.steps import Step, steps_of
from indicators.models import Milestone
from indicators.pages.rows import IndicatorRow, measure_of, row_of
from indicators.pages.summaries import Judged
from sunagawa_plan.lib.fiscal_year import FiscalYear

MOST_OPTIONS = 400


@dataclass(frozen=True)
class CheckChoice:
    """Which verdict a reader wants to check; unknown values count as not asked."""

    indicator: str = ""
    year: int | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Self:
        """Read a query string; nothing in it can fail."""
        year = query.get("year", "")
        is_year = year.isascii() and year.isdigit() and len(year) == 4
        return cls(query.get("indicator", ""), int(year) if is_year else None)


@dataclass(frozen=True)
class CheckOption:
    """One choice of the form."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class MethodCheck:
    """The chosen verdict and how it is reached; the first and the latest if nothing is chosen."""

    row: IndicatorRow
    steps: tuple[Step, ...]
    indicators: tuple[CheckOption, ...]
    years: tuple[CheckOption, ...]

    @classmethod
    def choose(
        cls, judged: Sequence[Judged], choice: CheckChoice, milestones: Sequence[Milestone]
    ) -> Self | None:
        """Find the verdict that was asked for, else a near one; None where there is none."""
        checkable = [(pair, years) for pair in judged if (years := _checkable_years(pair))]
        if not checkable:
            return None
        asked = [item for item in checkable if item[0][0].code == choice.indicator]
        (indicator, series), years = (asked or checkable)[0]
        year = choice.year if choice.year in years else years[-1]
        known = sorted({own for _, own_years in checkable for own in own_years})
        return cls(
            row=row_of(indicator, series, year, milestones),
            steps=steps_of(series.facts, series.year(year).verdict, measure_of(indicator)),
            indicators=tuple(
                CheckOption(own.code, f"{own.code} {own.name}", own == indicator)
                for (own, _), _ in checkable[:MOST_OPTIONS]
            ),
            years=tuple(CheckOption(str(own), FiscalYear(own).full, own == year) for own in known),
        )


def _checkable_years(pair: Judged) -> list[int]:
    _, series = pair
    return [year for year in sorted(series.annual) if series.year(year).verdict.working is not None]
