"""What the picture of a plan's links says."""

from datetime import date

from indicators.domain.headline import headline
from indicators.domain.rollup import RollUp
from indicators.models import AnnualValue, Indicator, Plan
from indicators.pages.rows import counts_of, judged_series
from indicators.pages.years import shown_year
from sunagawa_plan.lib.card import Card, Tally
from sunagawa_plan.lib.fiscal_year import FiscalYear

SAMPLE = "見本の値です。砂川市の実際の値ではありません。"


def share_card(plan: Plan, today: date, *, site: str, is_sample: bool = False) -> Card:
    """Return a plan's card as seen on a day: the dashboard's sentence and counts."""
    judged = judged_series(Indicator.objects.of_plan(plan).with_series(), today)
    reported = AnnualValue.objects.last_reported_year(plan)
    counts = counts_of(judged, shown_year(plan, reported, today))
    told = headline(counts, FiscalYear(reported) if reported else None)
    return Card(
        site=site,
        title=f"{plan.name}の進み具合",
        sentence=told.sentence,
        tallies=_tallies(counts),
        banner=SAMPLE if is_sample else "",
    )


def _tallies(counts: RollUp) -> tuple[Tally, ...]:
    if not counts.denominator:
        return ()
    return tuple(Tally(own.level.value, own.level.label, own.total) for own in counts.counts)
