"""A clerk's year: log in, type by keyboard, a colleague on the same row, submit, return, resubmit."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils.timezone import localdate, now
from playwright.sync_api import BrowserContext, Page, expect

from indicators.models import AnnualValue, Department, Indicator, Plan
from reporting.models import Entry
from reporting.opening import SetUp, open_round
from reporting.reviewing import return_entry
from tests.browser.conftest import DESK, PHONE
from tests.factories.reporting import hand_in, make_clerk, make_planner

pytestmark = pytest.mark.django_db
PASSWORD = "ながくて覚えやすい言葉"
YEAR = 2025
CODES = ("6-1-2-1", "6-2-1-1", "6-4-2-1")


@pytest.fixture
def entries(portal, db) -> dict[str, Entry]:
    """The three entries of 市長公室課 in an open round, by the indicator's code; one is a survey."""
    section = Department.objects.create(code="koho", name="市長公室課")
    for indicator in Indicator.objects.filter(code__in=CODES):
        indicator.department = section
        indicator.save()
    today = localdate()
    days = (today - timedelta(days=20), today + timedelta(days=5))
    note = "決算の確定値でお願いします。"
    opened = open_round(plan=Plan.objects.get(slug="sunagawa-7"), set_up=SetUp(YEAR, *days, note))
    for name in ("tanaka", "suzuki"):
        make_clerk(section, username=name, password=PASSWORD)
    make_clerk(username="hayashi", password=PASSWORD).memberships.all().delete()
    return {
        entry.indicator.code: entry
        for entry in opened.entries.filter(indicator__code__in=CODES).select_related("indicator")
    }


def log_in(page: Page, name: str) -> Page:
    page.goto("/admin/")
    page.get_by_label("ユーザー名").fill(name)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    return page


def open_sheet(context: BrowserContext, name: str, entry: Entry) -> Page:
    page = log_in(context.new_page(), name)
    page.goto(f"/admin/reporting/entry/sheet/{entry.round_id}/koho/")
    return page


def row(page: Page, code: str):
    return page.locator("[data-entry], .entry", has_text=code).first


def value(page: Page, code: str):
    return page.get_by_label(f"実績値 {code}")


def status(page: Page, code: str):
    return row(page, code).locator("[data-status]")


def stored(entry: Entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


def test_year_of_a_clerk(context, chromium, portal, entries, assert_accessible):
    page = log_in(context.new_page(), "tanaka")
    expect(page.get_by_role("heading", name="報告していただくこと")).to_be_visible()
    expect(page.locator(".task-deadline")).to_contain_text("あと5日")
    assert_accessible(page)
    page.get_by_role("link", name="3件の入力を始める").click()
    assert_accessible(page)

    _type_by_keyboard(page)
    other = chromium.new_context(base_url=portal, locale="ja-JP", viewport=DESK)
    _type_into_the_same_row(open_sheet(other, "suzuki", entries[CODES[1]]), "83")
    _meet_the_colleague(page, entries, assert_accessible)
    other.close()
    _hand_in(page, assert_accessible)
    _hand_in_what_came_back(page, entries, assert_accessible)
    assert not AnnualValue.objects.filter(fiscal_year=YEAR).exists()


def _type_by_keyboard(page: Page) -> None:
    first, second, _ = CODES
    value(page, first).focus()
    page.keyboard.type("３５．３％")
    page.keyboard.press("Enter")
    expect(value(page, second)).to_be_focused()
    expect(status(page, first)).to_contain_text("保存しました")
    expect(row(page, first).locator(".outlook .level")).to_have_text("改善")
    expect(row(page, first).locator("[data-state]")).to_have_text("下書き")
    page.keyboard.type("830")
    expect(row(page, second).locator(".entry-caution")).to_contain_text("約10倍")
    page.keyboard.press("Enter")
    expect(status(page, second)).to_contain_text("保存しました")


def _type_into_the_same_row(page: Page, text: str) -> None:
    value(page, CODES[1]).fill(text)
    page.keyboard.press("Enter")
    expect(status(page, CODES[1])).to_contain_text("保存しました")


def _meet_the_colleague(page: Page, entries, assert_accessible) -> None:
    second = CODES[1]
    value(page, second).fill("84")
    page.keyboard.press("Enter")
    told = row(page, second).get_by_role("alert")
    expect(told).to_contain_text("suzukiさん")
    expect(told).to_contain_text("実績値 830 → 83")
    expect(value(page, second)).to_have_value("84")
    assert stored(entries[second]).value == 83
    assert_accessible(page)
    told.get_by_role("button", name="自分の入力で保存する").click()
    expect(status(page, second)).to_contain_text("保存しました")
    assert stored(entries[second]).value == 84


def _hand_in(page: Page, assert_accessible) -> None:
    third = CODES[2]
    page.get_by_role("button", name="提出の確認へ").click()
    expect(page.get_by_role("heading", name="まだそろっていないもの（1件）")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name=third).click()
    page.get_by_label(f"値がない理由 {third}").select_option("awaiting_publication")
    expect(status(page, third)).to_contain_text("保存しました")
    page.get_by_role("button", name="提出の確認へ").click()
    page.get_by_role("button", name="3件を提出する").click()
    expect(page.get_by_text("していただくことは、もうありません。")).to_be_visible()
    assert_accessible(page)


def _hand_in_what_came_back(page: Page, entries, assert_accessible) -> None:
    second = CODES[1]
    planner = make_planner(username="kikaku")
    entry = stored(entries[second])
    return_entry(entry=entry, note="出典を書いてください。", by=planner, at=now())
    page.reload()
    expect(page.get_by_text("理由：出典を書いてください。")).to_be_visible()
    page.get_by_role("link", name="差し戻された1件を直す").click()
    expect(row(page, second).locator(".entry-returned")).to_contain_text("出典を書いてください。")
    assert_accessible(page)
    page.get_by_label(f"出典 {second}").fill("市長公室課調べ")
    page.keyboard.press("Tab")
    expect(status(page, second)).to_contain_text("保存しました")
    page.get_by_role("button", name="提出の確認へ").click()
    page.get_by_role("button", name="1件を提出する").click()
    expect(page.get_by_text("していただくことは、もうありません。")).to_be_visible()
    again = stored(entries[second])
    assert (again.state, again.source) == ("submitted", "市長公室課調べ")


def test_session_lost_while_typing_loses_nothing(context, entries):
    code = CODES[1]
    page = open_sheet(context, "tanaka", entries[code])
    Session.objects.all().delete()
    value(page, code).fill("84")
    page.keyboard.press("Enter")
    expect(row(page, code).get_by_role("alert")).to_contain_text("ログインが切れました")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="ログインし直す").click()
    page.get_by_label("ユーザー名").fill("tanaka")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    expect(value(page, code)).to_have_value("")
    page.get_by_role("button", name="入力欄に戻す").click()
    expect(status(page, code)).to_contain_text("保存しました")
    assert stored(entries[code]).value == 84


def test_lost_network_is_told_and_saved_once_it_is_back(context, entries):
    code = CODES[1]
    page = open_sheet(context, "tanaka", entries[code])
    context.set_offline(True)
    value(page, code).fill("84")
    page.keyboard.press("Enter")
    expect(status(page, code)).to_contain_text("まだ保存できていません")
    context.set_offline(False)
    expect(status(page, code)).to_contain_text("保存しました")
    assert stored(entries[code]).value == 84


def test_leaving_asks_only_while_something_is_unsaved(context, entries):
    code = CODES[1]
    page = open_sheet(context, "tanaka", entries[code])
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    value(page, code).fill("84")
    page.keyboard.press("Enter")
    expect(status(page, code)).to_contain_text("保存しました")
    page.reload()
    assert asked == []
    value(page, code).fill("8.4.1")
    page.keyboard.press("Enter")
    expect(row(page, code).locator(".entry-error")).to_contain_text("8.4.1")
    page.reload()
    assert asked == ["beforeunload"]
    expect(page.get_by_role("button", name="入力欄に戻す")).to_be_visible()


def test_sheet_works_without_script(chromium, portal, entries):
    code = CODES[1]
    context = chromium.new_context(base_url=portal, locale="ja-JP", java_script_enabled=False)
    page = open_sheet(context, "tanaka", entries[code])
    value(page, code).fill("84")
    Session.objects.all().delete()
    page.get_by_role("button", name="下書きを保存").last.click()
    page.get_by_label("ユーザー名").fill("tanaka")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    expect(page.get_by_text("入力した内容は入力欄に戻しました。")).to_be_visible()
    expect(value(page, code)).to_have_value("84")
    value(page, code).press("Enter")
    expect(page.get_by_text("1件を下書きに保存しました。")).to_be_visible()
    assert stored(entries[code]).value == 84
    context.close()


@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
def test_pages_have_no_barrier_small_text_or_sideways_scroll(
    context, entries, assert_accessible, width
):
    first, second, _ = CODES
    planner = make_planner(username="kikaku")
    submitted = hand_in(stored(entries[first]), "35.3", source="市民アンケート")
    hand_in(stored(entries[second]), "84")
    return_entry(entry=stored(entries[second]), note="出典は？", by=planner, at=now())
    page = open_sheet(context, "tanaka", submitted)
    page.set_viewport_size(width)
    history = f"/admin/reporting/entry/{submitted.pk}/history/"
    clerks = (page.url, f"{page.url}submit/", "/admin/", "/admin/guide/clerk/", history)
    for address in clerks:
        page.goto(address)
        for summary in page.locator("summary").all():
            summary.click()
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width["width"]
        assert page.evaluate(_SMALL_TEXTS) == []


def test_person_without_a_section_is_told_whom_to_ask(context, entries, assert_accessible):
    page = log_in(context.new_page(), "hayashi")
    expect(page.get_by_text("あなたの担当課が、まだ登録されていません。")).to_be_visible()
    assert_accessible(page)


_SMALL_TEXTS = """() => [...document.querySelectorAll("#content *")]
    .filter((box) => [...box.childNodes].some((part) => part.nodeType === 3 && part.textContent.trim()))
    .filter((box) => parseFloat(getComputedStyle(box).fontSize) < 14)
    .map((box) => `${box.tagName} ${box.textContent.trim().slice(0, 20)}`)"""


@pytest.mark.parametrize("width", [PHONE, DESK], ids=["390", "1280"])
def test_pictures_of_the_guide(request, context, entries, width):
    if not request.config.getoption("--screenshots"):
        pytest.skip("only with --screenshots")
    first, second, third = CODES
    page = log_in(context.new_page(), "tanaka")
    page.set_viewport_size(width)
    _picture(page, "todo", width)
    page.goto(f"/admin/reporting/entry/sheet/{entries[first].round_id}/koho/")
    value(page, first).fill("35.3")
    page.keyboard.press("Enter")
    value(page, second).fill("840")
    page.keyboard.press("Enter")
    expect(status(page, second)).to_contain_text("保存しました")
    page.evaluate("scrollTo(0, 0)")
    _picture(page, "sheet", width)
    page.get_by_role("button", name="提出の確認へ").click()
    _picture(page, "submit", width)
    hand_in(stored(entries[third]), "3")
    planner = make_planner(username="kikaku")
    returned = stored(entries[third])
    return_entry(entry=returned, note="出典を書いてください。", by=planner, at=now())
    page.goto(f"/admin/reporting/entry/sheet/{returned.round_id}/koho/?row={returned.pk}")
    row(page, third).scroll_into_view_if_needed()
    _picture(page, "returned", width)


def _picture(page: Page, name: str, width: dict[str, int]) -> None:
    """Write a picture to look at, and the desk's into the guide."""
    if width is DESK:
        path = settings.BASE_DIR / f"docs/images/staff/clerk-{name}.png"
    else:
        path = settings.STATE_DIR / f"screenshots/clerk-{name}-390.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=width is PHONE)
    assert width is PHONE or path.stat().st_size < 150_000
