"""What staff did stays as they did it, whatever the files say."""

from decimal import Decimal

import pytest
from django.conf import settings

from indicators.loading.plan import load_plan
from indicators.models import (
    AnnualValue,
    Department,
    GlossaryOccurrence,
    GlossaryTerm,
    Indicator,
    Plan,
    Policy,
    RelatedPlan,
    SdgGoal,
    Target,
)
from tests.factories.plan_files import FILES, write_changed, write_plan

POLICY_FILE = "policies/1-1.toml"

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    load(write_plan(tmp_path))
    return tmp_path


def load(folder):
    return load_plan(folder, sdg_goals=settings.BASE_DIR / "fixtures" / "sdg-goals.toml")


def named(report, what):
    return [name for tally in report.tallies for name in getattr(tally, what)]


def test_value_that_staff_changed_is_kept_and_named(folder):
    annual = AnnualValue.objects.get(fiscal_year=2022)
    annual.value = Decimal("97.1")
    annual.save()

    report = load(folder)

    assert AnnualValue.objects.get(fiscal_year=2022).value == Decimal("97.1")
    assert named(report, "kept") == ["実績値「1-1-1-1 市税収納率 令和4年度」"]
    assert list(report.lines()) == [
        "「小さな計画」: 変更なし",
        "ほかの人が変更しているため、そのままにしました（1件）:",
        "  実績値「1-1-1-1 市税収納率 令和4年度」",
    ]


def test_kept_row_withstands_a_changed_file(folder):
    policy = Policy.objects.get()
    policy.title = "職員の題"
    policy.save()

    load(write_changed(folder, POLICY_FILE, 'title = "協働のまちづくり"', 'title = "別の題"'))

    assert Policy.objects.get().title == "職員の題"


def test_row_that_staff_brought_to_the_files_wording_is_unchanged(folder):
    term = GlossaryTerm.objects.get(term="協働")
    term.explanation = "別の解説"
    term.save()
    term.explanation = "ともに働くこと。"
    term.save()

    assert named(load(folder), "kept") == []


def test_row_without_history_is_somebody_elses(folder):
    AnnualValue.history.all().delete()
    AnnualValue.objects.filter(fiscal_year=2022).update(value=Decimal("97.1"))

    assert named(load(folder), "kept") == ["実績値「1-1-1-1 市税収納率 令和4年度」"]
    assert AnnualValue.objects.get(fiscal_year=2022).value == Decimal("97.1")


def test_row_that_staff_entered_before_the_files_is_kept(folder):
    indicator = Indicator.objects.get()
    AnnualValue.objects.create(indicator=indicator, fiscal_year=2024, value=Decimal("99.0"))
    values = '    { fiscal_year = 2024, value = "98.8" },\n]'
    annual = FILES["annual-values.toml"].rstrip().removesuffix("]") + values
    report = load(write_plan(folder, {"annual-values.toml": annual}))

    assert AnnualValue.objects.get(fiscal_year=2024).value == Decimal("99.0")
    assert named(report, "kept") == ["実績値「1-1-1-1 市税収納率 令和6年度」"]


def test_value_that_staff_deleted_stays_deleted(folder):
    AnnualValue.objects.get(fiscal_year=2022).delete()

    report = load(folder)

    assert not AnnualValue.objects.filter(fiscal_year=2022).exists()
    assert not report.has_changes
    assert list(report.lines())[1:] == [
        "ほかの人が削除しているため、登録しませんでした（1件）:",
        "  実績値「1-1-1-1 市税収納率 令和4年度」",
    ]


def test_indicator_that_staff_deleted_stays_deleted_with_all_below(folder):
    indicator = Indicator.objects.get()
    indicator.annual_values.all().delete()
    indicator.published_verdicts.all().delete()
    indicator.delete()

    report = load(folder)

    assert not Indicator.objects.exists()
    assert not Target.objects.exists()
    assert named(report, "taken_away") == [
        "指標「1-1-1-1 市税収納率」",
        "目標値「1-1-1-1 R7の目標」",
        "目標値「1-1-1-1 R12の目標」",
        "実績値「1-1-1-1 市税収納率 令和元年度」",
        "実績値「1-1-1-1 市税収納率 令和4年度」",
        "実績値「1-1-1-1 市税収納率 令和5年度」",
    ]


def test_new_row_below_a_deleted_one_is_not_created(folder):
    GlossaryTerm.objects.get(term="指針").delete()
    second = FILES[POLICY_FILE].replace('"1-1', '"1-2')

    report = load(write_plan(folder, {"policies/1-2.toml": second}))

    assert not GlossaryOccurrence.objects.filter(term__term="指針").exists()
    assert "用語の掲載箇所「指針（施策1-2）」" in named(report, "taken_away")


def test_row_that_staff_deleted_and_entered_anew_is_kept(folder):
    term = GlossaryTerm.objects.get(term="指針")
    term.occurrences.all().delete()
    term.delete()
    GlossaryTerm.objects.create(plan=Plan.objects.get(), term="指針", explanation="職員の解説")

    report = load(folder)

    assert GlossaryTerm.objects.get(term="指針").explanation == "職員の解説"
    assert named(report, "kept") == ["用語解説「指針」"]


def test_department_that_staff_took_away_leaves_the_indicator_alone(folder):
    indicator = Indicator.objects.get()
    indicator.department = None
    indicator.save()
    Department.objects.get().delete()

    report = load(folder)

    assert not Department.objects.exists()
    assert named(report, "kept") == []
    assert named(report, "taken_away") == ["担当課「税務課」"]


def test_row_that_staff_renamed_is_not_created_again(folder):
    related = RelatedPlan.objects.get()
    related.name = "第2次協働推進計画"
    related.save()

    report = load(folder)

    assert RelatedPlan.objects.get().name == "第2次協働推進計画"
    assert named(report, "kept") == ["関係個別計画「第2次協働推進計画」"]


def test_renamed_plan_keeps_everything_below(folder):
    plan = Plan.objects.get()
    plan.slug = "other-address"
    plan.save()

    report = load(folder)

    assert Plan.objects.count() == 1
    assert not report.has_changes
    assert named(report, "kept") == ["計画「小さな計画」"]


def test_renamed_indicator_still_takes_new_targets_of_the_files(folder):
    indicator = Indicator.objects.get()
    indicator.code = "1-1-1-7"
    indicator.save()

    load(write_changed(folder, POLICY_FILE, 'value = "98.7"', 'value = "98.9"'))

    assert Target.objects.get(indicator=indicator, fiscal_year=2025).value == Decimal("98.9")
    assert Indicator.objects.count() == 1


def test_row_no_longer_in_the_files_is_reported_and_stays(folder):
    report = load(
        write_changed(folder, POLICY_FILE, 'related_plans = ["協働推進計画"]', "related_plans = []")
    )

    assert RelatedPlan.objects.count() == 1
    assert list(report.lines()) == [
        "「小さな計画」: 変更なし",
        "ファイルにありませんが、削除はしていません（1件）:",
        "  関係個別計画「協働推進計画」",
    ]


def test_row_that_only_staff_made_is_nobodys_leftover(folder):
    RelatedPlan.objects.create(policy=Policy.objects.get(), order=2, name="職員の計画")
    Target.objects.create(
        indicator=Indicator.objects.get(),
        fiscal_year=2030,
        value=Decimal("99.0"),
        effective_from=2026,
        revision_reason="見直し",
    )

    report = load(folder)

    assert named(report, "left_over") == []
    assert not report.has_changes


def test_sdg_goals_set_by_staff_stay(folder):
    Policy.objects.get().sdg_goals.set(SdgGoal.objects.filter(number__in=[11, 17]))

    report = load(folder)

    assert Policy.objects.get().sdg_goals.count() == 2
    assert named(report, "kept") == []
