"""What the pages say of the real plan, as seen on a November day of 2026."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.domain.vocabulary import Kind, Level
from indicators.models import AnnualValue, Goal, Indicator, Plan, Policy
from indicators.pages.dashboard import DashboardPage
from indicators.pages.glossary import GlossaryPage
from indicators.pages.goal import GoalPage
from indicators.pages.indicator import IndicatorPage
from indicators.pages.method import MethodPage
from indicators.pages.policy import PolicyPage

pytestmark = pytest.mark.usefixtures("book", "db")
TODAY = date(2026, 11, 22)


@pytest.fixture
def plan() -> Plan:
    return Plan.objects.get(slug="sunagawa-7")


def indicator_page(code: str, today: date = TODAY) -> IndicatorPage:
    return IndicatorPage.from_indicator(
        Indicator.objects.published("sunagawa-7").with_series().get(code=code), today
    )


def policy_page(code: str) -> PolicyPage:
    policy = Policy.objects.published().select_related("goal__plan").get(code=code)
    return PolicyPage.from_policy(policy, TODAY)


def test_dashboard_counts_two_of_twelve(plan):
    page = DashboardPage.from_plan(plan, TODAY)

    assert page.fiscal_year.start == 2024
    assert page.counts.words == "12指標中 順調2・評価なし10"
    assert page.headline.lead == "計画全体が順調かどうかは、まだいえません。"
    assert page.headline.detail == (
        "令和6年度（2024年度）の評価ができるのは、12指標のうち2指標です。"
        "その評価は、2指標とも「順調」です。残り10指標は、まだ評価できません。"
    )
    assert [part.count for part in page.outlook] == [2, 0, 10]
    assert [row.distance for row in page.outlook[0].rows] == [
        "上限まで余裕 0.8ポイント", "上限まで余裕 42.1ポイント",
    ]  # fmt: skip
    assert [policy.code for goal in page.goals for policy in goal.policies] == [
        "6-1", "6-2", "6-3", "6-4", "6-5", "6-6",
    ]  # fmt: skip


def test_dashboard_tells_what_is_due_and_missing(plan):
    page = DashboardPage.from_plan(plan, TODAY)

    assert page.waiting_year.start == 2025
    assert page.waiting_count == 12


def test_dashboard_before_october_waits_for_the_year_before(plan):
    page = DashboardPage.from_plan(plan, date(2026, 9, 30))

    assert page.waiting_year.start == 2024
    assert page.waiting_count == 10


def test_dashboard_sets_the_last_two_years_side_by_side(plan):
    changes = DashboardPage.from_plan(plan, TODAY).changes

    assert [(own.row.code, own.previous_value, own.row.value) for own in changes] == [
        ("6-5-3-1", "6.2%", "6.9%"),
        ("6-5-3-2", "33.6%", "41.5%"),
    ]


def test_dashboard_without_values_says_that_none_are_published(plan):
    for value in AnnualValue.objects.all():
        value.delete()

    page = DashboardPage.from_plan(plan, TODAY)

    assert page.fiscal_year is None
    assert page.headline.lead == "計画どおりに進んでいるかは、まだ分かりません。"
    assert page.headline.detail.startswith("12指標のすべてで")
    assert page.counts.words == "12指標中 評価なし12"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("6-1-1-1", Kind.MAINTAIN),
        ("6-1-2-1", Kind.TREND),
        ("6-1-2-2", Kind.TREND),
        ("6-2-1-1", Kind.REACH),
        ("6-3-1-1", Kind.TREND),
        ("6-3-2-1", Kind.REACH),
        ("6-4-1-1", Kind.TREND),
        ("6-4-2-1", Kind.TREND),
        ("6-5-1-1", Kind.REACH),
        ("6-5-3-1", Kind.BOUND),
        ("6-5-3-2", Kind.BOUND),
        ("6-6-1-1", Kind.TREND),
    ],
)
def test_indicator_is_of_the_kind_that_the_rule_book_names(code, kind):
    assert indicator_page(code).kind is kind


@pytest.mark.parametrize(
    ("code", "verdicts"),
    [
        ("6-5-3-1", {2021: "", 2022: "", 2023: "", 2024: ""}),
        ("6-5-3-2", {2021: "計画線より早い", 2022: "", 2023: "", 2024: ""}),
    ],
)
def test_fiscal_ratios_keep_within_the_plan(code, verdicts):
    years = {row.fiscal_year.start: row.judged.verdict for row in indicator_page(code).years}

    assert {year: years[year].note for year in verdicts} == verdicts
    assert {years[year].label for year in verdicts} == {"計画値の範囲内"}
    assert [years[year].label for year in (2015, 2019, 2020, 2025, 2026)] == [
        "計画期間外", "基準年", "計画期間外", "未入力", "未到来",
    ]  # fmt: skip


def test_indicator_page_shows_its_working_and_what_is_newer():
    page = indicator_page("6-5-3-1")

    assert page.row.sentence == "令和6年度の実績6.9%は、この年度の計画値の上限7.7%以下です。"
    assert {line.what: line.amount for line in page.working} == {
        "実績値": "6.9%",
        "基準値": "4.7%",
        "目標（令和7年度）": "7.7%",
        "この年度の計画線": "7.2%",
        "この年度の計画値の上限": "7.7%",
        "使った規則": "計画値の範囲に収まっているか",
    }
    assert page.newer.fiscal_year.start == 2025
    assert page.newer.value == ""
    assert page.newer.last_known == "令和6年度（2024年度） 6.9%"


def test_plan_line_is_told_for_numbers_and_not_for_arrows():
    lines = {row.fiscal_year.start: row.plan_line for row in indicator_page("6-5-3-1").years}

    assert (lines[2019], lines[2024], lines[2030]) == ("", "7.2%", "9.5%")
    assert {row.plan_line for row in indicator_page("6-1-2-1").years} == {""}


def test_tolerance_of_maintaining_is_printed_before_any_value_is_known():
    assert indicator_page("6-1-1-1").tolerance == "6.95事業"
    assert indicator_page("6-2-1-1").tolerance == ""


def test_indicator_without_any_value_shows_the_year_that_is_due():
    page = indicator_page("6-3-2-1")

    assert (page.row.fiscal_year.start, page.row.value) == (2025, "")
    assert page.row.judged.verdict.label == "未入力"
    assert page.baseline == "—"
    assert page.newer is None


def test_correction_of_a_published_value_is_listed():
    value = AnnualValue.objects.get(indicator__code="6-5-3-1", fiscal_year=2024)
    value.value = Decimal("7.0")
    value._change_reason = "公表値の訂正"
    value.save()

    (correction,) = indicator_page("6-5-3-1").corrections

    assert (correction.before, correction.after, correction.reason) == (
        "6.9%", "7.0%", "公表値の訂正",
    )  # fmt: skip


def test_policy_explains_every_marked_word_in_place():
    for code, marked in {"6-1": 2, "6-2": 1, "6-3": 3, "6-4": 6, "6-5": 8, "6-6": 3}.items():
        page = policy_page(code)
        texts = [*page.aim, *page.current_state]
        texts += [paragraph for section in page.projects for paragraph in section.purpose]
        runs = [run for paragraph in texts for run in paragraph]

        assert not any("*" in run.text for run in runs)
        assert len({run.entry.term for run in runs if run.entry}) == marked
        assert len(page.glossary) >= marked


def test_policy_without_indicator_gives_the_plans_own_reason():
    section = policy_page("6-5").projects[1]

    assert section.rows == ()
    assert section.no_indicator_reason.endswith("成果指標は設定しません。")


def test_policy_shows_reference_figures_as_far_as_they_are_known():
    figures = {figure.title: figure for figure in policy_page("6-2").references}

    assert figures["町内会加入世帯の推移"].points == ()
    assert [(p.period, p.value) for p in figures["町内会数"].points] == [
        ("平成23年（2011年）", "88町内会"),
        ("現在", "86町内会"),
    ]


def test_policies_lead_to_their_neighbours():
    page = policy_page("6-3")

    assert (page.previous_policy.code, page.next_policy.code) == ("6-2", "6-4")
    assert policy_page("6-1").previous_policy is None
    assert policy_page("6-6").next_policy is None


def test_goal_carries_its_text_and_all_policies(plan):
    goal = Goal.objects.select_related("plan").get(number=6)

    page = GoalPage.from_goal(goal, TODAY)

    assert page.fields == ("市民参画", "コミュニティ", "行政運営")
    assert len(page.paragraphs) == 2
    assert len(page.summary.policies) == 6
    assert page.summary.counts.total(Level.ON_TRACK) == 2


def test_glossary_lists_each_term_once_with_its_places(plan):
    items = {item.term: item for item in GlossaryPage.from_plan(plan, TODAY).items}

    assert len(items) == 22
    assert [policy.code for policy in items["ICT"].policies] == ["6-3", "6-4"]


def test_method_shows_every_kind_with_examples_of_this_plan(plan):
    sections = {own.rules.kind: own.examples for own in MethodPage.from_plan(plan, TODAY).sections}

    assert {row.code for row in sections[Kind.BOUND]} == {"6-5-3-1", "6-5-3-2"}
    assert {row.code for row in sections[Kind.REACH]} == {"6-2-1-1", "6-3-2-1", "6-5-1-1"}
    assert all(sections.values())
