"""Policies at a glance, for the dashboard and the pages of the goals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby

from indicators.domain.rollup import RollUp
from indicators.domain.series import JudgedSeries
from indicators.models import Goal, Indicator, Milestone, Policy
from indicators.pages.rows import IndicatorRow, counts_of, row_of

Judged = tuple[Indicator, JudgedSeries]


class Depth(IntEnum):
    """How far down a summary of a plan goes before a page would grow too long."""

    GOALS = 1
    POLICIES = 2
    INDICATORS = 3


@dataclass(frozen=True)
class PolicySummary:
    """A policy with its counts, and its rows at the depth of the indicators."""

    code: str
    field: str
    title: str
    url: str
    counts: RollUp
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True)
class GoalSummary:
    """A basic goal with its counts, and its policies below the depth of the goals."""

    number: int
    title: str
    url: str
    counts: RollUp
    policies: tuple[PolicySummary, ...]


def goal_summaries(
    policies: Iterable[Policy],
    judged: Sequence[Judged],
    fiscal_year: int,
    *,
    milestones: Sequence[Milestone],
    depth: Depth,
) -> tuple[GoalSummary, ...]:
    """Arrange a plan's policies (in the book's order) under their goals, each with its counts."""
    by_policy: dict[int, list[Judged]] = {}
    for indicator, series in judged:
        by_policy.setdefault(indicator.basic_project.policy_id, []).append((indicator, series))

    def summary(policy: Policy) -> PolicySummary:
        own = by_policy.get(policy.pk, [])
        return PolicySummary(
            code=policy.code,
            field=policy.field,
            title=policy.title,
            url=policy.get_absolute_url(),
            counts=counts_of(own, fiscal_year),
            rows=tuple(
                row_of(*pair, fiscal_year, milestones) for pair in own if depth >= Depth.INDICATORS
            ),
        )

    def goal_summary(goal: Goal, members: Iterable[Policy]) -> GoalSummary:
        own = tuple(members)
        pairs = [pair for policy in own for pair in by_policy.get(policy.pk, [])]
        return GoalSummary(
            number=goal.number,
            title=goal.title,
            url=goal.get_absolute_url(),
            counts=counts_of(pairs, fiscal_year),
            policies=tuple(summary(policy) for policy in own if depth >= Depth.POLICIES),
        )

    by_goal = groupby(policies, key=lambda policy: policy.goal)
    return tuple(goal_summary(goal, members) for goal, members in by_goal)
