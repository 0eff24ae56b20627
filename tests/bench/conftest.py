"""Measuring, and the table that `make bench` prints at its end."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

import pytest

_TABLE = pytest.StashKey[list[str]]()


@dataclass(frozen=True)
class Bench:
    """Times calls and writes a line for each figure."""

    lines: list[str]

    def time(self, name: str, call: Callable[[], object], *, repeats: int = 20) -> None:
        """Writes the first (cold) and the median of the later (warm) times of a call."""
        cold, *warm = [_seconds(call) for _ in range(repeats + 1)]
        self.lines.append(
            f"{name:<48} cold {cold * 1000:9.1f} ms   warm {median(warm) * 1000:9.1f} ms"
        )

    def rate(self, name: str, call: Callable[[], int]) -> None:
        """Writes how many rows a second a call gets through; the call returns its rows."""
        start = perf_counter()
        rows = call()
        seconds = perf_counter() - start
        self.lines.append(f"{name:<48} {rows / seconds:14,.0f} rows/s   ({rows:,} rows)")


def _seconds(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_TABLE] = []


@pytest.fixture
def bench(request: pytest.FixtureRequest) -> Bench:
    return Bench(request.config.stash[_TABLE])


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if lines := config.stash.get(_TABLE, []):
        terminalreporter.section("figures")
        terminalreporter.write_line("\n".join(lines))
