"""Numbers as staff type them → Decimal or a named mark; Decimal → what is shown.

Nothing is guessed: what has no single reading is refused with a sentence that says what to type.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache

from sunagawa_plan.lib.spelling import fold_width, quote

Number = Decimal | Fraction | int


class Mark(StrEnum):
    """What stands in a cell instead of a number. None of them is 0."""

    BLANK = "blank"
    DASH = "dash"
    ELLIPSIS = "ellipsis"
    SUPPRESSED = "suppressed"
    NEWLY_ARISEN = "newly_arisen"
    CEASED = "ceased"

    @property
    def label(self) -> str:
        return _MARK_LABELS[self]


_MARK_LABELS = {
    Mark.BLANK: "空欄",
    Mark.DASH: "該当なし（－）",
    Mark.ELLIPSIS: "不明（…）",
    Mark.SUPPRESSED: "秘匿（x）",
    Mark.NEWLY_ARISEN: "皆増",
    Mark.CEASED: "皆減",
}

# ー is the prolonged sound mark: the key a Japanese keyboard gives for "-" in kana mode.
_LONG_SOUND = "ー"
_DASHES = "-‐‑‒–—―−─━﹣"  # "-" stays first: the string opens character classes
_MINUS = f"{_DASHES}△▲"
_MARKS = (
    (Mark.DASH, re.compile(f"[{_DASHES}{_LONG_SOUND}]+")),
    (Mark.ELLIPSIS, re.compile(r"…+|⋯+|‥+|\.{3}")),
    (Mark.SUPPRESSED, re.compile("[xX]")),
    (Mark.NEWLY_ARISEN, re.compile("皆増")),
    (Mark.CEASED, re.compile("皆減")),
)
_NUMBER = re.compile(
    rf"(?P<sign>[{_MINUS}+±]?)\s*(?P<digits>(?=\.?[0-9])[0-9,]*(?:\.[0-9]+)?)\s*(?P<unit>.*)",
    re.DOTALL,
)
_GROUPED = re.compile(r"[0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+")

# Units that may trail a number when the column states none. Money only in the portal's own 千円:
# 円, 万円 or 億円 behind a figure of unknown scale would be off by powers of ten.
_KNOWN_UNITS = frozenset(
    (
        "%",
        "パーセント",
        "ポイント",
        "件",
        "人",
        "事業",
        "計画",
        "町内会",
        "町内会/年",
        "世帯",
        "千円",
    )
)
_SAME_UNIT = {"%": ("パーセント",), "パーセント": ("%",)}

_MAX_INTEGER_DIGITS = 18
_MAX_DECIMALS = 30
_EXCEL_DIGITS = 15
# quantize() fails beyond its context's precision; the default of 28 is too near to real sums.
_ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)


def read_number(raw: str | float | Decimal | None, *, unit: str = "") -> Decimal | Mark:
    """The number in a typed or imported cell, or the mark that stands there instead of one.

    Read: full-width digits and signs, commas that group by three, + and (before zero only) ±, any
    of △ ▲ - − – — as minus, blanks and line breaks around, one trailing unit: `unit` (町内会 also
    for 町内会/年, パーセント for %), or without `unit` a known one that cannot change the scale.
    A float is taken at Excel's 15 significant digits (98.60000000000001 → 98.6); -0 becomes 0.

    Marks: blank, dashes alone, …, x, 皆増, 皆減. The prolonged sound mark ー alone is a dash,
    because that is what the hyphen key gives in kana mode and it can mean nothing else; before
    digits (ー3) it is refused, for a lost or invented minus would go unnoticed.

    Raises ValueError (Japanese, quoting the input) for anything else: 1,23 · 12.3.4 · 1 2 · 5. ·
    1e5 · 1_000 · NaN · 98.6① · (1.2) · another unit · True.
    """
    match raw:
        case bool():
            raise _refusal(raw, "数字で入力してください。")
        case None:
            return Mark.BLANK
        case int():
            return _checked(Decimal(raw), raw)
        case float():
            return repair_float(raw)
        case Decimal():
            return _checked(raw, raw)
        case str():
            return _read_text(raw, unit)
    raise _refusal(raw, "数字で入力してください。")


def repair_float(number: float) -> Decimal:
    """A float as Excel shows it, at 15 significant digits: 98.60000000000001 → 98.6.

    Raises ValueError (Japanese) for NaN, infinity and more than 18 digits before the point.
    """
    return _checked(Decimal(f"{number:.{_EXCEL_DIGITS}g}"), number)


def round_half_up(value: Number, places: int) -> Decimal:
    """`value` at `places` decimals, ties away from zero as Excel's ROUND does; never -0.

    Exact for fractions. Raises ValueError (Japanese) for NaN and infinity.
    """
    if isinstance(value, Fraction):
        return _round_fraction(value, places)
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError(f"{quote(value)}は丸められません。有限の数ではありません。")
    return _unsigned_zero(exact.quantize(_step(places), context=_ROUNDING))


@cache
def _step(places: int) -> Decimal:
    return Decimal((0, (1,), -places))


def format_number(value: Number, places: int) -> str:
    """For people: 1,234.5 and △1.2."""
    rounded = round_half_up(value, places)
    return f"{'△' if rounded < 0 else ''}{rounded.copy_abs():,f}"


def format_plain(value: Number, places: int) -> str:
    """For machines: 1234.5 and -1.2."""
    return f"{round_half_up(value, places):f}"


def format_change(value: Number, places: int) -> str:
    """A difference, for people: +1.2, △0.3, and ±0.0 when nothing is left after rounding."""
    rounded = round_half_up(value, places)
    sign = "+" if rounded > 0 else "△" if rounded < 0 else "±"
    return f"{sign}{rounded.copy_abs():,f}"


def format_yen_thousands(amount_thousand: int) -> str:
    """An amount in 千円 in words for citizens: 13076456 → 130億7,646万円 (万円, half-up).

    Below 1万円 the 千円 themselves are given, so that an amount never reads as nothing.
    """
    sign = "△" if amount_thousand < 0 else ""
    size = abs(amount_thousand)
    if size < 10:
        return f"{sign}{size}千円" if size else "0円"
    man = (size + 5) // 10
    oku, man = divmod(man, 10_000)
    cho, oku = divmod(oku, 10_000)
    parts = ((cho, "兆"), (oku, "億"), (man, "万"))
    return sign + "".join(f"{part:,}{name}" for part, name in parts if part) + "円"


def _read_text(raw: str, unit: str) -> Decimal | Mark:
    folded = fold_width(raw)
    if not folded:
        return Mark.BLANK
    for mark, pattern in _MARKS:
        if pattern.fullmatch(folded):
            return mark
    number = _NUMBER.fullmatch(folded)
    if number is None:
        raise _refusal(raw, _hint_without_number(folded))
    _check_unit(number["unit"], unit, raw)
    return _signed(number["sign"], _read_digits(number["digits"], raw), raw)


def _read_digits(digits: str, raw: str) -> Decimal:
    whole, _, _ = digits.partition(".")
    if not _GROUPED.fullmatch(whole):
        raise _refusal(raw, "コンマは3桁ごとに入れるか、付けずに入力してください。")
    return Decimal(digits.replace(",", ""))


def _signed(sign: str, size: Decimal, raw: str) -> Decimal:
    if sign == "±" and size:
        raise _refusal(raw, "増えたのか減ったのか分かりません。「+」か「△」を付けてください。")
    return _checked(size.copy_negate() if sign and sign in _MINUS else size, raw)


def _check_unit(typed: str, unit: str, raw: str) -> None:
    expected = fold_width(unit)
    if not typed or typed in _accepted_units(expected):
        return
    if any(character.isdigit() or character in ".,_" for character in typed):
        raise _refusal(raw, "1つの数だけを「1,234.5」のように入力してください。")
    of_column = f"この欄の単位は{quote(unit)}です。" if expected else ""
    raise _refusal(
        raw,
        f"{quote(typed)}が付いています。{of_column}"
        "単位を確かめて数字だけを入力し、注記は備考に書いてください。",
    )


def _accepted_units(expected: str) -> frozenset[str]:
    if not expected:
        return _KNOWN_UNITS
    per_period, _, _ = expected.partition("/")
    return frozenset((expected, per_period, *_SAME_UNIT.get(expected, ())))


def _hint_without_number(folded: str) -> str:
    if folded.startswith(_LONG_SOUND):
        return "先頭が長音記号（ー）です。負の数は「-」か「△」を付けて入力してください。"
    return "数字で入力してください。値がないときは空欄にし、理由を理由の欄で選んでください。"


def _checked(value: Decimal, raw: object) -> Decimal:
    if not value.is_finite():
        raise _refusal(raw, "数字で入力してください。")
    if not -_MAX_DECIMALS <= value.adjusted() < _MAX_INTEGER_DIGITS:
        raise _refusal(raw, f"桁が多すぎます。整数部は{_MAX_INTEGER_DIGITS}桁までです。")
    # 1E+16, as floats come, is written out so that it compares and prints like 10000000000000000.
    return _unsigned_zero(Decimal(f"{value:f}"))


def _unsigned_zero(value: Decimal) -> Decimal:
    return value or value.copy_abs()


def _round_fraction(value: Fraction, places: int) -> Decimal:
    # In whole numbers: six times as fast as with fractions, and files hold many ratios.
    steps = abs(value.numerator) * 10 ** max(places, 0) * 2
    unit = value.denominator * 10 ** max(-places, 0)
    steps = (steps + unit) // (2 * unit)
    return Decimal(f"{'-' if value < 0 and steps else ''}{steps}E{-places}")


def _refusal(raw: object, hint: str) -> ValueError:
    return ValueError(f"{quote(raw)}は数値として読み取れません。{hint}")
