"""The kinds of rows a plan consists of, and one row as the files want it."""

from dataclasses import dataclass
from typing import Any

from django.db import models

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

Name = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Shelf:
    """One model with the fields that name a row below its parent."""

    model: type[models.Model]
    key: tuple[str, ...]
    parent: "Shelf | None" = None
    parent_field: str = ""

    @property
    def title(self) -> str:
        return str(self.model._meta.verbose_name)


PLANS = Shelf(Plan, ("slug",))
DEPARTMENTS = Shelf(Department, ("code",))
MILESTONES = Shelf(Milestone, ("fiscal_year",), PLANS, "plan")
TERMS = Shelf(GlossaryTerm, ("term",), PLANS, "plan")
GOALS = Shelf(Goal, ("number",), PLANS, "plan")
POLICIES = Shelf(Policy, ("code",), GOALS, "goal")
BASIC_PROJECTS = Shelf(BasicProject, ("code",), POLICIES, "policy")
INDICATORS = Shelf(Indicator, ("code",), BASIC_PROJECTS, "basic_project")
TARGETS = Shelf(Target, ("fiscal_year", "effective_from"), INDICATORS, "indicator")
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


@dataclass(frozen=True, eq=False)
class Row:
    """A row as the files want it; values that are rows themselves are foreign keys."""

    shelf: Shelf
    parent: "Row | None"
    key: tuple[Any, ...]
    values: dict[str, Any]
    place: str

    @property
    def name(self) -> Name:
        """Return the keys from the root down to this row: the same in every database."""
        return (*(self.parent.name if self.parent else ()), self.key)

    @property
    def wanted(self) -> dict[str, Any]:
        """Return every field that the files decide, key and parent among them."""
        fields = dict(zip(self.shelf.key, self.key, strict=True)) | self.values
        return fields | ({self.shelf.parent_field: self.parent} if self.parent else {})
