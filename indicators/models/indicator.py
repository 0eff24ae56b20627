from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse
from simple_history.models import HistoricalRecords

from indicators.domain.facts import IndicatorFacts, StatutoryLine
from indicators.domain.series import JudgedSeries
from indicators.domain.targets import Target as TargetFact
from indicators.domain.vocabulary import Direction, MissingReason
from indicators.models.department import Department
from indicators.models.plan import Plan
from indicators.models.policy import BasicProject
from sunagawa_plan.shared.fields import (
    FiscalYearField,
    MeasuredField,
    sensible_year,
    value_xor_reason,
)

BOOK_ORDER = [
    "basic_project__policy__goal__plan",
    "basic_project__policy__goal__number",
    "basic_project__policy__order",
    "basic_project__order",
    "order",
    "code",
]


_JUDGED_BY = (
    "direction",
    "decimal_places",
    "baseline_fiscal_year",
    "baseline_value",
    "is_survey",
    "baseline_sample_size",
    "maintenance_tolerance",
    "statutory_line_value",
    "statutory_line_name",
)
_PERIOD = ("first_fiscal_year", "last_fiscal_year")


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def facts_with(
        self, targets: Mapping[int, tuple[TargetFact, ...]]
    ) -> dict[int, IndicatorFacts]:
        """Return what the rule book needs of many indicators, by key. One query, no models made.

        targets are theirs, by their keys; an indicator without targets needs no entry.
        """
        period = {name: F(f"basic_project__policy__goal__plan__{name}") for name in _PERIOD}
        rows = self.order_by().values("pk", *_JUDGED_BY, **period)
        return {row["pk"]: _facts(row, targets.get(row["pk"], ())) for row in rows}

    def published(self, slug: str) -> Self:
        """Keep the indicators of one plan, if citizens may see it."""
        return self.filter(basic_project__policy__goal__plan__in=Plan.objects.published()).filter(
            basic_project__policy__goal__plan__slug=slug
        )

    def of_plan(self, plan: Plan) -> Self:
        """Keep one plan's indicators, in the book's order."""
        return self.filter(basic_project__policy__goal__plan=plan)

    def with_place(self) -> Self:
        """Add department, basic project, policy, goal and plan without further queries."""
        return self.select_related("department", "basic_project__policy__goal__plan")

    def without_texts(self) -> Self:
        """Leave the long texts of policy, basic project and goal unread: they come with each row."""
        policy = "basic_project__policy"
        return self.defer(
            "basic_project__purpose",
            f"{policy}__aim",
            f"{policy}__current_state",
            f"{policy}__photograph_captions",
            f"{policy}__goal__description",
        )

    def with_series(self) -> Self:
        """Add targets and annual values, all that a judged series needs: two more queries."""
        return self.with_place().prefetch_related(
            _ordered("targets", "fiscal_year", "effective_from"),
            _ordered("annual_values", "fiscal_year"),
        )


def _ordered(name: str, *order: str) -> "models.Prefetch[Any]":
    """Without an order of its own, a prefetch joins the whole book to every row to sort it."""
    rows: Any = Indicator._meta.get_field(name).related_model
    return models.Prefetch(name, rows.objects.order_by(*order))


class Indicator(models.Model):
    """An indicator (指標) as the plan prints it; its targets and annual values hang on it."""

    basic_project = models.ForeignKey(
        BasicProject, on_delete=models.PROTECT, related_name="indicators", verbose_name="基本事業"
    )
    code = models.CharField("指標番号", max_length=20, help_text="例: 6-1-2-1")
    order = models.PositiveSmallIntegerField("並び順")
    name = models.CharField("指標名", max_length=200)
    unit = models.CharField("単位", max_length=30)
    definition = models.TextField("指標の説明", blank=True)
    plain_meaning = models.TextField(
        "やさしい説明",
        blank=True,
        help_text="何の数か、どちらがよいかを、1〜3文で。計画書のことばではなく、このサイトのことばです。公開されます。",
    )
    plain_target = models.TextField(
        "やさしい説明（目標の意味）",
        blank=True,
        help_text="目標が何を求めているかを、1〜3文で。目標を見直したときは、ここも直してください。公開されます。",
    )
    decimal_places = models.PositiveSmallIntegerField(
        "表示する小数の桁数", validators=[MaxValueValidator(4, "4桁以下にしてください。")]
    )
    direction = models.CharField("望ましい方向", max_length=10, choices=Direction.choices())
    is_survey = models.BooleanField("アンケート調査による指標", default=False)
    baseline_fiscal_year = FiscalYearField("現状値の年度")
    baseline_value = MeasuredField("現状値", null=True, blank=True)
    baseline_missing_reason = models.CharField(
        "現状値がない理由",
        max_length=30,
        blank=True,
        choices=[(MissingReason.NOT_MEASURED.value, MissingReason.NOT_MEASURED.label)],
    )
    baseline_sample_size = models.PositiveIntegerField(
        "現状値の回答者数",
        null=True,
        blank=True,
        validators=[MinValueValidator(1, "1以上にしてください。")],
    )
    maintenance_tolerance = MeasuredField(
        "維持とみなす幅", null=True, blank=True, help_text="空欄のときは目標値の5％です。"
    )
    statutory_line_value = MeasuredField("法律の基準値", null=True, blank=True)
    statutory_line_name = models.CharField("法律の基準の名前", max_length=50, blank=True)
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name="担当課",
    )

    objects = IndicatorQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "指標"
        verbose_name_plural = "指標"
        ordering = BOOK_ORDER
        constraints = [
            UniqueConstraint(
                fields=["basic_project", "code"],
                name="indicator_code_once",
                violation_error_message="同じ番号の指標がすでにあります。",
            ),
            value_xor_reason(
                "baseline_value_xor_reason",
                "現状値か、現状値がない理由の、どちらか一方を入力してください。",
                value="baseline_value",
                reason="baseline_missing_reason",
            ),
            CheckConstraint(
                condition=Q(statutory_line_value__isnull=True, statutory_line_name="")
                | (Q(statutory_line_value__isnull=False) & ~Q(statutory_line_name="")),
                name="statutory_line_with_name",
                violation_error_message="法律の基準は、値と名前の両方を入力してください。",
            ),
            CheckConstraint(
                condition=Q(direction__in=[code for code, _ in Direction.choices()]),
                name="indicator_direction_known",
                violation_error_message="望ましい方向を選んでください。",
            ),
            CheckConstraint(
                condition=Q(maintenance_tolerance__isnull=True) | Q(maintenance_tolerance__gte=0),
                name="maintenance_tolerance_not_negative",
                violation_error_message="維持とみなす幅は0以上にしてください。",
            ),
            sensible_year("indicator_baseline_year_sensible", "baseline_fiscal_year"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("indicators:indicator", args=[self.plan.slug, self.code])

    @property
    def plan(self) -> Plan:
        return self.basic_project.policy.goal.plan

    @property
    def facts(self) -> IndicatorFacts:
        """Return what the rule book needs of the indicator and its targets."""
        own = {name: getattr(self, name) for name in _JUDGED_BY}
        period = {name: getattr(self.plan, name) for name in _PERIOD}
        return _facts(own | period, tuple(target.fact for target in self.targets.all()))

    def series(self, today: date) -> JudgedSeries:
        """Return all its years, judged as seen on a day."""
        annual = {value.fiscal_year: value.fact for value in self.annual_values.all()}
        return JudgedSeries(self.facts, annual, today)


def _facts(columns: Mapping[str, Any], targets: tuple[TargetFact, ...]) -> IndicatorFacts:
    """Return the columns of _JUDGED_BY and _PERIOD as the rule book takes them."""
    line = columns["statutory_line_value"]
    return IndicatorFacts(
        direction=Direction(columns["direction"]),
        decimal_places=columns["decimal_places"],
        first_year=columns["first_fiscal_year"],
        last_year=columns["last_fiscal_year"],
        baseline_year=columns["baseline_fiscal_year"],
        baseline_value=columns["baseline_value"],
        targets=targets,
        is_survey=columns["is_survey"],
        baseline_sample_size=columns["baseline_sample_size"],
        tolerance=columns["maintenance_tolerance"],
        statutory_line=None
        if line is None
        else StatutoryLine(line, columns["statutory_line_name"]),
    )
