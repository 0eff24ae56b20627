import shutil
from pathlib import Path

import pytest
from django.conf import settings

from finance.loading.settlement import load_settlement
from finance.models import Account, SettlementAmount, SettlementItem, SettlementYear, SoundnessValue
from sunagawa_plan.shared.loading.problems import PlanFileError

pytestmark = pytest.mark.django_db

FIXTURES = Path(settings.BASE_DIR) / "fixtures/sunagawa-7"
SETTLEMENT, THRESHOLDS = "settlement.toml", "soundness-thresholds.toml"


def changed(folder, name, old, new):
    """The real files with one passage of one of them put otherwise."""
    for each in (SETTLEMENT, THRESHOLDS):
        shutil.copy(FIXTURES / each, folder / each)
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    return folder


def problems_of(folder):
    with pytest.raises(PlanFileError) as caught:
        load_settlement(folder)
    assert not Account.objects.exists()
    return "\n".join(caught.value.problems)


def test_second_load_changes_nothing():
    load_settlement(FIXTURES)
    history = SettlementAmount.history.count()

    report = load_settlement(FIXTURES)

    assert not report.has_changes
    assert SettlementAmount.history.count() == history == 110


def test_load_is_told_in_the_history():
    load_settlement(FIXTURES)

    assert {row.history_change_reason for row in SettlementAmount.history.all()} == {"load_plan"}


def test_dry_run_writes_nothing():
    report = load_settlement(FIXTURES, dry_run=True)

    assert report.has_changes
    assert not Account.objects.exists()


def test_folder_without_settlement_is_none(tmp_path):
    assert load_settlement(tmp_path) is None


def test_what_staff_changed_is_kept():
    load_settlement(FIXTURES)
    tax = SettlementAmount.objects.get(item__code="municipal_tax", year__fiscal_year=2019)
    tax.amount_thousand_yen = 2_094_731
    tax.save()

    report = load_settlement(FIXTURES)

    tax.refresh_from_db()
    assert tax.amount_thousand_yen == 2_094_731
    assert [tally.kept for tally in report.tallies if tally.kept] == [
        ["決算額「一般会計 令和元年度 市税」"]
    ]


def test_what_staff_deleted_stays_deleted():
    load_settlement(FIXTURES)
    SoundnessValue.objects.get(ratio__code="real_deficit_ratio").delete()
    SettlementItem.objects.get(code="other_funds").amounts.get(year__fiscal_year=2015).delete()

    load_settlement(FIXTURES)

    assert SoundnessValue.objects.count() == 2
    assert SettlementAmount.objects.count() == 109


def test_years_that_staff_added_are_left_alone():
    load_settlement(FIXTURES)
    SettlementYear.objects.create(account=Account.objects.get(), fiscal_year=2020)

    load_settlement(FIXTURES)

    assert SettlementYear.objects.count() == 6


def test_corrected_file_corrects_what_the_load_itself_wrote(tmp_path):
    load_settlement(FIXTURES)
    folder = changed(tmp_path, SETTLEMENT, 'source = "総務部政策調整課"', 'source = "財政課"')

    load_settlement(folder)

    assert {year.source for year in SettlementYear.objects.all()} == {"財政課"}


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (
            SETTLEMENT,
            '2019 = { amount = "2,094,730"',
            '2019 = { amount = "2,094,790"',
            "令和元年度: 「自主財源」4,654,321千円が、内訳の計4,654,381千円と違います。",
        ),
        (
            SETTLEMENT,
            'amount = "13,076,456", year_on_year = "103.8"',
            'amount = "13,076,456", year_on_year = "103.9"',
            "令和元年度: 「歳入総額」の前年比103.9が、計算した値103.8と違います。",
        ),
        (
            SETTLEMENT,
            'year_on_year = "皆増"',
            'year_on_year = "100.0"',
            "平成28年度: 「庁舎整備」の前年比100.0が、計算した値皆増と違います。",
        ),
        (SETTLEMENT, '"2,094,730"', '"2,094,73"', "「2,094,73」は数値として読み取れません"),
        (SETTLEMENT, '"2,094,730"', '"2094.5"', "千円単位の整数にしてください"),
        (SETTLEMENT, 'year_on_year = "皆増"', 'year_on_year = "…"', "皆増・皆減にしてください"),
        (SETTLEMENT, "no_such_fund", "no_fund", "no_such_fund か no_such_item"),
        (SETTLEMENT, 'unit = "千円"', 'unit = "円"', "金額は「千円」で書いてください"),
        (SETTLEMENT, "2018, 2019]", "2019, 2018]", "古い順に1回ずつ"),
        (SETTLEMENT, 'parent = "own_source"', 'parent = "own"', "「own」がありません"),
        (SETTLEMENT, "is_total = false", "is_total = true", "内訳のある項目だけを合計"),
        (SETTLEMENT, 'label = "歳入" }', 'label = "収入" }', "「歳入」にしてください"),
        (SETTLEMENT, 'code = "real_deficit_ratio"', 'code = "deficit"', "基準の一覧にありません"),
        (SETTLEMENT, "title =", "titel =", "title の間違いではありませんか"),
        (THRESHOLDS, 'early_soundness = "25", ', "", "early_soundness がありません"),
        (THRESHOLDS, 'fiscal_rebuilding = "35"', 'fiscal_rebuilding = "15"', "財政再生基準は"),
    ],
)
def test_files_that_do_not_agree_with_the_print_are_refused(tmp_path, name, old, new, problem):
    assert problem in problems_of(changed(tmp_path, name, old, new))
