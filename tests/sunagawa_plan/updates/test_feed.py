"""The Atom feed, read with an XML parser as feed readers do."""

from datetime import datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from sunagawa_plan.shared.row_changes import give_reason
from tests.factories.indicators import make_annual_value, make_indicator

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def read(response) -> ET.Element:
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)


def plant(reason: str = "集計の誤り") -> None:
    value = make_annual_value(indicator=make_indicator(name="<b>指標</b>"), value="84")
    value.value = Decimal(82)
    give_reason(value, reason)
    value.save()


def test_feed_has_what_the_standard_wants(client):
    plant()

    feed = read(client.get("/updates/feed.atom"))

    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}id") == "tag:testserver,2021:updates"
    assert feed.findtext(f"{ATOM}title") == "砂川市 総合計画の進み具合 更新履歴"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "砂川市"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "self": "http://testserver/updates/feed.atom",
        "alternate": "http://testserver/updates/",
    }
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 3
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        assert entry.findtext(f"{ATOM}title")
        assert entry.find(f"{ATOM}link").get("href").startswith("http://testserver/plans/")
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")).tzinfo is not None


def test_feed_is_as_new_as_its_newest_entry(client):
    plant()

    feed = read(client.get("/updates/feed.atom"))

    stamps = [entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")]
    assert feed.findtext(f"{ATOM}updated") == max(stamps)


def test_entry_tells_the_change_its_verdicts_and_its_reason(client):
    plant("桁の誤り <x> & 再集計\x0b")

    entry = read(client.get("/updates/feed.atom")).find(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}title") == "訂正: <b>指標</b>（令和6年度（2024年度）の実績値）"
    summary = entry.findtext(f"{ATOM}summary")
    assert "84町内会/年 → 82町内会/年" in summary
    assert "評価 前進 → 後退" in summary
    assert "理由: 桁の誤り &lt;x&gt; &amp; 再集計" in summary


def test_ids_stay_when_more_is_published(client):
    plant()
    before = {own.text for own in read(client.get("/updates/feed.atom")).iter(f"{ATOM}id")}

    make_annual_value(indicator=make_indicator())
    after = {own.text for own in read(client.get("/updates/feed.atom")).iter(f"{ATOM}id")}

    assert before < after


def test_feed_of_a_kind_names_itself(client):
    plant()

    feed = read(client.get("/updates/feed.atom?kind=correction"))

    assert len(feed.findall(f"{ATOM}entry")) == 1
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/updates/feed.atom?kind=correction"


def test_empty_feed_is_valid_too(client):
    feed = read(client.get("/updates/feed.atom"))

    assert feed.findtext(f"{ATOM}updated")
    assert feed.findall(f"{ATOM}entry") == []


def test_feed_answers_conditional_requests(client):
    plant()
    tag = client.get("/updates/feed.atom")["ETag"]

    assert client.get("/updates/feed.atom", headers={"If-None-Match": tag}).status_code == 304


def test_every_page_names_the_feed(client):
    plant()

    for address in ("/", "/updates/", "/search/", "/finance/"):
        assert 'type="application/atom+xml"' in client.get(address).text
