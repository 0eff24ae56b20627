from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunagawa_plan.lib.numerals import (
    Mark,
    format_change,
    format_number,
    format_plain,
    format_yen_thousands,
    read_number,
    round_half_up,
)

PLACES = st.integers(0, 6)
NUMBERS = st.decimals(-(10**12), 10**12, places=6)
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", "0"),
        ("0.0", "0.0"),
        ("98.6", "98.6"),
        ("９８．６", "98.6"),
        ("007", "7"),
        (".5", "0.5"),
        ("1,234,567", "1234567"),
        ("１，２３４．５", "1234.5"),
        ("+1.2", "1.2"),
        ("＋1.2", "1.2"),
        ("±0.0", "0.0"),
        *((f"{minus}1.2", "-1.2") for minus in "△▲-－−–—―‐‑─"),
        ("△ 1,234", "-1234"),
        ("△0", "0"),
        (" 　12\t\n", "12"),
        ("12\u00a0%", "12"),
        ("\ufeff12", "12"),
        ("９８．６％", "98.6"),
        ("98.6㌫", "98.6"),
        ("98.6 %", "98.6"),
        ("83町内会", "83"),
        ("83町内会／年", "83"),
        ("139\n事業", "139"),
        ("１，２３４千円", "1234"),
        ("▲0.3ポイント", "-0.3"),
    ],
)
def test_number_as_offices_type_it_is_read(typed: str, number: str) -> None:
    read = read_number(typed)
    assert isinstance(read, Decimal)
    assert str(read) == number


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("83", "町内会/年"),
        ("83町内会", "町内会/年"),
        ("83 町内会／年", "町内会/年"),
        ("83％", "%"),
        ("83%", "％"),
        ("83パーセント", "%"),
        ("83㎡", "㎡"),
        ("83千円", "千円"),
    ],
)
def test_unit_of_the_column_may_trail(typed: str, unit: str) -> None:
    assert read_number(typed, unit=unit) == 83


@pytest.mark.parametrize(
    ("typed", "unit"),
    [("5千円", "円"), ("5円", "千円"), ("5万円", "千円"), ("5件", "%"), ("5ポイント", "%")],
)
def test_another_unit_than_the_columns_is_refused(typed: str, unit: str) -> None:
    with pytest.raises(ValueError, match=f"「{typed}」は.*この欄の単位は「{unit}」です"):
        read_number(typed, unit=unit)


@pytest.mark.parametrize(
    ("given_by_excel", "number"),
    [
        (98.60000000000001, "98.6"),
        (0.1 + 0.2, "0.3"),
        (85.0, "85"),
        (1e16, "10000000000000000"),
        (-0.0, "0"),
        (85, "85"),
        (Decimal("98.60"), "98.60"),
        (Decimal("1E+3"), "1000"),
    ],
)
def test_number_from_a_workbook_is_repaired(given_by_excel: float | Decimal, number: str) -> None:
    assert str(read_number(given_by_excel)) == number


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        (None, Mark.BLANK),
        ("", Mark.BLANK),
        (" 　\n", Mark.BLANK),
        *((dash, Mark.DASH) for dash in "-－‐‑–—―−─━ーｰ"),
        ("--", Mark.DASH),
        ("――", Mark.DASH),
        (" － ", Mark.DASH),
        ("…", Mark.ELLIPSIS),
        ("……", Mark.ELLIPSIS),
        ("...", Mark.ELLIPSIS),
        ("x", Mark.SUPPRESSED),
        ("X", Mark.SUPPRESSED),
        ("ｘ", Mark.SUPPRESSED),
        ("皆増", Mark.NEWLY_ARISEN),
        (" 皆減 ", Mark.CEASED),
    ],
)
def test_mark_instead_of_a_number_is_named(typed: str | None, mark: Mark) -> None:
    assert read_number(typed, unit="%") is mark


def test_every_mark_has_a_japanese_label() -> None:
    assert len({mark.label for mark in Mark}) == len(Mark)


@pytest.mark.parametrize(
    "typed",
    [
        *("1,23", "12,34", "1234,567", "0,123", "1,2345", ",123", "1,,234", "1, 234", "1,234,"),
        *("12.3.4", "5.", ".", "1 2", "1\n2", "1、234", "1。5", "1・5", "1,5", "1.234,5"),
        *("1e5", "1E5", "１ｅ５", "1_000", "0x10", "NaN", "nan", "Infinity", "inf", "-inf"),
        *("98.6①", "10²", "½", "②", "٣", "𝟏𝟐", "六", "(1.2)", "（1.2）", "[1]"),
        *("△", "▲", "△△1", "--1", "+-1", "△-1", "±1", "+", "1-", "1△", "1+", "ー3", "ｰ3"),
        *("98.6※", "約100", "100以上", "1～2", "1-2", "=1+2", "'12", "¥100", "100円", "1億"),
        *("該当なし", "未測定", "N/A", "#N/A", "xx", "－%", "皆増%", "true", "９９" * 10),
    ],
)
def test_text_without_one_reading_is_refused(typed: str) -> None:
    with pytest.raises(
        ValueError, match=r"数値として読み取れません。.+ください|桁が多すぎます"
    ) as refusal:
        read_number(typed)
    assert f"「{' '.join(typed.split())}」" in str(refusal.value)


@pytest.mark.parametrize(
    "given_by_code",
    [
        *(True, False, float("nan"), float("inf"), 1e300, 10**18, 1e-300, date(2024, 4, 1), b"1"),
        *(Decimal("NaN"), Decimal("-Infinity"), Decimal("1E+999"), Decimal("0E-99999999")),
    ],
)
def test_value_that_is_no_number_of_the_plan_is_refused(given_by_code: float) -> None:
    with pytest.raises(ValueError, match="数値として読み取れません"):
        read_number(given_by_code)


def test_long_input_is_quoted_shortened() -> None:
    with pytest.raises(ValueError, match="…」は数値として") as refusal:
        read_number("あ" * 1000)
    assert len(str(refusal.value)) < 200


def test_lengthened_minus_says_what_to_type() -> None:
    with pytest.raises(ValueError, match=r"長音記号（ー）.*「-」か「△」"):
        read_number("ー3")


@given(NUMBERS, PLACES)
def test_whatever_is_shown_is_read_back(number: Decimal, places: int) -> None:
    rounded = round_half_up(number, places)
    for shown in (
        format_number(number, places),
        format_plain(number, places),
        format_change(number, places),
    ):
        for spelling in (shown, shown.translate(FULL_WIDTH), f" {shown} %", f"{shown}％\n"):
            read = read_number(spelling, unit="%")
            assert str(read) == str(rounded)


@given(st.decimals(-(10**9), 10**9, places=3))
def test_float_of_a_decimal_is_that_decimal(number: Decimal) -> None:
    assert read_number(float(number)) == number


@given(st.text() | st.text("0123456789,.-△ー+ ％x…１２"))
def test_any_text_is_a_finite_number_a_mark_or_a_refusal(text: str) -> None:
    try:
        read = read_number(text)
    except ValueError as refusal:
        message = str(refusal)
    else:
        message = "数値として読み取れません"
        assert isinstance(read, Mark) or read.is_finite()
    assert "数値として読み取れません" in message


@given(st.from_regex(r"[0-9]{1,4}([,.][0-9]{0,4}){1,3}", fullmatch=True))
def test_commas_are_dropped_only_where_they_group(text: str) -> None:
    try:
        read = read_number(text)
    except ValueError:
        return
    assert isinstance(read, Decimal)
    places = len(text.partition(".")[2])
    assert text in (format_number(read, places), format_plain(read, places).zfill(len(text)))


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Decimal("98.65"), 1, "98.7"),
        (Decimal("-98.65"), 1, "-98.7"),
        (Decimal("0.05"), 1, "0.1"),
        (Decimal("-0.04"), 1, "0.0"),
        (Decimal("2.5"), 0, "3"),
        (Decimal(7), 2, "7.00"),
        (Decimal("12345678901234567890123456789.05"), 1, "12345678901234567890123456789.1"),
        (Fraction(1, 20), 1, "0.1"),
        (Fraction(-1, 20), 1, "-0.1"),
        (Fraction(-1, 21), 1, "0.0"),
        (Fraction(2, 3), 3, "0.667"),
        (85, 0, "85"),
    ],
)
def test_ties_go_away_from_zero(value: Decimal | Fraction, places: int, rounded: str) -> None:
    assert str(round_half_up(value, places)) == rounded


@given(st.fractions() | NUMBERS, PLACES)
def test_rounding_agrees_with_its_definition(value: Decimal | Fraction, places: int) -> None:
    exact = Fraction(value)
    size = Fraction(floor(abs(exact) * 10**places + Fraction(1, 2)), 10**places)
    rounded = round_half_up(value, places)
    assert Fraction(rounded) == (size if exact >= 0 else -size)
    assert rounded.as_tuple().exponent == -places


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_rounding_what_is_not_finite_is_refused(value: Decimal) -> None:
    with pytest.raises(ValueError, match="丸められません"):
        round_half_up(value, 1)


@pytest.mark.parametrize(
    ("value", "people", "machines", "change"),
    [
        ("1234.45", "1,234.5", "1234.5", "+1,234.5"),
        ("-1234.45", "△1,234.5", "-1234.5", "△1,234.5"),
        ("0", "0.0", "0.0", "±0.0"),
        ("-0.04", "0.0", "0.0", "±0.0"),
        ("1E+3", "1,000.0", "1000.0", "+1,000.0"),
    ],
)
def test_number_is_shown_at_its_places(value: str, people: str, machines: str, change: str) -> None:
    number = Decimal(value)
    shown = (format_number(number, 1), format_plain(number, 1), format_change(number, 1))
    assert shown == (people, machines, change)


@pytest.mark.parametrize(
    ("thousands", "words"),
    [
        (13_076_456, "130億7,646万円"),
        (13_000_000, "130億円"),
        (94_434, "9,443万円"),
        (15, "2万円"),
        (14, "1万円"),
        (9, "9千円"),
        (0, "0円"),
        (-5, "△5千円"),
        (-411_989, "△4億1,199万円"),
        (99_999_999, "1,000億円"),
        (999_999_999, "1兆円"),
        (12_345_678_901, "12兆3,456億7,890万円"),
    ],
)
def test_amount_in_words_rounds_to_man_yen(thousands: int, words: str) -> None:
    assert format_yen_thousands(thousands) == words
