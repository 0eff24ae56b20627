"""The soundness ratios that are indicators of a plan too: each fact is kept there and lent to finance."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from finance.domain.soundness import PlanPoint, RatioFact, SharedRatio
from finance.domain.vocabulary import RatioMissingReason
from finance.models import SoundnessRatio
from indicators.domain.facts import IndicatorFacts
from indicators.domain.vocabulary import MissingReason
from indicators.models import AnnualValue, Indicator, Plan
from indicators.past_edition import PastEdition
from sunagawa_plan.shared.as_of import DayNotShown

_REASONS = {
    MissingReason.NOT_CALCULABLE: RatioMissingReason.NOT_CALCULATED,
    MissingReason.AWAITING_PUBLICATION: RatioMissingReason.AWAITING_PUBLICATION,
}


def shared_ratios(ratios: Iterable[SoundnessRatio]) -> dict[str, SharedRatio]:
    """Return what published plans hold of the given ratios, by ratio code: four queries.

    A ratio whose plan is not published, or whose indicator does not exist, is left out.
    """
    wanted = {(ratio.plan_slug, ratio.indicator_code): ratio for ratio in ratios if ratio.is_shared}
    found = Indicator.objects.filter(code__in=[code for _, code in wanted])
    found = found.filter(basic_project__policy__goal__plan__is_published=True)
    return {
        wanted[key].code: _shared(indicator)
        for indicator in found.with_series()
        if (key := (indicator.plan.slug, indicator.code)) in wanted
    }


def past_shared_ratios(ratios: Iterable[SoundnessRatio], day: date) -> dict[str, SharedRatio]:
    """Return what plans held of the given ratios when a past day ended, by ratio code.

    Left out besides: ratios of a plan that was not public on that day.
    """
    wanted = {(ratio.plan_slug, ratio.indicator_code): ratio for ratio in ratios if ratio.is_shared}
    shared = {}
    for plan in Plan.objects.published().filter(slug__in={slug for slug, _ in wanted}):
        with suppress(DayNotShown):
            for indicator in PastEdition.of(plan, day).with_series():
                if ratio := wanted.get((plan.slug, indicator.code)):
                    shared[ratio.code] = _shared(indicator)
    return shared


def _shared(indicator: Indicator) -> SharedRatio:
    facts, plan = indicator.facts, indicator.plan
    return SharedRatio(
        address=indicator.get_absolute_url(),
        facts=_baseline(indicator)
        | {value.fiscal_year: _fact(value, facts) for value in indicator.annual_values.all()},
        targets=tuple(
            PlanPoint(target.fiscal_year, facts.shown(target.value))
            for target in facts.path_in(plan.last_fiscal_year).targets
            if target.value is not None
        ),
        plan_line=tuple(
            PlanPoint(year, line)
            for year in _drawn_years(facts)
            if (line := facts.path_in(year).line(year)) is not None
        ),
        baseline=None if facts.baseline is None else PlanPoint(facts.baseline_year, facts.baseline),
        first_year=plan.first_fiscal_year,
        last_year=plan.last_fiscal_year,
    )


def _drawn_years(facts: IndicatorFacts) -> range:
    """Return the years of the plan line: from the plan's first own point on."""
    points = facts.path_in(facts.first_year).points
    return range(points[0][0] if points else facts.first_year, facts.last_year + 1)


def _baseline(indicator: Indicator) -> dict[int, RatioFact]:
    """Return what the plan prints; an annual value of the same year comes before it."""
    year, value = indicator.baseline_fiscal_year, indicator.facts.baseline
    return {} if value is None else {year: RatioFact(year, value, source=indicator.plan.name)}


def _fact(annual: AnnualValue, facts: IndicatorFacts) -> RatioFact:
    """Return a year's fact, rounded as both pages show it: what is judged is what is shown."""
    reason = MissingReason(annual.missing_reason) if annual.missing_reason else None
    return RatioFact(
        fiscal_year=annual.fiscal_year,
        value=None if annual.value is None else facts.shown(annual.value),
        missing_reason=_REASONS.get(reason, RatioMissingReason.AWAITING_PUBLICATION)
        if reason
        else None,
        detail=annual.missing_detail,
        source=annual.source,
        note=annual.note,
        is_provisional=annual.is_provisional,
    )
