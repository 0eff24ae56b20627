from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.timezone import localdate, now

from indicators.admin.imports import IndicatorImportsMixin
from indicators.admin.judged_filters import (
    JudgedYearFilter,
    KindFilter,
    LevelFilter,
    year_asked,
)
from indicators.admin.list_tables import tables_of_list
from indicators.admin.transfer import transfer_indicators
from indicators.domain.marked_text import without_marks
from indicators.exports.edited import edited_indicators, edited_targets
from indicators.exports.indicators import indicators_table
from indicators.forms import AnnualValueForm
from indicators.locking import explained
from indicators.models import AnnualValue, Indicator, Target
from indicators.publishing import Published, record_verdicts
from indicators.year_sheet import baseline_text, target_text
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.shared.list_downloads import DownloadsMixin, TableOf
from sunagawa_plan.shared.staff_admin import Part, PartInline, PortalAdmin


class TargetInline(PartInline):
    model = Target


class AnnualValueFormSet(BaseInlineFormSet):
    """All years of one indicator; each form knows the indicator without asking again."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "indicator": self.instance}

    def clean(self) -> None:
        """Refuse to change or delete what is published without a word why."""
        super().clean()
        is_public = any(form.has_changed() for form in self.initial_forms)
        try:
            explained(self.data.get("change_reason", ""), is_public=is_public)
        except ValueError as error:
            raise ValidationError(str(error), code="unexplained") from error


class AnnualValueInline(PartInline):
    model = AnnualValue
    form = AnnualValueForm
    formset = AnnualValueFormSet
    ordering = ("fiscal_year",)
    extra = 1
    readonly_fields = ("target_in_force",)

    def get_fields(self, request: HttpRequest, obj: Indicator | None = None) -> Any:
        """Ask for the number of answers only where people were asked."""
        asked = [name for name in AnnualValueForm.Meta.fields if name != "sample_size"]
        if obj is not None and obj.is_survey:
            asked.insert(asked.index("is_provisional"), "sample_size")
        asked.insert(1, "target_in_force")
        may_edit = self.has_change_permission(request, obj) or self.has_add_permission(request, obj)
        return [*asked, "stamp"] if may_edit else asked

    @admin.display(description="その年度の目標")
    def target_in_force(self, row: AnnualValue) -> str:
        return target_text(row.indicator, row.fiscal_year) if row.pk else ""

    def get_queryset(self, request: HttpRequest) -> QuerySet[AnnualValue]:
        return super().get_queryset(request).select_related(None)


@admin.register(Indicator)
class IndicatorAdmin(IndicatorImportsMixin, DownloadsMixin, PortalAdmin):
    list_display = ("code", "shown_name", "unit", "baseline", "department", "policy")
    list_display_links = ("code", "shown_name")
    list_filter = (
        "basic_project__policy__goal__plan",
        "basic_project__policy",
        "department",
        JudgedYearFilter,
        KindFilter,
        LevelFilter,
        "is_survey",
        "direction",
    )
    list_select_related = ("department", "basic_project__policy__goal__plan")
    search_fields = ("code", "name", "definition", "plain_meaning")
    autocomplete_fields = ("basic_project", "department")
    inlines = (AnnualValueInline, TargetInline)
    actions = (transfer_indicators,)
    parts = (
        Part(AnnualValue, "indicator_id", "fiscal_year"),
        Part(Target, "indicator_id", "fiscal_year"),
    )
    change_form_template = "admin/indicators/indicator/change_form.html"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("basic_project", "code", "order"),
                    "name",
                    "definition",
                    ("unit", "decimal_places", "direction", "is_survey"),
                    (
                        "baseline_fiscal_year",
                        "baseline_value",
                        "baseline_missing_reason",
                        "baseline_sample_size",
                    ),
                    "department",
                )
            },
        ),
        (
            "やさしい説明（計画書ではなく、このサイトのことば）",
            {"fields": ("plain_meaning", "plain_target")},
        ),
        (
            "評価の条件",
            {
                "classes": ("collapse",),
                "fields": (
                    "maintenance_tolerance",
                    ("statutory_line_value", "statutory_line_name"),
                ),
            },
        ),
    )

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Indicator | None:
        """Fetch it with its series; while saving nobody else may save values of it."""
        if request.method == "POST" and object_id.isdecimal():
            list(Indicator.objects.select_for_update().filter(pk=object_id))
        return super().get_object(request, object_id, from_field)

    def get_queryset(self, request: HttpRequest) -> Any:
        indicators: Any = super().get_queryset(request)
        match = request.resolver_match
        is_one = match is not None and "object_id" in match.kwargs
        return indicators.with_series() if is_one else indicators

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is not AnnualValue:
            return
        reason = form.cleaned_data.get("change_reason", "")
        changed = [row for row, _ in formset.changed_objects] + formset.deleted_objects
        published = [Published(row, reason) for row in changed]
        published += [Published(row) for row in formset.new_objects]
        record_verdicts(published, by=request.user, at=now(), today=localdate())
        for row in formset.initial_forms + formset.extra_forms:
            if row.has_changed() and not row.cleaned_data.get("DELETE"):
                year = FiscalYear(row.instance.fiscal_year)
                for caution in row.cautions():
                    messages.warning(request, f"{year}の実績値：{caution.message}")

    def table(self, queryset: Any) -> Table:
        return indicators_table(queryset)

    def more_tables(self, request: HttpRequest) -> Mapping[str, TableOf]:
        """Offer what hangs on the indicators, their results in the list's year, files to be edited."""
        edited = {"indicators-edit": edited_indicators, "targets-edit": edited_targets}
        return {**tables_of_list(localdate(), year_asked(request.GET)), **edited}

    def view_on_site(self, obj: Indicator) -> str | None:
        return obj.get_absolute_url() if obj.plan.is_published else None

    @admin.display(description="指標名", ordering="name")
    def shown_name(self, indicator: Indicator) -> str:
        return without_marks(indicator.name)

    @admin.display(description="現状値")
    def baseline(self, indicator: Indicator) -> str:
        return baseline_text(indicator)

    @admin.display(description="施策", ordering="basic_project__policy__order")
    def policy(self, indicator: Indicator) -> str:
        return str(indicator.basic_project.policy)
