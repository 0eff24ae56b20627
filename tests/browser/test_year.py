"""The whole year in three roles: a planner opens, a clerk reports, citizens see what is published."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.utils.timezone import localdate
from playwright.sync_api import Browser, BrowserContext, Page, expect

from indicators.models import Department, Indicator
from reporting.models import Entry, Round
from tests.browser.conftest import DESK
from tests.factories.reporting import make_clerk, make_planner

pytestmark = pytest.mark.django_db
PASSWORD = "ながくて覚えやすい言葉"
RATE = "6-5-1-1"
PUBLIC = f"/plans/sunagawa-7/indicators/{RATE}/"
PICTURES = settings.BASE_DIR / "docs/images/staff"


@pytest.fixture
def picture(request):
    """A function that renews a picture of the guide; only with --screenshots."""

    def take(page: Page, name: str) -> None:
        if not request.config.getoption("--screenshots"):
            return
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.set_viewport_size({"width": 1000, "height": 740})
        path = PICTURES / f"planner-{name}.png"
        page.screenshot(path=path)
        page.set_viewport_size(DESK)
        assert path.stat().st_size < 150_000

    return take


@pytest.fixture
def desk_of(chromium: Browser, portal: str):
    """A function that logs somebody in, in a browser of their own."""
    opened: list[BrowserContext] = []

    def log_in(name: str) -> Page:
        context = chromium.new_context(base_url=portal, locale="ja-JP", viewport=DESK)
        opened.append(context)
        page = context.new_page()
        page.goto("/admin/")
        page.get_by_label("ユーザー名").fill(name)
        page.get_by_label("パスワード").fill(PASSWORD)
        page.get_by_role("button", name="ログイン").click()
        return page

    yield log_in
    for context in opened:
        context.close()


def test_year_in_three_roles(page, desk_of, picture, assert_accessible):
    make_planner(username="kikaku", password=PASSWORD)
    planner = desk_of("kikaku")
    _open_the_round(planner, picture, assert_accessible)
    before = public_values(page)
    clerk = desk_of(_a_clerk())
    _report(clerk, "９８．２％")
    assert public_values(page) == before

    _look_and_return(planner, picture, assert_accessible)
    _report(clerk, "98.7")
    assert public_values(page) == before

    _publish(planner, picture, assert_accessible)
    page.goto(PUBLIC)
    expect(page.locator(".verdict")).to_contain_text("98.7")
    expect(page.get_by_role("heading", name="訂正の履歴")).to_have_count(0)

    _correct(planner, clerk)
    page.goto(PUBLIC)
    expect(page.locator(".verdict")).to_contain_text("98.7")
    _publish_the_correction(planner)
    page.goto(PUBLIC)
    expect(page.locator(".verdict")).to_contain_text("98.6")
    expect(page.get_by_role("main")).to_contain_text("転記の誤り")


def public_values(page: Page) -> str:
    page.goto(PUBLIC)
    return page.locator("main").inner_text()


def overview() -> str:
    return f"/admin/reporting/round/{Round.objects.get().pk}/overview/"


def entry_page() -> str:
    entry = Entry.objects.get(indicator__code=RATE)
    return f"/admin/reporting/round/{entry.round_id}/entry/{entry.pk}/"


def _a_clerk() -> str:
    make_clerk(Department.objects.get(name="収納課"), username="shuno", password=PASSWORD)
    return "shuno"


def _open_the_round(page: Page, picture, assert_accessible) -> None:
    page.goto("/admin/reporting/round/add/")
    page.get_by_text("担当課を追加する").click()
    page.get_by_label("担当課の名前").fill("収納課 shuno@example.lg.jp")
    page.get_by_role("button", name="担当課を追加", exact=True).click()
    page.get_by_label("年度:").fill("R7")
    today = localdate()
    page.get_by_label("受付を始める日").fill(f"{today - timedelta(days=20)}")
    page.get_by_label("締切").fill(f"{today + timedelta(days=5)}")
    rate = Indicator.objects.get(code=RATE)
    page.locator(f"#indicator-{rate.pk}").select_option(label="収納課")
    assert_accessible(page)
    picture(page, "open")
    page.get_by_role("button", name="受付を始める").click()
    expect(page.get_by_text("報告の欄は12件です")).to_be_visible()
    assert_accessible(page)


def _report(page: Page, value: str) -> None:
    section = Department.objects.get(name="収納課")
    sheet = f"/admin/reporting/entry/sheet/{Round.objects.get().pk}/{section.code}/"
    page.goto(sheet)
    page.get_by_label(f"実績値 {RATE}").fill(value)
    page.keyboard.press("Enter")
    expect(page.locator("[data-status]").first).to_contain_text("保存しました")
    page.goto(f"{sheet}submit/")
    page.get_by_role("button", name="提出する").click()
    expect(page.locator(".messagelist")).to_contain_text("提出しました")


def _look_and_return(page: Page, picture, assert_accessible) -> None:
    page.goto(overview())
    expect(page.get_by_text("自分の確認待ち 1").first).to_be_visible()
    expect(page.locator("tr", has_text=RATE)).to_contain_text("98.2%")
    picture(page, "overview")
    page.get_by_role("checkbox", name=RATE).check()
    page.get_by_label("差戻しの理由").fill("速報ではありませんか")
    page.get_by_role("button", name="差し戻す").click()
    expect(page.get_by_text("1件を差し戻しました")).to_be_visible()
    page.goto(entry_page())
    assert_accessible(page)
    picture(page, "entry")


def _publish(page: Page, picture, assert_accessible) -> None:
    page.goto(overview())
    page.get_by_role("link", name="提出済の1件を公開の確認へ").click()
    change = page.locator("tr", has_text=RATE)
    expect(change).to_contain_text("値なし → 98.7%")
    expect(change).to_contain_text("未入力 → ")
    assert_accessible(page)
    picture(page, "publish")
    page.get_by_role("button", name="1件を公開する").click()
    expect(page.get_by_text("1件を公開しました")).to_be_visible()


def _correct(planner: Page, clerk: Page) -> None:
    planner.goto(entry_page())
    planner.get_by_label("訂正の理由").fill("転記の誤り")
    planner.get_by_role("button", name="訂正を始める").click()
    expect(planner.get_by_text("訂正を始めました")).to_be_visible()
    _report(clerk, "98.6")


def _publish_the_correction(page: Page) -> None:
    page.goto(overview())
    page.get_by_role("link", name="提出済の1件を公開の確認へ").click()
    expect(page.get_by_text("訂正の理由（公開されます）：転記の誤り")).to_be_visible()
    page.get_by_role("button", name="1件を公開する").click()
    expect(page.get_by_text("1件を公開しました")).to_be_visible()


def test_screens_of_planners_fit_a_phone(desk_of, assert_accessible):
    make_planner(username="kikaku", password=PASSWORD)
    plan = Indicator.objects.get(code=RATE).plan
    opened = Round.objects.create(
        plan=plan, fiscal_year=2025, opens_on=date(2026, 1, 1), due_on=date(2026, 1, 31)
    )
    page = desk_of("kikaku")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(overview())
    page.get_by_role("button", name="報告の欄を作る").click()
    entry = opened.entries.first()
    for address in (
        "/admin/reporting/round/",
        "/admin/reporting/round/add/",
        overview(),
        f"{overview()}?by=policy",
        f"/admin/reporting/round/{opened.pk}/entry/{entry.pk}/",
        f"/admin/reporting/round/{opened.pk}/publish/",
        f"/admin/reporting/round/{opened.pk}/remind/",
        f"/admin/reporting/round/{opened.pk}/remarks/",
        f"/admin/reporting/round/{opened.pk}/end/",
        "/admin/auth/user/add/",
        "/admin/auth/user/",
        "/admin/reporting/membership/",
    ):
        page.goto(address)
        assert_accessible(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, address
