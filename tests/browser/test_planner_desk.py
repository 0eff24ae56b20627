"""A planner takes a report home; a citizen looks at a past day."""

import datetime as dt
import io

import pytest
from django.utils.timezone import localdate
from openpyxl import load_workbook
from playwright.sync_api import expect

from sunagawa_plan.lib.calendar_day import day_in_words
from tests.factories.past import age, at

pytestmark = pytest.mark.django_db
PROGRESS = "/plans/sunagawa-7/progress/2024/"


def test_planner_chooses_and_saves_a_workbook(staff_page):
    staff_page.goto("/admin/")
    staff_page.get_by_role("link", name="帳票・ファイル").first.click()
    staff_page.get_by_label("年度", exact=True).select_option("2024")
    staff_page.get_by_label("評価", exact=True).select_option("on_track")
    staff_page.get_by_role("button", name="この対象で表示する").click()

    with staff_page.expect_download() as saved:
        staff_page.get_by_role("link", name="二つの年度の比較をExcelで保存").click()

    sheet = load_workbook(io.BytesIO(saved.value.path().read_bytes())).worksheets[0]
    assert sheet["A1"].value == "砂川市第7期総合計画 令和5年度と令和6年度の比較"
    names = [sheet.cell(row, 3).value for row in range(7, sheet.max_row + 1)]
    assert names == ["実質公債費比率", "将来負担比率"]


def test_desk_has_no_barrier(staff_page, assert_accessible, viewport):
    staff_page.set_viewport_size(viewport)
    staff_page.goto("/admin/files/?as_of=2999-01-01")
    assert_accessible(staff_page)
    staff_page.goto("/admin/files/")
    assert_accessible(staff_page)
    assert staff_page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_citizen_looks_at_a_past_day_and_comes_back(page, assert_accessible, viewport):
    page.set_viewport_size(viewport)
    day = localdate() - dt.timedelta(days=10)
    age(at(day))
    page.goto(PROGRESS)

    page.get_by_label("日付").fill(day.isoformat())
    page.get_by_role("button", name="この日の内容を見る").click()

    notice = page.get_by_role("region", name="表示している日についてのお知らせ")
    expect(notice).to_contain_text(f"{day_in_words(day)}に公開されていた内容です")
    assert_accessible(page)
    page.get_by_role("link", name="実質公債費比率").first.click()
    expect(notice).to_be_visible()
    assert_accessible(page)
    notice.get_by_role("link", name="今日の内容を見る").click()
    expect(notice).to_have_count(0)
    page.goto(f"{PROGRESS}?as_of=2000-01-01")
    expect(page.get_by_role("heading", level=1)).to_have_text("その日の内容は表示できません")
    assert_accessible(page)
