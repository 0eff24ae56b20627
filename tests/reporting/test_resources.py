"""A section's file on its way into the entries: right rows, wrong rows, rows of others."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from indicators.models import AnnualValue
from reporting.domain.states import EntryState
from reporting.exports.workbook import entries_workbook
from reporting.models import Entry
from reporting.opening import close_round
from reporting.resources import EntryResource
from reporting.storing import locked
from sunagawa_plan.lib.tables import read_upload
from sunagawa_plan.lib.tables.marked_workbook import FAULTS, marked_workbook
from sunagawa_plan.shared.office_table import OfficeTable
from tests.factories.indicators import make_basic_project, make_department, make_indicator
from tests.factories.reporting import (
    NOW,
    TODAY,
    enter,
    hand_in,
    make_clerk,
    make_planner,
    make_round,
)


@pytest.fixture
def opened(db):
    """A round of three indicators: two of one section, one of another."""
    project, section = make_basic_project(), make_department(code="shicho", name="市長公室課")
    for department in (section, section, make_department(code="zeimu")):
        make_indicator(basic_project=project, department=department)
    return make_round(plan=project.policy.goal.plan)


@pytest.fixture
def clerk(opened):
    return make_clerk(opened.entries.first().indicator.department, username="tanaka")


def book_of(opened, user) -> bytes:
    entries = Entry.objects.for_user(user).filter(round=opened).with_series().in_book_order()
    return entries_workbook(opened, entries, section="課")


def filled_in(content: bytes, **typed: str) -> bytes:
    """Type into cells of the first sheet by (heading)_(row)."""
    workbook = load_workbook(BytesIO(content))
    sheet = workbook.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for place, text in typed.items():
        heading, _, row = place.rpartition("_")
        sheet.cell(int(row), columns[heading]).value = text
    stored = BytesIO()
    workbook.save(stored)
    return stored.getvalue()


def bring_in(content: bytes, opened, user, *, dry_run: bool = False) -> EntryResource:
    resource = EntryResource(opened=opened, user=user, today=TODAY)
    resource.result = resource.import_data(
        OfficeTable().create_dataset(content), dry_run=dry_run, user=user, file_name="r6.xlsx"
    )
    assert [str(error.error) for error in resource.result.base_errors] == []
    assert resource.result.row_errors() == []
    return resource


def test_workbook_sent_back_as_it_was_changes_nothing(opened, clerk):
    first, second, _ = opened.entries.order_by("indicator")
    enter(first, "84.25", note="一行目\n二行目", source="資料")
    hand_in(second, None, missing_reason="not_calculable", missing_detail="資源が上回る")
    before = list(opened.entries.order_by("pk").values())
    done = bring_in(book_of(opened, clerk), opened, clerk)
    assert done.result.totals["skip"] == 2
    assert list(opened.entries.order_by("pk").values()) == before


def test_right_rows_become_drafts_with_who_and_which_file(opened, clerk):
    content = filled_in(book_of(opened, clerk), 実績値_2="８４", 速報値_2="はい")
    bring_in(content, opened, clerk)
    entry = opened.entries.order_by("indicator").first()
    assert (entry.standing, entry.value, entry.is_provisional) == (EntryState.DRAFT, 84, True)
    assert (entry.author, entry.version) == (clerk, 1)
    record = entry.history.first()
    assert (record.history_user, record.history_change_reason) == (
        clerk,
        "ファイルの取り込み：r6.xlsx",
    )
    assert not AnnualValue.objects.exists()


def test_preview_writes_nothing(opened, clerk):
    done = bring_in(filled_in(book_of(opened, clerk), 実績値_2="84"), opened, clerk, dry_run=True)
    assert done.result.totals["update"] == 1
    assert set(opened.entries.values_list("state", flat=True)) == {"not_entered"}


def test_right_row_goes_in_beside_a_wrong_one_which_comes_back_marked(opened, clerk):
    content = filled_in(book_of(opened, clerk), 実績値_2="84", 実績値_3="八十五")
    done = bring_in(content, opened, clerk)
    values = list(opened.entries.order_by("indicator").values_list("value", flat=True))
    assert values == [84, None, None]
    marked = marked_workbook(content, read_upload(content, filename="x"), done.faults)
    sheet = load_workbook(BytesIO(marked)).worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    wrong = sheet.cell(3, columns["実績値"])
    assert "八十五" in wrong.comment.text
    assert wrong.fill.fgColor.rgb.endswith("F9D0CC")
    assert sheet.cell(2, columns[FAULTS]).value is None
    assert sheet.cell(3, columns[FAULTS]).value == wrong.comment.text
    assert sheet.protection.sheet


def test_marked_workbook_mended_and_sent_again_is_taken_and_loses_its_marks(opened, clerk):
    wrong = filled_in(book_of(opened, clerk), 実績値_2="八十四")
    faults = bring_in(wrong, opened, clerk, dry_run=True).faults
    marked = marked_workbook(wrong, read_upload(wrong, filename="x"), faults)
    mended = filled_in(marked, 実績値_2="84")
    done = bring_in(mended, opened, clerk)
    assert (done.faults, opened.entries.order_by("indicator").first().value) == ([], 84)
    clean = marked_workbook(mended, read_upload(mended, filename="x"), [])
    sheet = load_workbook(BytesIO(clean)).worksheets[0]
    assert [cell.comment for row in sheet.iter_rows() for cell in row if cell.comment] == []


def test_csv_with_a_mistake_comes_back_as_a_marked_workbook(opened, clerk):
    code = opened.entries.order_by("indicator").first().indicator.code
    content = f"指標番号,年度,実績値\r\n{code},R6,たくさん\r\n".encode("cp932")
    faults = bring_in(content, opened, clerk, dry_run=True).faults
    marked = marked_workbook(content, read_upload(content, filename="x"), faults)
    sheet = load_workbook(BytesIO(marked)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["指標番号", "年度", "実績値", FAULTS]
    assert "たくさん" in sheet["C2"].comment.text


def test_rows_of_another_section_are_refused_to_a_clerk_and_taken_from_a_planner(opened, clerk):
    planner = make_planner()
    content = filled_in(book_of(opened, planner), 実績値_4="90")
    done = bring_in(content, opened, clerk)
    assert "あなたの課の報告ではありません" in done.faults[0].told
    assert not opened.entries.filter(value__isnull=False).exists()
    bring_in(content, opened, planner)
    assert opened.entries.get(value=90).author == planner


def test_empty_cells_never_empty_an_entry(opened, clerk):
    content = book_of(opened, clerk)
    entry = opened.entries.order_by("indicator").first()
    enter(entry, "84", note="画面で入れた")
    done = bring_in(content, opened, clerk)
    entry.refresh_from_db()
    assert (entry.value, entry.note, done.result.totals["update"]) == (84, "画面で入れた", 0)


def test_submitted_row_is_changed_only_on_the_screen(opened, clerk):
    content = filled_in(book_of(opened, clerk), 実績値_2="99")
    entry = hand_in(opened.entries.order_by("indicator").first(), "84")
    done = bring_in(content, opened, clerk)
    entry.refresh_from_db()
    assert entry.value == 84
    assert "先に提出を取り消してください" in done.faults[0].told


def test_closed_round_takes_no_file(opened, clerk):
    content = filled_in(book_of(opened, clerk), 実績値_2="99")
    close_round(closing=opened, at=NOW)
    opened.refresh_from_db()
    done = bring_in(content, opened, clerk)
    assert "受付は終了しています" in done.faults[0].told


def test_text_too_long_is_told_in_its_column(opened, clerk):
    content = filled_in(book_of(opened, clerk), 実績値_2="84", 出典_2="あ" * 201)
    done = bring_in(content, opened, clerk)
    assert [fault.row for fault in done.faults] == [2]
    assert "200" in done.faults[0].told


@pytest.mark.parametrize("rows", [(2,), (2, 3, 4)])
def test_queries_of_a_preview_do_not_grow_with_the_rows(opened, rows, django_assert_num_queries):
    planner = make_planner()
    content = filled_in(book_of(opened, planner), **{f"実績値_{row}": "8" for row in rows})
    with django_assert_num_queries(13):
        bring_in(content, opened, planner, dry_run=True)


def test_entries_of_a_file_are_locked_together(opened):
    keys = opened.entries.values_list("pk", flat=True)
    assert [entry.pk for entry in locked(keys)] == sorted(keys)
