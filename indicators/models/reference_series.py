from django.db import models
from django.db.models import UniqueConstraint
from django.urls import reverse
from simple_history.models import HistoricalRecords

from indicators.models.policy import Policy
from sunagawa_plan.shared.fields import MeasuredField


class ReferenceSeries(models.Model):
    """Figures printed beside the text (「…の推移」); its points may be lost with the picture."""

    policy = models.ForeignKey(
        Policy, on_delete=models.PROTECT, related_name="reference_series", verbose_name="施策"
    )
    order = models.PositiveSmallIntegerField("並び順")
    title = models.CharField("題名", max_length=200)
    unit = models.CharField("単位", max_length=30, blank=True)
    source = models.CharField("資料", max_length=200, blank=True)
    note = models.TextField("注記", blank=True)

    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "参考図"
        verbose_name_plural = "参考図"
        ordering = ["policy", "order"]
        constraints = [
            UniqueConstraint(
                fields=["policy", "title"],
                name="reference_series_once",
                violation_error_message="この施策には、同じ題名の参考図がすでにあります。",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        policy = self.policy
        return reverse(
            "indicators:reference", args=[policy.goal.plan.slug, policy.code, self.order]
        )


class ReferencePoint(models.Model):
    """One point of a reference series; year is empty where the book only says 「現在」."""

    series = models.ForeignKey(
        ReferenceSeries, on_delete=models.CASCADE, related_name="points", verbose_name="参考図"
    )
    order = models.PositiveSmallIntegerField("並び順")
    period_label = models.CharField("時点", max_length=50)
    year = models.PositiveSmallIntegerField("西暦年", null=True, blank=True)
    value = MeasuredField("値")

    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "参考図の値"
        verbose_name_plural = "参考図の値"
        ordering = ["series", "order"]
        constraints = [
            UniqueConstraint(
                fields=["series", "order"],
                name="reference_point_order_once",
                violation_error_message="この参考図には、同じ並び順の値がすでにあります。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.period_label}"
