"""PlanBook → the rows it asks for, parents before children."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from indicators.loading.book import GoalEntry, PlanBook, PlanEntry, PolicyEntry
from indicators.loading.indicator_rows import IndicatorRows
from indicators.loading.shelves import (
    BASIC_PROJECTS,
    DEPARTMENTS,
    GOALS,
    MILESTONES,
    OCCURRENCES,
    PLANS,
    POINTS,
    POLICIES,
    RELATED_PLANS,
    SERIES,
    TERMS,
)
from sunagawa_plan.shared.loading.shelf import Row


def rows_of(book: PlanBook) -> Iterator[Row]:
    """Give all rows of a plan; the book must have been verified."""
    plan = _plan_row(book.plan)
    departments = _department_rows(book.plan)
    terms = _term_rows(book, plan)
    goals = {str(goal.number): _goal_row(goal, plan) for goal in book.goals}
    yield plan
    yield from departments.values()
    for milestone in book.plan.milestones:
        key, values = (milestone.fiscal_year,), {"name": milestone.name}
        yield Row(MILESTONES, plan, key, values, milestone.place)
    yield from terms.values()
    yield from goals.values()
    policies = _PolicyRows(IndicatorRows(book, departments), terms)
    for order, policy in enumerate(book.policies, start=1):
        yield from policies.rows(policy, goals[policy.code.partition("-")[0]], order)


def _plan_row(entry: PlanEntry) -> Row:
    values = _picked(
        entry,
        "name",
        "municipality",
        "region_code",
        "first_fiscal_year",
        "last_fiscal_year",
        "baseline_fiscal_year",
        "is_published",
        "shows_on_home",
    )
    return Row(PLANS, None, (entry.slug,), values, entry.place)


def _department_rows(plan: PlanEntry) -> dict[str, Row]:
    # No order: plans share the departments, and each plan's files name only some of them.
    return {
        entry.code: Row(DEPARTMENTS, None, (entry.code,), {"name": entry.name}, entry.place)
        for entry in plan.departments
    }


def _goal_row(entry: GoalEntry, plan: Row) -> Row:
    values = _picked(entry, "title", "description") | {"fields": "、".join(entry.fields)}
    return Row(GOALS, plan, (entry.number,), values, entry.place)


def _term_rows(book: PlanBook, plan: Row) -> dict[str, Row]:
    """Return one row per term, worded as where it is first printed."""
    rows: dict[str, Row] = {}
    readings = {entry.term: entry.reading for entry in book.readings}
    for policy in book.policies:
        for entry in policy.glossary:
            values = _picked(entry, "reading", "explanation")
            row = rows.setdefault(entry.term, Row(TERMS, plan, (entry.term,), values, entry.place))
            known = row.values["reading"] or entry.reading
            row.values["reading"] = known or readings.get(entry.term, "")
    return rows


@dataclass(frozen=True)
class _PolicyRows:
    """A policy with all that is printed on its spread."""

    indicators: IndicatorRows
    terms: dict[str, Row]

    def rows(self, entry: PolicyEntry, goal: Row, order: int) -> Iterator[Row]:
        values = _picked(entry, "field", "title", "aim", "current_state", "source_page") | {
            "order": order,
            "photograph_captions": "\n".join(entry.photograph_captions),
        }
        policy = Row(POLICIES, goal, (entry.code,), values, entry.place)
        yield policy
        yield from self._basic_projects(entry, policy)
        yield from self._occurrences(entry, policy)
        for place, name in enumerate(entry.related_plans, start=1):
            yield Row(RELATED_PLANS, policy, (name,), {"order": place}, entry.place)
        yield from _series_rows(entry, policy)

    def _basic_projects(self, entry: PolicyEntry, policy: Row) -> Iterator[Row]:
        for project in entry.basic_projects:
            values = _picked(project, "title", "purpose", "no_indicator_reason")
            values["order"] = project.number
            row = Row(BASIC_PROJECTS, policy, (project.code,), values, project.place)
            yield row
            yield from self.indicators.below(project, row)

    def _occurrences(self, entry: PolicyEntry, policy: Row) -> Iterator[Row]:
        # The book prints a policy's glossary in boxes (sections); the order runs on through them.
        printed = sorted(entry.glossary, key=lambda term: term.section)
        for place, term in enumerate(printed, start=1):
            yield Row(OCCURRENCES, policy, (place,), {"term": self.terms[term.term]}, term.place)


def _series_rows(entry: PolicyEntry, policy: Row) -> Iterator[Row]:
    for order, series in enumerate(entry.reference_series, start=1):
        values = _picked(series, "unit", "source", "note") | {"order": order}
        row = Row(SERIES, policy, (series.title,), values, series.place)
        yield row
        for place, point in enumerate(series.points, start=1):
            values = _picked(point, "year", "value") | {"period_label": point.label}
            yield Row(POINTS, row, (place,), values, point.place)


def _picked(entry: Any, *fields: str) -> dict[str, Any]:
    """Return the fields that are called alike in the files and in the model."""
    return {field: getattr(entry, field) for field in fields}
