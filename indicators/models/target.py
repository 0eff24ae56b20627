from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from indicators.domain.targets import Target as TargetFact
from indicators.domain.vocabulary import Arrow, Direction
from indicators.models.indicator import Indicator
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.fields import FiscalYearField, MeasuredField, sensible_year

_FACT = ("fiscal_year", "value", "arrow", "effective_from")


class TargetQuerySet(models.QuerySet["Target"]):
    def facts_of(self, indicators: Iterable[int]) -> dict[int, tuple[TargetFact, ...]]:
        """Return what the rule book needs of many indicators' targets, by key. One query.

        An indicator without targets has no entry.
        """
        found = defaultdict(list)
        rows = self.filter(indicator__in=indicators).order_by("fiscal_year", "effective_from")
        for key, *cells in rows.values_list("indicator", *_FACT):
            found[key].append(_fact(*cells))
        return {key: tuple(facts) for key, facts in found.items()}


class Target(models.Model):
    """A target of one milestone year: a number or an arrow, never both.

    A target revised in mid-plan is a new row with the fiscal year from which it holds.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="targets", verbose_name="指標"
    )
    fiscal_year = FiscalYearField("目標年度")
    value = MeasuredField("目標値", null=True, blank=True)
    arrow = models.CharField("矢印の目標", max_length=10, blank=True, choices=Arrow.choices())
    effective_from = FiscalYearField(
        "この目標が有効になる年度",
        help_text="計画策定時の目標は計画の最初の年度、見直した目標は見直し後の最初の年度です。",
    )
    revision_reason = models.TextField(
        "見直しの理由", blank=True, help_text="見直した目標のときに入力します。公開されます。"
    )

    objects = TargetQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "目標値"
        verbose_name_plural = "目標値"
        ordering = ["indicator", "fiscal_year", "effective_from"]
        constraints = [
            UniqueConstraint(
                fields=["indicator", "fiscal_year", "effective_from"],
                name="target_once_per_year_and_revision",
                violation_error_message="同じ年度の目標がすでにあります。",
            ),
            CheckConstraint(
                condition=Q(value__isnull=False, arrow="") | (Q(value__isnull=True) & ~Q(arrow="")),
                name="target_value_xor_arrow",
                violation_error_message="目標は、数値か矢印のどちらか一方を入力してください。",
            ),
            sensible_year("target_year_sensible"),
            sensible_year("target_effective_from_sensible", "effective_from"),
        ]

    def __str__(self) -> str:
        return f"{FiscalYear(self.fiscal_year).short}の目標"

    @property
    def fact(self) -> TargetFact:
        return _fact(self.fiscal_year, self.value, self.arrow, self.effective_from)

    def clean(self) -> None:
        """Refuse an arrow against the good direction and years outside the plan."""
        if None in (self.indicator_id, self.fiscal_year):
            return
        indicator = self.indicator
        if self.arrow and Arrow(self.arrow).contradicts(Direction(indicator.direction)):
            raise ValidationError(
                {"arrow": f"矢印「{Arrow(self.arrow).label}」は、望ましい方向と矛盾しています。"}
            )
        if not indicator.baseline_fiscal_year < self.fiscal_year <= indicator.plan.last_fiscal_year:
            raise ValidationError(
                {"fiscal_year": "目標年度は、現状値の年度より後で、計画期間内にしてください。"}
            )
        is_revision = (self.effective_from or 0) > indicator.plan.first_fiscal_year
        if is_revision and not self.revision_reason.strip():
            raise ValidationError({"revision_reason": "目標を見直した理由を入力してください。"})


def _fact(year: int, value: Decimal | None, arrow: str, since: int) -> TargetFact:
    return TargetFact(year, value, Arrow(arrow) if arrow else None, since)
