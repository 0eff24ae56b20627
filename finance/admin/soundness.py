from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path

from finance.admin.ratio_entry import choose_ratio_year_view, ratio_sheet_view
from finance.admin.ratio_imports import RatioImportsMixin
from finance.exports.soundness import soundness_table
from finance.lent_ratios import lent_ratios
from finance.models import SoundnessRatio, SoundnessThreshold, SoundnessValue
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.shared.list_downloads import DownloadsMixin
from sunagawa_plan.shared.staff_admin import Part, PartInline, PortalAdmin


class ThresholdInline(PartInline):
    model = SoundnessThreshold


@admin.register(SoundnessRatio)
class SoundnessRatioAdmin(RatioImportsMixin, DownloadsMixin, PortalAdmin):
    """The five ratios; their values are entered by year."""

    list_display = ("name", "threshold_name", "kept_as")
    actions = None
    inlines = (ThresholdInline,)
    parts = (
        Part(SoundnessValue, "ratio_id", "fiscal_year"),
        Part(SoundnessThreshold, "ratio_id", "fiscal_year"),
    )
    import_export_change_list_template = "admin/finance/soundnessratio/change_list.html"
    fieldsets = (
        (None, {"fields": ("name", "code", "order", "unit", "decimal_places", "threshold_name")}),
        ("計画とのつながり", {"fields": ("plan_slug", "indicator_code", "glossary_term")}),
    )

    def get_urls(self) -> list[Any]:
        def wrapped(view: Any) -> Any:
            return self.admin_site.admin_view(lambda request, **kw: view(self, request, **kw))

        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("year/", wrapped(choose_ratio_year_view), name=f"{name}_choose_year"),
            path("year/<int:year>/", wrapped(ratio_sheet_view), name=f"{name}_year"),
            *super().get_urls(),
        ]

    def get_readonly_fields(
        self, request: HttpRequest, obj: SoundnessRatio | None = None
    ) -> tuple[str, ...]:
        return ("code",) if obj else ()

    def table(self, queryset: QuerySet[SoundnessRatio]) -> Table:
        chosen = SoundnessRatio.objects.filter(pk__in=queryset.values("pk"))
        return soundness_table(chosen, lent_ratios(chosen))

    @admin.display(description="値の入力先")
    def kept_as(self, row: SoundnessRatio) -> str:
        return f"指標 {row.indicator_code}" if row.is_shared else "健全化判断比率の年度の表"
