"""How numbers of the files are printed for people, written down once more for the tests."""

import re
from decimal import ROUND_HALF_UP, Decimal

_ERAS = {"平成": "H", "令和": "R"}


def number(value: Decimal) -> str:
    return f"{'△' if value < 0 else ''}{abs(value):,f}"


def change(value: Decimal) -> str:
    return f"{'+' if value > 0 else '△' if value < 0 else '±'}{abs(value):,f}"


def difference_unit(unit: str) -> str:
    return "ポイント" if unit in {"%", "％"} else unit


def at_places(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def short(wareki: str) -> str:
    """令和7年度 → R7."""
    return _ERAS[wareki[:2]] + wareki[2:].removesuffix("年度")


def flat(text: object) -> str:
    """A text as tables.shown_rows() reads it off a page: white space is one blank."""
    return re.sub(r"\s+", " ", str(text or "")).strip()


def full(wareki: str, year: Decimal) -> str:
    """令和7年度, 2025 → 令和7年度（2025年度）."""
    return f"{wareki}（{year}年度）"


def yen(thousand: Decimal) -> str:
    """13076456 → 130億7,646万円."""
    man = int(at_places(thousand / 10, 0))
    parts = ((man // 10**8, "兆"), (man // 10**4 % 10**4, "億"), (man % 10**4, "万"))
    return "".join(f"{part:,}{name}" for part, name in parts if part) + "円"
