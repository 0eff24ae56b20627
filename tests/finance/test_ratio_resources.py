from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from finance.domain.soundness import RatioFact, SharedRatio
from finance.exports.catalogue import finance_table
from finance.loading.settlement import load_settlement
from finance.models import SoundnessValue
from finance.ratio_resources import SoundnessValueResource
from sunagawa_plan.lib.tables import cp932_chunks, csv_chunks, xlsx_bytes
from sunagawa_plan.shared.office_table import OfficeTable
from tests.factories.finance import make_ratio_value

pytestmark = pytest.mark.django_db

HEADINGS = "fiscal_year,ratio_code,value,missing_reason,source"
SHARED = {
    code: SharedRatio(
        "/", {2019: RatioFact(2019, Decimal(value)), 2022: RatioFact(2022, Decimal("5.5"))}
    )
    for code, value in {"real_debt_service_ratio": "4.7", "future_burden_ratio": "23.2"}.items()
}


@pytest.fixture(autouse=True)
def _real_ratios(db):
    load_settlement(Path(settings.BASE_DIR) / "fixtures/sunagawa-7")


def imported(*lines, content=None, headings=HEADINGS, reason="公表値の訂正", dry_run=False):
    resource = SoundnessValueResource(shared=SHARED, change_reason=reason)
    return resource.import_data(
        OfficeTable().create_dataset(content or "\r\n".join([headings, *lines]).encode()),
        dry_run=dry_run,
        rollback_on_validation_errors=True,
        file_name="比率.csv",
    )


def told(result):
    rows = [
        f"{row.number + 1}行目 {column}: {message}"
        for row in result.invalid_rows
        for column, messages in row.field_specific_errors.items()
        for message in messages
    ]
    return [str(error.error) for error in result.base_errors] + rows


def public_file():
    return finance_table("soundness", SHARED)


@pytest.mark.parametrize(
    "write",
    [
        lambda table: b"".join(csv_chunks(table)),
        lambda table: b"".join(cp932_chunks(table)),
        xlsx_bytes,
    ],
    ids=["csv", "cp932", "xlsx"],
)
def test_what_is_exported_imports_unchanged(write):
    history = SoundnessValue.history.count()

    result = imported(content=write(public_file()), reason="")

    assert told(result) == []
    assert (result.totals["new"], result.totals["update"]) == (0, 0)
    assert SoundnessValue.history.count() == history


def test_ratios_of_a_new_year_are_drafts():
    result = imported(
        "令和4年度,real_deficit_ratio,,surplus,財政課",
        "R4,financial_shortfall_ratio,－,資金不足なし,財政課",
    )

    assert told(result) == []
    rows = SoundnessValue.objects.filter(fiscal_year=2022).order_by("ratio")
    assert [(row.status, row.missing_reason, row.source) for row in rows] == [
        ("draft", "surplus", "財政課"),
        ("draft", "no_shortfall", "財政課"),
    ]


def test_published_ratio_is_corrected_with_a_reason_only():
    line = "2019,real_deficit_ratio,1.25,,財政課"

    refused = imported(line, reason="")
    taken = imported(line)

    assert told(refused) == ["公開済みの年度を訂正するときは、理由を入力してください。"]
    assert told(taken) == []
    row = SoundnessValue.objects.get(ratio__code="real_deficit_ratio")
    assert (row.value, row.missing_reason, row.status) == (Decimal("1.25"), "", "published")
    assert row.history.first().history_change_reason.startswith("公表値の訂正（")


def test_preview_shows_old_and_new_and_saves_nothing():
    result = imported("2019,real_deficit_ratio,1.25,,財政課", dry_run=True)

    assert result.rows[0].diff == [
        "実質赤字比率",
        "令和元年度",
        "<del>（空欄）</del> → <ins>1.25</ins>",
        "<del>黒字のため生じない</del> → <ins>（空欄）</ins>",
        "<del>総務部政策調整課</del> → <ins>財政課</ins>",
    ]
    assert SoundnessValue.objects.get(ratio__code="real_deficit_ratio").value is None


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("2019,real_deficit_ratio,－,,", "比率ではありません"),
        ("2019,real_deficit_ratio,1.255,,", "小数第2位まで"),
        ("2019,real_deficit_ratio,1.2,surplus,", "両方が入力されています"),
        ("2019,real_deficit_ratio,,黒,", "「黒」は使えません"),
        ("2019,deficit,1,,", "「deficit」という比率はありません"),
        ("元年,real_deficit_ratio,1,,", "元号がありません"),
        ("2019,real_debt_service_ratio,4.8,,", "指標6-5-3-1の実績値として入力します"),
        ("2023,real_debt_service_ratio,6.2,,", "登録なし"),
    ],
)
def test_fault_is_told_and_nothing_is_imported(line, problem):
    before = list(SoundnessValue.objects.values_list("pk", "value"))

    result = imported("2020,real_deficit_ratio,,surplus,", line)

    assert len(told(result)) == 1
    assert told(result)[0].startswith("3行目 ")
    assert problem in told(result)[0]
    assert list(SoundnessValue.objects.values_list("pk", "value")) == before


def test_line_that_differs_from_the_stored_one_is_refused():
    headings = f"{HEADINGS},early_soundness_threshold"

    result = imported("2022,real_deficit_ratio,,surplus,,14.00", headings=headings)

    assert "令和4年度の基準（13.97%）と違います" in told(result)[0]


def test_same_ratio_and_year_twice_is_refused():
    line = "2020,real_deficit_ratio,,surplus,"

    assert "2行目に同じ比率の同じ年度" in told(imported(line, line))[0]


def test_blank_row_leaves_what_is_stored():
    result = imported("2019,real_deficit_ratio,,awaiting_entry,")

    assert told(result) == []
    assert SoundnessValue.objects.get(ratio__code="real_deficit_ratio").missing_reason == "surplus"


def test_new_ratio_of_a_published_year_is_published_with_a_reason():
    SoundnessValue.objects.get(ratio__code="real_deficit_ratio").delete()

    assert told(imported("2019,real_deficit_ratio,,surplus,", reason="")) != []
    assert told(imported("2019,real_deficit_ratio,,surplus,")) == []
    assert SoundnessValue.objects.published().count() == 3


def test_draft_needs_no_reason():
    ratio = SoundnessValue.objects.first().ratio
    make_ratio_value(ratio=ratio, value=None, fiscal_year=2020, status="draft")

    result = imported(f"2020,{ratio.code},0.50,,", reason="")

    assert told(result) == []
    assert SoundnessValue.objects.get(fiscal_year=2020).value == Decimal("0.5")
