"""The page of a basic goal."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from indicators.domain.marked_text import paragraphs_of
from indicators.models import AnnualValue, Goal, Indicator, Plan, Policy
from indicators.pages.remarks import remarks_of
from indicators.pages.rows import judged_series
from indicators.pages.summaries import Depth, GoalSummary, goal_summaries
from indicators.pages.years import shown_year
from sunagawa_plan.lib.fiscal_year import FiscalYear


@dataclass(frozen=True)
class GoalPage:
    """A basic goal with its text, its policies and their indicators in the latest year."""

    plan: Plan
    goal: Goal
    fields: tuple[str, ...]
    paragraphs: tuple[str, ...]
    fiscal_year: FiscalYear
    summary: GoalSummary | None

    @classmethod
    def from_goal(cls, goal: Goal, today: date) -> Self:
        """Load and judge a goal, its plan loaded beforehand, as seen on a day."""
        plan = goal.plan
        indicators = Indicator.objects.filter(basic_project__policy__goal=goal).with_series()
        year = shown_year(plan, AnnualValue.objects.last_reported_year(plan), today)
        summaries = goal_summaries(
            Policy.objects.of_plan(plan).filter(goal=goal),
            judged_series(indicators, today),
            year,
            milestones=tuple(plan.milestones.all()),
            depth=Depth.INDICATORS,
            remarks=remarks_of(plan, year),
        )
        return cls(
            plan=plan,
            goal=goal,
            fields=tuple(field for field in goal.fields.split("、") if field),
            paragraphs=paragraphs_of(goal.description),
            fiscal_year=FiscalYear(year),
            summary=summaries[0] if summaries else None,
        )
