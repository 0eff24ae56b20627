from datetime import date
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse
from simple_history.models import HistoricalRecords

from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.fields import FiscalYearField, sensible_year


class PlanQuerySet(models.QuerySet["Plan"]):
    def published(self) -> Self:
        """Keep the plans that citizens may see."""
        return self.filter(is_published=True)

    def on_home(self, today: date) -> "Plan | None":
        """Return the plan of the home page: the latest that has begun, else the next one. One query."""
        shown = self.published().filter(shows_on_home=True)
        candidates = list(shown.order_by("first_fiscal_year", "pk"))
        current = FiscalYear.containing(today).start
        begun = [plan for plan in candidates if plan.first_fiscal_year <= current]
        return next(iter(begun[-1:] or candidates), None)


class Plan(models.Model):
    """A plan with targets: the comprehensive plan, or one of the city's other plans."""

    slug = models.SlugField("アドレス用の名前", unique=True)
    name = models.CharField("計画名", max_length=200)
    municipality = models.CharField("自治体名", max_length=50)
    region_code = models.CharField(
        "全国地方公共団体コード",
        max_length=6,
        validators=[RegexValidator(r"^\d{6}$", "6桁の数字で入力してください。")],
    )
    first_fiscal_year = FiscalYearField("計画の最初の年度")
    last_fiscal_year = FiscalYearField("計画の最後の年度")
    baseline_fiscal_year = FiscalYearField("基準年度")
    is_published = models.BooleanField(
        "公開する", default=False, help_text="外すと、この計画のすべてのページが非公開になります。"
    )
    shows_on_home = models.BooleanField("トップページに表示する", default=False)

    objects = PlanQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "計画"
        verbose_name_plural = "計画"
        ordering = ["-first_fiscal_year", "slug"]
        constraints = [
            CheckConstraint(
                condition=Q(first_fiscal_year__lte=F("last_fiscal_year")),
                name="plan_years_in_order",
                violation_error_message="計画の最後の年度は、最初の年度以降にしてください。",
            ),
            CheckConstraint(
                condition=Q(baseline_fiscal_year__lt=F("last_fiscal_year")),
                name="plan_baseline_before_end",
                violation_error_message="基準年度は、計画の最後の年度より前にしてください。",
            ),
            sensible_year("plan_first_year_sensible", "first_fiscal_year"),
            sensible_year("plan_last_year_sensible", "last_fiscal_year"),
            sensible_year("plan_baseline_year_sensible", "baseline_fiscal_year"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("indicators:dashboard", args=[self.slug])

    @property
    def judged_years(self) -> range:
        """Return the fiscal years that are judged: the plan's period after the baseline year."""
        first = max(self.first_fiscal_year, self.baseline_fiscal_year + 1)
        return range(first, self.last_fiscal_year + 1)


class Milestone(models.Model):
    """A milestone year of a plan with the heading of its column (中間目標値, 最終目標値)."""

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, related_name="milestones", verbose_name="計画"
    )
    fiscal_year = FiscalYearField("目標年度")
    name = models.CharField("見出し", max_length=30)

    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "目標年度"
        verbose_name_plural = "目標年度"
        ordering = ["plan", "fiscal_year"]
        constraints = [
            UniqueConstraint(
                fields=["plan", "fiscal_year"],
                name="milestone_once_per_year",
                violation_error_message="この計画には、同じ目標年度がすでにあります。",
            ),
            sensible_year("milestone_year_sensible"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{FiscalYear(self.fiscal_year).short}）"


class Goal(models.Model):
    """A basic goal (基本目標) of a plan."""

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="goals", verbose_name="計画"
    )
    number = models.PositiveSmallIntegerField("番号")
    title = models.CharField("基本目標", max_length=200)
    fields = models.CharField("分野", max_length=200, blank=True, help_text="読点（、）区切り")
    description = models.TextField("説明", blank=True)

    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "基本目標"
        verbose_name_plural = "基本目標"
        ordering = ["plan", "number"]
        constraints = [
            UniqueConstraint(
                fields=["plan", "number"],
                name="goal_number_once",
                violation_error_message="この計画には、同じ番号の基本目標がすでにあります。",
            )
        ]

    def __str__(self) -> str:
        return f"基本目標{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("indicators:goal", args=[self.plan.slug, self.number])
