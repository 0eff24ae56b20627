"""Japanese fiscal years: 1 April to 31 March, named by table, never by a date library.

A date library calls 1 April 2019 平成31年; the fiscal year is 令和元年度. Every other fiscal year
is named by the era in which it begins (1988 is 昭和63年度 although 平成 began within it, 1926 is
大正15年度).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from sunagawa_plan.lib.spelling import fold_width, quote

FIRST_START = 1868
LAST_START = 2200


@dataclass(frozen=True)
class _Era:
    name: str
    letter: str
    first: int  # the calendar year of its 元年
    last: int  # the calendar year in which it ended
    since: int  # the first fiscal year that bears its name

    @property
    def length(self) -> int:
        return self.last - self.first + 1


_ERAS = (
    _Era("令和", "R", 2019, LAST_START, since=2019),
    _Era("平成", "H", 1989, 2019, since=1989),
    _Era("昭和", "S", 1926, 1989, since=1927),
    _Era("大正", "T", 1912, 1926, since=1913),
    _Era("明治", "M", 1868, 1912, since=1868),
)
_ERA_SPELT = {spelling: era for era in _ERAS for spelling in (era.name, era.letter)}

_BOTH_CALENDARS = re.compile(r"([^()]+)\(([^()]+)\)\s*度?")
_WAREKI = re.compile(
    r"(令和|平成|昭和|大正|明治|[RHSTM])\s*\.?\s*(元|[0-9]{1,3})\s*(?:年\s*度?)?", re.IGNORECASE
)
_SEIREKI = re.compile(r"([0-9]{4})\s*(?:年\s*度?)?")
_WITHOUT_ERA = re.compile(r"(?:元|[0-9]{1,3})\s*(?:年\s*度?)?")
_EXAMPLES = "「令和6年度」「R6」「2024」のように入力してください。"


@dataclass(frozen=True, order=True)
class FiscalYear:
    """The fiscal year that starts on 1 April of `start`: FiscalYear(2019) is 令和元年度.

    Raises ValueError (Japanese) unless `start` is a whole number from 1868 to 2200.
    """

    start: int

    def __post_init__(self) -> None:
        if type(self.start) is not int or not FIRST_START <= self.start <= LAST_START:
            raise ValueError(
                f"{quote(self.start)}は年度として扱えません。"
                f"西暦{FIRST_START}年度から{LAST_START}年度までの整数にしてください。"
            )

    @classmethod
    def containing(cls, day: date) -> Self:
        """The fiscal year in which `day` lies: 31 March still belongs to the year before."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    @classmethod
    def last_due(cls, day: date) -> Self:
        """The last fiscal year whose values are known on `day`."""
        return cls(day.year - 1 if day >= date(day.year, 10, 1) else day.year - 2)

    @property
    def wareki(self) -> str:
        """令和元年度"""
        era, year = self._named()
        return f"{era.name}{year}年度"

    @property
    def short(self) -> str:
        """R元"""
        era, year = self._named()
        return f"{era.letter}{year}"

    @property
    def seireki(self) -> str:
        """2019年度"""
        return f"{self.start}年度"

    @property
    def full(self) -> str:
        """令和元年度（2019年度）"""
        return f"{self.wareki}（{self.seireki}）"

    @property
    def first_day(self) -> date:
        return date(self.start, 4, 1)

    @property
    def last_day(self) -> date:
        return date(self.start + 1, 3, 31)

    @property
    def value_due(self) -> date:
        """The day from which the year's values are known: the settlement goes to the council
        in September of the following year."""
        return date(self.start + 1, 10, 1)

    def __str__(self) -> str:
        return self.wareki

    def _named(self) -> tuple[_Era, str]:
        era = next(era for era in _ERAS if era.since <= self.start)
        year = self.start - era.first + 1
        return era, "元" if year == 1 else str(year)


def read_fiscal_year(text: str | int) -> FiscalYear:
    """The fiscal year that staff typed, in any spelling the portal shows or offices use.

    令和6年度, 令和６, R6, r6, Ｒ６, R.6, R06, R元, 令和元年, H31, 2024, 2024年度, ㋿6, and both
    calendars at once when they agree: 令和6年度（2024年度）, 令和元年（2019年）度.

    An era's closing year may be used although the fiscal year bears the next era's name: 平成31 is
    2019 (令和元年度), 昭和64 is 1989 (平成元年度), as 大正15 and 昭和元 are both 1926. The number
    always names the calendar year in which the fiscal year begins; a trailing 年 means 年度.

    Raises ValueError (Japanese, quoting the input) for everything else: a number without era,
    a year the era never had (令和0, 平成40), two calendars that disagree, a date, a truth value.
    """
    if isinstance(text, bool) or not isinstance(text, str | int):
        raise _refusal(text, _EXAMPLES)
    folded = fold_width(str(text))
    both = _BOTH_CALENDARS.fullmatch(folded)
    if both is None:
        return _read_one(folded, text)
    outer, inner = (_read_one(part.strip(), text) for part in both.groups())
    if outer != inner:
        raise _refusal(
            text, f"かっこの前は{outer.full}、かっこの中は{inner.full}で、合っていません。"
        )
    return outer


def year_in_words(year: int) -> str:
    """令和元年度（2019年度）; a number that is no fiscal year is named as it stands."""
    return FiscalYear(year).full if FIRST_START <= year <= LAST_START else f"{year}年度"


def _read_one(folded: str, raw: str | int) -> FiscalYear:
    if match := _WAREKI.fullmatch(folded):
        era = _ERA_SPELT[match[1].upper()]
        return FiscalYear(_year_of(era, 1 if match[2] == "元" else int(match[2]), raw))
    if match := _SEIREKI.fullmatch(folded):
        start = int(match[1])
        if not FIRST_START <= start <= LAST_START:
            raise _refusal(raw, f"西暦は{FIRST_START}から{LAST_START}までで入力してください。")
        return FiscalYear(start)
    if _WITHOUT_ERA.fullmatch(folded):
        raise _refusal(raw, f"元号がありません。{_EXAMPLES}")
    raise _refusal(raw, _EXAMPLES)


def _year_of(era: _Era, year: int, raw: str | int) -> int:
    if year == 0:
        raise _refusal(raw, f"{era.name}は元年（1年）からです。")
    start = era.first + year - 1
    if year <= era.length:
        return start
    hint = f"{era.name}は{era.length}年までです。"
    if start <= LAST_START:
        hint += f"{FiscalYear(start).wareki}のことでしたら、そのように入力してください。"
    raise _refusal(raw, hint)


def _refusal(raw: object, hint: str) -> ValueError:
    return ValueError(f"{quote(raw)}は年度として読み取れません。{hint}")
