"""All indicators of a plan for one fiscal year on one sheet, in the book's order (年度別入力)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator

from indicators.domain.entry_checks import Caution
from indicators.domain.marked_text import without_marks
from indicators.domain.measure import Measure
from indicators.domain.series import AnnualFact
from indicators.domain.targets import Target
from indicators.forms import AnnualValueForm
from indicators.locking import explained
from indicators.models import AnnualValue, Indicator, Plan
from indicators.publishing import Published, record_verdicts
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.row_changes import give_reason

ROWS_PER_PAGE = 50
YEARS_BEFORE = 3


class SheetRowForm(AnnualValueForm):
    """One row of the sheet: indicator and year are given by the sheet."""

    class Meta(AnnualValueForm.Meta):
        fields = tuple(name for name in AnnualValueForm.Meta.fields if name != "fiscal_year")


class KnownOfIndicator:
    """What stands beside an input for a year of an indicator, from what was prefetched."""

    indicator: Indicator
    year: int

    @property
    def name(self) -> str:
        return without_marks(self.indicator.name)

    @property
    def measure(self) -> Measure:
        return Measure(self.indicator.unit, self.indicator.decimal_places)

    @property
    def earlier(self) -> list[tuple[str, str]]:
        """Return the last three years before with what was published: (R5, 98.2)."""
        facts = [row.fact for row in self.indicator.annual_values.all()]
        before = [fact for fact in facts if fact.fiscal_year < self.year][-YEARS_BEFORE:]
        return [(FiscalYear(f.fiscal_year).short, answer_text(f, self.measure)) for f in before]

    @property
    def baseline(self) -> str:
        return baseline_text(self.indicator)

    @property
    def target(self) -> str:
        return target_text(self.indicator, self.year)


@dataclass(frozen=True)
class SheetRow(KnownOfIndicator):
    """One indicator on the sheet: what is known of it, and its form (None: only to be read)."""

    indicator: Indicator
    stored: AnnualValue | None
    year: int
    form: SheetRowForm | None

    @property
    def cautions(self) -> tuple[Caution, ...]:
        return self.form.cautions() if self.form else ()

    @property
    def has_remarks(self) -> bool:
        """Tell whether the less used inputs hold something, or something wrong."""
        if self.form is None:
            return False
        names = ("sample_size", "note", "source")
        return any(self.form[name].value() or self.form[name].errors for name in names)

    @property
    def answer(self) -> str:
        """Return what is stored for the year, in words."""
        return answer_text(self.stored.fact, self.measure) if self.stored else "（未入力）"


def answer_text(fact: AnnualFact, measure: Measure) -> str:
    """Write a published value without its unit, or the reason why there is none."""
    if fact.value is not None:
        return measure.number(fact.value) + ("（速報値）" if fact.is_provisional else "")
    return fact.missing_reason.label if fact.missing_reason else ""


def baseline_text(indicator: Indicator) -> str:
    """Write the baseline with its year: 4.7（R元）."""
    measure = Measure(indicator.unit, indicator.decimal_places)
    value = indicator.baseline_value
    written = (
        indicator.get_baseline_missing_reason_display() if value is None else measure.number(value)
    )
    return f"{written}（{FiscalYear(indicator.baseline_fiscal_year).short}）"


def target_text(indicator: Indicator, year: int) -> str:
    """Write the target in force in a year with its own year: 7.7（R7）."""
    target = indicator.facts.path_in(year).in_force(year)
    if target is None:
        return "目標なし"
    measure = Measure(indicator.unit, indicator.decimal_places)
    return f"{_aim(target, measure)}（{FiscalYear(target.fiscal_year).short}）"


def _aim(target: Target, measure: Measure) -> str:
    if target.value is not None:
        return measure.number(target.value)
    return target.arrow.label if target.arrow else ""


class YearSheet:
    """A page of rows for one plan and fiscal year, blank or filled in by `data`.

    Only rows that were on the sent page (they carry a stamp) are read from `data`; a row left
    empty creates nothing, a row left as it was is not saved.
    """

    def __init__(
        self,
        plan: Plan,
        year: int,
        *,
        today: date,
        page: str | int = 1,
        may_add: bool = False,
        may_change: bool = False,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.plan, self.year, self.today = plan, year, today
        self.may_add, self.may_change, self.data = may_add, may_change, data
        self.page: Page = Paginator(self._indicators(), ROWS_PER_PAGE).get_page(page)
        self.rows = [self._row(indicator) for indicator in self.page]

    @property
    def is_editable(self) -> bool:
        return any(row.form for row in self.rows)

    @property
    def changed_rows(self) -> list[SheetRow]:
        sent = [row for row in self.rows if row.form and row.form.is_bound]
        return [row for row in sent if row.form and row.form.has_changed()]

    def is_valid(self) -> bool:
        """Check every changed row, so that all errors are shown at once."""
        return not sum(not row.form.is_valid() for row in self.changed_rows if row.form)

    @property
    def changes_public(self) -> bool:
        """Tell whether something that is published already would be changed."""
        return any(row.stored for row in self.changed_rows)

    def save(self, *, by: Any, at: datetime, reason: str = "") -> list[SheetRow]:
        """Save the changed rows, which must be valid, and keep their verdicts; return them.

        Raises ValueError (Japanese) where something public would change without a reason.
        """
        rows = self.changed_rows
        reason = explained(reason, is_public=self.changes_public)
        published = []
        for row in rows:
            if row.form:
                give_reason(row.form.instance, reason)
                row.form.save()
                published.append(Published(row.form.instance, reason if row.stored else ""))
        record_verdicts(published, by=by, at=at, today=self.today)
        return rows

    def _indicators(self) -> Any:
        return Indicator.objects.of_plan(self.plan).with_series()

    def _row(self, indicator: Indicator) -> SheetRow:
        stored = stored_row(indicator, self.year)
        form = None
        if self.may_change if stored else self.may_add:
            prefix = f"i{indicator.pk}"
            was_sent = self.data is not None and f"{prefix}-stamp" in self.data
            sent = self.data if was_sent else None
            form = row_form(indicator, self.year, today=self.today, data=sent, prefix=prefix)
            if form.is_overtaken and not form.has_changed():
                form = row_form(indicator, self.year, today=self.today, prefix=prefix)
        return SheetRow(indicator, stored, self.year, form)


def stored_row(indicator: Indicator, year: int) -> AnnualValue | None:
    """Return the row of a year out of those prefetched."""
    rows = indicator.annual_values.all()
    return next((row for row in rows if row.fiscal_year == year), None)


def row_form(
    indicator: Indicator,
    year: int,
    *,
    today: date,
    data: Mapping[str, Any] | None = None,
    prefix: str | None = None,
) -> SheetRowForm:
    """Return the form of one indicator and year, filled from the stored row or from data."""
    row = stored_row(indicator, year) or AnnualValue(indicator=indicator, fiscal_year=year)
    # A row left as it was is nobody's mistake, also when another row is wrong.
    return SheetRowForm(
        data,
        prefix=prefix,
        indicator=indicator,
        today=today,
        instance=row,
        empty_permitted=True,
        use_required_attribute=False,
    )
