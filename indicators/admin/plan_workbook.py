from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from indicators.import_forms import PlanWorkbookConfirmForm, PlanWorkbookUploadForm
from indicators.loading.stored_book import book_of
from indicators.models import Plan
from indicators.plan_workbook.resource import PlanWorkbook, PlanWorkbookResource
from indicators.plan_workbook.sheets import SHEETS
from indicators.plan_workbook.writing import empty_workbook, plan_workbook
from sunagawa_plan.lib.downloads import FORMS, attachment
from sunagawa_plan.shared.file_imports import FileImportsMixin

# What a workbook may add or, in a draft, change.
_PARTS = (
    "plan", "milestone", "goal", "policy", "relatedplan", "basicproject", "indicator", "target",
    "glossaryterm", "glossaryoccurrence", "referenceseries", "referencepoint",
)  # fmt: skip
_RIGHTS = tuple(f"indicators.{act}_{part}" for part in _PARTS for act in ("add", "change"))


class PlanWorkbookMixin(FileImportsMixin, admin.ModelAdmin):
    """Adds to the list of plans a workbook in which a whole plan is written, saved and taken in."""

    resource_classes = (PlanWorkbookResource,)
    import_formats = (PlanWorkbook,)
    import_form_class = PlanWorkbookUploadForm
    confirm_form_class = PlanWorkbookConfirmForm
    import_export_change_list_template = "admin/indicators/plan/change_list.html"
    template_name = "admin:indicators_plan_template"
    file_shape = "「ひな形を保存」か、計画の画面の「ブックを保存」で保存したExcelのブックです（CSVは使えません）。"
    file_hint = (
        "登録した計画は非公開で、公開するまでは、ブックを直して取り込み直せます。"
        "職員が画面で直したものは上書きせず、何も削除しません。公開した計画は、ブックでは変わりません。"
    )

    def get_urls(self) -> list[Any]:
        template = self.admin_site.admin_view(self.template_view)
        workbook = self.admin_site.admin_view(self.workbook_view)
        return [
            path("workbook.xlsx", template, name="indicators_plan_template"),
            path("<int:key>/workbook.xlsx", workbook, name="indicators_plan_workbook"),
            *super().get_urls(),
        ]

    def has_import_permission(self, request: HttpRequest) -> bool:
        """A workbook holds all of a plan: it is for those who may add and change all of it."""
        return request.user.has_perms(_RIGHTS)

    def file_kinds(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        return [
            (
                f"シート「{sheet.title}」",
                [(column.heading, column.meaning, column.is_needed) for column in sheet.columns],
            )
            for sheet in SHEETS
        ]

    def template_view(self, request: HttpRequest) -> HttpResponse:
        """Send an empty workbook."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return _file(empty_workbook(), "plan-template.xlsx", "計画のブック（ひな形）.xlsx")

    def workbook_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Send the workbook of one plan."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        plan = Plan.objects.filter(pk=key).first()
        if plan is None:
            raise Http404("その計画はありません。")
        return _file(plan_workbook(book_of(plan)), f"{plan.slug}.xlsx", f"{plan.name}.xlsx")


def _file(content: bytes, *names: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=FORMS["xlsx"].content_type,
        headers={"Content-Disposition": attachment(*names)},
    )
