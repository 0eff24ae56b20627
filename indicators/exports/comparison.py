"""comparison: two fiscal years of every indicator side by side, values and verdicts. For people."""

from collections.abc import Iterator, Sequence
from datetime import date

from indicators.domain.marked_text import without_marks
from indicators.domain.series import JudgedYear
from indicators.domain.vocabulary import Level
from indicators.exports.values_wide import answer_cell
from indicators.models import Indicator, Plan
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import Row
from sunagawa_plan.lib.tables.people import PeopleColumn, PeopleTable, people_column

NAME, TITLE = "comparison", "二つの年度の比較"
# From good to bad; unjudged years are not compared.
_ORDER = (Level.ACHIEVED, Level.ON_TRACK, Level.BEHIND, Level.WORSE)


def comparison_table(
    plan: Plan, indicators: Sequence[Indicator], years: tuple[int, int], today: date
) -> PeopleTable:
    """Return indicators, loaded with their series, in an earlier and a later year."""
    earlier, later = sorted(years)
    title = f"{FiscalYear(earlier).wareki}と{FiscalYear(later).wareki}の比較"
    return PeopleTable(
        name=f"{NAME}-{earlier}-{later}",
        title=f"{plan.name} {title}",
        columns=_columns(FiscalYear(earlier), FiscalYear(later)),
        rows=_rows(indicators, earlier, later, today),
        machine=f"progress-{earlier}とprogress-{later}（進捗の評価）",
        lines=("値の差の単位は指標と同じです（割合の指標ではポイント）。",),
    )


def _columns(earlier: FiscalYear, later: FiscalYear) -> tuple[PeopleColumn, ...]:
    about = ("番号", "施策", "指標", "単位", "担当課")
    per_year = ("値", "目標の種類", "評価の区分", "評価")
    return (
        *(people_column(title) for title in about),
        *(people_column(title, year.wareki) for year in (earlier, later) for title in per_year),
        *(people_column(title, "変化") for title in ("値の差", "評価の区分")),
    )


def _rows(indicators: Sequence[Indicator], earlier: int, later: int, today: date) -> Iterator[Row]:
    for indicator in indicators:
        series = indicator.series(today)
        before, after = series.year(earlier), series.year(later)
        both = before.value is not None and after.value is not None
        yield (
            indicator.code,
            str(indicator.basic_project.policy),
            without_marks(indicator.name),
            indicator.unit,
            indicator.department.name if indicator.department else None,
            *_cells(before),
            *_cells(after),
            after.value - before.value if both else None,  # type: ignore[operator]
            level_change(before.verdict.level, after.verdict.level),
        )


def _cells(year: JudgedYear) -> Row:
    kind = year.kind.label if year.kind else None
    return (answer_cell(year), kind, year.verdict.level.label, year.verdict.label)


def level_change(before: Level, after: Level) -> str:
    """Say how the level moved; where one year has no verdict, nothing can be said."""
    if before not in _ORDER or after not in _ORDER:
        return "比較できない"
    step = _ORDER.index(before) - _ORDER.index(after)
    return "変わらない" if step == 0 else "よくなった" if step > 0 else "悪くなった"
