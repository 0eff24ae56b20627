"""What a report lists as changed: verdicts since the year before, corrected values, new targets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from indicators.domain.series import JudgedSeries, JudgedYear
from indicators.editions import Edition
from indicators.models import AnnualValue, Indicator, Target
from indicators.pages.corrections import Correction, corrections_of
from indicators.pages.rows import measure_of, target_text
from indicators.pages.summaries import Judged
from sunagawa_plan.lib.fiscal_year import FiscalYear


@dataclass(frozen=True)
class VerdictChange:
    """An indicator whose verdict is another one than in the year before; values with units."""

    code: str
    name: str
    policy_code: str
    before: JudgedYear
    after: JudgedYear
    before_value: str
    after_value: str


@dataclass(frozen=True)
class ReportCorrection:
    """A published value that was changed later, with its indicator."""

    code: str
    name: str
    correction: Correction


@dataclass(frozen=True)
class RevisedTarget:
    """A target that was set anew in mid-plan, and what it replaced; texts without units."""

    code: str
    name: str
    unit: str
    fiscal_year: FiscalYear
    before: str
    after: str
    holds_from: FiscalYear
    reason: str


def verdict_changes(judged: Sequence[Judged], year: int) -> tuple[VerdictChange, ...]:
    """Return the indicators whose verdict of the year is in another word than the year before."""
    found = []
    for indicator, series in judged:
        before, after = series.year(year - 1), series.year(year)
        if before.verdict.label != after.verdict.label:
            policy = indicator.basic_project.policy.code
            values = [_quantity(indicator, own) for own in (before, after)]
            found.append(
                VerdictChange(indicator.code, indicator.name, policy, before, after, *values)
            )
    return tuple(found)


def corrections_until(
    edition: Edition, judged: Sequence[Judged], year: int
) -> tuple[ReportCorrection, ...]:
    """Return what was corrected in the values of all years up to one, the latest first.

    One query, whatever the number of indicators.
    """
    records: dict[int, list[Any]] = {}
    history = AnnualValue.history.filter(
        indicator_id__in=[indicator.pk for indicator, _ in judged], fiscal_year__lte=year
    )
    for record in edition.known(history.order_by("history_id")):
        records.setdefault(record.indicator_id, []).append(record)
    found = [
        ReportCorrection(indicator.code, indicator.name, own)
        for indicator, _ in judged
        for own in corrections_of(records.get(indicator.pk, ()), measure_of(indicator))
    ]
    return tuple(sorted(found, key=lambda own: own.correction.changed_at, reverse=True))


def revised_targets(judged: Sequence[Judged], year: int) -> tuple[RevisedTarget, ...]:
    """Return the targets that a revision replaced by the year, in the book's order."""
    found = []
    for indicator, series in judged:
        held: dict[int, Target] = {}
        for row in sorted(indicator.targets.all(), key=lambda own: own.effective_from):
            former = held.get(row.fiscal_year)
            if former is not None and row.effective_from <= year:
                found.append(_revised(indicator, series, former, row))
            held[row.fiscal_year] = row
    return tuple(found)


def _revised(
    indicator: Indicator, series: JudgedSeries, former: Target, row: Target
) -> RevisedTarget:
    measure = measure_of(indicator)
    return RevisedTarget(
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        fiscal_year=FiscalYear(row.fiscal_year),
        before=target_text(former.fact, series, measure),
        after=target_text(row.fact, series, measure),
        holds_from=FiscalYear(row.effective_from),
        reason=row.revision_reason,
    )


def _quantity(indicator: Indicator, judged: JudgedYear) -> str:
    return "" if judged.value is None else measure_of(indicator).quantity(judged.value)
