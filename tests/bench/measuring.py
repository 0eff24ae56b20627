"""Times, rates and memory, each beside a baseline of the same run.

A time alone says as much about the machine as about the code. So every figure has a partner that
does the least that could be done, measured in the same process, and the table gives the ratio.
Times are the best of several calls: whatever else the machine is doing can only add to them.
"""

import gc
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from time import perf_counter

SECONDS_FOR_A_FIGURE = 0.2
MOST_CALLS = 20


@dataclass
class Table:
    """One table of the report: its title, what its baseline is, and its lines."""

    title: str
    baseline: str
    headings: Sequence[str]
    lines: list[Sequence[str]] = field(default_factory=list)

    def add(self, *cells: str) -> None:
        self.lines.append(cells)

    def text(self) -> str:
        """Return the table with a wide first column, all others to the right."""
        first = max(len(line[0]) for line in [self.headings, *self.lines])
        rows = (
            f"  {line[0]:<{first}}" + "".join(f"{cell:>13}" for cell in line[1:])
            for line in [self.headings, *self.lines]
        )
        return "\n".join([self.title, f"  baseline (×1): {self.baseline}", *rows, ""])


def best_time(call: Callable[[], object], *, before: Callable[[], object] | None = None) -> float:
    """Return the seconds of the quickest of several calls; `before` runs untimed ahead of each."""
    times: list[float] = []
    while len(times) < MOST_CALLS and sum(times) < SECONDS_FOR_A_FIGURE:
        if before:
            before()
        times.append(time_of(call))
    return min(times)


def time_of(call: Callable[[], object]) -> float:
    """Return the seconds of one call."""
    start = perf_counter()
    call()
    return perf_counter() - start


def peak_memory(chunks: Callable[[], Iterable[bytes]]) -> tuple[int, int]:
    """Return the most bytes that Python held while a file streamed, and the file's own length."""
    gc.collect()
    tracemalloc.start()
    try:
        length = sum(len(chunk) for chunk in chunks())
        return tracemalloc.get_traced_memory()[1], length
    finally:
        tracemalloc.stop()


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.1f}"


def ratio(seconds: float, baseline: float) -> str:
    return f"×{seconds / baseline:,.1f}"


def per_second(rows: int, seconds: float) -> str:
    return f"{rows / seconds:,.0f}"


def mebibytes(size: int) -> str:
    return f"{size / 2**20:,.1f}"
