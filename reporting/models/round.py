from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse
from simple_history.models import HistoricalRecords

from indicators.models import Plan
from reporting.domain.deadlines import Period, Phase
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.fields import FiscalYearField, sensible_year


class RoundQuerySet(models.QuerySet["Round"]):
    def begun(self, today: date) -> Self:
        """Keep the rounds that sections may see: their first day has come."""
        return self.filter(opens_on__lte=today)

    def open(self, today: date) -> Self:
        """Keep the rounds in which sections report now; late ones are still open."""
        return self.begun(today).filter(closed_at__isnull=True)


class Round(models.Model):
    """The yearly collection of a plan's values (実績の報告の受付) for one fiscal year."""

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="rounds", verbose_name="計画"
    )
    fiscal_year = FiscalYearField("年度", help_text="実績値を集める年度です。例: R6")
    opens_on = models.DateField("受付を始める日")
    due_on = models.DateField("締切")
    note = models.TextField("各課へのお知らせ", blank=True, help_text="担当課の画面に出ます。")
    closed_at = models.DateTimeField("終了した日時", null=True, blank=True, editable=False)

    objects = RoundQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "報告の受付"
        verbose_name_plural = "報告の受付"
        ordering = ["-fiscal_year", "plan"]
        permissions = [("send_reminders", "報告を催促する")]
        constraints = [
            UniqueConstraint(
                fields=["plan", "fiscal_year"],
                name="round_once_per_plan_and_year",
                violation_error_message="この計画のこの年度の受付は、すでに始まっています。",
            ),
            CheckConstraint(
                condition=Q(opens_on__lte=F("due_on")),
                name="round_opens_before_it_is_due",
                violation_error_message="締切は、受付を始める日以降にしてください。",
            ),
            sensible_year("round_year_sensible"),
        ]

    def __str__(self) -> str:
        return f"{FiscalYear(self.fiscal_year)}の実績の報告"

    def get_absolute_url(self) -> str:
        return reverse("admin:reporting_round_change", args=[self.pk])

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.fiscal_year)

    @property
    def period(self) -> Period:
        return Period(self.opens_on, self.due_on)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def phase(self, today: date) -> Phase:
        """Return how the round stands on a day."""
        return self.period.phase(today, is_closed=self.is_closed)

    def clean(self) -> None:
        """Refuse a year that the plan does not judge."""
        if None in (self.plan_id, self.fiscal_year):
            return
        judged = self.plan.judged_years
        if self.fiscal_year not in judged:
            first, last = FiscalYear(judged[0]), FiscalYear(judged[-1])
            raise ValidationError(
                {"fiscal_year": f"この計画で報告を集める年度は、{first}から{last}までです。"}
            )
