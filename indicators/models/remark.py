from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from indicators.models.plan import Plan
from indicators.models.policy import Policy
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.fields import FiscalYearField, sensible_year


class RemarkQuerySet(models.QuerySet["Remark"]):
    def published(self) -> Self:
        """Keep what citizens may read: published remarks on published plans."""
        return self.filter(is_published=True, policy__goal__plan__in=Plan.objects.published())


class Remark(models.Model):
    """A person's written judgement (所見) of a policy for one fiscal year, signed and dated.

    Shown beside the counts, never instead of them; a draft until it is published.
    """

    policy = models.ForeignKey(
        Policy, on_delete=models.PROTECT, related_name="remarks", verbose_name="施策"
    )
    fiscal_year = FiscalYearField("年度")
    text = models.TextField("所見", help_text="公開されます。段落の間は1行あけます。")
    signature = models.CharField(
        "署名", max_length=100, blank=True, help_text="例: 総務部政策調整課長。公開されます。"
    )
    signed_on = models.DateField("署名の日", null=True, blank=True, help_text="公開されます。")
    is_published = models.BooleanField(
        "公開する", default=False, help_text="外すと下書きになり、公開ページには出ません。"
    )

    objects = RemarkQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "所見"
        verbose_name_plural = "所見"
        ordering = ["-fiscal_year", "policy"]
        constraints = [
            UniqueConstraint(
                fields=["policy", "fiscal_year"],
                name="remark_once_per_policy_and_year",
                violation_error_message="この施策には、同じ年度の所見がすでにあります。",
            ),
            CheckConstraint(
                condition=Q(is_published=False)
                | (~Q(signature="") & Q(signed_on__isnull=False) & ~Q(text="")),
                name="published_remark_is_signed",
                violation_error_message="所見を公開するには、署名と署名の日が必要です。",
            ),
            sensible_year("remark_year_sensible"),
        ]

    def __str__(self) -> str:
        return f"{self.policy.code} {FiscalYear(self.fiscal_year)}の所見"
