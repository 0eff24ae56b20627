"""Laying amounts end to end: those above zero one way, those below it the other."""

from collections.abc import Iterable, Iterator
from decimal import Decimal


def laid_end_to_end(values: Iterable[Decimal]) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield where each value begins and ends, seen from zero."""
    above = below = Decimal(0)
    for value in values:
        if value > 0:
            yield above, above + value
            above += value
        else:
            yield below, below + value
            below += value


def spread(wanted: list[float], *, distance: float, low: float, high: float) -> list[float]:
    """Return places in the same order, close to the wanted ones and at least a distance apart.

    wanted rises. Where the room from low to high is too small, places run beyond its end.
    """
    places: list[float] = []
    for place in wanted:
        floor = places[-1] + distance if places else low
        places.append(max(place, floor))
    ceiling = high
    for index in range(len(places) - 1, -1, -1):
        places[index] = max(min(places[index], ceiling), low + index * distance)
        ceiling = places[index] - distance
    return places
