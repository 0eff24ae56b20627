"""Plans at the edges of what a report can be asked to print."""

from typing import Any

from indicators.models import BasicProject, Department, Indicator, Plan, Policy
from tests.factories.finance import (
    make_account,
    make_item,
    make_ratio,
    make_ratio_value,
    make_threshold,
    make_year,
)
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
    make_remark,
    make_target,
)
from tests.factories.report_plan import YEARS

_FULL_WIDTH = "市民が安心して暮らし続けられると感じる割合"
_UNBREAKABLE = "Infrastrukturinstandhaltungsverantwortlichkeitsverteilung"


def longest(model: Any, field: str, text: str = _FULL_WIDTH) -> str:
    """Return a text as long as a field can hold; 300 characters where it has no end."""
    length = model._meta.get_field(field).max_length or 300
    return (text * length)[:length]


def make_longest_plan() -> Plan:
    """Plant a plan in which every text is as long as it may be, full-width or unbreakable."""
    plan = make_plan(
        slug="longest", name=longest(Plan, "name"), municipality=longest(Plan, "municipality")
    )
    goal = make_goal(plan=plan, number=6)
    for text in (_FULL_WIDTH, _UNBREAKABLE):
        policy = make_policy(
            goal=goal,
            title=longest(Policy, "title", text),
            field=longest(Policy, "field", text),
            aim=text * 20,
        )
        _plant_longest(policy, text)
        make_remark(policy=policy, fiscal_year=2024, text=text * 30, signature=text[:50])
    return plan


def make_plan_of(values: dict[str, str | None], slug: str) -> Plan:
    """Plant indicators by name, each with the same value in all years; None is no value at all."""
    plan = make_plan(slug=slug, name=f"端の計画{slug}")
    project = make_basic_project(policy=make_policy(goal=make_goal(plan=plan, number=6)))
    for name, value in values.items():
        indicator = make_indicator(
            basic_project=project,
            name=name,
            decimal_places=1,
            baseline_value=value,
            targets={2025: value or "10.0", 2030: value or "20.0"},
        )
        for year in YEARS if value else ():
            make_annual_value(indicator=indicator, fiscal_year=year, value=value)
    return plan


def make_extreme_finance() -> None:
    """Plant a settlement with long names, parts below zero, a hole and a ratio beyond its line."""
    account = make_account()
    for section in ("revenue", "expenditure", "funds"):
        total = make_item(account=account, code=f"{section}-total", section=section, is_total=True)
        for place in range(9):
            make_item(
                account=account,
                code=f"{section}-{place}",
                section=section,
                name=_FULL_WIDTH[: 4 + place * 2],
                parent=total,
            )
    for year in (2020, 2021, 2023, 2024):
        make_year(account=account, fiscal_year=year, amounts=_amounts(year))
    ratio = make_ratio(name=_FULL_WIDTH)
    make_threshold(ratio=ratio)
    for year, value in ((2021, "-12.3"), (2022, "0.0"), (2023, "24.9"), (2024, "99.9")):
        make_ratio_value(ratio=ratio, fiscal_year=year, value=value)


def _amounts(year: int) -> dict[str, int]:
    amounts = {}
    for section in ("revenue", "expenditure", "funds"):
        parts = {
            f"{section}-{place}": (-1) ** place * (place + 1) * 123_456 * (year - 2018)
            for place in range(9)
        }
        amounts |= parts | {f"{section}-total": sum(parts.values())}
    return amounts


def _plant_longest(policy: Policy, text: str) -> None:
    project = make_basic_project(
        policy=policy,
        title=longest(BasicProject, "title", text),
        purpose=text * 10,
    )
    for place in range(2):
        indicator = make_indicator(
            basic_project=project,
            name=longest(Indicator, "name", text),
            unit=longest(Indicator, "unit", text),
            definition=text * 10,
            department=make_department(name=f"{place}{longest(Department, 'name', text)[1:]}"),
            decimal_places=3,
            baseline_value="-1234567890.123",
            targets={2025: "1234567890.123", 2030: "2345678901.234"},
        )
        for year in YEARS:
            value = make_annual_value(
                indicator=indicator,
                fiscal_year=year,
                value=f"-{year}567890.123",
                note=text * 3,
                source=(text * 10)[:200],
            )
        value.value = "1234567890.987"
        value._change_reason = (text * 10)[:100]
        value.save()
        make_target(
            indicator=indicator,
            fiscal_year=2030,
            target="3345678901.234",
            effective_from=2023,
            revision_reason=(text * 10)[:200],
        )
