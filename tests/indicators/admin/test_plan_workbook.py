"""The workbook of a plan through the pages of the admin."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from indicators.models import Plan
from tests.factories.hostile_files import REFUSED
from tests.factories.indicators import make_department, make_indicator
from tests.indicators.plan_workbook.workbooks import changed

ROOT = "/admin/indicators/plan/"


def upload(client, content):
    file = SimpleUploadedFile("計画.xlsx", content)
    answers = {"import_file": file, "format": "0", "resource": "0"}
    return client.post(f"{ROOT}import/", answers)


def confirm(client, preview):
    sent = {field.html_name: field.value() for field in preview.context["confirm_form"]}
    return client.post(f"{ROOT}process_import/", sent, follow=True)


def test_plan_goes_out_and_comes_in_under_another_name(planner):
    plan = make_indicator(department=make_department(name="税務課")).plan
    saved = planner.get(f"{ROOT}{plan.pk}/workbook.xlsx")
    assert "UTF-8''" in saved["Content-Disposition"]
    preview = upload(planner, changed(saved.content, "計画", {"A2": "next", "B2": "次の計画"}))
    assert "この内容で取り込む" in preview.text
    assert not Plan.objects.filter(slug="next").exists()
    assert "ファイルを取り込みました（追加" in confirm(planner, preview).text
    new = Plan.objects.get(slug="next")
    assert (new.name, new.is_published) == ("次の計画", False)
    assert new.history.get().history_user.username == "sato"
    assert planner.get(f"/plans/{new.slug}/").status_code == 404


def test_unchanged_workbook_has_nothing_to_bring_in(planner):
    plan = make_indicator().plan
    content = planner.get(f"{ROOT}{plan.pk}/workbook.xlsx").content
    assert "取り込むものはありません" in upload(planner, content).text


def test_plan_made_meanwhile_stops_the_import(planner):
    plan = make_indicator().plan
    content = planner.get(f"{ROOT}{plan.pk}/workbook.xlsx").content
    preview = upload(planner, changed(content, "計画", {"A2": "next"}))
    make_indicator()
    assert "確認の画面を開いたあとで" in confirm(planner, preview).text
    assert not Plan.objects.filter(slug="next").exists()


def test_template_says_what_to_write_and_knows_the_departments(planner, db):
    make_department(code="tax", name="税務課")
    book = load_workbook(io.BytesIO(planner.get(f"{ROOT}workbook.xlsx").content))
    assert [cell.value for cell in book["計画"][1]][:2] == ["アドレス用の名前", "計画名"]
    assert [cell.value for cell in book["担当課"][2]] == ["tax", "税務課"]
    told = "\n".join(str(row[0].value) for row in book["使い方"].iter_rows())
    assert "望ましい方向（必要）: 一覧から選びます" in told
    rules = book["指標"].data_validations.dataValidation
    assert any("高いほどよい" in (rule.formula1 or "") for rule in rules)
    # A code that is typed stays a text, and no date, wherever it is typed.
    assert book["施策"].column_dimensions["A"].number_format == "@"


@pytest.mark.parametrize("kind", REFUSED)
def test_hostile_file_is_refused(planner, kind):
    make, _ = REFUSED[kind]
    refused = upload(planner, make())
    assert refused.status_code == 200
    assert "confirm_form" not in refused.context
    assert 'class="errorlist"' in refused.text
    assert not Plan.objects.exists()


def test_csv_is_told_to_be_no_workbook(planner):
    assert "Excelブックとして開けません" in upload(planner, b"a,b\n1,2\n").text


def test_rights(staff):
    plan = make_indicator().plan
    reader = staff("view_plan")
    assert reader.get(f"{ROOT}{plan.pk}/workbook.xlsx").status_code == 200
    assert reader.get(f"{ROOT}workbook.xlsx").status_code == 200
    assert reader.get(f"{ROOT}import/").status_code == 403
    assert f"{ROOT}import/" not in reader.get(ROOT).text
    nearly = staff("view_plan", "add_plan", "change_plan", username="suzuki")
    assert nearly.get(f"{ROOT}import/").status_code == 403
    nobody = staff(username="nobody")
    assert nobody.get(f"{ROOT}{plan.pk}/workbook.xlsx").status_code == 403
    assert nobody.get(f"{ROOT}workbook.xlsx").status_code == 403


def test_unknown_plan_has_no_workbook(planner):
    assert planner.get(f"{ROOT}999/workbook.xlsx").status_code == 404
