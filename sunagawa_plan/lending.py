"""What the plans lend to finance: here the two apps meet, so that neither names the other."""

from collections.abc import Iterable, Sequence
from datetime import date

from finance.models import SoundnessRatio
from finance.pages.lent import Lent, PolicyLink, Word
from indicators.models import GlossaryTerm, Policy
from sunagawa_plan.shared_ratios import past_shared_ratios, shared_ratios

# Explained beside the ratios although no ratio bears their names.
_LAW = ("地方公共団体の財政の健全化に関する法律", "健全化判断比率", "財政健全化計画")


def lend(ratios: Iterable[SoundnessRatio], as_of: date | None = None, /) -> Lent:
    """Return values, explanations and policies that published plans hold of the ratios.

    Five queries, whatever the number of ratios. With as_of the values are those of a past day.
    """
    ratios = list(ratios)
    plans = {ratio.plan_slug for ratio in ratios if ratio.is_shared}
    terms = [*(ratio.glossary_term for ratio in ratios), *_LAW]
    return Lent(
        ratios=past_shared_ratios(ratios, as_of) if as_of else shared_ratios(ratios),
        words={
            term.term: Word(f"term-{term.pk}", term.term, term.reading, term.explanation)
            for term in GlossaryTerm.objects.filter(
                plan__is_published=True, plan__slug__in=plans, term__in=terms
            )
        },
        policies=_policies(ratios, plans),
    )


def _policies(ratios: Sequence[SoundnessRatio], plans: set[str]) -> tuple[PolicyLink, ...]:
    codes = [ratio.indicator_code for ratio in ratios if ratio.is_shared]
    found = Policy.objects.published().filter(
        goal__plan__slug__in=plans, basic_projects__indicators__code__in=codes
    )
    return tuple(
        PolicyLink(f"施策{policy.code} {policy.title}", policy.get_absolute_url())
        for policy in found.select_related("goal__plan").distinct()
    )
