from typing import Self

from django.db import models
from django.db.models import UniqueConstraint
from django.urls import reverse
from simple_history.models import HistoricalRecords

from indicators.models.plan import Goal, Plan


class SdgGoal(models.Model):
    """One of the 17 Sustainable Development Goals."""

    number = models.PositiveSmallIntegerField("番号", unique=True)
    title = models.CharField("SDGsの目標", max_length=100)

    class Meta:
        verbose_name = "SDGsの目標"
        verbose_name_plural = "SDGsの目標"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class PolicyQuerySet(models.QuerySet["Policy"]):
    def published(self) -> Self:
        """Keep the policies of the plans that citizens may see."""
        return self.filter(goal__plan__in=Plan.objects.published())

    def of_plan(self, plan: Plan) -> Self:
        """Keep one plan's policies with their goal and plan, in the book's order."""
        return self.filter(goal__plan=plan).select_related("goal__plan")


class Policy(models.Model):
    """A policy (施策): one spread of the printed plan.

    aim, current_state and the basic projects' purposes keep the printed mark `*` behind
    words that the glossary explains; paragraphs are separated by a blank line.
    """

    goal = models.ForeignKey(
        Goal, on_delete=models.PROTECT, related_name="policies", verbose_name="基本目標"
    )
    code = models.CharField("施策番号", max_length=20, help_text="例: 6-1")
    order = models.PositiveSmallIntegerField("並び順")
    field = models.CharField("分野", max_length=50)
    title = models.CharField("施策", max_length=200)
    aim = models.TextField("施策の目標", blank=True)
    current_state = models.TextField("現状と課題", blank=True)
    photograph_captions = models.TextField("写真の説明", blank=True, help_text="1行に1枚")
    source_page = models.PositiveSmallIntegerField("冊子のページ", null=True, blank=True)
    sdg_goals = models.ManyToManyField(SdgGoal, blank=True, verbose_name="関連するSDGsの目標")

    objects = PolicyQuerySet.as_manager()
    history = HistoricalRecords(
        m2m_fields=[sdg_goals], verbose_name="変更履歴", verbose_name_plural="変更履歴"
    )

    class Meta:
        verbose_name = "施策"
        verbose_name_plural = "施策"
        ordering = ["goal__plan", "goal__number", "order", "code"]
        constraints = [
            UniqueConstraint(
                fields=["goal", "code"],
                name="policy_code_once",
                violation_error_message="同じ番号の施策がすでにあります。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("indicators:policy", args=[self.goal.plan.slug, self.code])


class BasicProject(models.Model):
    """A basic project (基本事業) with its purpose; some have no indicator, and say why."""

    policy = models.ForeignKey(
        Policy, on_delete=models.PROTECT, related_name="basic_projects", verbose_name="施策"
    )
    code = models.CharField("基本事業番号", max_length=20, help_text="例: 6-1-2")
    order = models.PositiveSmallIntegerField("並び順")
    title = models.CharField("基本事業", max_length=200)
    purpose = models.TextField("ねらい", blank=True)
    no_indicator_reason = models.TextField("指標を設定しない理由", blank=True)

    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "基本事業"
        verbose_name_plural = "基本事業"
        ordering = ["policy__goal__plan", "policy__goal__number", "policy__order", "order", "code"]
        constraints = [
            UniqueConstraint(
                fields=["policy", "code"],
                name="basic_project_code_once",
                violation_error_message="同じ番号の基本事業がすでにあります。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class RelatedPlan(models.Model):
    """An individual plan (関係個別計画) that a policy names."""

    policy = models.ForeignKey(
        Policy, on_delete=models.CASCADE, related_name="related_plans", verbose_name="施策"
    )
    order = models.PositiveSmallIntegerField("並び順")
    name = models.CharField("計画名", max_length=200)

    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "関係個別計画"
        verbose_name_plural = "関係個別計画"
        ordering = ["policy", "order", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["policy", "name"],
                name="related_plan_once",
                violation_error_message="この施策には、同じ計画名がすでにあります。",
            )
        ]

    def __str__(self) -> str:
        return self.name
