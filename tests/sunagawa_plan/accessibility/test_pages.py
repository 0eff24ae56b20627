"""Success criteria that the HTML of all public pages decides, without a browser."""

from collections import Counter
from html.parser import HTMLParser

import pytest

from tests.browser.addresses import PUBLIC

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("book")]
# A frame on another site has no menu of ours.
FRAMED = PUBLIC["embedded chart"]
WITH_MENU = [address for address in PUBLIC.values() if address != FRAMED]


class Tags(HTMLParser):
    """All start tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def named(self, *names: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.found if tag in names]


@pytest.mark.parametrize("address", PUBLIC.values(), ids=PUBLIC)
def test_no_page_gives_one_name_twice(client, address):
    tags = Tags(client.get(address).text)

    ids = Counter(attributes["id"] for _, attributes in tags.found if "id" in attributes)

    assert [name for name, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("address", PUBLIC.values(), ids=PUBLIC)
def test_no_page_shows_text_as_an_image(client, address):
    assert Tags(client.get(address).text).named("img", "picture", "image", "canvas") == []


@pytest.mark.parametrize("address", PUBLIC.values(), ids=PUBLIC)
def test_no_page_takes_anything_in(client, address):
    tags = Tags(client.get(address).text)

    assert {form.get("method", "get") for form in tags.named("form")} <= {"get"}
    assert client.post(address).status_code == 405


def test_every_page_leads_to_the_others_in_one_order(client):
    def menu(address: str) -> list[str]:
        text = client.get(address).text
        nav = text.partition('id="menu"')[2].partition("</nav>")[0]
        return [link["href"].partition("?")[0].partition("#")[0] for link in Tags(nav).named("a")]

    menus = {address: menu(address) for address in WITH_MENU}

    lengths = {len(own) for own in menus.values()}
    assert len(lengths) == 1
    assert min(lengths) >= 6
    ends = {tuple(own[3:]) for own in menus.values()}
    assert len(ends) == 1
