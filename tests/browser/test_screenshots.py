"""Pictures of every page, to be looked at: make test-browser ARGS="--screenshots -k picture"."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.addresses import PUBLIC, STAFF

HEIGHT = 900
WIDTHS = (390, 1280)
COLOURS = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
}
README_PICTURE = "docs/images/dashboard.png"


@pytest.fixture
def folder(request) -> Path:
    if not request.config.getoption("--screenshots"):
        pytest.skip("only with --screenshots")
    folder = settings.STATE_DIR / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("name", PUBLIC)
def test_picture_of_a_public_page(page, folder, name):
    page.goto(PUBLIC[name])
    for (colours, media), width in product(COLOURS.items(), WIDTHS):
        page.emulate_media(**media)
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.screenshot(path=folder / f"{_slug(name)}-{width}-{colours}.png", full_page=True)
    page.emulate_media(**COLOURS["light"])
    page.pdf(path=folder / f"{_slug(name)}-print.pdf", prefer_css_page_size=True)


@pytest.mark.parametrize("name", STAFF)
def test_picture_of_a_staff_page(staff_page, folder, name):
    staff_page.goto(STAFF[name])
    for width in WIDTHS:
        staff_page.set_viewport_size({"width": width, "height": HEIGHT})
        path = folder / f"staff-{_slug(name)}-{width}.png"
        staff_page.screenshot(path=path, full_page=True)


def test_picture_for_the_readme(page, folder):
    page.set_viewport_size({"width": 1280, "height": HEIGHT})
    page.goto(PUBLIC["dashboard"])
    picture = settings.BASE_DIR / README_PICTURE
    picture.parent.mkdir(exist_ok=True)
    page.screenshot(path=picture)
    assert picture.stat().st_size < 200_000


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name)
