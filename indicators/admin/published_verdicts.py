from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from indicators.domain.measure import Measure
from indicators.domain.verdict import Rule
from indicators.models import PublishedVerdict
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.list_filters import FiscalYearFilter

# What a working is made of, in the words of the indicator's page.
_WORDS = {
    "value": "実績値",
    "baseline": "基準値",
    "target": "目標",
    "plan_line": "計画線",
    "bound": "計画値の上限・下限",
}


@admin.register(PublishedVerdict)
class PublishedVerdictAdmin(admin.ModelAdmin):
    """Every publication of a value with its verdict, as citizens were shown it; only to be read."""

    list_display = (
        "published_at",
        "year",
        "indicator",
        "answer",
        "label",
        "working_in_words",
        "rule_version",
        "published_by",
        "reason",
    )
    list_display_links = None
    list_filter = (FiscalYearFilter, "indicator__basic_project__policy", "rule_version")
    list_select_related = ("indicator__basic_project__policy__goal__plan", "published_by")
    search_fields = ("indicator__code", "indicator__name", "reason")
    ordering = ("-published_at", "-pk")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Allow the links from one indicator and year."""
        return lookup == "indicator" or super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="年度", ordering="fiscal_year")
    def year(self, row: PublishedVerdict) -> str:
        return FiscalYear(row.fiscal_year).wareki

    @admin.display(description="公開した値")
    def answer(self, row: PublishedVerdict) -> str:
        if row.value is None:
            return str(row.get_missing_reason_display() or "取り下げ")
        measure = Measure(row.indicator.unit, row.indicator.decimal_places)
        return measure.quantity(row.value) + ("（速報値）" if row.is_provisional else "")

    @admin.display(description="評価の根拠")
    def working_in_words(self, row: PublishedVerdict) -> str:
        working = row.working or {}
        parts = [f"{word} {working[name]}" for name, word in _WORDS.items() if working.get(name)]
        rule = working.get("rule")
        return "、".join([*parts, f"規則「{Rule(rule).label}」"] if rule else parts)
