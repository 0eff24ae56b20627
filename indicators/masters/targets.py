"""A file of a plan's targets, revised ones among them."""

from typing import Any

from django.utils.timezone import localdate

from indicators.domain.masters.columns import TARGETS
from indicators.domain.masters.target_rows import KnownTargets, TargetReader
from indicators.masters.indicators import refuse_unjudgeable
from indicators.masters.master_rows import MasterRows
from indicators.models import Indicator, Target
from sunagawa_plan.lib.fiscal_year import FiscalYear


class TargetResource(MasterRows):
    """The targets of one plan by indicator, milestone year, and the year from which they hold."""

    columns = TARGETS
    changing = ("value", "arrow", "revision_reason")
    columns_of_fields = {"value": "target_value", "arrow": "target_arrow"}
    head = ("指標", "目標年度", "有効になる年度")

    class Meta:
        model = Target

    @classmethod
    def get_display_name(cls) -> str:
        return "目標値"

    def prepare(self) -> TargetReader:
        if self.plan is None:
            raise ValueError("取り込む計画を選んでください。")
        rows = Indicator.objects.of_plan(self.plan).with_series()
        self.indicators = {row.pk: row for row in rows}
        year = FiscalYear.containing(localdate()).start
        known = {row.code: _known(row, year) for row in self.indicators.values()}
        return TargetReader(known, self.plan.first_fiscal_year)

    def stored(self, dataset: Any) -> dict[tuple[int, int, int], Target]:
        """Return the plan's targets by indicator, year and first year of holding."""
        rows = Target.objects.filter(indicator__in=self.indicators).select_for_update()
        return {(row.indicator_id, row.fiscal_year, row.effective_from): row for row in rows}

    def head_of(self, instance: Target) -> tuple[str, ...]:
        years = (FiscalYear(instance.fiscal_year), FiscalYear(instance.effective_from))
        return (str(instance.indicator), *(year.wareki for year in years))

    def places_of(self, instance: Target) -> int:
        return instance.indicator.decimal_places

    def apply(self, instance: Target, read: Any, names: Any) -> None:
        key, instance.fiscal_year, instance.effective_from = read.key
        instance.indicator = self.indicators[key]
        super().apply(instance, read, names)

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Refuse what leaves an indicator that the rule book cannot judge."""
        super().after_import(dataset, result, **kwargs)
        if not result.has_errors() and not result.has_validation_errors():
            changed = Target.objects.filter(pk__in=self.written).values("indicator")
            refuse_unjudgeable(changed)


def _known(row: Indicator, year: int) -> KnownTargets:
    held = row.facts.path_in(year).targets
    in_force = {t.fiscal_year: (t.effective_from, t.value, t.arrow or "") for t in held}
    return KnownTargets(row.pk, row.name, row.unit, row.decimal_places, in_force)
