"""Files through the admin in a browser: looked at by axe, told how far they are, without script too."""

import json
import time

import pytest
from playwright.sync_api import expect

from indicators.domain.value_rows import RowReader
from indicators.models import AnnualValue, Department, Indicator, Plan
from sunagawa_plan.shared import progress
from tests.indicators.plan_workbook.workbooks import changed, workbook_of

pytestmark = pytest.mark.django_db
VALUES = "/admin/indicators/annualvalue/import/"
PLANS = "/admin/indicators/plan/import/"
DEPARTMENTS = "/admin/indicators/department/import/"
UPLOADS = (
    VALUES,
    PLANS,
    DEPARTMENTS,
    "/admin/indicators/indicator/import/",
    "/admin/indicators/glossaryterm/import/",
    "/admin/finance/settlementyear/import/",
)


def choose(page, address, content, name="表.csv"):
    page.goto(address)
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.set_input_files("#id_import_file", file)


def check(page):
    page.get_by_role("button", name="内容を確かめる").click()


@pytest.mark.parametrize("address", UPLOADS)
def test_upload_page_has_no_barrier(staff_page, assert_accessible, viewport, address):
    staff_page.set_viewport_size(viewport)
    staff_page.goto(address)
    staff_page.get_by_text("ファイルの形").click()
    assert_accessible(staff_page)


def test_departments_are_previewed_and_taken_in(staff_page, assert_accessible, viewport):
    staff_page.set_viewport_size(viewport)
    content = "担当課のコード,担当課\r\ntax,市民税務課\r\nwelfare,福祉課\r\n".encode("cp932")
    choose(staff_page, DEPARTMENTS, content)
    check(staff_page)
    expect(staff_page.locator("ins")).to_have_text("市民税務課")
    assert_accessible(staff_page)
    staff_page.get_by_role("button", name="この内容で取り込む").click()
    expect(staff_page.locator(".messagelist")).to_contain_text("追加1件、変更1件")
    assert Department.objects.filter(code="welfare").exists()


def test_wrong_rows_are_told_by_row_and_column(staff_page, assert_accessible, viewport):
    staff_page.set_viewport_size(viewport)
    choose(staff_page, DEPARTMENTS, "department_code,department\r\n,福祉課\r\n".encode())
    check(staff_page)
    expect(staff_page.locator(".import-errors")).to_contain_text("2行目")
    assert_accessible(staff_page)


def test_plan_comes_in_by_its_workbook(staff_page, assert_accessible, viewport):
    staff_page.set_viewport_size(viewport)
    content = workbook_of(Plan.objects.get(slug="sunagawa-7"))
    choose(staff_page, PLANS, changed(content, "指標", {"D2": None}), "計画.xlsx")
    check(staff_page)
    expect(staff_page.locator(".errorlist")).to_contain_text("シート「指標」2行目 D列 単位")
    assert_accessible(staff_page)

    choose(staff_page, PLANS, changed(content, "計画", {"A2": "sunagawa-8"}), "計画.xlsx")
    check(staff_page)
    expect(staff_page.locator(".import-preview")).to_contain_text("12件")
    assert_accessible(staff_page)
    staff_page.get_by_role("button", name="この内容で取り込む").click()
    expect(staff_page.locator(".messagelist")).to_contain_text("取り込みました")
    new = Plan.objects.get(slug="sunagawa-8")
    assert Indicator.objects.of_plan(new).count() == 12
    staff_page.goto("/plans/sunagawa-8/")
    expect(staff_page.locator("h1")).to_contain_text("見つかりません")


def long_file() -> bytes:
    codes = Indicator.objects.values_list("code", flat=True)
    lines = [f"{code},{year},1,," for code in codes for year in range(2000, 2015)]
    return "\n".join(["indicator_code,fiscal_year,value,missing_reason,note", *lines]).encode()


# What the page says while the browser already waits for the next one, kept for that one to tell.
NOTE_DOWN = """() => {
  const seen = [];
  const box = document.querySelector(".import-progress");
  setInterval(() => {
    seen.push([box.hidden, box.querySelector("[role=status]").textContent,
               box.querySelector("progress").max]);
    sessionStorage.setItem("seen", JSON.stringify(seen));
  }, 50);
}"""


def test_long_import_tells_how_far_it_is(staff_page, monkeypatch):
    read = RowReader.read
    monkeypatch.setattr(RowReader, "read", lambda *row: time.sleep(0.02) or read(*row))
    monkeypatch.setattr(progress, "_SECONDS_BETWEEN", 0)
    choose(staff_page, VALUES, long_file())
    staff_page.evaluate(NOTE_DOWN)
    check(staff_page)
    expect(staff_page.get_by_role("heading", name="変わるところ")).to_be_visible(timeout=20_000)
    seen = json.loads(staff_page.evaluate("() => sessionStorage.getItem('seen')"))
    told = [words for is_hidden, words, most in seen if not is_hidden and most == 180]
    assert seen[0][0]  # nothing before it is sent
    assert any(words.startswith("確認中：180行のうち") for words in told)
    assert not list(progress.folder().glob("*.progress"))


def test_import_works_without_script(chromium, portal, staff_page):
    cookies = staff_page.context.cookies()
    context = chromium.new_context(base_url=portal, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    count = AnnualValue.objects.count()
    choose(page, VALUES, long_file())
    check(page)
    page.get_by_role("button", name="この内容で取り込む").click()
    expect(page.locator(".messagelist")).to_contain_text("追加180件")
    assert AnnualValue.objects.count() == count + 180
    context.close()
