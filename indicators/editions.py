"""A plan as citizens see it now, or saw it at the end of a past day.

Pages and files ask an edition for rows instead of the tables, so that they accept both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from indicators.models import AnnualValue, GlossaryTerm, Indicator, Plan, Policy, Remark
from indicators.models.indicator import IndicatorQuerySet
from sunagawa_plan.shared.as_of import as_query

# Rows yet to be read, or rows at hand: those of a past day, or those that somebody picked.
Indicators = IndicatorQuerySet | Sequence[Indicator]
Policies = QuerySet[Policy] | Sequence[Policy]
Remarks = QuerySet[Remark] | Sequence[Remark]
Terms = QuerySet[GlossaryTerm] | Sequence[GlossaryTerm]


@dataclass(frozen=True)
class Edition:
    """A published plan as it is; day is the day on which its values are judged."""

    plan: Plan
    day: date

    @property
    def as_of(self) -> date | None:
        """Return the past day that is shown; None is now."""
        return None

    @property
    def query(self) -> str:
        """Return what an address needs to lead to the same day."""
        return as_query(self.as_of)

    def indicators(self) -> Indicators:
        """Return the plan's indicators in the book's order."""
        return Indicator.objects.of_plan(self.plan)

    def with_series(self) -> Indicators:
        """Return the plan's indicators with all that judging needs."""
        return Indicator.objects.of_plan(self.plan).with_series()

    def indicator(self, code: str) -> Indicator | None:
        """Return one indicator with its series."""
        return Indicator.objects.of_plan(self.plan).with_series().filter(code=code).first()

    def of_policy(self, policy_id: int) -> Indicators:
        """Return the indicators of a policy with their place."""
        return Indicator.objects.filter(basic_project__policy=policy_id).with_place()

    def terms(self) -> Terms:
        """Return the plan's glossary."""
        return GlossaryTerm.objects.filter(plan=self.plan)

    def policies(self) -> Policies:
        """Return the plan's policies with their basic projects, in the book's order."""
        return Policy.objects.of_plan(self.plan).prefetch_related("basic_projects")

    def remarks(self, fiscal_year: int) -> Remarks:
        """Return what was published of the remarks on a year."""
        remarks = Remark.objects.published().filter(policy__goal__plan=self.plan)
        return remarks.filter(fiscal_year=fiscal_year)

    def known(self, records: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the records of a history that were made by the end of the day."""
        return records

    def value_records(self, indicator: Indicator) -> QuerySet[Any]:
        """Return the history of an indicator's annual values up to the day, oldest first."""
        records = AnnualValue.history.filter(indicator_id=indicator.pk)
        return self.known(records.order_by("history_id"))
