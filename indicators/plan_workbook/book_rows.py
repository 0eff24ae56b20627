"""PlanBook → the rows of its sheets, for writing them and for telling two books apart."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from indicators.loading.book import IndicatorEntry, PlanBook, PolicyEntry, TargetEntry
from indicators.plan_workbook.sheets import (
    DEPARTMENTS,
    GOALS,
    INDICATORS,
    MILESTONES,
    PLAN,
    POINTS,
    POLICIES,
    PROJECTS,
    SERIES,
    TARGETS,
    TERMS,
    BookSheet,
)

Rows = list[dict[str, Any]]


def rows_of_sheets(book: PlanBook) -> dict[BookSheet, Rows]:
    """Return every sheet's rows, by column name; years that the plan implies are filled in."""
    policies = book.policies
    return {
        PLAN: [_picked(book.plan, PLAN)],
        MILESTONES: [_picked(entry, MILESTONES) for entry in book.plan.milestones],
        DEPARTMENTS: [_picked(entry, DEPARTMENTS) for entry in book.plan.departments],
        GOALS: [_picked(goal, GOALS) | {"fields": "、".join(goal.fields)} for goal in book.goals],
        POLICIES: [_policy_row(policy) for policy in policies],
        PROJECTS: [
            _picked(project, PROJECTS, policy_code=policy.code)
            for policy in policies
            for project in policy.basic_projects
        ],
        INDICATORS: list(_indicator_rows(book)),
        TARGETS: [
            _target_row(book, indicator, target)
            for indicator in book.indicators
            for target in indicator.targets
        ],
        TERMS: [
            _picked(term, TERMS, policy_code=policy.code)
            for policy in policies
            for term in sorted(policy.glossary, key=lambda term: term.section)
        ],
        SERIES: [
            _picked(series, SERIES, policy_code=policy.code)
            for policy in policies
            for series in policy.reference_series
        ],
        POINTS: [
            _picked(point, POINTS, policy_code=policy.code, title=series.title)
            for policy in policies
            for series in policy.reference_series
            for point in series.points
        ],
    }


def _picked(entry: Any, sheet: BookSheet, **given: Any) -> dict[str, Any]:
    names = [column.name for column in sheet.columns]
    return {name: _plain(given[name] if name in given else getattr(entry, name)) for name in names}


def _plain(value: Any) -> Any:
    # 98.6000 and 98.60 are the same number to people.
    return value.normalize() + 0 if isinstance(value, Decimal) else value


def _policy_row(policy: PolicyEntry) -> dict[str, Any]:
    lines = {
        "photograph_captions": "\n".join(policy.photograph_captions),
        "related_plans": "\n".join(policy.related_plans),
    }
    return _picked(policy, POLICIES) | lines


def _indicator_rows(book: PlanBook) -> Iterator[dict[str, Any]]:
    words = {entry.indicator_code: entry for entry in book.plain_words}
    for policy in book.policies:
        for project in policy.basic_projects:
            for entry in project.indicators:
                own = words.get(entry.code)
                yield _picked(
                    entry,
                    INDICATORS,
                    project_code=project.code,
                    plain_meaning=own.plain_meaning if own else "",
                    plain_target=own.plain_target if own else "",
                    baseline_fiscal_year=entry.baseline_fiscal_year
                    or book.plan.baseline_fiscal_year,
                )


def _target_row(book: PlanBook, indicator: IndicatorEntry, target: TargetEntry) -> dict[str, Any]:
    since = target.effective_from or book.plan.first_fiscal_year
    return _picked(target, TARGETS, indicator_code=indicator.code, effective_from=since)
