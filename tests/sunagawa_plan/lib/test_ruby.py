"""Readings over the words of a page, and nothing else of it changed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunagawa_plan.lib.readings import READINGS
from sunagawa_plan.lib.ruby import carried_on, with_readings

KNOWN = {
    "市税": "しぜい",
    "市税収納率": "しぜいしゅうのうりつ",
    "AI": "えーあい",
    "R&D": "あーるあんどでぃー",
}


def ruby(word: str, reading: str) -> str:
    return f'<ruby>{word}<rt aria-hidden="true">{reading}</rt></ruby>'


def without_readings(html: str) -> str:
    bare = re.sub(r"<rt[^>]*>.*?</rt>", "", html)
    return re.sub(r"</?(?:ruby|with-readings)>", "", bare)


def test_word_of_a_text_gets_its_reading():
    html = with_readings("<p>今年の市税です。</p>", KNOWN)

    assert html == (f"<p><with-readings>今年の{ruby('市税', 'しぜい')}です。</with-readings></p>")


def test_longest_word_wins():
    assert ruby("市税収納率", "しぜいしゅうのうりつ") in with_readings("<p>市税収納率</p>", KNOWN)


@pytest.mark.parametrize(
    "html",
    [
        "<head><title>市税</title></head>",
        '<a aria-label="市税">x</a>',
        "<svg><title>市税</title><text>市税</text></svg>",
        "<select><option>市税</option></select>",
        "<textarea>市税</textarea>",
        "<!-- 市税 -->",
        "<script>市税</script>",
        "<ruby>市税<rt>しぜい</rt></ruby>",
        "<p>AIR RAID</p>",
        "",
    ],
)
def test_what_is_no_text_of_the_page_stays(html):
    assert with_readings(html, KNOWN) == html


def test_text_after_a_drawing_is_read_again():
    html = with_readings("<svg><text>市税</text></svg><p>市税</p>", KNOWN)

    assert html.count("<ruby>") == 1


@pytest.mark.parametrize("text", ["AIの活用", "5Gや AI", "(AI)"])
def test_latin_word_standing_alone_is_read(text):
    assert ruby("AI", "えーあい") in with_readings(f"<p>{text}</p>", KNOWN)


def test_escaped_word_is_found():
    assert ruby("R&amp;D", "あーるあんどでぃー") in with_readings("<p>R&amp;D費</p>", KNOWN)


def test_without_readings_a_page_stays_as_it_is():
    assert with_readings("<p>市税</p>", {}) == "<p>市税</p>"


@given(st.lists(st.sampled_from([*KNOWN, "の", "<p>", "</p>", "<b>", "</b>", "費 ", "AIR"])))
def test_nothing_but_readings_is_added(parts):
    html = "".join(part.replace("&", "&amp;") for part in parts)

    assert without_readings(with_readings(html, KNOWN)) == html


@pytest.mark.parametrize(
    ("address", "carried"),
    [
        ("/method/", "/method/?ruby=1"),
        ("/method/#kinds", "/method/?ruby=1#kinds"),
        ("/method/?year=2024#check", "/method/?year=2024&amp;ruby=1#check"),
        ("?page=2", "?page=2&amp;ruby=1"),
        ("#main", "#main"),
        ("/plans/p/data/values.csv", "/plans/p/data/values.csv"),
        ("/plans/p/data/values.cp932.csv", "/plans/p/data/values.cp932.csv"),
        ("/admin/", "/admin/"),
        ("https://example.jp/", "https://example.jp/"),
        ("//example.jp/", "//example.jp/"),
        ("?ruby=1", "?ruby=1"),
    ],
)
def test_links_lead_to_pages_with_readings(address, carried):
    assert carried_on(f'<a class="x" href="{address}">') == f'<a class="x" href="{carried}">'


def test_switch_and_style_sheets_are_no_links_to_carry():
    html = '<link href="/static/a.css"><a data-ruby-switch="off" href="?year=2024">'

    assert carried_on(html) == html


def test_forms_ask_for_readings_too():
    assert carried_on('<form method="get">') == (
        '<form method="get"><input type="hidden" name="ruby" value="1">'
    )


def test_readings_of_the_portal_are_hiragana_of_kanji():
    assert [text for text in READINGS.values() if not re.fullmatch("[ぁ-んー]+", text)] == []
    assert [word for word in READINGS if not re.search("[一-龠]", word)] == []
