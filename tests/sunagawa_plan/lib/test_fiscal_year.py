from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunagawa_plan.lib.fiscal_year import FIRST_START, LAST_START, FiscalYear, read_fiscal_year

STARTS = st.integers(FIRST_START, LAST_START)
DAYS = st.dates(date(FIRST_START, 4, 1), date(LAST_START, 3, 31))
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@pytest.mark.parametrize(
    ("start", "wareki", "short"),
    [
        (2030, "令和12年度", "R12"),
        (2020, "令和2年度", "R2"),
        (2019, "令和元年度", "R元"),
        (2018, "平成30年度", "H30"),
        (1989, "平成元年度", "H元"),
        (1988, "昭和63年度", "S63"),
        (1970, "昭和45年度", "S45"),
        (1927, "昭和2年度", "S2"),
        (1926, "大正15年度", "T15"),
        (1913, "大正2年度", "T2"),
        (1912, "明治45年度", "M45"),
        (1868, "明治元年度", "M元"),
    ],
)
def test_name_follows_the_table(start: int, wareki: str, short: str) -> None:
    year = FiscalYear(start)
    assert (year.wareki, str(year), year.short) == (wareki, wareki, short)


def test_full_name_puts_wareki_first() -> None:
    assert FiscalYear(2019).full == "令和元年度（2019年度）"
    assert FiscalYear(2019).seireki == "2019年度"


@pytest.mark.parametrize("start", [1867, 2201, 0, -1, True, 2019.0, "2019"])
def test_start_outside_the_table_is_refused(start: int) -> None:
    with pytest.raises(ValueError, match="年度として扱えません"):
        FiscalYear(start)


def test_days_of_the_year() -> None:
    year = FiscalYear(2024)
    assert (year.first_day, year.last_day) == (date(2024, 4, 1), date(2025, 3, 31))
    assert year.value_due == date(2025, 10, 1)


def test_years_sort_by_start() -> None:
    assert sorted([FiscalYear(2021), FiscalYear(2019)]) == [FiscalYear(2019), FiscalYear(2021)]


@given(DAYS)
def test_every_day_lies_in_the_year_that_contains_it(day: date) -> None:
    year = FiscalYear.containing(day)
    assert year.first_day <= day <= year.last_day


@given(STARTS.filter(lambda start: start < LAST_START))
def test_years_follow_each_other_without_gap(start: int) -> None:
    next_day = FiscalYear(start).last_day + timedelta(days=1)
    assert next_day == FiscalYear(start + 1).first_day


@given(STARTS)
def test_whatever_is_shown_is_read_back(start: int) -> None:
    year = FiscalYear(start)
    shown = [year.wareki, year.short, year.seireki, year.full, str(year), str(start)]
    narrow = [year.short.lower(), year.full.replace("（", "(").replace("）", ")")]
    for spelling in [*shown, *narrow]:
        assert read_fiscal_year(spelling) == year
        assert read_fiscal_year(f" {spelling.translate(FULL_WIDTH)}　\n") == year
    assert read_fiscal_year(start) == year


@pytest.mark.parametrize(
    ("spelling", "start"),
    [
        *((text, 2024) for text in ("R6", "r6", "Ｒ６", "ｒ６", "R.6", "R 6", "R06", "㋿6")),
        *((text, 2024) for text in ("令和6", "令和６年度", "令和 6 年度", "令和6年", "2024年")),
        *(
            (text, 2024)
            for text in ("２０２４年度", "2024年度（令和6年度）", "令和6年（2024年）度")
        ),
        *((text, 2019) for text in ("R元", "R1", "令和元年度", "令和1年度", "令和元", "Ｒ元年度")),
        *((text, 2019) for text in ("H31", "平成31", "平成31年度", "平成31年度（令和元年度）")),
        ("H27", 2015),
        ("昭和64", 1989),
        ("S63", 1988),
        ("平成元年度", 1989),
        ("昭和元年度", 1926),
        ("大正15", 1926),
        ("大正元年度", 1912),
        ("\ufeffR6\u200b", 2024),
    ],
)
def test_spelling_of_the_offices_is_read(spelling: str, start: int) -> None:
    assert read_fiscal_year(spelling).start == start


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("令和0年度", "令和は元年（1年）からです"),
        ("平成40", "令和10年度のことでしたら"),
        ("平成32年度", "平成は31年までです"),
        ("昭和65", "平成2年度のことでしたら"),
        ("R183", "令和は182年までです"),
        ("31", "元号がありません"),
        ("6年度", "元号がありません"),
        ("元年度", "元号がありません"),
        ("1867", "西暦は1868から2200まで"),
        ("2201年度", "西暦は1868から2200まで"),
        ("令和6年度（2023年度）", "合っていません"),
        ("R⑥", "「R6」"),
        ("R-6", "「R6」"),
        ("R6.5", "「R6」"),
        ("20 24", "「R6」"),
        ("令和6年4月1日", "「R6」"),
        ("令和6・7年度", "「R6」"),
        ("2024/4/1", "「R6」"),
        ("٢٠٢٤", "「R6」"),
        ("R６年度中間", "「R6」"),
    ],
)
def test_unreadable_year_is_refused_with_advice(typed: str, advice: str) -> None:
    with pytest.raises(ValueError, match="年度として読み取れません") as refusal:
        read_fiscal_year(typed)
    assert f"「{typed}」" in str(refusal.value)
    assert advice in str(refusal.value)


@pytest.mark.parametrize("typed", ["", " 　", None, True, 6, 2024.0, date(2024, 4, 1)])
def test_anything_but_a_year_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="年度として読み取れません"):
        read_fiscal_year(typed)


@given(st.text())
def test_any_text_is_a_year_or_a_japanese_refusal(text: str) -> None:
    try:
        year = read_fiscal_year(text)
    except ValueError as refusal:
        message = str(refusal)
    else:
        message = "年度として読み取れません"
        assert FIRST_START <= year.start <= LAST_START
    assert "年度として読み取れません" in message


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 9, 30), 2024),
        (date(2026, 10, 1), 2025),
        (date(2027, 1, 1), 2025),
        (date(2027, 4, 1), 2025),
    ],
)
def test_last_due_is_the_last_year_whose_value_is_known(day, last):
    year = FiscalYear.last_due(day)

    assert year.start == last
    assert year.value_due <= day < FiscalYear(last + 1).value_due
