"""One file of policies/: a policy with its basic projects, indicators, glossary and figures."""

from decimal import Decimal

from indicators.domain.vocabulary import Arrow, Direction, MissingReason
from indicators.loading.book import (
    BasicProjectEntry,
    GlossaryEntry,
    IndicatorEntry,
    PointEntry,
    PolicyEntry,
    ReferenceSeriesEntry,
    TargetEntry,
)
from sunagawa_plan.shared.loading.toml_table import TomlTable

_DIRECTIONS = {direction.value: direction for direction in Direction}
_ARROWS = {arrow.label: arrow for arrow in Arrow}
_NO_BASELINE = {MissingReason.NOT_MEASURED.value: MissingReason.NOT_MEASURED}


def read_policy(table: TomlTable) -> PolicyEntry:
    """Read one policy; problems go to the table's list."""
    return PolicyEntry(
        place=table.place,
        code=table.text("code"),
        field=table.text("field"),
        title=table.text("title"),
        source_page=table.optional_whole("source_page"),
        aim=table.text("aim", default=""),
        current_state=table.text("current_state", default=""),
        photograph_captions=table.texts("photograph_captions"),
        related_plans=table.texts("related_plans"),
        reference_series=tuple(map(_read_series, table.tables("reference_series"))),
        basic_projects=tuple(map(_read_basic_project, table.tables("basic_projects"))),
        glossary=tuple(map(_read_term, table.tables("glossary"))),
    )


def _read_basic_project(table: TomlTable) -> BasicProjectEntry:
    return BasicProjectEntry(
        place=table.place,
        code=table.text("code"),
        number=table.whole("number"),
        title=table.text("title"),
        purpose=table.text("purpose", default=""),
        no_indicator_reason=table.text("no_indicator_reason", default=""),
        indicators=tuple(map(_read_indicator, table.tables("indicators"))),
    )


def _read_indicator(table: TomlTable) -> IndicatorEntry:
    baseline = table.required_table("baseline")
    baseline.exactly_one("value", "missing_reason")
    is_missing = baseline.has("missing_reason")
    line = table.table("statutory_line")
    return IndicatorEntry(
        place=table.place,
        code=table.text("code"),
        name=table.text("name"),
        unit=table.text("unit"),
        definition=table.text("definition", default=""),
        decimal_places=table.whole("decimal_places"),
        direction=table.choice("direction", _DIRECTIONS),
        is_survey=table.flag("is_survey"),
        baseline_fiscal_year=baseline.optional_year("fiscal_year"),
        baseline_value=baseline.number("value"),
        baseline_missing_reason=(
            baseline.choice("missing_reason", _NO_BASELINE) if is_missing else None
        ),
        baseline_sample_size=baseline.optional_whole("sample_size"),
        maintenance_tolerance=table.number("maintenance_tolerance"),
        statutory_line_value=_required_number(line, "value") if line else None,
        statutory_line_name=line.text("name") if line else "",
        department=table.text("department", default=""),
        targets=tuple(map(_read_target, table.tables("targets"))),
    )


def _read_target(table: TomlTable) -> TargetEntry:
    table.exactly_one("value", "arrow")
    return TargetEntry(
        place=table.place,
        fiscal_year=table.year("fiscal_year"),
        value=table.number("value"),
        arrow=table.choice("arrow", _ARROWS) if table.has("arrow") else None,
        effective_from=table.optional_year("effective_from"),
        revision_reason=table.text("revision_reason", default=""),
    )


def _read_term(table: TomlTable) -> GlossaryEntry:
    return GlossaryEntry(
        place=table.place,
        section=table.whole("section"),
        term=table.text("term"),
        reading=table.text("reading", default=""),
        explanation=table.text("explanation"),
    )


def _read_series(table: TomlTable) -> ReferenceSeriesEntry:
    return ReferenceSeriesEntry(
        place=table.place,
        title=table.text("title"),
        unit=table.text("unit", default=""),
        source=table.text("source", default=""),
        note=table.text("note", default=""),
        points=tuple(map(_read_point, table.tables("points"))),
    )


def _read_point(table: TomlTable) -> PointEntry:
    return PointEntry(
        place=table.place,
        label=table.text("label"),
        year=table.optional_whole("year"),
        value=_required_number(table, "value"),
    )


def _required_number(table: TomlTable, key: str) -> Decimal:
    if not table.has(key):
        table.report(f"{key} がありません。")
    return table.number(key) or Decimal(0)
