"""Policies at a glance, for the dashboard and the pages of the goals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby
from typing import Self

from indicators.domain.rollup import RollUp
from indicators.domain.series import JudgedSeries
from indicators.models import Goal, Indicator, Milestone, Policy
from indicators.pages.remarks import RemarkView
from indicators.pages.rows import IndicatorRow, counts_of, row_of

Judged = tuple[Indicator, JudgedSeries]


class Depth(IntEnum):
    """How far down a summary of a plan goes before a page would grow too long."""

    GOALS = 1
    POLICIES = 2
    INDICATORS = 3


@dataclass(frozen=True)
class Scope:
    """What all summaries of one page have in common; by_policy holds indicators by policy key."""

    by_policy: Mapping[int, Sequence[Judged]]
    fiscal_year: int
    milestones: Sequence[Milestone]
    depth: Depth
    remarks: Mapping[int, RemarkView]


@dataclass(frozen=True)
class PolicySummary:
    """A policy with its counts, and its rows at the depth of the indicators."""

    code: str
    field: str
    title: str
    url: str
    counts: RollUp
    rows: tuple[IndicatorRow, ...]
    remark: RemarkView | None

    @classmethod
    def from_policy(cls, policy: Policy, scope: Scope) -> Self:
        """Sum up one policy, its goal and plan loaded beforehand."""
        own = scope.by_policy.get(policy.pk, ())
        listed = own if scope.depth >= Depth.INDICATORS else ()
        return cls(
            code=policy.code,
            field=policy.field,
            title=policy.title,
            url=policy.get_absolute_url(),
            counts=counts_of(own, scope.fiscal_year),
            rows=tuple(row_of(*pair, scope.fiscal_year, scope.milestones) for pair in listed),
            remark=scope.remarks.get(policy.pk),
        )


@dataclass(frozen=True)
class GoalSummary:
    """A basic goal with its counts, and its policies below the depth of the goals."""

    number: int
    title: str
    url: str
    counts: RollUp
    policies: tuple[PolicySummary, ...]

    @classmethod
    def from_goal(cls, goal: Goal, policies: Sequence[Policy], scope: Scope) -> Self:
        """Sum up one goal over its policies, which stand in the book's order."""
        pairs = [pair for policy in policies for pair in scope.by_policy.get(policy.pk, ())]
        listed = policies if scope.depth >= Depth.POLICIES else ()
        return cls(
            number=goal.number,
            title=goal.title,
            url=goal.get_absolute_url(),
            counts=counts_of(pairs, scope.fiscal_year),
            policies=tuple(PolicySummary.from_policy(policy, scope) for policy in listed),
        )


def goal_summaries(
    policies: Iterable[Policy],
    judged: Sequence[Judged],
    fiscal_year: int,
    *,
    milestones: Sequence[Milestone],
    depth: Depth,
    remarks: Mapping[int, RemarkView],
) -> tuple[GoalSummary, ...]:
    """Arrange a plan's policies (in the book's order) under their goals, each with its counts."""
    by_policy: dict[int, list[Judged]] = {}
    for indicator, series in judged:
        by_policy.setdefault(indicator.basic_project.policy_id, []).append((indicator, series))
    scope = Scope(by_policy, fiscal_year, milestones, depth, remarks)
    by_goal = groupby(policies, key=lambda policy: policy.goal)
    return tuple(GoalSummary.from_goal(goal, tuple(own), scope) for goal, own in by_goal)
