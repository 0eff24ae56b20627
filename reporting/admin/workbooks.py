"""Reporting by Excel or CSV: the prefilled workbook, its way back in, its mistakes sent back marked."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from reporting.access import (
    MAY_REPORT,
    NO_SECTION_NAME,
    refuse_stranger,
    round_for,
    section_for,
)
from reporting.domain.entry_columns import REQUIRED, TITLES
from reporting.exports.workbook import entries_workbook
from reporting.import_forms import EntriesConfirmForm, EntriesImportForm, state_of_entries
from reporting.models import Entry, Round
from reporting.resources import EntryResource
from sunagawa_plan.lib.downloads import FORMS, attachment
from sunagawa_plan.lib.tables import read_upload
from sunagawa_plan.lib.tables.marked_workbook import marked_workbook
from sunagawa_plan.shared.file_imports import FileImportsMixin
from sunagawa_plan.shared.kept_uploads import KeptUpload
from sunagawa_plan.shared.office_table import OfficeTable, signed, unsigned

# In addresses, in the place of a section's code; no code of a section can read so.
EVERY_SECTION = "~all"
_WHOLE_CITY = "全課"


class WorkbooksMixin(FileImportsMixin):
    """Adds the workbook of a section and its import to the list of entries."""

    resource_classes = (EntryResource,)
    import_form_class = EntriesImportForm
    confirm_form_class = EntriesConfirmForm
    carried = ("round",)
    takes_right_rows = True
    file_hint = (
        "画面から保存した報告用のExcelブックは、そのまま取り込めます。取り込んだ内容は下書きになり、"
        "提出するまで政策調整課には届きません。空欄の行は取り込まず、登録済みの内容も消しません。"
    )

    def get_urls(self) -> list[Any]:
        view, marked = map(self.admin_site.admin_view, (self.workbook_view, self.marked_view))
        return [
            path("workbook/<int:key>/<str:section>.xlsx", view, name="reporting_entry_workbook"),
            path("import/marked/", marked, name="reporting_entry_import_marked"),
            *super().get_urls(),
        ]

    def has_import_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MAY_REPORT))

    def file_columns(self) -> list[tuple[str, str, bool]]:
        return [(title, name, name in REQUIRED) for name, title in TITLES.items()]

    def state(self, answers: dict[str, Any]) -> str:
        return state_of_entries(answers["round"])

    def get_import_form_initial(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().get_import_form_initial(request), "round": request.GET.get("round")}

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        cleaned = getattr(kwargs.get("form"), "cleaned_data", {})
        return {"opened": cleaned.get("round"), "user": request.user, "today": localdate()}

    def settle_upload(self, request: HttpRequest, response: Any) -> None:
        """Offer the right rows of a file with mistakes, and the file back with these marked."""
        context: dict[str, Any] = getattr(response, "context_data", None) or {}
        result: Any = context.get("result")
        form: Any = context.get("form")
        if result is None or result.has_errors() or not result.has_validation_errors():
            super().settle_upload(request, response)
            return
        context["marked_address"] = _marked_address(request, form.cleaned_data["round"])
        if result.changed:
            context["confirm_form"] = self.create_confirm_form(request, import_form=form)

    def workbook_view(self, request: HttpRequest, key: int, section: str) -> HttpResponse:
        """Send the workbook of a section of a round, or of all that the person sees."""
        refuse_stranger(request.user)
        opened = round_for(request.user, key, localdate())
        entries, name = _chosen(request, opened, section)
        content = entries_workbook(opened, entries, section=name)
        title = f"実績の報告_{opened.year.short}_{name}.xlsx"
        return _workbook(content, f"report-{opened.fiscal_year}.xlsx", title)

    def add_success_message(self, result: Any, request: HttpRequest) -> None:
        counts = result.totals
        wrong = f"、誤りのため取り込まなかった行{counts['invalid']}件" if counts["invalid"] else ""
        messages.success(
            request,
            f"ファイルから下書きに取り込みました（変更{counts['update']}件、変更なし{counts['skip']}件"
            f"{wrong}）。まだ提出していません。内容を確かめて提出してください。",
        )

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        """Lead back to what is left to do."""
        response = super().process_result(result, request)
        if result.has_errors():
            return response
        return HttpResponseRedirect(reverse("admin:reporting_entry_todo"))

    def marked_view(self, request: HttpRequest) -> HttpResponse:
        """Send an uploaded file back as a workbook in which its mistakes are marked."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        opened = get_object_or_404(Round, pk=_number(request.GET.get("round", "")))
        content = _kept(request)
        resource = EntryResource(opened=opened, user=request.user, today=localdate())
        resource.import_data(OfficeTable().create_dataset(content), dry_run=True)
        sheet = read_upload(content, filename="アップロードしたファイル")
        marked = marked_workbook(content, sheet, resource.faults)
        return _workbook(
            marked, "report-marked.xlsx", f"実績の報告_{opened.year.short}_直すところ.xlsx"
        )


def _chosen(request: HttpRequest, opened: Round, code: str) -> tuple[Any, str]:
    entries = Entry.objects.for_user(request.user).filter(round=opened)
    entries = entries.with_series().in_book_order()
    if code == EVERY_SECTION:
        return entries, _WHOLE_CITY
    section = section_for(request.user, code)
    return entries.of_department(section), str(section or NO_SECTION_NAME)


def _kept(request: HttpRequest) -> bytes:
    """Return the upload that the address names, to the person who uploaded it only."""
    try:
        owner, _, name = unsigned(request.GET.get("file", "")).partition(" ")
        if owner == str(request.user.pk):
            return KeptUpload(name=name).read()
    except (ValidationError, FileNotFoundError):
        pass
    raise Http404("ファイルは片づけられました。もう一度取り込んでください。")


def _marked_address(request: HttpRequest, opened: Round) -> str:
    name = getattr(request.FILES["import_file"], "tmp_storage_name", "")
    query = urlencode({"round": str(opened.pk), "file": signed(f"{request.user.pk} {name}")})
    return f"{reverse('admin:reporting_entry_import_marked')}?{query}"


def _workbook(content: bytes, ascii_name: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=FORMS["xlsx"].content_type,
        headers={"Content-Disposition": attachment(ascii_name, name)},
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
