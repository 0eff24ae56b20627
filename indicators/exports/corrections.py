"""corrections: what was changed in published values within a period. For people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from indicators.domain.marked_text import without_marks
from indicators.domain.measure import Measure
from indicators.models import Indicator, Plan
from indicators.pages.corrections import Correction, corrections_of
from sunagawa_plan.lib.calendar_day import day_in_words
from sunagawa_plan.lib.tables import Row
from sunagawa_plan.lib.tables.people import PeopleTable, people_column

NAME, TITLE = "corrections", "訂正の一覧"
_COLUMNS = (
    *("訂正した日", "番号", "施策", "指標", "担当課"),
    *("年度", "訂正前", "訂正後", "理由"),
)


@dataclass(frozen=True)
class Period:
    """Days from first to last, both included; None is open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        return (self.first or date.min) <= day <= (self.last or date.max)

    @property
    def words(self) -> str:
        first = f"{day_in_words(self.first)}から" if self.first else ""
        last = f"{day_in_words(self.last)}まで" if self.last else ""
        return first + last or "全期間"


def corrections_table(
    plan: Plan, indicators: Sequence[Indicator], records: QuerySet[Any], period: Period
) -> PeopleTable:
    """Return the corrections of the given indicators in a period, the latest first.

    records is the history of their annual values; first publications are no corrections.
    """
    return PeopleTable(
        name=NAME,
        title=f"{plan.name} {TITLE}（{period.words}）",
        columns=tuple(people_column(title) for title in _COLUMNS),
        rows=_rows(indicators, records, period),
        machine="values（実績値）",
        lines=("公開した後に変わった値の一覧です。最初の公開は含みません。",),
    )


def _rows(indicators: Sequence[Indicator], records: QuerySet[Any], period: Period) -> Iterator[Row]:
    known: Mapping[int, Indicator] = {own.pk: own for own in indicators}
    ordered = records.filter(indicator_id__in=list(known)).order_by("indicator_id", "history_id")
    found = [
        (correction, known[key])
        for key, own in groupby(ordered, key=lambda record: record.indicator_id)
        for correction in corrections_of(own, _measure(known[key]))
        if period.holds(localdate(correction.changed_at))
    ]
    found.sort(key=lambda pair: pair[0].changed_at, reverse=True)
    return (_row(*pair) for pair in found)


def _row(correction: Correction, indicator: Indicator) -> Row:
    return (
        localdate(correction.changed_at),
        indicator.code,
        str(indicator.basic_project.policy),
        without_marks(indicator.name),
        indicator.department.name if indicator.department else None,
        correction.fiscal_year.full,
        correction.before,
        correction.after,
        correction.reason,
    )


def _measure(indicator: Indicator) -> Measure:
    return Measure(indicator.unit, indicator.decimal_places)
