from django.conf import settings
from django.db import models

from indicators.domain.vocabulary import Kind, Level, MissingReason
from indicators.models.indicator import Indicator
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.fields import FiscalYearField, MeasuredField


class PublishedVerdict(models.Model):
    """What was published for an indicator and year at a moment, with its verdict and working.

    A record: written once by indicators.publishing, never changed. Later rules may judge
    otherwise; this says what citizens were shown then, and by which version of the rules.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="published_verdicts", verbose_name="指標"
    )
    fiscal_year = FiscalYearField("年度")
    published_at = models.DateTimeField("公開日時")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="公開者",
    )
    reason = models.CharField("訂正の理由", max_length=100, blank=True)
    value = MeasuredField("実績値", null=True)
    missing_reason = models.CharField(
        "値がない理由", max_length=30, blank=True, choices=MissingReason.choices()
    )
    is_provisional = models.BooleanField("速報値", default=False)
    kind = models.CharField("目標の種類", max_length=10, blank=True, choices=Kind.choices())
    level = models.CharField("評価の段階", max_length=20, choices=Level.choices())
    label = models.CharField("評価", max_length=50)
    note = models.CharField("評価の注記", max_length=100, blank=True)
    working = models.JSONField("評価の根拠", null=True)
    rule_version = models.CharField("規則の版", max_length=10)

    class Meta:
        verbose_name = "公開した評価の記録"
        verbose_name_plural = "公開した評価の記録"
        ordering = ["indicator", "fiscal_year", "pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.indicator} {FiscalYear(self.fiscal_year)} {self.label}"
