"""Rows of sheets, each knowing the code of what it belongs to → the tree of a PlanBook."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.loading.book import (
    BasicProjectEntry,
    DepartmentEntry,
    GlossaryEntry,
    GoalEntry,
    IndicatorEntry,
    MilestoneEntry,
    PlainWordsEntry,
    PlanBook,
    PlanEntry,
    PointEntry,
    PolicyEntry,
    ReferenceSeriesEntry,
    TargetEntry,
)
from indicators.plan_workbook.sheets import (
    DEPARTMENTS,
    GOALS,
    INDICATORS,
    MILESTONES,
    PLAN,
    POINTS,
    POLICIES,
    PROJECTS,
    SERIES,
    TARGETS,
    TERMS,
    BookSheet,
)

Row = dict[str, Any]


@dataclass
class Assembly:
    """Hangs every row under its parent; rows of unknown parents are problems."""

    rows: Mapping[BookSheet, list[Row]]
    problems: list[str]
    _below: dict[BookSheet, dict[Hashable, list[Row]]] = field(default_factory=dict)

    def book(self) -> PlanBook:
        """Return the plan; further problems are noted where rows hang in the air."""
        self._hang(PROJECTS, POLICIES, ("policy_code",), ("code",))
        self._hang(INDICATORS, PROJECTS, ("project_code",), ("code",))
        self._hang(TARGETS, INDICATORS, ("indicator_code",), ("code",))
        self._hang(TERMS, POLICIES, ("policy_code",), ("code",))
        self._hang(SERIES, POLICIES, ("policy_code",), ("code",))
        self._hang(POINTS, SERIES, ("policy_code", "title"), ("policy_code", "title"))
        return PlanBook(
            plan=self._plan(),
            goals=tuple(_goal(row) for row in self.rows[GOALS]),
            policies=tuple(self._policy(row) for row in self.rows[POLICIES]),
            annual_values=(),
            plain_words=tuple(
                PlainWordsEntry(
                    row["place"], row["code"], row["plain_meaning"], row["plain_target"]
                )
                for row in self.rows[INDICATORS]
                if row["plain_meaning"] or row["plain_target"]
            ),
        )

    def _hang(
        self, sheet: BookSheet, above: BookSheet, by: tuple[str, ...], key: tuple[str, ...]
    ) -> None:
        known = {_key(row, key) for row in self.rows[above]}
        groups = self._below[sheet] = defaultdict(list)
        for row in self.rows[sheet]:
            groups[_key(row, by)].append(row)
            if _key(row, by) not in known:
                what = "・".join(c.heading for c in sheet.columns if c.name in by)
                told = "・".join(str(row[name]) for name in by)
                self.problems.append(
                    f"{row['place']} {what}: 「{told}」は、シート「{above.title}」にありません。"
                )

    def _under(self, sheet: BookSheet, *key: Any) -> list[Row]:
        return self._below[sheet].get(key, [])

    def _plan(self) -> PlanEntry:
        first, *more = self.rows[PLAN]
        self.problems += [
            f"{row['place']}: 計画は1行だけにしてください。1冊に1つの計画です。" for row in more
        ]
        return PlanEntry(
            **first,
            is_published=False,
            shows_on_home=False,
            milestones=tuple(MilestoneEntry(**row) for row in self.rows[MILESTONES]),
            departments=tuple(DepartmentEntry(**row) for row in self.rows[DEPARTMENTS]),
        )

    def _policy(self, row: Row) -> PolicyEntry:
        code = row["code"]
        lines = {name: _lines(row[name]) for name in ("photograph_captions", "related_plans")}
        return PolicyEntry(
            **row | lines,
            reference_series=tuple(self._series(own) for own in self._under(SERIES, code)),
            basic_projects=tuple(self._project(own) for own in self._under(PROJECTS, code)),
            glossary=tuple(
                GlossaryEntry(**_without(own, "policy_code"), section=1)
                for own in self._under(TERMS, code)
            ),
        )

    def _series(self, row: Row) -> ReferenceSeriesEntry:
        points = self._under(POINTS, row["policy_code"], row["title"])
        return ReferenceSeriesEntry(
            **_without(row, "policy_code"),
            points=tuple(PointEntry(**_without(own, "policy_code", "title")) for own in points),
        )

    def _project(self, row: Row) -> BasicProjectEntry:
        return BasicProjectEntry(
            **_without(row, "policy_code"),
            indicators=tuple(self._indicator(own) for own in self._under(INDICATORS, row["code"])),
        )

    def _indicator(self, row: Row) -> IndicatorEntry:
        codes = {own["name"]: own["code"] for own in self.rows[DEPARTMENTS]}
        department = codes.get(row["department"], row["department"])
        own = _without(row, "project_code", "plain_meaning", "plain_target")
        return IndicatorEntry(
            **own | {"department": department},
            targets=tuple(
                TargetEntry(**_without(target, "indicator_code"))
                for target in self._under(TARGETS, row["code"])
            ),
        )


def _goal(row: Row) -> GoalEntry:
    fields = tuple(name.strip() for name in row["fields"].split("、") if name.strip())
    return GoalEntry(**row | {"fields": fields})


def _key(row: Row, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _without(row: Row, *names: str) -> Row:
    return {name: value for name, value in row.items() if name not in names}
