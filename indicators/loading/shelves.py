"""The kinds of rows a plan consists of."""

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
    ReferencePoint,
    ReferenceSeries,
    RelatedPlan,
    Target,
)
from sunagawa_plan.shared.loading.shelf import Shelf

PLANS = Shelf(Plan, ("slug",))
DEPARTMENTS = Shelf(Department, ("code",))
MILESTONES = Shelf(Milestone, ("fiscal_year",), PLANS, "plan")
TERMS = Shelf(GlossaryTerm, ("term",), PLANS, "plan")
GOALS = Shelf(Goal, ("number",), PLANS, "plan")
POLICIES = Shelf(Policy, ("code",), GOALS, "goal")
BASIC_PROJECTS = Shelf(BasicProject, ("code",), POLICIES, "policy")
INDICATORS = Shelf(Indicator, ("code",), BASIC_PROJECTS, "basic_project")
TARGETS = Shelf(
    Target,
    ("fiscal_year", "effective_from"),
    INDICATORS,
    "indicator",
    call=lambda target: f"{target.indicator.code} {target}",
)
ANNUAL_VALUES = Shelf(AnnualValue, ("fiscal_year",), INDICATORS, "indicator")
OCCURRENCES = Shelf(GlossaryOccurrence, ("order",), POLICIES, "policy")
RELATED_PLANS = Shelf(RelatedPlan, ("name",), POLICIES, "policy")
SERIES = Shelf(ReferenceSeries, ("title",), POLICIES, "policy")
POINTS = Shelf(ReferencePoint, ("order",), SERIES, "series")

# Parents stand before their children: the order of writing and of reporting.
SHELVES = (
    PLANS,
    DEPARTMENTS,
    MILESTONES,
    TERMS,
    GOALS,
    POLICIES,
    BASIC_PROJECTS,
    INDICATORS,
    TARGETS,
    ANNUAL_VALUES,
    OCCURRENCES,
    RELATED_PLANS,
    SERIES,
    POINTS,
)
