"""docs/accessibility/results.toml, read."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from sunagawa_plan.lib.labelled_code import LabelledCode


class Outcome(LabelledCode):
    """What is known of a criterion, in the words of the table's column 適合."""

    TESTED = "tested", "○ 自動試験で確認"
    PARTLY = "partly", "△ 自動試験の範囲で問題なし"
    HUMAN = "human", "○ 人が確認"
    FAILED = "failed", "× 満たしていない"
    OPEN = "open", "未実施"
    NONE = "none", "－ 対象なし"

    @property
    def applies(self) -> bool:
        """Tell whether the public pages hold what the criterion speaks of."""
        return self is not Outcome.NONE


@dataclass(frozen=True)
class Criterion:
    """One success criterion; tests are names of pytest that decide it, note is for readers."""

    number: str
    title: str
    level: str
    outcome: Outcome
    tests: tuple[str, ...] = ()
    note: str = ""
    checked_by: str = ""
    checked_on: date | None = None

    def __post_init__(self) -> None:
        if self.outcome is Outcome.HUMAN and not (self.checked_by and self.checked_on):
            raise ValueError(f"{self.number}: 人が確認したときは、だれがいつかを書いてください。")
        if self.outcome in {Outcome.TESTED, Outcome.PARTLY, Outcome.NONE} and not self.tests:
            raise ValueError(f"{self.number}: 確かめたテストの名前を書いてください。")
        if self.outcome is Outcome.OPEN and self.tests:
            raise ValueError(f"{self.number}: 「未実施」に、確かめたテストは書けません。")

    @property
    def method(self) -> str:
        """Say how it was checked."""
        ways = ["自動試験"] if self.tests else []
        if self.outcome is Outcome.HUMAN:
            ways.append(f"{self.checked_by}による確認")
        return "、".join(ways) or "－"


@dataclass(frozen=True)
class TestedPage:
    """A page on which the tests were made."""

    title: str
    address: str


@dataclass(frozen=True)
class Results:
    """All of it; checked_on is when the automated tests last passed."""

    standard: str
    level: str
    checked_on: date
    tools: tuple[str, ...]
    conditions: tuple[str, ...]
    exceptions: tuple[str, ...]
    not_done: tuple[str, ...]
    pages: tuple[TestedPage, ...]
    criteria: tuple[Criterion, ...]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file. Raises KeyError, TypeError or ValueError for one that is not understood."""
        table = tomllib.loads(path.read_text("utf-8"))
        lists = ("tools", "conditions", "exceptions", "not_done")
        return cls(
            standard=table["standard"],
            level=table["level"],
            checked_on=table["checked_on"],
            **{name: tuple(table[name]) for name in lists},
            pages=tuple(TestedPage(**page) for page in table["pages"]),
            criteria=tuple(_criterion(row) for row in table["criteria"]),
        )

    @cached_property
    def counts(self) -> tuple[tuple[Outcome, int], ...]:
        """Return how many criteria have each outcome, those without any left out."""
        found = Counter(criterion.outcome for criterion in self.criteria)
        return tuple((outcome, found[outcome]) for outcome in Outcome if found[outcome])

    @property
    def is_conforming(self) -> bool:
        """Tell whether every criterion that applies was fully confirmed."""
        return all(
            criterion.outcome in {Outcome.TESTED, Outcome.HUMAN, Outcome.NONE}
            for criterion in self.criteria
        )


def _criterion(row: dict[str, Any]) -> Criterion:
    tests = tuple(row.get("tests", ()))
    return Criterion(**row | {"outcome": Outcome(row["outcome"]), "tests": tests})
