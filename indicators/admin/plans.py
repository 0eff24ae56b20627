from django.contrib import admin
from django.db.models import QuerySet

from indicators.admin.imports import DepartmentImportsMixin
from indicators.admin.plan_workbook import PlanWorkbookMixin
from indicators.exports.edited import departments_table
from indicators.models import Department, Goal, Milestone, Plan
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.shared.list_downloads import DownloadsMixin
from sunagawa_plan.shared.staff_admin import Part, PartInline, PortalAdmin


class MilestoneInline(PartInline):
    model = Milestone


@admin.register(Plan)
class PlanAdmin(PlanWorkbookMixin, PortalAdmin):
    list_display = ("name", "municipality", "period", "is_published", "shows_on_home")
    list_filter = ("is_published", "municipality")
    search_fields = ("name", "slug")
    inlines = (MilestoneInline,)
    parts = (Part(Milestone, "plan_id", "fiscal_year"),)
    fieldsets = (
        (None, {"fields": ("name", "municipality", "region_code")}),
        (
            "計画期間",
            {"fields": ("first_fiscal_year", "last_fiscal_year", "baseline_fiscal_year")},
        ),
        ("公開", {"fields": ("slug", "is_published", "shows_on_home")}),
    )

    @admin.display(description="計画期間", ordering="first_fiscal_year")
    def period(self, plan: Plan) -> str:
        return f"{FiscalYear(plan.first_fiscal_year)}〜{FiscalYear(plan.last_fiscal_year)}"

    def view_on_site(self, obj: Plan) -> str | None:
        return obj.get_absolute_url() if obj.is_published else None


@admin.register(Goal)
class GoalAdmin(PortalAdmin):
    list_display = ("number", "title", "fields_of_goal", "plan")
    list_display_links = ("number", "title")
    list_filter = ("plan",)
    list_select_related = ("plan",)
    search_fields = ("title", "fields")
    autocomplete_fields = ("plan",)
    fieldsets = ((None, {"fields": ("plan", "number", "title", "fields", "description")}),)

    @admin.display(description="分野", ordering="fields")
    def fields_of_goal(self, goal: Goal) -> str:
        return goal.fields

    def view_on_site(self, obj: Goal) -> str | None:
        return obj.get_absolute_url() if obj.plan.is_published else None


@admin.register(Department)
class DepartmentAdmin(DepartmentImportsMixin, DownloadsMixin, PortalAdmin):
    list_display = ("name", "code", "email", "order")
    search_fields = ("name", "code")
    fieldsets = ((None, {"fields": ("name", "code", "email", "order")}),)

    def table(self, queryset: QuerySet[Department]) -> Table:
        return departments_table(queryset)
