"""/updates/: what is told of published things, and that drafts are not."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache

from finance.models import SettlementAmount, SoundnessValue
from indicators.models import AnnualValue, Indicator, Plan, Remark, Target
from indicators.pages.updates import latest_updates
from sunagawa_plan.lib.updates import MOST_TOLD_SINGLY, Standing, Update
from sunagawa_plan.shared.row_changes import give_reason
from sunagawa_plan.updates.page import UPDATES_PER_PAGE, UpdatesPage
from tests.factories.finance import make_ratio, make_ratio_value, make_table, make_year
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
    make_remark,
    make_target,
)

pytestmark = pytest.mark.django_db
JAPAN = ZoneInfo("Asia/Tokyo")
# The page asks one more: which plan its foot leads to.
QUERIES = {"/updates/": 15, "/updates/feed.atom": 14}


def told(**query: str) -> list[Update]:
    return list(UpdatesPage.from_query(query).updates)


def in_brief(updates: list[Update]) -> list[tuple[str, str, str, str]]:
    return [(own.word, own.title, own.before, own.after) for own in updates]


def plant(*, is_published: bool = True) -> Indicator:
    """Plant a plan with an indicator of 83 → 85 → 86 町内会/年."""
    plan = make_plan(slug="p", name="試験の計画", is_published=is_published)
    policy = make_policy(goal=make_goal(plan=plan, number=6))
    return make_indicator(basic_project=make_basic_project(policy=policy), name="申請町内会数")


def change(row: Any, reason: str = "", **fields: Any) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    give_reason(row, reason)
    row.save()


def move(row: Any, *, days: int) -> None:
    """Let all that was ever done to a row have been done so many days earlier."""
    for record in row.history.all():
        record.history_date -= timedelta(days=days)
        record.save()


def test_published_value_is_told_with_its_verdict():
    make_annual_value(indicator=plant(), value="84")

    update, opening = told()

    assert in_brief([update]) == [("公表", "申請町内会数", "", "84町内会/年")]
    assert update.detail == "令和6年度（2024年度）の実績値"
    assert update.standing_after == Standing("on_track", "前進")
    assert update.reason == ""
    assert (opening.word, opening.title) == ("公開", "試験の計画")


def test_correction_is_told_with_both_verdicts_and_its_reason():
    value = make_annual_value(indicator=plant(), value="84")

    change(value, "集計の誤り", value=Decimal(82))
    update = told()[0]

    assert in_brief([update]) == [("訂正", "申請町内会数", "84町内会/年", "82町内会/年")]
    assert (update.standing_before, update.standing_after) == (
        Standing("on_track", "前進"),
        Standing("worse", "後退"),
    )
    assert update.has_new_standing
    assert update.reason == "集計の誤り"


def test_note_of_a_value_is_no_correction():
    value = make_annual_value(indicator=plant(), value="84")

    change(value, "注記を追加", note="参考")

    assert [own.word for own in told()] == ["公表", "公開"]


def test_withdrawn_value_is_told_and_its_return_too():
    indicator = plant()
    value = make_annual_value(indicator=indicator, value="84")

    give_reason(value, "調査中")
    value.delete()
    make_annual_value(indicator=indicator, value="85")

    assert in_brief(told())[:2] == [
        ("再公表", "申請町内会数", "取り下げ", "85町内会/年"),
        ("取り下げ", "申請町内会数", "84町内会/年", "取り下げ"),
    ]
    assert told()[1].reason == "調査中"


def test_final_value_is_told_as_such():
    value = make_annual_value(indicator=plant(), value="84", is_provisional=True)

    change(value, is_provisional=False)

    assert in_brief(told())[0] == ("確定", "申請町内会数", "84町内会/年（速報値）", "84町内会/年")


def test_reason_instead_of_a_value_is_told_without_a_verdict():
    make_annual_value(indicator=plant(), value=None)

    assert in_brief(told())[0] == ("公表", "申請町内会数", "", "公表待ち")
    assert told()[0].standing_after is None


def test_revised_target_is_told_with_the_one_it_replaces():
    make_target(
        indicator=plant(),
        fiscal_year=2030,
        target="90",
        effective_from=2026,
        revision_reason="人口の見通しを改めたため",
    )

    update = told()[0]

    assert in_brief([update]) == [("見直し", "申請町内会数", "86町内会/年", "90町内会/年")]
    assert update.detail == "令和12年度（2030年度）の目標（令和8年度から）"
    assert update.reason == "人口の見通しを改めたため"


def test_corrected_target_is_told():
    plant()

    change(Target.objects.get(fiscal_year=2025), "転記の誤り", value=Decimal(88))

    assert in_brief(told())[0] == ("訂正", "申請町内会数", "85町内会/年", "88町内会/年")


def test_draft_remark_is_told_only_from_its_publication_on():
    indicator = plant()
    remark = make_remark(
        policy=indicator.basic_project.policy, text="下書きの文", is_published=False
    )
    assert "remark" not in [own.kind for own in told()]

    change(remark, is_published=True, text="公表する文")
    change(remark, "誤字の訂正", text="公表した文")
    change(remark, "取り下げ", is_published=False)

    assert [own.word for own in told(kind="remark")] == ["取り下げ", "訂正", "公表"]


@pytest.mark.parametrize("kind", ["", "value", "correction", "target", "remark", "plan"])
def test_nothing_of_a_draft_plan_is_told(client, kind):
    indicator = plant(is_published=False)
    value = make_annual_value(indicator=indicator, value="84")
    change(value, "秘密の理由", value=Decimal(85))
    make_remark(policy=indicator.basic_project.policy)
    make_target(indicator=indicator, fiscal_year=2030, effective_from=2026, revision_reason="秘")

    assert told(kind=kind) == []
    assert "申請町内会数" not in client.get("/updates/").text
    assert "申請町内会数" not in client.get("/updates/feed.atom").text


def test_what_happened_before_a_plan_was_public_is_one_line():
    indicator = plant(is_published=False)
    value = make_annual_value(indicator=indicator, value="84")
    change(value, "公開前の訂正", value=Decimal(85))
    make_annual_value(indicator=indicator, fiscal_year=2023, value="80").delete()

    change(Plan.objects.get(), is_published=True)
    updates = told()

    assert [own.word for own in updates] == ["公開"]
    assert updates[0].detail == "目標と、これまでに公表した実績値1件"


def test_plan_taken_back_is_told_no_more():
    make_annual_value(indicator=plant(), value="84")

    change(Plan.objects.get(), is_published=False)

    assert told() == []


def test_values_of_many_indicators_on_one_day_are_one_line():
    project = plant().basic_project
    for _ in range(MOST_TOLD_SINGLY + 1):
        make_annual_value(indicator=make_indicator(basic_project=project))

    update = told()[0]

    assert update.title == f"令和6年度（2024年度）の実績値{MOST_TOLD_SINGLY + 1}件"
    assert update.url == "/plans/p/progress/2024/"


def test_values_loaded_on_a_later_day_are_one_line():
    project = plant().basic_project
    move(Plan.objects.get(), days=3)
    for _ in range(MOST_TOLD_SINGLY + 1):
        value = AnnualValue(
            indicator=make_indicator(basic_project=project), fiscal_year=2024, value=Decimal(84)
        )
        change(value, "load_plan")

    assert [own.title for own in told()] == [f"実績値{MOST_TOLD_SINGLY + 1}件", "試験の計画"]


def test_settlement_is_told_from_its_publication_on():
    items = make_table()
    account = next(iter(items.values())).account
    year = make_year(account=account, amounts={"municipal_tax": 200}, status="draft")
    amount = SettlementAmount.objects.get()
    change(amount, "下書きの直し", amount_thousand_yen=250)
    assert told() == []

    change(year, status="published")
    change(amount, "転記の誤り", amount_thousand_yen=1260)
    correction, publication = told()

    assert in_brief([publication]) == [("公表", "令和元年度（2019年度）の一般会計決算", "", "")]
    assert in_brief([correction]) == [("訂正", "項目「municipal_tax」", "250千円", "1,260千円")]
    assert correction.reason == "転記の誤り"
    assert correction.url == "/finance/settlement/?year=2019"


def test_settlement_taken_back_keeps_its_line_but_not_its_figures():
    year = make_year()
    change(year, "誤って公開", status="draft")

    assert [(own.word, own.after) for own in told()] == [("取り下げ", ""), ("公表", "")]


def test_population_of_a_published_year_is_told_when_corrected():
    year = make_year(population=16_000, population_source="住民基本台帳")

    change(year, "誤り", population=16_100)

    assert in_brief(told())[0][2:] == ("16,000人", "16,100人")


def test_soundness_ratio_is_told_from_its_publication_on():
    value = make_ratio_value(
        ratio=make_ratio(name="資金不足比率"), fiscal_year=2024, value="1.5", status="draft"
    )
    assert told() == []

    change(value, status="published")
    change(value, "再算定", value=Decimal("2.5"))
    change(value, "出典を追加", source="財政課")

    assert in_brief(told()) == [
        ("訂正", "資金不足比率", "1.5%", "2.5%"),
        ("公表", "資金不足比率", "", "1.5%"),
    ]
    assert SoundnessValue.objects.count() == 1


def test_updates_are_grouped_by_day_in_japanese_time():
    value = make_annual_value(indicator=plant(), value="84")
    record = value.history.get()
    record.history_date = datetime(2026, 11, 2, 0, 30, tzinfo=JAPAN)
    record.save()
    plan = Plan.objects.get().history.get()
    plan.history_date = datetime(2026, 11, 1, 23, 30, tzinfo=JAPAN)
    plan.save()

    days = UpdatesPage.from_query({}).days

    assert [own.day for own in days] == [date(2026, 11, 2), date(2026, 11, 1)]


def test_updates_are_filtered_and_paged():
    value = make_annual_value(indicator=plant(), value="84")
    for number in range(UPDATES_PER_PAGE + 3):
        change(value, "訂正", value=Decimal(85 + number % 2))
    make_year()

    second = UpdatesPage.from_query({"kind": "correction", "page": "2"})

    assert len(second.updates) == second.pages.paginator.count - UPDATES_PER_PAGE
    assert second.is_filtered
    assert {own.kind for own in told(plan="finance")} == {"settlement"}
    assert {own.kind for own in told(plan="p", kind="plan")} == {"plan"}
    assert len(told(plan="nonsense", kind="nonsense", page="-1")) == UPDATES_PER_PAGE


def test_dashboard_may_ask_for_the_last_updates_of_a_plan():
    make_annual_value(indicator=plant(), value="84")

    assert [own.word for own in latest_updates(Plan.objects.get(), most=1)] == ["公表"]


@pytest.mark.parametrize("rows", [1, 4], ids=["one", "many"])
@pytest.mark.parametrize("address", QUERIES)
def test_updates_ask_a_fixed_number_of_queries(client, django_assert_num_queries, address, rows):
    project = plant().basic_project
    for number in range(rows):
        make_plan(slug=f"other-{number}", shows_on_home=False)
        indicator = make_indicator(basic_project=project)
        change(make_annual_value(indicator=indicator), "訂正", value=Decimal(83))
        make_target(indicator=indicator, fiscal_year=2030, effective_from=2026, revision_reason="x")
        make_remark(policy=make_policy(goal=project.policy.goal))
        make_ratio_value(ratio=make_ratio(code=f"r{number}", name=f"比率{number}"), value="1.0")
    items = make_table()
    account = next(iter(items.values())).account
    for _ in range(rows):
        make_year(account=account, amounts={"municipal_tax": 200})
    for amount in SettlementAmount.objects.all():
        change(amount, "訂正", amount_thousand_yen=100)
    cache.clear()

    with django_assert_num_queries(QUERIES[address]):
        response = client.get(address)

    assert response.status_code == 200


def test_page_says_that_nothing_was_published_yet(client):
    assert "公表したものは、まだありません。" in client.get("/updates/").text
    assert Remark.objects.count() == 0


def test_page_says_that_nothing_answers_a_filter(client):
    plant()

    assert "当てはまる更新はありません。" in client.get("/updates/?kind=remark").text


@pytest.mark.parametrize("query", ["plan=%00", "kind=%FF", "page=９", "page=" + "9" * 900])
def test_odd_questions_are_answered_calmly(client, query):
    assert client.get(f"/updates/?{query}").status_code == 200
    assert client.get(f"/updates/feed.atom?{query}").status_code == 200


@pytest.mark.usefixtures("book")
def test_loading_the_plan_is_a_line_of_each_kind():
    assert [(own.word, own.kind) for own in told()] == [
        ("公表", "soundness"),
        ("公表", "settlement"),
        ("公開", "plan"),
    ]
    assert told(kind="plan")[0].detail == "目標と、これまでに公表した実績値20件"


@pytest.mark.usefixtures("book")
def test_correction_of_a_loaded_value_is_told():
    value = AnnualValue.objects.get(indicator__code="6-5-3-1", fiscal_year=2024)

    change(value, "決算の確定", value=Decimal("8.8"))

    assert in_brief(told())[0] == ("訂正", "実質公債費比率", "6.9%", "8.8%")
    assert told()[0].standing_after == Standing("behind", "計画値の範囲外")
