"""What citizens saw of a plan on a past day, rebuilt from the history of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Self

from django.db.models import Min, QuerySet
from django.utils.timezone import localdate

from indicators.editions import Edition
from indicators.models import (
    AnnualValue,
    BasicProject,
    Department,
    GlossaryOccurrence,
    GlossaryTerm,
    Goal,
    Indicator,
    Milestone,
    Plan,
    Policy,
    Remark,
    Target,
)
from sunagawa_plan.lib.calendar_day import day_in_words
from sunagawa_plan.shared.as_of import DayNotShown
from sunagawa_plan.shared.past_rows import children_at, end_of, point, rows_at, tie


def edition_of(plan: Plan, day: date | None, today: date) -> Edition:
    """Return a published plan as it was at the end of a day, None for now.

    Raises DayNotShown where the plan was not public on that day, as far as its history tells.
    """
    return Edition(plan, today) if day is None else PastEdition.of(plan, day)


def first_public_day(plan: Plan) -> date | None:
    """Return the first day on which a plan was public; the portal remembers nothing before it."""
    public = Plan.history.filter(id=plan.pk, is_published=True)
    first = public.aggregate(first=Min("history_date"))["first"]
    return localdate(first) if first else None


@dataclass(frozen=True)
class PastEdition(Edition):
    """A plan at the end of a past day. Its rows are tied as if prefetched, from the plan down.

    Loaded are the plan, its milestones, goals, policies and basic projects; the methods add
    what hangs on them, each with a fixed number of queries.
    """

    _policies: Sequence[Policy]
    _projects: Sequence[BasicProject]

    @classmethod
    def of(cls, plan: Plan, day: date) -> Self:
        """Load the skeleton of a plan in five queries. Raises DayNotShown."""
        moment = end_of(day)
        then = next(iter(rows_at(Plan, moment, id=plan.pk)), None)
        if then is None or not then.is_published:
            raise DayNotShown(_not_public(plan, day))
        # The address is not content: links lead to where the plan is found today.
        then.slug = plan.slug
        children_at(Milestone, "plan", [then], moment, "fiscal_year")
        goals = children_at(Goal, "plan", [then], moment, "number")
        policies = children_at(Policy, "goal", goals, moment, "order", "code")
        projects = children_at(BasicProject, "policy", policies, moment, "order", "code")
        return cls(then, day, policies, projects)

    @property
    def as_of(self) -> date:
        return self.day

    @cached_property
    def moment(self) -> datetime:
        return end_of(self.day)

    def indicators(self) -> Sequence[Indicator]:
        """Return the indicators with their series: the rows at hand may be asked for anything."""
        return self.with_series()

    def with_series(self) -> Sequence[Indicator]:
        return self._with_series(self._placed)

    def indicator(self, code: str) -> Indicator | None:
        """Return the indicator that bore a code then, else then's state of today's bearer."""
        own = [each for each in self._placed if each.code == code] or self._once_called(code)
        return next(iter(self._with_series(own)), None)

    def of_policy(self, policy_id: int) -> Sequence[Indicator]:
        return [own for own in self._placed if own.basic_project.policy_id == policy_id]

    def policies(self) -> Sequence[Policy]:
        return self._policies

    def terms(self) -> Sequence[GlossaryTerm]:
        """Return the glossary of then with the places where the book explained each term."""
        terms = children_at(GlossaryTerm, "plan", [self.plan], self.moment, "reading", "term")
        places = children_at(GlossaryOccurrence, "policy", self._policies, self.moment, "order")
        tie(GlossaryOccurrence, "term", places, terms)
        return terms

    def remarks(self, fiscal_year: int) -> Sequence[Remark]:
        remarks = children_at(Remark, "policy", self._policies, self.moment)
        return [own for own in remarks if own.fiscal_year == fiscal_year and own.is_published]

    def known(self, records: QuerySet[Any]) -> QuerySet[Any]:
        return records.filter(history_date__lt=self.moment)

    @cached_property
    def _placed(self) -> tuple[Indicator, ...]:
        """All indicators in the book's order, with place and department: two queries."""
        own = children_at(Indicator, "basic_project", self._projects, self.moment, "order", "code")
        point(own, "department", rows_at(Department, self.moment))
        return tuple(own)

    def _with_series(self, indicators: Sequence[Indicator]) -> Sequence[Indicator]:
        children_at(Target, "indicator", indicators, self.moment, "fiscal_year", "effective_from")
        children_at(AnnualValue, "indicator", indicators, self.moment, "fiscal_year")
        return indicators

    def _once_called(self, code: str) -> list[Indicator]:
        bearer = Indicator.objects.of_plan(self.plan).filter(code=code).values_list("pk", flat=True)
        return [own for own in self._placed if own.pk in set(bearer)]


def _not_public(plan: Plan, day: date) -> str:
    first = first_public_day(plan)
    if first is None or day >= first:
        return f"{plan.name}は、{day_in_words(day)}には公開されていませんでした。"
    return (
        f"このサイトの記録は{day_in_words(first)}から始まっています。"
        f"{day_in_words(day)}に何が公開されていたかは、分かりません。"
    )
