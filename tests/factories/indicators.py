"""Rows of the indicators app for tests: every factory fills in what the test does not care about.

Parents are made when none is given; codes and orders run on within their parent. Numbers may be
strings, as they read in the plan; a target is a number or one of the arrows ↗ → ↘.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from indicators.domain.vocabulary import Arrow
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
    Remark,
    Target,
)

MILESTONES = {2025: "中間目標値", 2030: "最終目標値"}
TARGETS = {2025: "85", 2030: "86"}
_ARROWS = {arrow.label: arrow for arrow in Arrow}


def make_plan(*, milestones: Mapping[int, str] = MILESTONES, **fields: Any) -> Plan:
    """Make a published plan of FY2021–FY2030 with the baseline year 2019."""
    defaults = {
        "slug": f"plan-{Plan.objects.count() + 1}",
        "name": "試験計画",
        "municipality": "試験市",
        "region_code": "012262",
        "first_fiscal_year": 2021,
        "last_fiscal_year": 2030,
        "baseline_fiscal_year": 2019,
        "is_published": True,
        "shows_on_home": True,
    }
    plan = Plan.objects.create(**defaults | fields)
    for year, name in milestones.items():
        Milestone.objects.create(plan=plan, fiscal_year=year, name=name)
    return plan


def make_goal(*, plan: Plan | None = None, **fields: Any) -> Goal:
    plan = plan or make_plan()
    number = fields.pop("number", plan.goals.count() + 1)
    defaults = {"title": f"基本目標の題{number}", "fields": "市民参画、コミュニティ"}
    return Goal.objects.create(plan=plan, number=number, **defaults | fields)


def make_policy(*, goal: Goal | None = None, **fields: Any) -> Policy:
    goal = goal or make_goal()
    order = fields.pop("order", goal.policies.count() + 1)
    defaults = {
        "code": f"{goal.number}-{order}",
        "field": "協働",
        "title": f"施策の題{order}",
        "aim": "信頼し合うまちを目指します。",
        "current_state": "人口が減っています。\n\n担い手が足りません。",
        "source_page": 108,
    }
    return Policy.objects.create(goal=goal, order=order, **defaults | fields)


def make_basic_project(*, policy: Policy | None = None, **fields: Any) -> BasicProject:
    policy = policy or make_policy()
    order = fields.pop("order", policy.basic_projects.count() + 1)
    defaults = {
        "code": f"{policy.code}-{order}",
        "title": f"基本事業の題{order}",
        "purpose": "活動の継続に努めます。",
    }
    return BasicProject.objects.create(policy=policy, order=order, **defaults | fields)


def make_indicator(
    *,
    basic_project: BasicProject | None = None,
    targets: Mapping[int, str] = TARGETS,
    baseline_value: str | Decimal | None = "83",
    **fields: Any,
) -> Indicator:
    """Make an indicator with its targets; baseline_value=None is 「—」, not yet measured."""
    basic_project = basic_project or make_basic_project()
    order = fields.pop("order", basic_project.indicators.count() + 1)
    defaults = {
        "code": f"{basic_project.code}-{order}",
        "name": f"指標の名{order}",
        "unit": "町内会/年",
        "definition": "申請した町内会の数",
        "decimal_places": 0,
        "direction": "higher",
        "baseline_fiscal_year": basic_project.policy.goal.plan.baseline_fiscal_year,
        "baseline_value": _number(baseline_value),
        "baseline_missing_reason": "not_measured" if baseline_value is None else "",
    }
    indicator = Indicator.objects.create(
        basic_project=basic_project, order=order, **defaults | fields
    )
    for year, text in targets.items():
        make_target(indicator=indicator, fiscal_year=year, target=text)
    return indicator


def make_target(
    *,
    indicator: Indicator | None = None,
    fiscal_year: int = 2025,
    target: str = "85",
    **fields: Any,
) -> Target:
    """Make one target from a number or an arrow; pass effective_from for a revised one."""
    indicator = indicator or make_indicator(targets={})
    is_arrow = target in _ARROWS
    defaults = {
        "value": None if is_arrow else Decimal(target),
        "arrow": _ARROWS[target].value if is_arrow else "",
        "effective_from": indicator.plan.first_fiscal_year,
    }
    return Target.objects.create(indicator=indicator, fiscal_year=fiscal_year, **defaults | fields)


def make_annual_value(
    *,
    indicator: Indicator | None = None,
    fiscal_year: int = 2024,
    value: str | Decimal | None = "84",
    **fields: Any,
) -> AnnualValue:
    """Make one annual value; value=None needs a missing_reason, by default 公表待ち."""
    reason = "awaiting_publication" if value is None else ""
    return AnnualValue.objects.create(
        indicator=indicator or make_indicator(),
        fiscal_year=fiscal_year,
        value=_number(value),
        **{"missing_reason": reason, "source": "試験課"} | fields,
    )


def make_department(**fields: Any) -> Department:
    number = Department.objects.count() + 1
    defaults = {"code": f"department-{number}", "name": f"担当課{number}", "order": number}
    return Department.objects.create(**defaults | fields)


def make_glossary_term(
    *, plan: Plan | None = None, policies: tuple[Policy, ...] = (), **fields: Any
) -> GlossaryTerm:
    """Make a term, printed last in each of the policies; the plan follows from the first."""
    plan = plan or (policies[0].goal.plan if policies else make_plan())
    number = plan.glossary_terms.count() + 1
    defaults = {"term": f"用語{number}", "explanation": f"用語{number}の解説。"}
    term = GlossaryTerm.objects.create(plan=plan, **defaults | fields)
    for policy in policies:
        order = policy.glossary_occurrences.count() + 1
        GlossaryOccurrence.objects.create(term=term, policy=policy, order=order)
    return term


def make_related_plan(*, policy: Policy | None = None, **fields: Any) -> RelatedPlan:
    policy = policy or make_policy()
    order = policy.related_plans.count() + 1
    return RelatedPlan.objects.create(
        policy=policy, **{"order": order, "name": f"関係個別計画{order}"} | fields
    )


def make_remark(*, policy: Policy | None = None, **fields: Any) -> Remark:
    """Make a signed and published remark on a policy for FY2024."""
    defaults = {
        "fiscal_year": 2024,
        "text": "概ね計画どおりに進みました。",
        "signature": "試験課長",
        "signed_on": date(2025, 10, 20),
        "is_published": True,
    }
    return Remark.objects.create(policy=policy or make_policy(), **defaults | fields)


def make_reference_series(
    *,
    policy: Policy | None = None,
    points: Mapping[int, str] | None = None,
    **fields: Any,
) -> ReferenceSeries:
    """Make a reference series with its points by calendar year; none by default, as when lost."""
    policy = policy or make_policy()
    order = policy.reference_series.count() + 1
    defaults = {"order": order, "title": f"参考図{order}の推移", "unit": "人", "source": "試験課"}
    series = ReferenceSeries.objects.create(policy=policy, **defaults | fields)
    for place, (year, value) in enumerate((points or {}).items(), start=1):
        ReferencePoint.objects.create(
            series=series, order=place, year=year, period_label=f"{year}年", value=Decimal(value)
        )
    return series


def _number(value: str | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)
