"""ファイルの取り込み: preview, confirm, all or nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from indicators.exports.values import values_table
from indicators.models import AnnualValue, Indicator
from sunagawa_plan.lib.tables import Column, Table, cp932_chunks, csv_chunks, xlsx_bytes
from tests.factories.indicators import make_annual_value, make_indicator
from tests.indicators.admin.sheet import messages

IMPORT = "/admin/indicators/annualvalue/import/"
CONFIRM = "/admin/indicators/annualvalue/process_import/"
HEAD = "indicator_code,fiscal_year,value,missing_reason,note\r\n"


def upload(client, plan, content: bytes, name: str = "values.csv", *, reason: str = "再集計"):
    file = SimpleUploadedFile(name, content)
    sent = {"plan": plan.pk, "import_file": file, "format": "0", "resource": "0"}
    return client.post(IMPORT, sent | {"change_reason": reason})


def confirm(client, preview, **swapped):
    form = preview.context["confirm_form"]
    sent = {field.html_name: field.value() for field in form}
    sent["plan"] = getattr(sent["plan"], "pk", sent["plan"])
    return client.post(CONFIRM, sent | swapped, follow=True)


def csv(*lines: str) -> bytes:
    return (HEAD + "\r\n".join(lines)).encode()


@pytest.fixture
def indicator(db) -> Indicator:
    return make_indicator(unit="%", decimal_places=1, baseline_value="98.6")


def test_import_adds_and_changes_with_history(clerk, indicator):
    row = make_annual_value(indicator=indicator, fiscal_year=2023, value="98.2", note="")
    code = indicator.code
    preview = upload(
        clerk, indicator.plan, csv(f"{code},R5,９８．３,,", f"{code},2024,－,公表待ち,注")
    )
    assert "追加1件、変更1件" in preview.text
    assert "<del>98.2</del> → <ins>98.3</ins>" in preview.text
    assert AnnualValue.objects.count() == 1

    done = confirm(clerk, preview)
    assert messages(done) == ["ファイルを取り込みました（追加1件、変更1件、変更なし0件）。"]
    latest = row.history.first()
    assert (str(latest.value), latest.history_user.username) == ("98.3000", "yamada")
    assert latest.history_change_reason == "再集計（ファイルの取り込み：values.csv）"
    added = AnnualValue.objects.get(fiscal_year=2024)
    assert (added.missing_reason, added.note) == ("awaiting_publication", "注")


@pytest.mark.parametrize(
    "write",
    [
        lambda table: b"".join(csv_chunks(table)),
        lambda table: b"".join(cp932_chunks(table)),
        xlsx_bytes,
    ],
    ids=["utf-8", "cp932", "xlsx"],
)
def test_what_the_portal_exports_comes_back_unchanged(clerk, indicator, write):
    make_indicator(basic_project=indicator.basic_project, baseline_value=None, name="＝印*①")
    make_annual_value(indicator=indicator, fiscal_year=2021, value="98.2549", note="一行目\n𠮷↗—")
    make_annual_value(indicator=indicator, fiscal_year=2022, value="-1.2", is_provisional=True)
    make_annual_value(indicator=indicator, fiscal_year=2023, value=None, note="=1+1")
    make_annual_value(
        indicator=indicator,
        fiscal_year=2024,
        value=None,
        missing_reason="not_calculable",
        missing_detail="充当できる額が上回る",
        note="公表資料による",
    )
    content = write(values_table(Indicator.objects.of_plan(indicator.plan)))
    preview = upload(clerk, indicator.plan, content)
    assert "取り込むものはありません" in preview.text
    assert preview.context["result"].totals["skip"] == 6


def test_every_wrong_row_is_told_and_nothing_is_imported(clerk, indicator):
    code = indicator.code
    refused = upload(
        clerk,
        indicator.plan,
        csv(f"{code},2023,98.2,,", f"{code},2024,1;2,,", "9-9,2024,1,,", "", f"{code},R5,98.2,,"),
    )
    for told in ("3行目", "value（値）", "「1;2」", "4行目", "「9-9」", "6行目", "2行目に同じ指標"):
        assert told in refused.text
    assert "confirm_form" not in refused.context
    assert not AnnualValue.objects.exists()


def test_wrong_headings_are_named(clerk, indicator):
    refused = upload(clerk, indicator.plan, "indicator_code,年,value\r\nA,1,2".encode())
    assert "見出しが足りません: fiscal_year（年度）、missing_reason（値がない理由）" in refused.text
    assert "「年」" in refused.text


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"PK\x03\x04broken", HEAD.encode()])
def test_unreadable_file_is_refused_in_japanese(clerk, indicator, content):
    refused = upload(clerk, indicator.plan, content)
    assert refused.status_code == 200
    assert refused.context["form"].errors["import_file"]
    assert "Error" not in refused.text


def test_file_of_headings_alone_is_refused_in_japanese(clerk, indicator):
    refused = upload(clerk, indicator.plan, csv())

    assert "取り込む行がありません" in refused.text
    assert "No valid data" not in refused.text


def test_not_calculable_needs_its_reason(clerk, indicator):
    line = f"{indicator.code},2024,－,算定されない,"
    assert "その理由も入力してください" in upload(clerk, indicator.plan, csv(line)).text
    preview = upload(clerk, indicator.plan, csv(line + "黒字のため／資料1"))
    confirm(clerk, preview)
    row = AnnualValue.objects.get()
    assert (row.missing_detail, row.note) == ("黒字のため", "資料1")


def test_columns_that_the_file_lacks_stay_as_they_are(clerk, indicator):
    row = make_annual_value(indicator=indicator, value="98.2", source="決算書", is_provisional=True)
    confirm(clerk, upload(clerk, indicator.plan, csv(f"{indicator.code},2024,98.3,,新しい注記")))
    row.refresh_from_db()
    assert (row.source, row.is_provisional, row.note) == ("決算書", True, "新しい注記")


def test_values_changed_since_the_preview_stop_the_import(clerk, indicator):
    preview = upload(clerk, indicator.plan, csv(f"{indicator.code},2024,98.3,,"))
    row = make_annual_value(indicator=indicator, value="98.1")
    assert "何も取り込んでいません" in confirm(clerk, preview).text
    row.refresh_from_db()
    assert str(row.value) == "98.1000"


def test_confirmed_file_cannot_be_swapped(clerk, indicator):
    preview = upload(clerk, indicator.plan, csv(f"{indicator.code},2024,98.3,,"))
    assert "もう一度選んでください" in confirm(clerk, preview, import_file_name="passwd").text


def test_codes_of_another_plan_are_refused(clerk, indicator):
    other = make_indicator(code="X-1")
    refused = upload(clerk, indicator.plan, csv(f"{other.code},2024,1,,"))
    assert "別の計画の指標です" in refused.text


def test_headings_of_a_clerks_own_sheet_are_enough(clerk, indicator):
    columns = tuple(Column(name, name) for name in HEAD.strip().split(","))
    rows = [(indicator.code, 2024, None, "公表待ち", None)]
    confirm(
        clerk, upload(clerk, indicator.plan, xlsx_bytes(Table("v", "値", columns, rows)), "v.xlsx")
    )
    assert AnnualValue.objects.get().missing_reason == "awaiting_publication"


@pytest.mark.parametrize("count", [2, 20])
def test_preview_asks_one_question_for_all_stored_values(
    clerk, indicator, count, django_assert_max_num_queries
):
    for year in range(2025 - count, 2025):
        make_annual_value(indicator=indicator, fiscal_year=year, value="98.2")
    content = b"".join(csv_chunks(values_table(Indicator.objects.of_plan(indicator.plan))))
    with django_assert_max_num_queries(22):
        upload(clerk, indicator.plan, content)
