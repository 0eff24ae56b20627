from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Max, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from indicators.domain.series import AnnualFact
from indicators.domain.vocabulary import ANSWERS_INSTEAD_OF_VALUE, MissingReason
from indicators.models.indicator import Indicator
from indicators.models.plan import Plan
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.fields import (
    FiscalYearField,
    MeasuredField,
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


class AnnualValue(models.Model):
    """The published actual value (実績値) of an indicator for one fiscal year.

    Either a value or the reason why there is none, never both and never neither.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="annual_values", verbose_name="指標"
    )
    fiscal_year = FiscalYearField("年度")
    value = MeasuredField("実績値", null=True, blank=True)
    missing_reason = models.CharField(
        "値がない理由",
        max_length=30,
        blank=True,
        choices=[(reason.value, reason.label) for reason in ANSWERS_INSTEAD_OF_VALUE],
    )
    missing_detail = models.CharField(
        "算定されない理由など",
        max_length=200,
        blank=True,
        help_text="「算定されない」のときは必ず入力します。公開されます。",
    )
    sample_size = models.PositiveIntegerField(
        "回答者数",
        null=True,
        blank=True,
        help_text="アンケート調査のときに入力します。",
        validators=[MinValueValidator(1, "1以上にしてください。")],
    )
    is_provisional = models.BooleanField("速報値", default=False)
    note = models.TextField("注記", blank=True, help_text="公開されます。")
    source = models.CharField("出典", max_length=200, blank=True, help_text="公開されます。")
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
        return AnnualFact(
            fiscal_year=self.fiscal_year,
            value=self.value,
            missing_reason=MissingReason(self.missing_reason) if self.missing_reason else None,
            missing_detail=self.missing_detail,
            sample_size=self.sample_size,
            is_provisional=self.is_provisional,
            note=self.note,
            source=self.source,
            published_at=self.published_at,
        )

    def clean(self) -> None:
        """Refuse a sample size where nobody was asked."""
        if self.sample_size and self.indicator_id and not self.indicator.is_survey:
            raise ValidationError(
                {"sample_size": "アンケート調査ではない指標には、回答者数を入力できません。"}
            )
