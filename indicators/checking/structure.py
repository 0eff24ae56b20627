"""Plans and their outline: codes, orders, basic projects without indicators, home pages."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations
from typing import Any

from indicators.checking.places import page_of, place_of
from indicators.models import (
    BasicProject,
    Goal,
    Indicator,
    Plan,
    Policy,
    ReferenceSeries,
    RelatedPlan,
)
from sunagawa_plan.lib.finding import Finding


def check_structure() -> Iterator[Finding]:
    """Check the outline of all plans (nine queries)."""
    policies = list(Policy.objects.select_related("goal__plan"))
    projects = list(
        BasicProject.objects.select_related("policy__goal__plan").prefetch_related("indicators")
    )
    indicators = list(Indicator.objects.with_place())
    yield from check_homes(list(Plan.objects.filter(is_published=True, shows_on_home=True)))
    for policy in policies:
        yield from _begins(policy, str(policy.goal.number), "基本目標の番号")
    for project in projects:
        yield from _begins(project, project.policy.code, "施策番号")
        yield from _indicators_or_reason(project)
    for indicator in indicators:
        yield from _begins(indicator, indicator.basic_project.code, "基本事業番号")
    yield from _same_code(policies, lambda policy: policy.goal.plan_id)
    yield from _same_code(projects, lambda project: project.policy.goal.plan_id)
    yield from _same_code(indicators, lambda indicator: indicator.plan.pk)
    yield from _same_order(policies, "goal_id")
    yield from _same_order(projects, "policy_id")
    yield from _same_order(indicators, "basic_project_id")
    for model in (RelatedPlan, ReferenceSeries):
        yield from _same_order(
            list(model._default_manager.select_related("policy__goal__plan")), "policy_id"
        )
    yield from _empty_goals()


def check_homes(plans: list[Plan]) -> Iterator[Finding]:
    """Two published plans of the same years cannot both be the home page."""
    for first, second in combinations(plans, 2):
        if (
            first.first_fiscal_year <= second.last_fiscal_year
            and second.first_fiscal_year <= first.last_fiscal_year
        ):
            yield Finding(
                f"{place_of(first)}と{place_of(second)}",
                "計画期間が重なる2つの計画に「トップページに表示する」の印が付いています。",
                f"{page_of(Plan)}で、どちらか一方の印を外してください。",
            )


def _begins(row: Any, parent: str, what: str) -> Iterator[Finding]:
    if not row.code.startswith(f"{parent}-"):
        yield Finding(
            place_of(row),
            f"番号「{row.code}」が、{what}「{parent}-」で始まっていません。",
            f"{page_of(type(row))}で番号を直すか、正しいところへ移してください。",
        )


def _indicators_or_reason(project: BasicProject) -> Iterator[Finding]:
    if not project.indicators.all() and not project.no_indicator_reason.strip():
        yield Finding(
            place_of(project),
            "指標がなく、「指標を設定しない理由」もありません。",
            f"{page_of(BasicProject)}で理由を入力するか、指標を登録してください。",
        )


def _same_code(rows: Iterable[Any], plan_of: Any) -> Iterator[Finding]:
    for twins in _twins(rows, lambda row: (plan_of(row), row.code)):
        yield Finding(
            place_of(twins[0]),
            f"同じ計画の中で、番号「{twins[0].code}」が{len(twins)}回使われています。"
            "番号はページのアドレスになるため、重ねられません。",
            f"{page_of(type(twins[0]))}で番号を付け直してください。",
        )


def _same_order(rows: Iterable[Any], parent: str) -> Iterator[Finding]:
    for twins in _twins(rows, lambda row: (getattr(row, parent), row.order)):
        names = "、".join(str(row) for row in twins)
        yield Finding(
            place_of(twins[0]),
            f"並び順{twins[0].order}が重なっています（{names}）。",
            f"{page_of(type(twins[0]))}で並び順を付け直してください。",
        )


def _twins(rows: Iterable[Any], key: Any) -> Iterator[list[Any]]:
    groups: dict[Hashable, list[Any]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return (group for group in groups.values() if len(group) > 1)


def _empty_goals() -> Iterator[Finding]:
    for goal in Goal.objects.filter(policies__isnull=True).select_related("plan"):
        yield Finding(
            place_of(goal),
            "施策が1つもありません。",
            f"{page_of(Policy)}で施策を登録するか、この基本目標を削除してください。",
        )
