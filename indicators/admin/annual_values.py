from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import path
from django.utils.timezone import localdate, now

from indicators.admin.imports import ImportsMixin
from indicators.admin.year_entry import check_view, choose_year_view, year_sheet_view
from indicators.domain.measure import Measure
from indicators.exports.values import annual_values_table
from indicators.forms import AnnualValuePageForm
from indicators.locking import explained
from indicators.models import AnnualValue
from indicators.publishing import Published, record_verdicts
from indicators.year_sheet import answer_text
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.shared.list_downloads import DownloadsMixin
from sunagawa_plan.shared.list_filters import FiscalYearFilter
from sunagawa_plan.shared.row_changes import REASON_LENGTH, give_reason
from sunagawa_plan.shared.staff_admin import PortalAdmin


@admin.register(AnnualValue)
class AnnualValueAdmin(ImportsMixin, DownloadsMixin, PortalAdmin):
    form = AnnualValuePageForm
    list_display = ("year", "indicator", "answer", "unit", "published_at")
    list_display_links = ("year", "indicator")
    list_filter = (
        FiscalYearFilter,
        "is_provisional",
        "missing_reason",
        "indicator__department",
        "indicator__basic_project__policy",
        "indicator__basic_project__policy__goal__plan",
    )
    list_select_related = ("indicator__basic_project__policy__goal__plan",)
    search_fields = ("indicator__code", "indicator__name", "note", "source")
    autocomplete_fields = ("indicator",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "indicator",
                    "fiscal_year",
                    "value",
                    ("missing_reason", "missing_detail"),
                    "sample_size",
                    "is_provisional",
                    "stamp",
                )
            },
        ),
        ("注記と出典", {"fields": ("note", "source")}),
    )
    import_export_change_list_template = "admin/indicators/annualvalue/change_list.html"

    def get_urls(self) -> list[Any]:
        def wrapped(view: Any) -> Any:
            return self.admin_site.admin_view(lambda request, **kw: view(self, request, **kw))

        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("year/", wrapped(choose_year_view), name=f"{name}_choose_year"),
            path("year/<int:year>/", wrapped(year_sheet_view), name=f"{name}_year"),
            path("check/", wrapped(check_view), name=f"{name}_check"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request: HttpRequest, obj: AnnualValue | None = None) -> Any:
        """Leave the stamp out where nothing can be entered."""
        if self.has_change_permission(request, obj) or (obj is None):
            return super().get_fieldsets(request, obj)
        (title, main), *others = self.fieldsets
        return [(title, {"fields": [name for name in main["fields"] if name != "stamp"]}), *others]

    def get_readonly_fields(self, request: HttpRequest, obj: AnnualValue | None = None) -> Any:
        return ("indicator",) if obj is not None else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        if not change or form.changed_data:
            reason = form.cleaned_data.get("change_reason", "") if change else ""
            _record(request, obj, reason)
        for caution in form.cautions():
            messages.warning(request, caution.message)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out the deletion of several: each needs its own reason."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Ask for the reason on the page that confirms; without one nothing is deleted."""
        problem = ""
        if request.method == "POST":
            try:
                explained(request.POST.get("change_reason", ""), is_public=True)
            except ValueError as error:
                problem = str(error)
                # Nothing sent: the page asks again.
                request.POST = QueryDict()
        more = {"problem": problem, "reason_length": REASON_LENGTH}
        return super().delete_view(request, object_id, {**more, **(extra_context or {})})

    def delete_model(self, request: HttpRequest, obj: AnnualValue) -> None:
        reason = explained(request.POST.get("change_reason", ""), is_public=True)
        give_reason(obj, reason)
        super().delete_model(request, obj)
        _record(request, obj, reason)

    def table(self, queryset: QuerySet[AnnualValue]) -> Table:
        return annual_values_table(queryset)

    def view_on_site(self, obj: AnnualValue) -> str | None:
        return obj.indicator.get_absolute_url() if obj.indicator.plan.is_published else None

    @admin.display(description="年度", ordering="fiscal_year")
    def year(self, row: AnnualValue) -> str:
        return FiscalYear(row.fiscal_year).wareki

    @admin.display(description="実績値", ordering="value")
    def answer(self, row: AnnualValue) -> str:
        return answer_text(row.fact, Measure(row.indicator.unit, row.indicator.decimal_places))

    @admin.display(description="単位", ordering="indicator__unit")
    def unit(self, row: AnnualValue) -> str:
        return row.indicator.unit


def _record(request: HttpRequest, value: AnnualValue, reason: str) -> None:
    published = [Published(value, reason[:REASON_LENGTH])]
    record_verdicts(published, by=request.user, at=now(), today=localdate())
