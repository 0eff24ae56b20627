"""A plan's folder of TOML files → PlanBook.

plan.toml · goal-*.toml · policies/*.toml · annual-values.toml · portal-words.toml (the last two
may be absent), arranged as in fixtures/sunagawa-7. Raises PlanFileError with every problem found.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from indicators.domain.vocabulary import ANSWERS_INSTEAD_OF_VALUE
from indicators.loading.book import (
    AnnualValueEntry,
    DepartmentEntry,
    GoalEntry,
    MilestoneEntry,
    PlainWordsEntry,
    PlanBook,
    PlanEntry,
    ReadingEntry,
    SdgGoalEntry,
)
from indicators.loading.policy_file import read_policy
from sunagawa_plan.shared.loading.problems import PlanFileError
from sunagawa_plan.shared.loading.toml_file import open_toml
from sunagawa_plan.shared.loading.toml_table import TomlTable

_PLAN = "plan.toml"
_ANNUAL_VALUES = "annual-values.toml"
_PORTAL_WORDS = "portal-words.toml"
# Files of the same folder that other apps read.
_NOT_OURS = frozenset({"settlement.toml", "soundness-thresholds.toml"})
_REASONS = {reason.value: reason for reason in ANSWERS_INSTEAD_OF_VALUE}


def read_book(folder: Path) -> PlanBook:
    """Read all of a plan's files; raise PlanFileError if anything in them is not understood."""
    _refuse_wrong_files(folder)
    problems: list[str] = []
    tables = {
        path.relative_to(folder).as_posix(): open_toml(
            path, path.relative_to(folder).as_posix(), problems
        )
        for path in _in_order(folder.rglob("*.toml"))
        if path.name not in _NOT_OURS
    }
    book = PlanBook(
        plan=_read_plan(tables[_PLAN]),
        goals=tuple(_read_goal(tables[name]) for name in tables if name.startswith("goal-")),
        policies=tuple(
            read_policy(tables[name]) for name in tables if name.startswith("policies/")
        ),
        annual_values=_read_annual_values(tables.get(_ANNUAL_VALUES)),
        plain_words=_read_plain_words(tables.get(_PORTAL_WORDS)),
        readings=_read_readings(tables.get(_PORTAL_WORDS)),
    )
    _finish(tables.values(), problems)
    return book


def read_annual_values(path: Path) -> tuple[AnnualValueEntry, ...]:
    """Read a file of annual values by itself, as the sample values are kept."""
    problems: list[str] = []
    table = open_toml(path, path.name, problems)
    values = _read_annual_values(table)
    _finish([table], problems)
    return values


def read_sdg_goals(path: Path) -> tuple[SdgGoalEntry, ...]:
    """Read the names of the Sustainable Development Goals."""
    problems: list[str] = []
    table = open_toml(path, path.name, problems)
    goals = tuple(
        SdgGoalEntry(entry.whole("number"), entry.text("title"))
        for entry in table.tables("sdg_goals")
    )
    _finish([table], problems)
    return goals


def _refuse_wrong_files(folder: Path) -> None:
    if not folder.is_dir():
        raise PlanFileError([f"{folder} というフォルダーがありません。"])
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.toml"))]
    missing = [
        f"{folder.name} に {what} がありません。"
        for what, pattern in (
            (_PLAN, r"plan\.toml"),
            ("goal-1.toml のような基本目標のファイル", r"goal-[^/]+\.toml"),
            ("policies/1-1.toml のような施策のファイル", r"policies/[^/]+\.toml"),
        )
        if not any(re.fullmatch(pattern, name) for name in names)
    ]
    unknown = [
        f"{name}: 知らないファイルです。名前と場所を確かめてください。"
        for name in names
        if name not in {_PLAN, _ANNUAL_VALUES, _PORTAL_WORDS, *_NOT_OURS}
        and not re.fullmatch(r"(goal-|policies/)[^/]+\.toml", name)
    ]
    if missing or unknown:
        raise PlanFileError(missing + unknown)


def _in_order(paths: Iterable[Path]) -> list[Path]:
    """Sort as people count: 6-2 before 6-10."""
    return sorted(
        paths,
        key=lambda path: [
            (int(piece), "") if piece.isdecimal() else (0, piece)
            for piece in re.split(r"(\d+)", path.as_posix())
        ],
    )


def _finish(tables: Iterable[TomlTable], problems: list[str]) -> None:
    for table in tables:
        table.finish()
    if problems:
        raise PlanFileError(problems)


def _read_plan(table: TomlTable) -> PlanEntry:
    return PlanEntry(
        place=table.place,
        slug=table.text("slug"),
        name=table.text("name"),
        municipality=table.text("municipality"),
        region_code=table.text("region_code"),
        first_fiscal_year=table.year("first_fiscal_year"),
        last_fiscal_year=table.year("last_fiscal_year"),
        baseline_fiscal_year=table.year("baseline_fiscal_year"),
        is_published=table.flag("is_published"),
        shows_on_home=table.flag("shows_on_home"),
        milestones=tuple(
            MilestoneEntry(entry.place, entry.year("fiscal_year"), entry.text("name"))
            for entry in table.tables("milestones")
        ),
        departments=tuple(
            DepartmentEntry(entry.place, entry.text("code"), entry.text("name"))
            for entry in table.tables("departments")
        ),
    )


def _read_goal(table: TomlTable) -> GoalEntry:
    return GoalEntry(
        place=table.place,
        number=table.whole("number"),
        title=table.text("title"),
        fields=table.texts("fields"),
        description=table.text("description", default=""),
    )


def _read_plain_words(table: TomlTable | None) -> tuple[PlainWordsEntry, ...]:
    return tuple(
        PlainWordsEntry(
            place=entry.place,
            indicator_code=entry.text("code"),
            plain_meaning=entry.text("plain_meaning"),
            plain_target=entry.text("plain_target", default=""),
        )
        for entry in (table.tables("indicators") if table else [])
    )


def _read_readings(table: TomlTable | None) -> tuple[ReadingEntry, ...]:
    return tuple(
        ReadingEntry(entry.place, entry.text("term"), entry.text("reading"))
        for entry in (table.tables("readings") if table else [])
    )


def _read_annual_values(table: TomlTable | None) -> tuple[AnnualValueEntry, ...]:
    groups = table.tables("indicators") if table else []
    return tuple(value for group in groups for value in _read_group(group))


def _read_group(table: TomlTable) -> list[AnnualValueEntry]:
    code, source = table.text("code"), table.text("source")
    return [_read_annual_value(value, code, source) for value in table.tables("values")]


def _read_annual_value(table: TomlTable, code: str, source: str) -> AnnualValueEntry:
    table.exactly_one("value", "missing_reason")
    has_reason = table.has("missing_reason")
    return AnnualValueEntry(
        place=table.place,
        indicator_code=code,
        fiscal_year=table.year("fiscal_year"),
        value=table.number("value"),
        missing_reason=table.choice("missing_reason", _REASONS) if has_reason else None,
        missing_detail=table.text("missing_detail", default=""),
        sample_size=table.optional_whole("sample_size"),
        is_provisional=table.flag("is_provisional", default=False),
        note=table.text("note", default=""),
        source=source,
    )
