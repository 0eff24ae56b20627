import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunagawa_plan.lib.tables.escapes import (
    from_cp932,
    from_xlsx_text,
    guard_formula,
    resolve_references,
    single_line,
    to_cp932,
    to_xlsx_text,
    unguard_formula,
)

TRICKY = st.text("'=+-@\t&#x2197;0↗𠮷_x01AaF\x01\r\n\0¥\\〜～−")
TEXTS = st.text() | TRICKY


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM", "\tx", "\rx", "'=1", "''-1", "-"])
def test_text_a_spreadsheet_would_run_gets_one_apostrophe(text: str) -> None:
    assert guard_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "6-1", "'", "'引用'", "△1", " =1", "a=1"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert guard_formula(text) == text
    assert unguard_formula(text) == text


@given(TEXTS)
def test_guard_is_undone_exactly(text: str) -> None:
    assert unguard_formula(guard_formula(text)) == text
    assert not guard_formula(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ("↗", b"&#x2197;"),
        ("—", b"&#x2014;"),
        ("𠮷", b"&#x20BB7;"),
        ("&#x2197;", b"&#x26;#x2197;"),
        ("¥", b"&#xA5;"),
        ("〜", b"&#x301C;"),
        ("−", b"&#x2212;"),
        ("\xa0", b"&#xA0;"),
        ("①～－Ⅲ髙﨑", "①～－Ⅲ髙﨑".encode("cp932")),
    ],
)
def test_cp932_drops_nothing(text: str, encoded: bytes) -> None:
    assert to_cp932(text) == encoded


def test_every_character_survives_cp932() -> None:
    every = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x20000)]))
    assert resolve_references(from_cp932(to_cp932(every))) == every


@given(TEXTS)
def test_cp932_is_read_back_exactly(text: str) -> None:
    assert resolve_references(from_cp932(to_cp932(text))) == text


@pytest.mark.parametrize("byte", [b"\x80", b"\xa0", b"\xfd", b"\xff", b"\x81"])
def test_byte_that_is_no_cp932_is_refused_at_its_place(byte: bytes) -> None:
    with pytest.raises(UnicodeDecodeError) as refusal:
        from_cp932("値".encode("cp932") + byte)
    assert refusal.value.start == 2


@pytest.mark.parametrize("text", ["&#x0;", "&#xD800;", "&#x110000;", "&#65;", "&#xGG;", "&amp;"])
def test_reference_to_no_character_stays_a_text(text: str) -> None:
    assert resolve_references(text) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a\x0bb", "a_x000B_b"),
        ("a\r\nb", "a_x000D_\nb"),
        ("_x0041_", "_x005F_x0041_"),
        ("_x0041_x0042_", "_x005F_x0041_x005F_x0042_"),
        ("_x0041\x01", "_x005F_x0041_x0001_"),
        ("\ufffe", "_xFFFE_"),
        ("snake_case_name", "snake_case_name"),
    ],
)
def test_xlsx_escapes_what_xml_cannot_hold(text: str, escaped: str) -> None:
    assert to_xlsx_text(text) == escaped
    assert from_xlsx_text(escaped) == text


@given(TEXTS)
def test_xlsx_text_is_read_back_exactly_but_for_nul(text: str) -> None:
    assert from_xlsx_text(to_xlsx_text(text)) == text.replace("\0", "\ufffd")


@given(TEXTS)
def test_single_line_has_no_line_break_and_keeps_the_rest(text: str) -> None:
    line = single_line(text)
    assert len(line.splitlines()) <= 1
    assert single_line(line) == line
    assert "".join(line.split(" ")) == "".join(
        "".join(text.replace("\0", "\ufffd").splitlines()).split(" ")
    )
