"""Numbers of one indicator in words: its unit, its decimals, its differences."""

from dataclasses import dataclass
from decimal import Decimal

from sunagawa_plan.lib.numerals import format_change, format_number

PERCENT_SIGNS = frozenset({"%", "％"})


def _without_rate(unit: str) -> str:
    return unit.replace("／", "/").partition("/")[0]


@dataclass(frozen=True)
class Measure:
    """How an indicator's numbers are written for people."""

    unit: str
    places: int

    @property
    def difference_unit(self) -> str:
        """Return the unit of a difference: points for percentages."""
        return "ポイント" if self.unit in PERCENT_SIGNS else self.unit

    def number(self, value: Decimal) -> str:
        """Write a number at the display places, without its unit."""
        return format_number(value, self.places)

    def quantity(self, value: Decimal) -> str:
        """Write a number with its unit."""
        return self.number(value) + self.unit

    def distance(self, value: Decimal) -> str:
        """Write how far two numbers lie apart, without a sign."""
        return self.number(abs(value)) + self.difference_unit

    def counted(self, value: Decimal) -> str:
        """Write a number as people count it: 83町内会, not 83町内会/年."""
        return self.number(value) + _without_rate(self.unit)

    def way(self, value: Decimal) -> str:
        """Write a distance to go as people count it: 2町内会, not 2町内会/年."""
        return self.number(abs(value)) + _without_rate(self.difference_unit)

    def change(self, value: Decimal) -> str:
        """Write a difference with its sign: +1.2ポイント, △3件, ±0件."""
        return format_change(value, self.places) + self.difference_unit
