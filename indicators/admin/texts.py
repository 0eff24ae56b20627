from django.contrib import admin
from django.db.models import QuerySet

from indicators.exports.glossary import glossary_table
from indicators.models import GlossaryOccurrence, GlossaryTerm, ReferencePoint, ReferenceSeries
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.shared.list_downloads import DownloadsMixin
from sunagawa_plan.shared.staff_admin import Part, PartInline, PortalAdmin


class GlossaryOccurrenceInline(PartInline):
    model = GlossaryOccurrence
    autocomplete_fields = ("policy",)


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(DownloadsMixin, PortalAdmin):
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
        return obj.policy.get_absolute_url() if obj.policy.goal.plan.is_published else None
