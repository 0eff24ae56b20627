"""Amounts that make up a whole, before anybody decides how to draw them.

Over the years they are stacked bars (`stacked.py`, `stacked_figure.py`), in one year a bar of
parts (`composition.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sunagawa_plan.lib.charts.series import Point

# Layers beyond these repeat the looks of the first ones; their names tell them apart.
LOOKS = 6


def look_of(index: int) -> int:
    """Return which of the looks 1…6 the layer at a place (from 0) has."""
    return index % LOOKS + 1


@dataclass(frozen=True)
class Layer:
    """One part of the whole over the years. A point without a value adds nothing to its bar."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class StackedSeries:
    """Layers over the fiscal years first_year…last_year, the first one lying at the bottom.

    `totals` are the wholes as published, written over the bars; `unknown_years` are the years of
    which nothing, or not every part, is known. Negative parts hang below zero. Values are in
    `unit`, shown with `decimal_places`. Impossible series are a `ValueError` in Japanese.
    """

    title: str
    unit: str
    decimal_places: int
    first_year: int
    last_year: int
    layers: tuple[Layer, ...]
    totals: tuple[Point, ...] = ()
    unknown_years: tuple[int, ...] = ()
    summary: str = ""
    is_sample: bool = False

    def __post_init__(self) -> None:
        if self.last_year < self.first_year:
            raise ValueError(f"最後の年度（{self.last_year}）が最初の年度より前です。")
        for layer in self.layers:
            years = [point.fiscal_year for point in layer.points]
            if len(set(years)) != len(years):
                raise ValueError(f"「{layer.name}」に、同じ年度の値が2つあります。")

    @property
    def years(self) -> range:
        """Every fiscal year of the axis, known or not."""
        return range(self.first_year, self.last_year + 1)

    def known(self, fiscal_year: int) -> Iterator[tuple[int, Layer, Decimal]]:
        """Yield (place, layer, value) of the parts a year has, from the bottom up."""
        for place, layer in enumerate(self.layers):
            for point in layer.points:
                if point.fiscal_year == fiscal_year and point.value:
                    yield place, layer, point.value

    def ends(self) -> Iterator[Decimal]:
        """Yield how far up and how far down each bar reaches."""
        for year in self.years:
            values = [value for _, _, value in self.known(year)]
            yield sum((value for value in values if value > 0), Decimal(0))
            yield sum((value for value in values if value < 0), Decimal(0))


@dataclass(frozen=True)
class Part:
    """One part of a bar; `words` says its size to people: 16.0%."""

    name: str
    value: Decimal
    words: str = ""


@dataclass(frozen=True)
class PartedBar:
    """A whole of one year with its parts, named with its size: 歳入 130億7,646万円."""

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Composition:
    """Bars of one year on one scale, so that their lengths can be compared."""

    title: str
    bars: tuple[PartedBar, ...]
    summary: str = ""
