"""The glossary of a plan."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Prefetch

from indicators.models import GlossaryOccurrence, GlossaryTerm, Plan, Policy


@dataclass(frozen=True)
class GlossaryItem:
    """A term with the policies whose pages explain it."""

    anchor: str
    term: str
    reading: str
    explanation: str
    policies: tuple[Policy, ...]


@dataclass(frozen=True)
class GlossaryPage:
    """All terms of a plan in order of reading."""

    plan: Plan
    items: tuple[GlossaryItem, ...]

    @classmethod
    def from_plan(cls, plan: Plan, _today: date) -> Self:
        """Load a plan's terms with the policies that explain them; the day changes nothing."""
        places = GlossaryOccurrence.objects.select_related("policy__goal__plan")
        terms = plan.glossary_terms.prefetch_related(Prefetch("occurrences", places))
        return cls(plan, tuple(_item(term) for term in terms))


def _item(term: GlossaryTerm) -> GlossaryItem:
    policies = {own.policy.pk: own.policy for own in term.occurrences.all()}
    return GlossaryItem(
        anchor=f"term-{term.pk}",
        term=term.term,
        reading=term.reading,
        explanation=term.explanation,
        policies=tuple(policies.values()),
    )
