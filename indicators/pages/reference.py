"""A reference figure (「…の推移」) as far as its values are known."""

from dataclasses import dataclass
from typing import Self

from indicators.models import ReferenceSeries
from sunagawa_plan.lib.numerals import format_number


@dataclass(frozen=True)
class ReferencePointRow:
    """One point in words: its period as printed and its value with the unit."""

    period: str
    value: str


@dataclass(frozen=True)
class ReferenceFigure:
    """A reference figure; points are empty where the values were lost with the picture."""

    title: str
    unit: str
    source: str
    note: str
    points: tuple[ReferencePointRow, ...]

    @classmethod
    def from_series(cls, series: ReferenceSeries) -> Self:
        """Build the figure; the points are loaded beforehand."""
        return cls(
            title=series.title,
            unit=series.unit,
            source=series.source,
            note=series.note,
            points=tuple(
                ReferencePointRow(
                    point.period_label,
                    format_number(point.value, _places(point.value)) + series.unit,
                )
                for point in series.points.all()
            ),
        )


def _places(value: object) -> int:
    """Return how many decimals a stored number really has."""
    digits = f"{value}".partition(".")[2].rstrip("0")
    return len(digits)
