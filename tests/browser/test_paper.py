"""The public pages on paper: how many sheets, what each says of itself, and what stays off them."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.browser.addresses import INDICATORS, PUBLIC

PLAN = "/plans/sunagawa-7"
A4 = (595, 842)
# The foot alone has twenty characters, and what closes a page on screen sixty.
WORTH_A_SHEET = 100


@pytest.fixture
def on_paper(page):
    """A function of an address: the page as a browser prints it."""

    def print_page(address: str) -> PdfReader:
        page.goto(address)
        return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))

    return print_page


def size(sheet) -> tuple[int, int]:
    return round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))


@pytest.mark.parametrize("code", ["6-1", "6-2", "6-3", "6-4", "6-5", "6-6"])
def test_policy_is_one_sheet(on_paper, code):
    (sheet,) = on_paper(f"{PLAN}/policies/{code}/").pages
    assert size(sheet) == A4


@pytest.mark.parametrize("name", ["indicator with values", "indicator without values"])
def test_indicator_is_two_sheets_at_most(on_paper, name):
    assert len(on_paper(INDICATORS[name]).pages) <= 2


def test_year_of_the_whole_plan_is_a_wide_table(on_paper):
    (sheet,) = on_paper(f"{PLAN}/progress/2024/").pages
    assert size(sheet) == A4[::-1]
    assert "協働事業数" in sheet.extract_text()


@pytest.mark.parametrize("name", ["dashboard", "goal", "open data", "yearly report", "finance"])
def test_last_sheet_is_worth_its_paper(on_paper, name):
    assert len(on_paper(PUBLIC[name]).pages[-1].extract_text()) > WORTH_A_SHEET


def test_sheet_says_where_it_is_from_when_and_which(on_paper, portal):
    reader = on_paper(INDICATORS["indicator with values"])
    first, *_, last = (sheet.extract_text() for sheet in reader.pages)
    assert f"{portal}/plans/sunagawa-7/indicators/6-5-3-1/" in first
    assert "現在" in first
    assert f"{len(reader.pages)} / {len(reader.pages)}" in last


def test_what_only_a_screen_has_use_for_is_left_out(on_paper):
    text = "".join(sheet.extract_text() for sheet in on_paper(f"{PLAN}/policies/6-5/").pages)
    assert "メニュー" not in text
    assert "関連するページ" not in text
    assert "経営健全化計画を定めなければならない" in text
