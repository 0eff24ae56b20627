"""The staff guide inside the admin: for staff only, with its pictures and links."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sunagawa_plan.guide import FOLDER, guide_pages


@pytest.fixture
def staff(db) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("yamada", is_staff=True))
    return client


@pytest.mark.parametrize("page", guide_pages(), ids=lambda page: page.name or "general")
def test_page_is_shown_and_everything_it_points_at_is_there(staff, page):
    text = staff.get(page.address).text
    assert f"<h1>{page.title}</h1>" in text
    assert not re.search(r'href="[^"]*\.md', page.html)
    for source in re.findall(r'<img[^>]* src="([^"]+)"', page.html):
        answer = staff.get(f"{page.address}{source}")
        assert answer["Content-Type"] == "image/png"
        assert len(b"".join(answer.streaming_content)) < 150_000
    for address in re.findall(r'<a href="(/[^"#]+)', page.html):
        assert staff.get(address, follow=True).status_code == 200


def test_every_page_of_the_folder_is_listed(staff):
    text = staff.get("/admin/guide/").text
    names = {path.stem.removeprefix("staff-guide") for path in FOLDER.glob("staff-guide*.md")}
    assert names == {page.name and f"-{page.name}" for page in guide_pages()}
    assert all(page.title in text for page in guide_pages())


@pytest.mark.parametrize("address", ["/admin/guide/", "/admin/guide/images/staff/x.png"])
def test_guide_is_not_public(db, address):
    assert Client().get(address).url.startswith("/admin/login/")


@pytest.mark.parametrize(
    "address",
    ["/admin/guide/nobody/", "/admin/guide/images/staff/x.png", "/admin/guide/images/staff/..%2Fx"],
)
def test_unknown_page_or_picture_is_not_found(staff, address):
    assert staff.get(address).status_code == 404
