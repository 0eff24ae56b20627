from django.db import models
from django.db.models import UniqueConstraint
from simple_history.models import HistoricalRecords

from indicators.models.plan import Plan
from indicators.models.policy import Policy


class GlossaryTerm(models.Model):
    """A word that the plan explains (用語解説); one row however often it is printed."""

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="glossary_terms", verbose_name="計画"
    )
    term = models.CharField("用語", max_length=100)
    reading = models.CharField("よみ", max_length=100, blank=True)
    explanation = models.TextField("解説")

    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "用語解説"
        verbose_name_plural = "用語解説"
        ordering = ["plan", "reading", "term"]
        constraints = [
            UniqueConstraint(
                fields=["plan", "term"],
                name="glossary_term_once",
                violation_error_message="この計画には、同じ用語がすでにあります。",
            )
        ]

    def __str__(self) -> str:
        return self.term


class GlossaryOccurrence(models.Model):
    """One place where the book prints a term's explanation: the policy and the order there."""

    term = models.ForeignKey(
        GlossaryTerm, on_delete=models.CASCADE, related_name="occurrences", verbose_name="用語"
    )
    policy = models.ForeignKey(
        Policy, on_delete=models.CASCADE, related_name="glossary_occurrences", verbose_name="施策"
    )
    order = models.PositiveSmallIntegerField("並び順")

    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "用語の掲載箇所"
        verbose_name_plural = "用語の掲載箇所"
        ordering = ["policy", "order"]
        constraints = [
            UniqueConstraint(
                fields=["policy", "order"],
                name="glossary_occurrence_order_once",
                violation_error_message="この施策には、同じ並び順の用語がすでにあります。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.term}（施策{self.policy.code}）"
