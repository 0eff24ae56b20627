from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.domain.judgement import RULE_VERSION
from indicators.loading import plan as loading
from indicators.loading.plan import load_plan
from indicators.loading.shelves import SHELVES
from indicators.models import (
    AnnualValue,
    BasicProject,
    Department,
    GlossaryOccurrence,
    GlossaryTerm,
    Indicator,
    Milestone,
    Plan,
    Policy,
    PublishedVerdict,
    ReferencePoint,
    RelatedPlan,
    SdgGoal,
    Target,
)
from sunagawa_plan.shared.loading.problems import PlanFileError
from tests.factories.plan_files import FILES, POLICY, write_changed, write_plan

FIXTURES = settings.BASE_DIR / "fixtures"
SDG_GOALS = FIXTURES / "sdg-goals.toml"
POLICY_FILE = "policies/1-1.toml"

pytestmark = pytest.mark.django_db


def load(folder, **options):
    return load_plan(folder, sdg_goals=SDG_GOALS, **options)


def history_rows():
    return sum(shelf.model.history.count() for shelf in SHELVES)


def test_real_plan_is_stored_as_printed():
    load(FIXTURES / "sunagawa-7")

    counts = {
        model: model.objects.count()
        for model in (SdgGoal, Plan, Policy, BasicProject, Indicator, Target, AnnualValue)
    }
    assert list(counts.values()) == [17, 1, 6, 11, 12, 24, 20]
    assert (GlossaryTerm.objects.count(), GlossaryOccurrence.objects.count()) == (22, 25)
    assert (RelatedPlan.objects.count(), ReferencePoint.objects.count()) == (5, 4)
    ratio = Indicator.objects.get(code="6-5-3-1")
    assert (ratio.statutory_line_value, ratio.statutory_line_name) == (25, "早期健全化基準")
    assert [target.effective_from for target in ratio.targets.all()] == [2021, 2021]
    assert Indicator.objects.get(code="6-3-2-1").baseline_missing_reason == "not_measured"


def test_every_row_passes_its_own_model(tmp_path):
    load(FIXTURES / "sunagawa-7")

    for shelf in SHELVES:
        for row in shelf.model.objects.all():
            row.full_clean()


def test_history_says_that_the_loader_wrote(tmp_path):
    load(write_plan(tmp_path))

    for shelf in SHELVES:
        reasons = set(shelf.model.history.values_list("history_change_reason", flat=True))
        assert reasons == {"load_plan"}, shelf.title


def test_second_load_writes_nothing(tmp_path):
    load(FIXTURES / "sunagawa-7")
    before = history_rows()

    report = load(FIXTURES / "sunagawa-7")

    assert not report.has_changes
    assert list(report.lines()) == ["「砂川市第7期総合計画」: 変更なし"]
    assert history_rows() == before
    assert PublishedVerdict.objects.count() == 20


def test_loaded_values_leave_the_record_of_what_was_published():
    load(FIXTURES / "sunagawa-7")

    kept = PublishedVerdict.objects.all()
    assert kept.count() == AnnualValue.objects.count() == 20
    assert {(own.rule_version, own.published_by, own.reason) for own in kept} == {
        (RULE_VERSION, None, "")
    }
    for value in AnnualValue.objects.all():
        (own,) = kept.filter(indicator=value.indicator_id, fiscal_year=value.fiscal_year)
        assert (own.value, own.published_at >= value.published_at) == (value.value, True)


def test_changed_value_is_recorded_once_more_and_says_who_wrote_it(tmp_path):
    load(write_plan(tmp_path))
    report = load(write_changed(tmp_path, "annual-values.toml", '"98.4"', '"98.3"'))

    before, after = PublishedVerdict.objects.filter(fiscal_year=2022)
    assert [tally.updated for tally in report.tallies if tally.updated] == [1]
    assert (before.value, after.value) == (Decimal("98.4"), Decimal("98.3"))
    assert (before.label, after.label) == ("後退", "後退")
    assert (before.reason, after.reason) == ("", "計画書の読み込み（load_plan）")
    assert after.working["value"] == "98.3"
    assert PublishedVerdict.objects.count() == 4


def test_dry_run_keeps_no_record(tmp_path):
    load(write_plan(tmp_path), dry_run=True)

    assert not PublishedVerdict.objects.exists()


def test_second_load_asks_few_questions():
    load(FIXTURES / "sunagawa-7")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        load(FIXTURES / "sunagawa-7")

    assert len(queries) <= 2 * len(SHELVES) + 4


def test_first_load_asks_at_most_a_dozen_questions_per_row():
    with CaptureQueriesContext(connection) as queries:
        report = load(FIXTURES / "sunagawa-7")

    assert len(queries) <= 12 * sum(tally.created for tally in report.tallies)


def test_occurrences_run_on_through_the_sections(tmp_path):
    load(write_plan(tmp_path))

    printed = GlossaryOccurrence.objects.order_by("order").values_list("order", "term__term")
    assert list(printed) == [(1, "協働"), (2, "指針")]


def test_term_printed_twice_is_one_row_with_the_first_wording(tmp_path):
    second = POLICY.replace('"1-1', '"1-2').replace("ともに働く", "ともに 働く")
    load(write_plan(tmp_path, {"policies/1-2.toml": second}))

    assert GlossaryTerm.objects.get(term="協働").explanation == "ともに働くこと。"
    assert GlossaryOccurrence.objects.filter(term__term="協働").count() == 2


def test_department_hangs_on_its_indicator(tmp_path):
    load(write_plan(tmp_path))
    assert Indicator.objects.get().department == Department.objects.get(code="revenue")


def test_changed_file_updates_only_what_changed(tmp_path):
    load(write_plan(tmp_path))
    before = history_rows()

    report = load(write_changed(tmp_path, POLICY_FILE, 'value = "98.7"', 'value = "98.9"'))

    assert Target.objects.get(fiscal_year=2025).value == Decimal("98.9")
    assert history_rows() == before + 1
    assert list(report.lines()) == [
        "「小さな計画」を読み込みました。",
        "  目標値: 更新1件、変更なし1件",
    ]


def test_dry_run_tells_the_same_and_writes_nothing(tmp_path):
    rehearsed = load(write_plan(tmp_path), dry_run=True)

    assert not Plan.objects.exists()
    assert not SdgGoal.objects.exists()
    assert history_rows() == 0
    assert list(load(tmp_path).lines()) == list(rehearsed.lines())


def test_plan_with_one_milestone(tmp_path):
    milestone = '[[milestones]]\nfiscal_year = 2025\nname = "中間目標値"\n'
    write_changed(tmp_path, POLICY_FILE, '    { fiscal_year = 2025, value = "98.7" },\n', "")
    (tmp_path / "plan.toml").write_text(FILES["plan.toml"].replace(milestone, ""), "utf-8")

    load(tmp_path)

    assert list(Milestone.objects.values_list("fiscal_year", flat=True)) == [2030]
    assert list(Target.objects.values_list("fiscal_year", flat=True)) == [2030]


def test_plan_with_a_target_every_year(tmp_path):
    years = range(2021, 2031)
    milestones = "".join(f'[[milestones]]\nfiscal_year = {y}\nname = "{y}年度"\n' for y in years)
    targets = "".join(f'{{ fiscal_year = {y}, value = "98.{y - 2020}" }},\n' for y in years)
    head, _, departments = FILES["plan.toml"].partition("[[milestones]]")
    departments = departments[departments.index("[[departments]]") :]
    start, end = (
        POLICY.index("targets = ["),
        POLICY.index(']\n\n[[basic_projects]]\ncode = "1-1-2"'),
    )
    policy = POLICY[:start] + "targets = [\n" + targets + POLICY[end:]

    load(write_plan(tmp_path, {"plan.toml": head + milestones + departments, POLICY_FILE: policy}))

    assert Target.objects.count() == Milestone.objects.count() == 10
    assert Target.objects.get(fiscal_year=2030).value == Decimal("98.10")


def test_two_plans_stand_side_by_side(tmp_path):
    load(FIXTURES / "sunagawa-7")
    report = load(write_plan(tmp_path))
    again = load(FIXTURES / "sunagawa-7")

    assert Plan.objects.count() == 2
    assert not again.has_changes
    assert [tally.left_over for tally in report.tallies if tally.left_over] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            POLICY_FILE,
            'arrow = "↗"',
            'arrow = "↘"',
            "policies/1-1.toml basic_projectsの1番目（1-1-1） indicatorsの1番目（1-1-1-1） "
            "targetsの2番目（2030） 矢印の目標（arrow）: 矢印「↘」は、望ましい方向と矛盾しています。",
        ),
        (
            POLICY_FILE,
            "decimal_places = 1",
            "decimal_places = 5",
            "policies/1-1.toml basic_projectsの1番目（1-1-1） indicatorsの1番目（1-1-1-1） "
            "表示する小数の桁数（decimal_places）: 4桁以下にしてください。",
        ),
        (
            "plan.toml",
            'region_code = "012262"',
            'region_code = "12262"',
            "plan.toml 全国地方公共団体コード（region_code）: 6桁の数字で入力してください。",
        ),
        (
            "plan.toml",
            "first_fiscal_year = 2021",
            "first_fiscal_year = 2031",
            "plan.toml: 計画の最後の年度は、最初の年度以降にしてください。",
        ),
        (
            "annual-values.toml",
            ', missing_detail = "災害のため"',
            "",
            "annual-values.toml indicatorsの1番目（1-1-1-1） valuesの3番目（2023）: "
            "「算定されない」のときは、その理由も入力してください。",
        ),
    ],
)
def test_row_its_model_refuses_leaves_nothing_written(tmp_path, file, old, new, problem):
    with pytest.raises(PlanFileError) as caught:
        load(write_changed(tmp_path, file, old, new))

    assert problem in caught.value.problems
    assert not Plan.objects.exists()
    assert not SdgGoal.objects.exists()
    assert history_rows() == 0


def test_refused_change_leaves_the_plan_as_it_was(tmp_path):
    load(write_plan(tmp_path))
    before = history_rows()
    write_changed(tmp_path, POLICY_FILE, 'title = "協働のまちづくり"', 'title = "新しい題"')
    annual = FILES["annual-values.toml"].replace(', missing_detail = "災害のため"', "")
    (tmp_path / "annual-values.toml").write_text(annual, "utf-8")

    with pytest.raises(PlanFileError):
        load(tmp_path)

    assert Policy.objects.get().title == "協働のまちづくり"
    assert history_rows() == before


def test_indicator_that_cannot_be_judged_is_refused(tmp_path):
    load(write_plan(tmp_path))
    target = Target.objects.get(fiscal_year=2030)
    target.arrow, target.revision_reason = "up", "職員の注記"
    target.save()
    # The staff's arrow stays; the files now turn the direction against it.
    write_changed(tmp_path, POLICY_FILE, 'direction = "higher"', 'direction = "lower"')
    policy = (tmp_path / POLICY_FILE).read_text("utf-8").replace("↗", "↘")
    (tmp_path / POLICY_FILE).write_text(policy, "utf-8")

    with pytest.raises(PlanFileError, match="指標「1-1-1-1 市税収納率」: 目標の矢印「↗」は、"):
        load(tmp_path)

    assert Indicator.objects.get().direction == "higher"


def test_year_that_cannot_be_judged_is_named(tmp_path, monkeypatch):
    def refuse(*_):
        raise ValueError("比較できません。")

    monkeypatch.setattr("indicators.loading.judging.judge", refuse)

    with pytest.raises(PlanFileError, match="令和3年度を評価できません。比較できません。"):
        load(write_plan(tmp_path))
    assert not Plan.objects.exists()


def test_loader_signs_its_work():
    assert loading.AUTHOR == "load_plan"
