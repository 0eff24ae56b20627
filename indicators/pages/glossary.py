"""The glossary of a plan."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Self

from django.db.models import Prefetch

from indicators.models import GlossaryOccurrence, GlossaryTerm, Plan, Policy
from sunagawa_plan.lib.kana import OTHERS, syllabary_key, syllabary_row


@dataclass(frozen=True)
class GlossaryItem:
    """A term with the policies whose pages explain it."""

    anchor: str
    term: str
    reading: str
    explanation: str
    policies: tuple[Policy, ...]


@dataclass(frozen=True)
class GlossaryRow:
    """The terms of one row of the syllabary (あ行)."""

    name: str
    items: tuple[GlossaryItem, ...]


@dataclass(frozen=True)
class GlossaryPage:
    """All terms of a plan in the order of the syllabary (五十音順)."""

    plan: Plan
    items: tuple[GlossaryItem, ...]
    rows: tuple[GlossaryRow, ...]

    @classmethod
    def from_plan(cls, plan: Plan, _today: date) -> Self:
        """Load a plan's terms with the policies that explain them; the day changes nothing."""
        places = GlossaryOccurrence.objects.select_related("policy__goal__plan")
        terms = plan.glossary_terms.prefetch_related(Prefetch("occurrences", places))
        items = tuple(sorted(map(_item, terms), key=_place))
        rows = groupby(items, key=lambda item: syllabary_row(item.reading))
        return cls(plan, items, tuple(GlossaryRow(name, tuple(own)) for name, own in rows))


def _place(item: GlossaryItem) -> tuple[bool, tuple[str, str], str]:
    """Return where an item stands: those without a reading last."""
    row = syllabary_row(item.reading)
    return row == OTHERS, syllabary_key(item.reading), item.term


def _item(term: GlossaryTerm) -> GlossaryItem:
    policies = {own.policy.pk: own.policy for own in term.occurrences.all()}
    return GlossaryItem(
        anchor=f"term-{term.pk}",
        term=term.term,
        reading=term.reading,
        explanation=term.explanation,
        policies=tuple(policies.values()),
    )
