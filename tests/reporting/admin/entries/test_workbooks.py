"""Reporting by Excel in the admin: download, preview, mistakes sent back, confirmation, rights."""

from io import BytesIO
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from indicators.models import AnnualValue
from reporting.models import Entry
from reporting.opening import add_missing_entries
from tests.factories.indicators import make_indicator
from tests.factories.reporting import TODAY, enter, hand_in
from tests.reporting.admin.entries.conftest import logged_in
from tests.reporting.test_resources import filled_in

IMPORT = "/admin/reporting/entry/import/"


@pytest.fixture(autouse=True)
def _on_a_known_day_too(monkeypatch):
    for module in ("reporting.admin.workbooks", "reporting.import_forms"):
        monkeypatch.setattr(f"{module}.localdate", lambda: TODAY)


def book(client: Client, entry: Entry, section: str = "koho") -> bytes:
    response = client.get(f"/admin/reporting/entry/workbook/{entry.round_id}/{section}.xlsx")
    assert response.status_code == 200
    return response.content


def send(client: Client, entry: Entry, content: bytes, name: str = "報告.xlsx"):
    upload = SimpleUploadedFile(name, content)
    sent = {"round": entry.round_id, "import_file": upload, "format": "0"}
    return client.post(IMPORT, sent)


def confirm(client: Client, preview):
    form = preview.context["confirm_form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    return client.post("/admin/reporting/entry/process_import/", sent, follow=True)


def told(response) -> str:
    errors = response.context["form"].errors.get("import_file", [])
    base = response.context["result"].base_errors if response.context.get("result") else []
    return " ".join([*errors, *(str(error.error) for error in base)])


def values(entries: list[Entry]) -> list[object]:
    keys = [entry.pk for entry in entries]
    found = {entry.pk: entry.value for entry in Entry.objects.filter(pk__in=keys)}
    return [found[key] for key in keys]


def test_workbook_goes_out_and_comes_back_as_drafts(clerk, entries):
    content = filled_in(book(clerk, entries[0]), 実績値_2="84", 実績値_4="９０")
    preview = send(clerk, entries[0], content)
    assert "<del>（空欄）</del> → <ins>84</ins>" in preview.text
    assert values(entries) == [None, None, None]
    done = confirm(clerk, preview)
    assert values(entries) == [84, None, 90]
    assert "下書きに取り込みました（変更2件、変更なし1件）" in done.text
    assert done.redirect_chain[-1][0] == "/admin/reporting/entry/todo/"
    assert not AnnualValue.objects.exists()


def test_name_of_the_workbook_says_year_and_section(clerk, entry):
    response = clerk.get(f"/admin/reporting/entry/workbook/{entry.round_id}/koho.xlsx")
    assert "実績の報告_R6_市長公室課.xlsx" in unquote(response["Content-Disposition"])


def test_mistakes_come_back_marked_and_right_rows_wait_for_confirmation(clerk, entries):
    content = filled_in(book(clerk, entries[0]), 実績値_2="84", 実績値_3="約85", 実績値_4="-")
    preview = send(clerk, entries[0], content)
    assert "正しい行だけを取り込む" in preview.text
    assert "誤り2件" in preview.text
    marked = clerk.get(preview.context["marked_address"])
    sheet = load_workbook(BytesIO(marked.content)).worksheets[0]
    column = [cell.value for cell in sheet[1]].index("実績値") + 1
    assert [bool(sheet.cell(row, column).comment) for row in (2, 3, 4)] == [False, True, True]
    done = confirm(clerk, preview)
    assert values(entries) == [84, None, None]
    assert "誤りのため取り込まなかった行2件" in done.text


def test_file_of_mistakes_only_offers_nothing_but_itself_marked(clerk, entries):
    preview = send(clerk, entries[0], filled_in(book(clerk, entries[0]), 実績値_2="?"))
    assert "confirm_form" not in preview.context
    assert "何も取り込んでいません" in preview.text
    assert clerk.get(preview.context["marked_address"]).status_code == 200


def test_marked_file_is_for_the_person_who_sent_it(clerk, colleague, entries):
    preview = send(clerk, entries[0], filled_in(book(clerk, entries[0]), 実績値_2="?"))
    address = preview.context["marked_address"]
    assert colleague.get(address).status_code == 404
    assert clerk.get(address.replace("file=", "file=x")).status_code == 404


def test_second_look_is_asked_for_when_an_entry_changed_meanwhile(clerk, entries):
    preview = send(clerk, entries[0], filled_in(book(clerk, entries[0]), 実績値_2="84"))
    enter(entries[0], "99")
    done = confirm(clerk, preview)
    assert "確認の画面を開いたあとで、登録されている値が変更されました" in done.text
    assert values(entries)[0] == 99


def test_unchanged_workbook_has_nothing_to_take(clerk, entries):
    hand_in(entries[1], "85", source="資料")
    preview = send(clerk, entries[0], book(clerk, entries[0]))
    assert "取り込むものはありません" in preview.text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932"])
def test_csv_of_offices_is_read(clerk, entries, encoding):
    code = entries[0].indicator.code
    content = f"指標番号,年度,実績値,注記\r\n{code},令和6年度,84,①速報\r\n".encode(encoding)
    confirm(clerk, send(clerk, entries[0], content, "報告.csv"))
    assert values(entries) == [84, None, None]
    assert Entry.objects.get(pk=entries[0].pk).note == "①速報"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "中身が空です"),
        ("指標番号,年度,実績値\n".encode(), "取り込む行がありません"),
        ("指標番号,実績値\n6-1-1-1,1\n".encode(), "見出しが足りません"),
        ("指標番号,年度,実績値,謎\n6-1-1-1,R6,1,1\n".encode(), "知らない見出しがあります"),
        (b"\x89PNG\r\n", "画像"),
        (bytes.fromhex("D0CF11E0A1B11AE1"), "xls"),
        (b"PK\x03\x04broken", "Excel"),
    ],
)
def test_file_that_is_no_report_is_refused_in_plain_words(clerk, entries, content, sentence):
    response = send(clerk, entries[0], content, "謎.bin")
    assert sentence in told(response)
    assert values(entries) == [None, None, None]


def test_formula_is_refused_by_its_cell(clerk, entries):
    response = send(clerk, entries[0], filled_in(book(clerk, entries[0]), 実績値_2="=42*2"))
    assert "数式" in told(response)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("{code},R5,84", "令和6年度（2024年度）の値だけ"),
        ("9-9-9-9,R6,84", "番号の指標はありません"),
        ("{code},R6,84\n{code},R6,85", "2行目に同じ指標の同じ年度"),
    ],
)
def test_wrong_row_is_told_by_line_and_column(clerk, entries, row, sentence):
    rows = row.format(code=entries[0].indicator.code)
    preview = send(clerk, entries[0], f"指標番号,年度,実績値\n{rows}\n".encode())
    assert sentence in preview.text


def test_workbook_of_another_section_is_not_handed_out(stranger, entry):
    for section in ("koho", "~none"):
        address = f"/admin/reporting/entry/workbook/{entry.round_id}/{section}.xlsx"
        assert stranger.get(address).status_code == 403


def test_workbook_of_everything_holds_what_the_person_sees(stranger, planner, entries):
    def rows(client: Client) -> int:
        content = book(client, entries[0], "~all")
        return load_workbook(BytesIO(content)).worksheets[0].max_row - 1

    assert (rows(planner), rows(stranger)) == (3, 0)


def test_row_of_another_section_is_not_taken(stranger, clerk, entries):
    preview = send(stranger, entries[0], filled_in(book(clerk, entries[0]), 実績値_2="84"))
    assert "あなたの課の報告ではありません" in preview.text
    assert "confirm_form" not in preview.context


@pytest.mark.parametrize("address", [IMPORT, "/admin/reporting/entry/import/marked/"])
def test_import_is_for_those_who_report(db, address):
    plain = logged_in(User.objects.create_user("plain", is_staff=True))
    assert plain.get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_queries_of_the_workbook_do_not_grow_with_the_rows(
    clerk, entries, django_assert_num_queries
):
    address = f"/admin/reporting/entry/workbook/{entries[0].round_id}/koho.xlsx"
    clerk.get(address)
    with django_assert_num_queries(10):
        clerk.get(address)
    indicator = entries[0].indicator
    make_indicator(basic_project=indicator.basic_project, department=indicator.department)
    add_missing_entries(entries[0].round)
    with django_assert_num_queries(10):
        clerk.get(address)
