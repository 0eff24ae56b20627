"""values-wide: one line per indicator, the fiscal years across. For people."""

from collections.abc import Iterator, Sequence
from datetime import date

from indicators.domain.marked_text import without_marks
from indicators.domain.series import JudgedSeries, JudgedYear
from indicators.domain.targets import Target
from indicators.models import Indicator, Milestone, Plan
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import Cell, Row
from sunagawa_plan.lib.tables.people import PeopleColumn, PeopleTable, people_column

NAME, TITLE = "values-wide", "実績値（年度を横に並べた表）"
LINES = (
    "値がないところには、その理由を書いています。実績値の欄の（速）は速報値です。",
    "目標値は計画の最後の年度に有効なもの（見直した目標を含む）です。",
)


def values_wide_table(plan: Plan, indicators: Sequence[Indicator], today: date) -> PeopleTable:
    """Return a plan's indicators, loaded with their series, over all years of the plan."""
    milestones = tuple(plan.milestones.all())
    return PeopleTable(
        name=NAME,
        title=f"{plan.name} {TITLE}",
        columns=_columns(plan, milestones),
        rows=_rows(plan, milestones, indicators, today),
        machine="values（実績値）",
        lines=LINES,
    )


def _columns(plan: Plan, milestones: Sequence[Milestone]) -> tuple[PeopleColumn, ...]:
    years = [people_column(FiscalYear(year).short, "実績値") for year in plan.judged_years]
    goals = [people_column(FiscalYear(own.fiscal_year).short, own.name) for own in milestones]
    about = ("番号", "施策", "指標", "単位", "担当課")
    baseline = people_column(FiscalYear(plan.baseline_fiscal_year).short, "現状値")
    return (*(people_column(title) for title in about), baseline, *years, *goals)


def _rows(
    plan: Plan, milestones: Sequence[Milestone], indicators: Sequence[Indicator], today: date
) -> Iterator[Row]:
    for indicator in indicators:
        series = indicator.series(today)
        held = {own.fiscal_year: own for own in series.facts.path_in(plan.last_fiscal_year).targets}
        yield (
            indicator.code,
            str(indicator.basic_project.policy),
            without_marks(indicator.name),
            indicator.unit,
            indicator.department.name if indicator.department else None,
            _baseline(plan, series),
            *(answer_cell(series.year(year)) for year in plan.judged_years),
            *(target_cell(series, held.get(milestone.fiscal_year)) for milestone in milestones),
        )


def answer_cell(year: JudgedYear) -> Cell:
    """Return a year's value, or in words why there is none."""
    if year.value is None:
        return year.missing_reason.label if year.missing_reason else None
    if year.fact and year.fact.is_provisional:
        return f"{year.value}（速）"
    return year.value


def target_cell(series: JudgedSeries, target: Target | None) -> Cell:
    """Return a target: its number or its arrow."""
    if target is None:
        return None
    if target.value is not None:
        return series.facts.shown(target.value)
    return target.arrow.label if target.arrow else None


def _baseline(plan: Plan, series: JudgedSeries) -> Cell:
    """Return the baseline, with its year where that is not the plan's."""
    value, year = series.facts.baseline, series.facts.baseline_year
    if value is None:
        return "未測定"
    return value if year == plan.baseline_fiscal_year else f"{value}（{FiscalYear(year).short}）"
