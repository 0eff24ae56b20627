"""Entries in the admin: a list with history; what is typed goes through the section's sheet."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from reporting.access import MAY_LOOK, NO_SECTION_NAME, may_enter, row_address
from reporting.admin.answers import answer_view
from reporting.admin.clerk import sheet_view, submit_view, todo_view
from reporting.admin.lost_sessions import keeps_typed
from reporting.admin.workbooks import WorkbooksMixin
from reporting.domain.prospect import answer_in_words
from reporting.models import Entry
from reporting.todo import named
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.staff_admin import PortalAdmin


class RoundYearFilter(admin.SimpleListFilter):
    """The fiscal years of the rounds that a person sees entries of."""

    title = "年度"
    parameter_name = "fiscal_year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        seen = model_admin.get_queryset(request).order_by("-round__fiscal_year")
        years = seen.values_list("round__fiscal_year", flat=True).distinct()
        return [(str(year), FiscalYear(year).full) for year in years]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        year = self.value()
        return queryset.filter(round__fiscal_year=year) if year and year.isdecimal() else queryset


@admin.register(Entry)
class EntryAdmin(WorkbooksMixin, PortalAdmin):
    list_display = ("year", "indicator_name", "section", "state", "answer", "author", "authored_at")
    list_display_links = ("indicator_name",)
    list_filter = (RoundYearFilter, "state", "missing_reason", "is_provisional")
    list_select_related = (
        "round__plan",
        "department",
        "author",
        "indicator__department",
        "indicator__basic_project__policy__goal__plan",
    )
    search_fields = ("indicator__code", "indicator__name", "note", "source")
    import_export_change_list_template = "admin/reporting/entry/change_list.html"
    actions = None

    def get_urls(self) -> list[Any]:
        def wrapped(view: Any) -> Any:
            return self.admin_site.admin_view(lambda request, **kw: view(self, request, **kw))

        name, place = "reporting_entry", "sheet/<int:key>/<str:section>/"
        return [
            path("todo/", wrapped(todo_view), name=f"{name}_todo"),
            path(place, keeps_typed(wrapped(sheet_view)), name=f"{name}_sheet"),
            path(f"{place}submit/", wrapped(submit_view), name=f"{name}_submit"),
            # Not wrapped: a script needs to be told that the session is over, not led to a login.
            path("<int:key>/answer/", answer_view, name=f"{name}_answer"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Entry.objects.for_user(request.user).in_book_order()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_enter(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return request.user.has_perm(MAY_LOOK)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kw: Any
    ) -> HttpResponse:
        """Lead to the entry on its section's sheet, where it is typed and shown."""
        return HttpResponseRedirect(row_address(self._visible(request, object_id)))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        self._visible(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def _visible(self, request: HttpRequest, object_id: str) -> Entry:
        entry: Any = self.get_object(request, object_id)
        if entry is None:
            raise Http404("その報告はないか、あなたの課の担当ではありません。")
        return entry

    @admin.display(description="年度", ordering="round__fiscal_year")
    def year(self, row: Entry) -> str:
        return row.round.year.wareki

    @admin.display(description="指標", ordering="indicator__code")
    def indicator_name(self, row: Entry) -> str:
        return named(row)

    @admin.display(description="担当課", ordering="section")
    def section(self, row: Entry) -> str:
        return str(row.responsible or NO_SECTION_NAME)

    @admin.display(description="答え")
    def answer(self, row: Entry) -> str:
        return answer_in_words(row.fact, row.measure)
