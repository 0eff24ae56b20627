from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Max, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from indicators.domain.series import AnnualFact
from indicators.domain.vocabulary import MissingReason
from indicators.models.answer import Answer
from indicators.models.indicator import Indicator
from indicators.models.plan import Plan
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.fields import (
    FiscalYearField,
    sensible_year,
    value_xor_reason,
)


class AnnualValueQuerySet(models.QuerySet["AnnualValue"]):
    def of_plan(self, plan: Plan) -> Self:
        """Keep one plan's values."""
        return self.filter(indicator__basic_project__policy__goal__plan=plan)

    def last_reported_year(self, plan: Plan) -> int | None:
        """Return the last judged fiscal year in which any indicator of a plan has a value."""
        judged = plan.judged_years
        known = self.of_plan(plan).filter(value__isnull=False, fiscal_year__in=judged)
        return known.aggregate(last=Max("fiscal_year"))["last"]


class AnnualValue(Answer):
    """The published actual value (実績値) of an indicator for one fiscal year.

    Either a value or the reason why there is none, never both and never neither.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="annual_values", verbose_name="指標"
    )
    fiscal_year = FiscalYearField("年度")
    published_at = models.DateTimeField("公開日時", auto_now=True)

    objects = AnnualValueQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "実績値"
        verbose_name_plural = "実績値"
        ordering = ["indicator", "fiscal_year"]
        constraints = [
            UniqueConstraint(
                fields=["indicator", "fiscal_year"],
                name="annual_value_once_per_year",
                violation_error_message="この指標には、同じ年度の実績値がすでにあります。",
            ),
            value_xor_reason(
                "annual_value_xor_reason",
                "実績値か、値がない理由の、どちらか一方を入力してください。",
            ),
            CheckConstraint(
                condition=~Q(missing_reason=MissingReason.NOT_CALCULABLE.value)
                | ~Q(missing_detail=""),
                name="not_calculable_says_why",
                violation_error_message="「算定されない」のときは、その理由も入力してください。",
            ),
            CheckConstraint(
                condition=Q(sample_size__isnull=True) | Q(sample_size__gt=0),
                name="annual_value_sample_size_positive",
                violation_error_message="回答者数は1以上にしてください。",
            ),
            sensible_year("annual_value_year_sensible"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {FiscalYear(self.fiscal_year)}"

    @property
    def fact(self) -> AnnualFact:
        return self.fact_in(self.fiscal_year, self.published_at)
