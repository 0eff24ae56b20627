from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from finance.domain.soundness import RatioFact, RatioSeries, SharedRatios, Threshold
from finance.domain.vocabulary import ANSWERS_INSTEAD_OF_RATIO, RatioMissingReason
from finance.models.publication import Publishable, PublishableQuerySet
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.fields import (
    FiscalYearField,
    MeasuredField,
    sensible_year,
    value_xor_reason,
)


class SoundnessRatioQuerySet(models.QuerySet["SoundnessRatio"]):
    def with_published(self) -> Self:
        """Add what citizens may see: published values and thresholds, two more queries."""
        return self.prefetch_related(
            "thresholds", models.Prefetch("values", SoundnessValue.objects.published())
        )


class SoundnessRatio(models.Model):
    """One of the ratios of the soundness law.

    plan_slug and indicator_code name the indicator that keeps the facts where a plan follows the
    ratio too: each fact is entered once, and such a ratio has no values of its own here.
    """

    code = models.SlugField("コード", max_length=60, unique=True)
    name = models.CharField("比率", max_length=50, unique=True)
    order = models.PositiveSmallIntegerField("並び順")
    unit = models.CharField("単位", max_length=10, default="%")
    decimal_places = models.PositiveSmallIntegerField(
        "表示する小数の桁数",
        default=1,
        validators=[MaxValueValidator(4, "4桁以下にしてください。")],
    )
    threshold_name = models.CharField("基準の名前", max_length=30, default="早期健全化基準")
    glossary_term = models.CharField(
        "用語解説の見出し", max_length=100, blank=True, help_text="例: 実質公債費比率"
    )
    plan_slug = models.SlugField("値を持つ計画", blank=True)
    indicator_code = models.CharField(
        "値を持つ指標",
        max_length=20,
        blank=True,
        help_text="計画の指標でもある比率の値は、指標の実績値として一度だけ入力します。",
    )

    printed_fiscal_year = FiscalYearField("計画書の本文にある年度", null=True, blank=True)
    printed_value = MeasuredField("計画書の本文にある値", null=True, blank=True)

    objects = SoundnessRatioQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "健全化判断比率"
        verbose_name_plural = "健全化判断比率"
        ordering = ["order", "code"]
        constraints = [
            CheckConstraint(
                condition=Q(plan_slug="", indicator_code="")
                | (~Q(plan_slug="") & ~Q(indicator_code="")),
                name="soundness_ratio_indicator_with_plan",
                violation_error_message="値を持つ計画と指標は、両方を入力してください。",
            ),
            CheckConstraint(
                condition=Q(printed_fiscal_year__isnull=True, printed_value__isnull=True)
                | Q(printed_fiscal_year__isnull=False, printed_value__isnull=False),
                name="soundness_ratio_printed_value_with_year",
                violation_error_message="計画書の本文にある年度と値は、両方を入力してください。",
            ),
            sensible_year("soundness_ratio_printed_year_sensible", "printed_fiscal_year"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_shared(self) -> bool:
        """Tell whether an indicator of a plan keeps the facts."""
        return bool(self.indicator_code)

    @property
    def facts(self) -> dict[int, RatioFact]:
        """Return its own values by year. Reads what was prefetched."""
        return {row.fiscal_year: row.fact for row in self.values.all()}

    def series(self, shared: SharedRatios) -> RatioSeries:
        """Return its facts and lines over the years; a shared ratio's facts are the indicator's."""
        if not self.is_shared:
            return RatioSeries(self.facts, self.lines)
        lent = shared.get(self.code)
        return RatioSeries(lent.facts if lent else {}, self.lines, lent)

    @property
    def lines(self) -> dict[int | None, Threshold]:
        """Return its thresholds by year; None is every year. Reads what was prefetched."""
        return {row.fiscal_year: row.fact for row in self.thresholds.all()}


class SoundnessValueQuerySet(PublishableQuerySet["SoundnessValue"]):
    pass


class SoundnessValue(Publishable):
    """A ratio's value for one year, or the reason why there is none. Never of a shared ratio."""

    ratio = models.ForeignKey(
        SoundnessRatio, on_delete=models.PROTECT, related_name="values", verbose_name="比率"
    )
    fiscal_year = FiscalYearField("年度")
    value = MeasuredField("比率（%）", null=True, blank=True)
    missing_reason = models.CharField(
        "比率がない理由",
        max_length=30,
        blank=True,
        choices=[(reason.value, reason.label) for reason in ANSWERS_INSTEAD_OF_RATIO],
    )
    detail = models.CharField("補足", max_length=200, blank=True, help_text="公開されます。")
    source = models.CharField("出典", max_length=200, blank=True, help_text="公開されます。")

    objects = SoundnessValueQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "比率の値"
        verbose_name_plural = "比率の値"
        ordering = ["ratio", "fiscal_year"]
        constraints = [
            *Publishable.Meta.constraints,
            UniqueConstraint(
                fields=["ratio", "fiscal_year"],
                name="soundness_value_once_per_year",
                violation_error_message="この比率には、同じ年度の値がすでにあります。",
            ),
            value_xor_reason(
                "soundness_value_xor_reason",
                "比率か、比率がない理由の、どちらか一方を入力してください。",
            ),
            sensible_year("soundness_value_year_sensible"),
        ]

    def __str__(self) -> str:
        return f"{self.ratio} {FiscalYear(self.fiscal_year)}"

    @property
    def fact(self) -> RatioFact:
        return RatioFact(
            fiscal_year=self.fiscal_year,
            value=self.value,
            missing_reason=RatioMissingReason(self.missing_reason) if self.missing_reason else None,
            detail=self.detail,
            source=self.source,
        )

    def clean(self) -> None:
        """Refuse a value of a shared ratio: it is entered once, as the indicator's."""
        if self.ratio_id and self.ratio.is_shared:
            raise ValidationError(
                f"{self.ratio}は、指標{self.ratio.indicator_code}の実績値として入力してください。"
            )


class SoundnessThreshold(models.Model):
    """The lines of a ratio in one year, or in every year that has none of its own."""

    ratio = models.ForeignKey(
        SoundnessRatio, on_delete=models.CASCADE, related_name="thresholds", verbose_name="比率"
    )
    fiscal_year = FiscalYearField(
        "年度", null=True, blank=True, help_text="毎年度同じときは空欄にします。"
    )
    early_soundness_threshold = MeasuredField("早期健全化基準（%）")
    fiscal_rebuilding_threshold = MeasuredField("財政再生基準（%）", null=True, blank=True)
    source = models.CharField("出典", max_length=200, blank=True, help_text="公開されます。")

    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "基準値"
        verbose_name_plural = "基準値"
        ordering = ["ratio", F("fiscal_year").asc(nulls_first=True)]
        constraints = [
            UniqueConstraint(
                fields=["ratio", "fiscal_year"],
                name="soundness_threshold_once_per_year",
                violation_error_message="この比率には、同じ年度の基準値がすでにあります。",
            ),
            UniqueConstraint(
                fields=["ratio"],
                condition=Q(fiscal_year__isnull=True),
                name="soundness_threshold_once_for_every_year",
                violation_error_message="この比率には、毎年度共通の基準値がすでにあります。",
            ),
            CheckConstraint(
                condition=Q(early_soundness_threshold__gt=0)
                & (
                    Q(fiscal_rebuilding_threshold__isnull=True)
                    | Q(fiscal_rebuilding_threshold__gt=F("early_soundness_threshold"))
                ),
                name="soundness_thresholds_in_order",
                violation_error_message="基準値は0より大きく、財政再生基準は早期健全化基準より大きくしてください。",
            ),
            sensible_year("soundness_threshold_year_sensible"),
        ]

    def __str__(self) -> str:
        year = FiscalYear(self.fiscal_year).wareki if self.fiscal_year else "毎年度"
        return f"{self.ratio}の基準値（{year}）"

    @property
    def fact(self) -> Threshold:
        return Threshold(
            early_soundness=self.early_soundness_threshold,
            fiscal_rebuilding=self.fiscal_rebuilding_threshold,
            fiscal_year=self.fiscal_year,
            source=self.source,
        )
