from django.contrib import admin
from django.db.models import QuerySet

from indicators.admin.imports import GlossaryImportsMixin
from indicators.exports.glossary import glossary_table
from indicators.models import (
    GlossaryOccurrence,
    GlossaryTerm,
    ReferencePoint,
    ReferenceSeries,
    Remark,
)
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.shared.list_downloads import DownloadsMixin
from sunagawa_plan.shared.list_filters import FiscalYearFilter
from sunagawa_plan.shared.staff_admin import Part, PartInline, PortalAdmin


class GlossaryOccurrenceInline(PartInline):
    model = GlossaryOccurrence
    autocomplete_fields = ("policy",)


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(GlossaryImportsMixin, DownloadsMixin, PortalAdmin):
    list_display = ("term", "reading", "plan")
    list_filter = ("plan",)
    list_select_related = ("plan",)
    search_fields = ("term", "reading", "explanation")
    autocomplete_fields = ("plan",)
    inlines = (GlossaryOccurrenceInline,)
    parts = (Part(GlossaryOccurrence, "term_id", "policy"),)
    fieldsets = ((None, {"fields": ("plan", "term", "reading", "explanation")}),)

    def table(self, queryset: QuerySet[GlossaryTerm]) -> Table:
        return glossary_table(queryset)


class ReferencePointInline(PartInline):
    model = ReferencePoint


@admin.register(ReferenceSeries)
class ReferenceSeriesAdmin(PortalAdmin):
    list_display = ("title", "policy", "unit", "source")
    list_filter = ("policy__goal__plan", "policy")
    list_select_related = ("policy__goal__plan",)
    search_fields = ("title", "source", "note")
    autocomplete_fields = ("policy",)
    inlines = (ReferencePointInline,)
    parts = (Part(ReferencePoint, "series_id", "period_label"),)
    fieldsets = ((None, {"fields": ("policy", "order", "title", "unit", "source", "note")}),)

    def view_on_site(self, obj: ReferenceSeries) -> str | None:
        return obj.get_absolute_url() if obj.policy.goal.plan.is_published else None


@admin.register(Remark)
class RemarkAdmin(PortalAdmin):
    list_display = ("year", "policy", "signature", "signed_on", "is_published")
    list_display_links = ("year", "policy")
    list_filter = ("is_published", FiscalYearFilter, "policy__goal__plan", "policy")
    list_select_related = ("policy__goal__plan",)
    search_fields = ("text", "signature", "policy__code", "policy__title")
    autocomplete_fields = ("policy",)
    fieldsets = (
        (None, {"fields": ("policy", "fiscal_year", "text", ("signature", "signed_on"))}),
        ("公開", {"fields": ("is_published",)}),
    )

    @admin.display(description="年度", ordering="fiscal_year")
    def year(self, remark: Remark) -> str:
        return FiscalYear(remark.fiscal_year).wareki

    def view_on_site(self, obj: Remark) -> str | None:
        is_public = obj.is_published and obj.policy.goal.plan.is_published
        return obj.policy.get_absolute_url() if is_public else None
