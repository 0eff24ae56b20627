"""A plan in which everything that a report can print occurs: kinds, reasons, signs, corrections."""

from datetime import date
from decimal import Decimal
from typing import Any

from indicators.models import AnnualValue, Indicator, Plan, Policy
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

YEARS = range(2021, 2025)
LONGEST = (
    "市民一人ひとりが互いに支え合い将来にわたって安心して暮らし続けられるまちであると感じる割合" * 4
)

# Name → what is special about the indicator, and its values of YEARS: a number, a reason or None.
CASES: dict[str, tuple[dict[str, Any], tuple[str | None, ...]]] = {
    "数値目標・達成": ({}, ("83", "84", "84", "85")),
    "数値目標・後退": ({}, ("83", "82", "81", "80")),
    "数値目標・道のり": (
        {"baseline_value": "10.0", "targets": {2025: "40.0", 2030: "60.0"}, "decimal_places": 1},
        ("15.0", "20.0", "26.0", "33.7"),
    ),
    "基準値なし": (
        {"baseline_value": None, "targets": {2025: "80.0", 2030: "90.0"}, "decimal_places": 1},
        (None, "not_calculable", "78.8", "80.0"),
    ),
    "維持": (
        {"baseline_value": "139", "targets": {2025: "139", 2030: "139"}},
        ("140", "133", "132", "139"),
    ),
    "維持・矢印": ({"targets": {2025: "→", 2030: "→"}}, ("83", "79", "78", "83")),
    "上限": (
        {
            "baseline_value": "4.7",
            "targets": {2025: "7.7", 2030: "9.5"},
            "decimal_places": 1,
            "unit": "%",
            "direction": "lower",
            "statutory_line_value": Decimal(25),
            "statutory_line_name": "早期健全化基準",
        },
        ("6.9", "7.3", "7.8", "25.0"),
    ),
    "方向目標・調査": (
        {
            "baseline_value": "32.3",
            "targets": {2025: "↗", 2030: "↗"},
            "decimal_places": 1,
            "unit": "%",
            "is_survey": True,
        },
        ("33.4", "no_survey", "29.2", "35.3"),
    ),
    "下向き": (
        {"baseline_value": "16500", "targets": {2025: "↘", 2030: "↘"}, "direction": "lower"},
        ("16500", "16,450", "awaiting_publication", "15900"),
    ),
    "負の値": (
        {"baseline_value": "-120", "targets": {2025: "-60", 2030: "0"}, "unit": "百万円"},
        ("-150", "-110", "-90", "-72"),
    ),
    "零だけ": ({"baseline_value": "0", "targets": {2025: "↗", 2030: "↗"}}, ("0", "0", "0", "0")),
    "値なし": ({}, (None, None, None, None)),
    LONGEST[:200]: (
        {"unit": "件／人口10万人当たりの年間延べ数", "definition": LONGEST},
        ("83", None, "1234567890", "84"),
    ),
}


def make_report_plan(**fields: Any) -> Plan:
    """Plant one policy with every case, one whose project has no indicator, one without projects."""
    plan = make_plan(**{"slug": "every-case", "name": "すべての場合の計画"} | fields)
    goal = make_goal(plan=plan, number=6)
    full, reasoned, _ = (make_policy(goal=goal) for _ in range(3))
    make_basic_project(policy=reasoned, no_indicator_reason="成果を数値で測れないためです。")
    for name, (special, values) in CASES.items():
        _plant_case(full, name, special, values)
    _correct(full)
    make_remark(
        policy=full, text="おおむね順調です。\n\n次年度に見直します。", signature="企画課長"
    )
    make_remark(policy=reasoned, is_published=False, text="下書きの所見")
    return plan


def report_milestone(plan: Plan) -> None:
    """Add values of FY2025: one met, one short, one worse, one beyond its bound, one without."""
    told = {
        "数値目標・達成": "86",
        "数値目標・後退": "80",
        "数値目標・道のり": "38.5",
        "上限": "7.8",
        "方向目標・調査": "no_survey",
        "負の値": "-70",
    }
    for indicator in Indicator.objects.of_plan(plan).filter(name__in=told):
        _plant_value(indicator, 2025, told[indicator.name])


def make_wide_plan(indicators: int, **fields: Any) -> Plan:
    """Plant as many indicators as asked for, five to a policy, each with values of all YEARS."""
    plan = make_plan(**{"slug": "wide", "name": "大きな計画"} | fields)
    goal = make_goal(plan=plan, number=6)
    for place in range(indicators):
        if place % 5 == 0:
            project = make_basic_project(policy=make_policy(goal=goal))
        indicator = make_indicator(basic_project=project)
        for year in YEARS:
            make_annual_value(
                indicator=indicator, fiscal_year=year, value=str(80 + (place + year) % 9)
            )
    return plan


def _plant_case(
    policy: Policy, name: str, special: dict[str, Any], values: tuple[str | None, ...]
) -> None:
    project = make_basic_project(policy=policy)
    indicator = make_indicator(
        basic_project=project, name=name, department=make_department(), **special
    )
    for year, told in zip(YEARS, values, strict=True):
        if told is not None:
            _plant_value(indicator, year, told.replace(",", ""))


def _plant_value(indicator: Indicator, year: int, told: str) -> None:
    is_number = told.lstrip("-").replace(".", "").isdigit()
    make_annual_value(
        indicator=indicator,
        fiscal_year=year,
        value=told if is_number else None,
        missing_reason="" if is_number else told,
        missing_detail="分母がないため" if told == "not_calculable" else "",
        sample_size=800 if indicator.is_survey and is_number else None,
        is_provisional=year == 2024,
        note="速報の集計によります。" if year == 2024 else "",
    )


def _correct(policy: Policy) -> None:
    """Correct a value with a reason, withdraw another one, and revise a target."""
    of_policy = AnnualValue.objects.filter(indicator__basic_project__policy=policy)
    wrong = of_policy.get(indicator__name="数値目標・後退", fiscal_year=2022)
    wrong.value = Decimal(82) - 1
    wrong._change_reason = "集計の誤りを改めました。"
    wrong.save()
    of_policy.get(indicator__name="零だけ", fiscal_year=2021).delete()
    reached = Indicator.objects.get(basic_project__policy=policy, name="数値目標・達成")
    make_target(
        indicator=reached,
        fiscal_year=2030,
        target="90",
        effective_from=2023,
        revision_reason="早く達したためです。",
    )


TODAY = date(2026, 11, 22)
