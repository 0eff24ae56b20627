"""A made-up city in which everything occurs: every kind, reason, state, sign and nasty text.

What is a draft bears DRAFT in its words, so that a test may look for it anywhere.
"""

from decimal import Decimal

from finance.models import Account, SettlementItemName
from indicators.models import BasicProject, Department, Plan
from tests.factories.finance import (
    make_account,
    make_item,
    make_ratio,
    make_ratio_value,
    make_table,
    make_threshold,
    make_year,
)
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_glossary_term,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
    make_target,
)

DRAFT = "まだ見せない下書き"
# What breaks files: quotation marks, separators, line breaks, formulas, characters of few sets.
NASTY = '「引用"符"」、読点,カンマ;\t①～－Ⅲ髙﨑 ↗ 𠮷 &#x2197;'
PARAGRAPHS = "一段落目です。\n\n二段落目です。\r\n三行目"
FORMULAS = ("=1+1", "+81", "-12.3は前年度との差", "@計画", "'=引用")


def make_every_case(*, slug: str = "every-case") -> Plan:
    """Make the plan and the finance of the city; returns the plan."""
    plan = make_plan(slug=slug, name="すべての場合の計画")
    make_indicators(plan)
    make_finance()
    make_drafts()
    return plan


def make_indicators(plan: Plan) -> None:
    policy = make_policy(goal=make_goal(plan=plan), title=f"施策*の題{NASTY}", source_page=None)
    project = make_basic_project(policy=policy, title=NASTY)
    department = Department.objects.first() or make_department(name="髙﨑課, 収納係")
    _kinds(project)
    _values(project)
    texts = make_indicator(
        basic_project=project,
        name=NASTY,
        unit="㎡",
        definition=PARAGRAPHS + NASTY,
        department=department,
    )
    for year, formula in enumerate(FORMULAS, start=2021):
        make_annual_value(indicator=texts, fiscal_year=year, note=formula, source=NASTY)
    term = make_glossary_term(policies=(policy,), term=NASTY, explanation=PARAGRAPHS + NASTY)
    make_glossary_term(plan=plan, term="どの施策にもない用語", reading="よみ")
    assert term.plan == plan


def _kinds(project: BasicProject) -> None:
    """One indicator of each kind of target and direction, each with a value to be judged."""
    for number, (baseline, targets, direction, value) in enumerate(
        [
            ("83", {2025: "85", 2030: "86"}, "higher", "84"),
            ("139", {2025: "139", 2030: "→"}, "higher", "132"),
            ("32.3", {2025: "↗", 2030: "↗"}, "higher", "35.3"),
            ("10", {2025: "↘", 2030: "↘"}, "lower", "-3"),
            ("4.7", {2025: "7.7", 2030: "9.5"}, "lower", "26"),
            ("-12.5", {2025: "-3.5", 2030: "0"}, "higher", "-7.25"),
            (None, {2025: "80", 2030: "90"}, "higher", "0"),
            ("5", {}, "higher", "6"),
        ]
    ):
        indicator = make_indicator(
            basic_project=project,
            baseline_value=baseline,
            targets=targets,
            direction=direction,
            decimal_places=1,
            is_survey=number == 2,
            statutory_line_value=Decimal(25) if number == 4 else None,
            statutory_line_name="早期健全化基準" if number == 4 else "",
        )
        make_annual_value(indicator=indicator, value=value, is_provisional=number % 2 == 0)
        make_annual_value(
            indicator=indicator,
            fiscal_year=2023,
            value="1.05",
            sample_size=812 if number == 2 else None,
        )


def _values(project: BasicProject) -> None:
    """One indicator with every reason, a correction, a withdrawn value and a revised target."""
    indicator = make_indicator(basic_project=project, decimal_places=2)
    make_annual_value(
        indicator=indicator,
        fiscal_year=2021,
        value=None,
        missing_reason="not_calculable",
        missing_detail="対象がない",
        note=PARAGRAPHS + NASTY,
    )
    make_annual_value(indicator=indicator, fiscal_year=2022, value=None)
    make_annual_value(indicator=indicator, fiscal_year=2023, value=None, missing_reason="no_survey")
    corrected = make_annual_value(indicator=indicator, fiscal_year=2024, value="84.004")
    corrected.value = Decimal("84.005")
    corrected.save()
    make_annual_value(indicator=indicator, fiscal_year=2025, value="12345678.90").delete()
    make_target(
        indicator=indicator,
        fiscal_year=2030,
        target="88.5",
        effective_from=2025,
        revision_reason="見直した",
    )


def make_finance() -> None:
    """Two accounts with every reason and state; ratios with every reason and line."""
    general = make_account()
    items = make_table(account=general)
    make_item(account=general, code="ended", name="終わった項目", last_fiscal_year=2020)
    _years(general)
    for code in ("personnel", "other_funds"):
        SettlementItemName.objects.create(item=items[code], effective_from=2021, name=NASTY)
    ordinary = make_account(code="ordinary_account", name="普通会計", order=2)
    make_item(account=ordinary, code="debt_service", section="expenditure", name="公債費")
    make_year(account=ordinary, amounts={"debt_service": 7}, source="県の公表値")
    for year, (value, reason) in enumerate(
        [
            ("-0.04", ""),
            ("0", ""),
            (None, "surplus"),
            (None, "not_calculated"),
            (None, "no_shortfall"),
            (None, "awaiting_publication"),
        ],
        start=2019,
    ):
        ratio = make_ratio(decimal_places=2)
        make_threshold(ratio=ratio, rebuilding=None if value else "35")
        make_ratio_value(ratio=ratio, value=value, fiscal_year=year, missing_reason=reason)


def _years(account: Account) -> None:
    for year, amounts in {
        2019: {"municipal_tax": 1_000, "building_fund": "no_such_fund", "ended": 5},
        2020: {"municipal_tax": 0, "building_fund": 600_000, "ended": "no_such_item"},
        2021: {"municipal_tax": -12_345, "building_fund": "not_published"},
        2022: {"municipal_tax": 9_999_999_999, "personnel": 3},
        2023: {},
    }.items():
        make_year(account=account, fiscal_year=year, amounts=amounts, source="試験課の調べ")


def make_drafts() -> None:
    """A plan, a settlement and a ratio that nobody outside may hear of."""
    draft = make_plan(slug="draft-plan", name=DRAFT, is_published=False)
    policy = make_policy(goal=make_goal(plan=draft), title=DRAFT)
    indicator = make_indicator(
        basic_project=make_basic_project(policy=policy, title=DRAFT), name=DRAFT
    )
    make_annual_value(indicator=indicator, note=DRAFT, source=DRAFT)
    make_glossary_term(plan=draft, term=DRAFT)
    account = Account.objects.get(code="general_account")
    make_year(
        account=account,
        fiscal_year=2024,
        amounts={"municipal_tax": 424_242_424},
        status="draft",
        source=DRAFT,
        note=DRAFT,
    )
    make_ratio_value(ratio=make_ratio(), value="77.77", status="draft", source=DRAFT)
