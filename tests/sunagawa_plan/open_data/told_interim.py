"""What the public files say of every indicator at a milestone year: the oracle of the evaluation."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.sunagawa_plan.open_data.printed import (
    at_places,
    change,
    difference_unit,
    flat,
    number,
    short,
)
from tests.sunagawa_plan.open_data.public_files import PublicFiles, Row

GOOD = {"achieved", "on_track"}
OPEN = {"not_due", "awaiting_entry", "awaiting_publication"}
ARROWS = {"↗", "→", "↘"}
OUTCOMES = ("届いた", "届かなかった", "まだ分からない")


@dataclass(frozen=True)
class Told:
    """One indicator: its rows of indicators, progress and values up to the milestone, by year.

    following is its row of targets for the next milestone.
    """

    about: Row
    baseline: Row
    progress: dict[int, Row]
    values: dict[int, Row]
    following: Row | None
    year: int
    reason: str

    @property
    def code(self) -> str:
        return str(self.about["indicator_code"])

    @property
    def judged(self) -> Row:
        return self.progress[self.year]

    @property
    def is_provisional(self) -> bool:
        return self.year in self.values and bool(self.values[self.year]["is_provisional"])

    @property
    def sign(self) -> int:
        return 1 if self.about["direction"] == "higher" else -1

    @property
    def base(self) -> str:
        return short(self.baseline["fiscal_year_wareki"])

    @property
    def target(self) -> Decimal | str | None:
        """The target of the milestone year itself: a number, an arrow, or none."""
        if self.judged["target_fiscal_year"] != self.year:
            return None
        arrow: str | None = self.judged["target_arrow"]
        return self.judged["target_value"] if arrow is None else arrow

    @property
    def known(self) -> list[Row]:
        """The years that have a value, the last one last."""
        return [row for _, row in sorted(self.progress.items()) if row["value"] is not None]

    @property
    def last(self) -> Row | None:
        return self.known[-1] if self.known else None

    @property
    def difference(self) -> Decimal | None:
        """How far the last known value lies from the baseline, reckoned and as the file has it."""
        if self.last is None or self.about["baseline_value"] is None:
            return None
        found: Decimal = self.last["value"] - self.about["baseline_value"]
        assert found == self.last["change_from_baseline"], self.code
        return found

    @property
    def shortfall(self) -> Decimal | None:
        if self.last is None or not isinstance(self.target, Decimal):
            return None
        lacking = self.sign * (self.target - self.last["value"])
        return lacking if lacking > 0 else abs(self.target * 0)

    @property
    def outcome(self) -> str:
        met, not_met, unknown = OUTCOMES
        if self.target is None or self.judged["level"] == "unjudged":
            return unknown
        return met if self.judged["level"] in GOOD else not_met

    @property
    def note(self) -> str:
        """What the verdict itself notes: the file joins it with what stands beside the value."""
        beside = self.values[self.year]["note"] if self.year in self.values else None
        said = str(self.judged["note"] or "")
        return said.removesuffix(beside).removesuffix("／") if beside else said

    @property
    def open_years(self) -> list[str]:
        """The years before the milestone whose value is still open: R3, R4."""
        return [
            short(row["fiscal_year_wareki"])
            for year, row in sorted(self.progress.items())
            if year < self.year and row["missing_reason"] in OPEN
        ]

    @property
    def steps(self) -> tuple[str, str] | None:
        """The yearly steps still needed and made so far, where those made are the smaller ones."""
        goal, last, made = self.following, self.last, self.difference
        if goal is None or goal["kind"] != "reach" or last is None or made is None:
            return None
        needed = (goal["target_value"] - last["value"]) / (
            goal["fiscal_year"] - last["fiscal_year"]
        )
        made /= last["fiscal_year"] - self.about["baseline_fiscal_year"]
        if self.sign * needed <= max(Decimal(0), self.sign * made):
            return None
        places = int(self.about["decimal_places"]) + 1
        unit = difference_unit(self.about["unit"])
        return (
            change(at_places(needed, places)) + unit,
            change(at_places(made, places)) + unit,
        )

    def gap(self) -> str:
        """目標まで in words; empty where nothing can be said."""
        if self.shortfall is None:
            return ""
        return self._distance(self.shortfall) if self.shortfall else "なし"

    def quantity(self, value: Decimal) -> str:
        return number(value) + str(self.about["unit"])

    def moved(self) -> str:
        found = self.difference
        return "" if found is None else change(found) + difference_unit(self.about["unit"])

    def _distance(self, value: Decimal) -> str:
        return number(value) + difference_unit(self.about["unit"])


def told_at(files: PublicFiles, year: int) -> list[Told]:
    """All indicators in the order of the files."""
    baselines = _by_code(row for row in files.of_plan("values") if row["value_kind"] == "baseline")
    goals = sorted(files.of_plan("targets"), key=lambda row: row["fiscal_year"], reverse=True)
    following = _by_code(row for row in goals if row["fiscal_year"] > year)
    judged = {own: _by_code(files.of_plan(f"progress-{own}")) for own in range(2021, year + 1)}
    told = []
    for about in files.of_plan("indicators"):
        code = about["indicator_code"]
        reason, base = judged[year][code]["missing_reason"], about["baseline_value"]
        assert base == judged[year][code]["baseline_value"] == baselines[code]["value"], code
        told.append(
            Told(
                about=about,
                baseline=baselines[code],
                progress={own: rows[code] for own, rows in judged.items()},
                values=_annual(files, code),
                following=following.get(code),
                year=year,
                reason=files.word("missing_reason", reason) if reason else "",
            )
        )
    assert [own.code for own in told] == list(judged[year]) != []
    return told


def _annual(files: PublicFiles, code: str) -> dict[int, Row]:
    return {
        int(row["fiscal_year"]): row
        for row in files.of_plan("values")
        if row["indicator_code"] == code and row["value_kind"] == "annual"
    }


def _by_code(rows: Iterable[Row]) -> dict[Any, Row]:
    return {row["indicator_code"]: row for row in rows}


def counts(told: Iterable[Told]) -> tuple[int, ...]:
    """How many met, did not meet, and are not known."""
    outcomes = [own.outcome for own in told]
    return tuple(outcomes.count(each) for each in OUTCOMES)


def printed_target(own: Told) -> str:
    return number(own.target) if isinstance(own.target, Decimal) else own.target or ""


def without_marks(title: str) -> str:
    """A title without the marks of explained words: the pages print them, the files do not."""
    return flat(title.replace("*", ""))
