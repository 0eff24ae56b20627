"""Cautions about a value that can be read but looks like a slip. They never block.

Each compares what was entered with what is known of the same indicator, and says what to do.
Thresholds: a factor is one of ten, a hundred or a thousand when the ratio to the last value lies
within 0.7 to 1.4 times of it and the step is ten display steps or more; a value is far outside
when it lies further from all (three or more) known values than these lie apart, the distance
being at least 5 % of the largest and two display steps, so that a steady series does not cry wolf.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from indicators.domain.measure import PERCENT_SIGNS, Measure
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_number, round_half_up

_FACTORS = ((10, "10"), (100, "100"), (1000, "1000"))
_FACTOR_TOLERANCE = (Decimal("0.7"), Decimal("1.4"))
_STEPS_OF_A_FACTOR = 10
_VALUES_FOR_A_SPREAD = 3
_LEAST_SPREAD = Decimal("0.05")
_STEPS_OF_A_SPREAD = 2
_YEARS_OF_PROVISIONAL = 2
_CENT = Decimal(100)


@dataclass(frozen=True)
class Caution:
    """One sentence for the person who entered the value, with a code for tests and scripts."""

    code: str
    message: str


@dataclass(frozen=True)
class Entry:
    """A value as entered, with what is known of its indicator.

    known holds the other years' values, the baseline among them; planned the targets and the
    statutory line, which tell a share of 100 from a ratio that may exceed it.
    """

    fiscal_year: int
    value: Decimal
    measure: Measure
    known: Mapping[int, Decimal]
    planned: tuple[Decimal, ...] = ()
    is_provisional: bool = False

    @property
    def step(self) -> Decimal:
        """Return one display step."""
        return Decimal(1).scaleb(-self.measure.places)

    @cached_property
    def last(self) -> tuple[int, Decimal] | None:
        """Return the latest known value before the year."""
        before = [year for year in self.known if year < self.fiscal_year]
        return (max(before), self.known[max(before)]) if before else None

    @property
    def text(self) -> str:
        """Return the value as typed: with all its decimals, not only those shown."""
        exponent = self.value.normalize().as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) else 0
        return format_number(self.value, max(decimals, self.measure.places)) + self.measure.unit


def check(entry: Entry, today: date) -> tuple[Caution, ...]:
    """Return what is odd about an entry, the gravest first; nothing for an ordinary value."""
    return tuple(
        Caution(code, message) for code, find in _CHECKS.items() for message in find(entry, today)
    )


def _factor(entry: Entry, _today: date) -> Iterator[str]:
    found = _factor_of_ten(entry)
    if found and entry.last:
        year, last = entry.last
        yield (
            f"{entry.text}は、{FiscalYear(year)}の{entry.measure.quantity(last)}の約{found}です。"
            "桁や小数点の位置、単位を確かめてください。"
        )


def _factor_of_ten(entry: Entry) -> str:
    if entry.last is None or not entry.last[1] or not entry.value:
        return ""
    last = entry.last[1]
    if abs(entry.value - last) < _STEPS_OF_A_FACTOR * entry.step:
        return ""
    low, high = _FACTOR_TOLERANCE
    for factor, name in _FACTORS:
        if low <= entry.value / last / factor <= high:
            return f"{name}倍"
        if low <= entry.value * factor / last <= high:
            return f"{name}分の1"
    return ""


def _far_outside(entry: Entry, _today: date) -> Iterator[str]:
    values = list(entry.known.values())
    if len(values) < _VALUES_FOR_A_SPREAD or _factor_of_ten(entry):
        return
    least, most = min(values), max(values)
    largest = max(abs(least), abs(most))
    spread = max(most - least, largest * _LEAST_SPREAD, _STEPS_OF_A_SPREAD * entry.step)
    if not least - spread <= entry.value <= most + spread:
        quantity = entry.measure.quantity
        yield (
            f"{entry.text}は、これまでの値（{quantity(least)}から{quantity(most)}）から"
            "大きく離れています。打ち間違いでなければ、理由を注記に書いてください。"
        )


def _outside_percentage(entry: Entry, _today: date) -> Iterator[str]:
    if entry.measure.unit not in PERCENT_SIGNS or 0 <= entry.value <= _CENT:
        return
    if all(0 <= number <= _CENT for number in (*entry.known.values(), *entry.planned)):
        yield f"{entry.text}は、0%から100%の範囲を外れています。値と単位を確かめてください。"


def _too_many_decimals(entry: Entry, _today: date) -> Iterator[str]:
    places = entry.measure.places
    shown = round_half_up(entry.value, places)
    if shown != entry.value:
        digits = f"小数第{places}位まで" if places else "整数で"
        yield (
            f"この指標は{digits}表示します。{entry.text}は四捨五入して"
            f"{entry.measure.quantity(shown)}と表示し、評価もその値で行います。"
        )


def _unchanged(entry: Entry, _today: date) -> Iterator[str]:
    before = entry.known.get(entry.fiscal_year - 1)
    if before is not None and _shown(entry, before) == _shown(entry, entry.value):
        year = FiscalYear(entry.fiscal_year - 1)
        yield f"前の年度（{year}）と同じ値です。前の年度の値を写していないか確かめてください。"


def _shown(entry: Entry, value: Decimal) -> Decimal:
    return round_half_up(value, entry.measure.places)


def _year_not_closed(entry: Entry, today: date) -> Iterator[str]:
    year = FiscalYear(entry.fiscal_year)
    if year.first_day <= today <= year.last_day:
        yield f"{year}はまだ終わっていません。年度を確かめ、途中の値なら速報値にしてください。"


def _old_provisional(entry: Entry, today: date) -> Iterator[str]:
    year = FiscalYear(entry.fiscal_year)
    overdue = FiscalYear(year.start + _YEARS_OF_PROVISIONAL).value_due
    if entry.is_provisional and overdue <= today:
        yield (
            f"{year}の値が速報値のままです。確定した値を確かめ、"
            "確定していれば「速報値」の印を外してください。"
        )


_CHECKS: dict[str, Callable[[Entry, date], Iterator[str]]] = {
    "factor_of_ten": _factor,
    "far_outside": _far_outside,
    "outside_percentage": _outside_percentage,
    "too_many_decimals": _too_many_decimals,
    "unchanged": _unchanged,
    "year_not_closed": _year_not_closed,
    "old_provisional": _old_provisional,
}
