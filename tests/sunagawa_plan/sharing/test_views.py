"""What other sites take from the portal: pictures, the list of pages, rules for robots, records."""

import json
import re
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.core.cache import cache
from PIL import Image

from sunagawa_plan.lib import card
from sunagawa_plan.sharing import views
from tests.browser.addresses import PUBLIC
from tests.factories.finance import make_year
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)

pytestmark = pytest.mark.django_db
CARD = "/plans/p/share.png"
EMBED = "/plans/p/indicators/6-1-1-1/embed/"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
needs_font = pytest.mark.skipif(card.find_font() is None, reason="no Japanese font here")


def plant(*, indicators: int = 1, slug: str = "p", is_published: bool = True) -> None:
    plan = make_plan(slug=slug, name=f"計画{slug}", is_published=is_published)
    project = make_basic_project(policy=make_policy(goal=make_goal(plan=plan, number=6)))
    for _ in range(indicators):
        make_annual_value(indicator=make_indicator(basic_project=project))


def size_of(content: bytes) -> tuple[int, int]:
    return Image.open(BytesIO(content)).size


@needs_font
def test_picture_has_the_size_that_previews_want(client):
    plant()

    response = client.get(CARD)

    assert response["Content-Type"] == "image/png"
    assert size_of(response.content) == (1200, 630)
    assert len(response.content) < 200_000


@needs_font
def test_picture_is_drawn_once_for_what_it_says(client, monkeypatch):
    plant()
    drawn = []
    monkeypatch.setattr(views, "draw_card", lambda *_: drawn.append(1) or b"PNG")

    for query in ("", "?a=1", "?a=2"):
        assert client.get(CARD + query).content == b"PNG"
    make_annual_value(indicator=make_indicator())
    client.get(CARD)

    assert len(drawn) == 1


@needs_font
def test_picture_follows_the_values(client):
    plant()
    before = client.get(CARD).content

    plan_value = make_annual_value(
        indicator=make_indicator(basic_project=make_basic_project(policy=make_policy_of_p()))
    )

    assert plan_value.pk
    assert client.get(CARD).content != before


def make_policy_of_p():
    from indicators.models import Goal

    return make_policy(goal=Goal.objects.get(plan__slug="p"))


def test_picture_without_a_font_is_the_standing_one(client, monkeypatch):
    plant()
    monkeypatch.setattr(views, "find_font", lambda: None)

    response = client.get(CARD)

    assert response.status_code == 302
    assert response["Location"].startswith("/static/img/share")


def test_standing_picture_has_the_right_size():
    assert size_of((settings.BASE_DIR / "static/img/share.png").read_bytes()) == (1200, 630)


def test_picture_of_a_draft_plan_does_not_exist(client):
    plant(is_published=False)

    assert client.get(CARD).status_code == 404


@pytest.mark.parametrize("plans", [1, 3], ids=["one", "many"])
def test_sitemap_lists_every_public_page(client, django_assert_num_queries, plans):
    plant(indicators=plans)
    plant(slug="draft", is_published=False)
    for number in range(plans - 1):
        plant(slug=f"other-{number}")
    make_year()
    cache.clear()

    with django_assert_num_queries(7):
        response = client.get("/sitemap.xml")

    assert response["Content-Type"] == "application/xml"
    found = [own.text for own in ET.fromstring(response.content).iter(f"{NAMESPACE}loc")]
    paths = [address.removeprefix("http://testserver") for address in found]
    assert len(set(paths)) == len(paths)
    assert {
        "/plans/p/",
        "/plans/p/goals/6/",
        "/plans/p/policies/6-1/",
        "/plans/p/indicators/6-1-1-1/",
        "/plans/p/progress/2024/",
        "/finance/settlement/",
        "/updates/",
    } <= set(paths)
    assert [path for path in paths if "draft" in path or "search" in path] == []
    assert [path for path in paths if client.get(path).status_code != 200] == []


def test_robots_are_kept_from_the_admin_and_told_of_the_pages(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"].startswith("text/plain")
    assert response.text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Sitemap: http://testserver/sitemap.xml",
    ]


@pytest.mark.parametrize("address", ["/", "/updates/", "/plans/p/data/values.csv", CARD])
def test_sample_portal_asks_not_to_be_listed(client, settings, address):
    plant()
    assert "X-Robots-Tag" not in client.get(address)

    settings.SAMPLE_DATA = True

    assert client.get(address)["X-Robots-Tag"] == "noindex"


def test_sample_page_says_noindex_itself(client, settings):
    settings.SAMPLE_DATA = True

    assert '<meta name="robots" content="noindex">' in client.get("/updates/").text


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    "name", [name for name in PUBLIC if not name.startswith(("not found", "search", "embedded"))]
)
def test_every_page_has_a_head_for_other_sites(client, name):
    text = client.get(PUBLIC[name]).text.partition("</head>")[0]

    canonical = re.findall('<link rel="canonical" href="([^"]+)"', text)
    told = dict(re.findall('<meta property="(og:[^"]+)" content="([^"]*)"', text))
    description = re.findall('<meta name="description" content="([^"]+)"', text)
    title = re.findall("<title>([^<]+)</title>", text)
    assert len(canonical) == len(description) == len(title) == 1
    assert told["og:url"] == canonical[0]
    assert canonical[0].startswith("http://testserver/")
    assert told["og:description"] == description[0]
    assert title[0].startswith(told["og:title"])
    assert told["og:title"]
    assert re.fullmatch("http://testserver/.+/share.*[.]png", told["og:image"])


@pytest.mark.usefixtures("book")
def test_titles_of_pages_differ(client):
    addresses = [PUBLIC[name] for name in PUBLIC if not name.endswith(("filtered", "chart"))]

    titles = [
        re.findall("<title>([^<]+)</title>", client.get(own).text)[0]
        for own in addresses
        if own != "/"
    ]

    assert len(set(titles)) == len(titles)


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/plans/sunagawa-7/indicators/6-5-3-1/", "/plans/sunagawa-7/data/values"),
        ("/plans/sunagawa-7/progress/2024/", "/plans/sunagawa-7/data/progress-2024"),
        ("/finance/settlement/", "/finance/data/settlement"),
        ("/finance/funds/", "/finance/data/funds"),
        ("/finance/soundness/", "/finance/data/soundness"),
    ],
)
def test_page_of_data_describes_its_dataset(client, address, file):
    text = client.get(address).text

    record = json.loads(re.findall('<script type="application/ld\\+json">(.+?)</script>', text)[0])
    assert record["@type"] == "Dataset"
    assert record["url"] == f"http://testserver{address}"
    assert record["publisher"]["name"] == "砂川市"
    assert 20 <= len(record["description"]) <= 5000
    assert "&" not in record["description"]
    offered = [own["contentUrl"] for own in record["distribution"]]
    assert offered == [f"http://testserver{file}.{ending}" for ending in ("csv", "xlsx", "json")]
    for own in offered:
        assert client.get(own.removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize("licence", ["", "https://creativecommons.org/licenses/by/4.0/"])
def test_record_names_the_licence_once_there_is_one(client, settings, licence):
    plant()
    settings.DATA_LICENCE_URL = licence

    text = client.get("/plans/p/progress/2024/").text

    record = json.loads(re.findall('<script type="application/ld\\+json">(.+?)</script>', text)[0])
    assert record.get("license", "") == licence


def test_record_cannot_end_its_script(client):
    project = make_basic_project(
        policy=make_policy(goal=make_goal(plan=make_plan(slug="p"), number=6))
    )
    make_indicator(basic_project=project, name="</script><b>指標</b>")

    text = client.get("/plans/p/indicators/6-1-1-1/").text

    assert "</script><b>" not in text
    record = json.loads(re.findall('<script type="application/ld\\+json">(.+?)</script>', text)[0])
    assert record["name"].startswith("</script><b>指標</b>")


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/", "/plans/sunagawa-7/"),
        ("/glossary/?plan=sunagawa-7", "/glossary/?plan=sunagawa-7"),
        ("/glossary/?plan=nonsense", "/glossary/"),
        ("/plans/sunagawa-7/progress/2024/?level=worse", "/plans/sunagawa-7/progress/2024/"),
        ("/plans/sunagawa-7/indicators/6-5-3-1/embed/", "/plans/sunagawa-7/indicators/6-5-3-1/"),
    ],
)
def test_canonical_address_is_the_one_to_be_listed(client, address, canonical):
    text = client.get(address).text

    assert f'<link rel="canonical" href="http://testserver{canonical}">' in text


@pytest.mark.parametrize("address", ["/search/?q=協働", "/nowhere/"])
def test_page_not_to_be_listed_has_no_canonical_address(client, address):
    text = client.get(address).text

    assert 'rel="canonical"' not in text
    assert "og:url" not in text
