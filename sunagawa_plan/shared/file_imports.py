"""ファイルの取り込み in the admin: preview, then all rows or none."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from import_export.admin import ImportMixin

from sunagawa_plan.lib.uploads import UploadColumns
from sunagawa_plan.shared.kept_uploads import KeptUpload
from sunagawa_plan.shared.office_table import OfficeTable, signed
from sunagawa_plan.shared.progress import read_progress, told_under
from sunagawa_plan.shared.upload_forms import UploadForm, last_records

_GONE = (
    "このファイルはすでに取り込まれたか、確認の画面を開いてから1日以上たっています。"
    "取り込まれていないときは、もう一度ファイルを選んでください。"
)


class FileImportsMixin(ImportMixin):
    """Adds 「ファイルの取り込み」 to a list; carried are answers of the first form that go along."""

    import_form_class = UploadForm
    import_formats: Any = (OfficeTable,)
    import_template_name = "admin/file_import.html"
    tmp_storage_class = KeptUpload
    carried: tuple[str, ...] = ()
    # What a file must look like, and what this list's files have to them besides.
    file_shape = (
        "1行目に見出し、2行目から値を入れた表です。CSV（UTF-8、Shift_JIS）とExcel（xlsx、最初のシート）を"
        "読めます。"
    )
    file_hint = ""
    # The name of the address of a file to be filled in, where there is one.
    template_name = ""
    # Where the right rows of a file with mistakes may go in without the wrong ones.
    takes_right_rows = False

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.progress_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_import_progress"
        return [path("import/progress/<uuid:token>/", view, name=name), *super().get_urls()]

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def state(self, answers: dict[str, Any]) -> str:
        """Return what changes whenever a row that the file concerns does."""
        return last_records(*self.confirm_form_class.watched)

    def file_kinds(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """Return each kind of file: its name, and heading, meaning and need of every column."""
        return [
            (kind.get_display_name(), _described(kind.columns)) for kind in self.resource_classes
        ]

    def get_import_form_initial(self, request: HttpRequest) -> dict[str, Any]:
        return {"format": "0"}

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        form: Any = kwargs.get("form")
        given = super().get_import_data_kwargs(**kwargs)
        if hasattr(form, "refuse_overtaken"):
            given["refuse_overtaken"] = form.refuse_overtaken
        return {**given, "rollback_on_validation_errors": not self.takes_right_rows}

    def get_import_context_data(self, **kwargs: Any) -> dict[str, Any]:
        token = uuid4()
        told = {
            "file_kinds": self.file_kinds(),
            "file_shape": self.file_shape + self.file_hint,
            "template_address": reverse(self.template_name) if self.template_name else "",
            "progress_token": token,
            "progress_address": self._address("import_progress", token),
        }
        return {**super().get_import_context_data(**kwargs), **told}

    def get_confirm_form_initial(self, request: HttpRequest, import_form: Any) -> dict[str, Any]:
        initial = super().get_confirm_form_initial(request, import_form)
        if import_form is None:
            return initial
        answers = {name: import_form.cleaned_data[name] for name in self.carried}
        name = signed(initial["import_file_name"])
        return {**initial, **answers, "import_file_name": name, "state": self.state(answers)}

    def create_confirm_form(self, request: Any, import_form: Any = None) -> Any:
        """Make one form per request: it is asked once whether the preview still holds."""
        if not hasattr(request, "confirm_form"):
            request.confirm_form = super().create_confirm_form(request, import_form)
        return request.confirm_form

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        told = str(e) if isinstance(e, ValueError) else "ファイルを読み取れません。"
        form.add_error("import_file", told)

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        with told_under(request.user.pk, request.POST.get("progress", "")):
            response = super().import_action(request, **kwargs)
        self.settle_upload(request, response)
        return response

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Import what was previewed; if anything has changed since, nothing is done."""
        if self.has_import_permission(request) and request.method == "POST":
            form: Any = self.create_confirm_form(request)
            if not form.is_valid():
                return self._refused(request, *(told[0] for told in form.errors.values()))
        try:
            with told_under(request.user.pk, request.POST.get("progress", "")):
                return super().process_import(request, **kwargs)
        except FileNotFoundError:
            return self._refused(request, _GONE)

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        is_wrong = result.has_validation_errors() and not self.takes_right_rows
        if result.has_errors() or is_wrong:
            told = [str(error.error) for error in result.base_errors]
            return self._refused(
                request, *(told or ["取り込めない行があるため、何も取り込んでいません。"])
            )
        return super().process_result(result, request)

    def progress_view(self, request: HttpRequest, token: UUID) -> JsonResponse:
        """Say how far the person's own running import has come."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        response = JsonResponse(read_progress(request.user.pk, token))
        response["Cache-Control"] = "no-store"
        return response

    def add_success_message(self, result: Any, request: HttpRequest) -> None:
        messages.success(request, f"ファイルを取り込みました（{_counted(result)}）。")

    def generate_log_entries(self, result: Any, request: HttpRequest) -> None:
        """Note the file once among the person's actions; each row has its own history."""
        LogEntry.objects.create(
            user=request.user,  # type: ignore[misc]
            content_type=ContentType.objects.get_for_model(self.model),
            action_flag=CHANGE,
            object_repr=f"ファイルの取り込み（{_counted(result)}）",
            change_message="ファイルから取り込みました。",
        )

    def settle_upload(self, request: HttpRequest, response: Any) -> None:
        """Keep an uploaded file only where its preview can be confirmed."""
        context = getattr(response, "context_data", None) or {}
        name = getattr(request.FILES.get("import_file"), "tmp_storage_name", None)
        if name and "confirm_form" not in context:
            KeptUpload(name=name).remove()

    def _refused(self, request: HttpRequest, *told: str) -> HttpResponse:
        for sentence in told:
            messages.error(request, sentence)
        return HttpResponseRedirect(self._address("import"))

    def _address(self, view: str, *names: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}", args=names)


def _described(columns: UploadColumns) -> list[tuple[str, str, bool]]:
    return [(name, title, name in columns.required) for name, title in columns.titles.items()]


def _counted(result: Any) -> str:
    counts = result.totals
    return f"追加{counts['new']}件、変更{counts['update']}件、変更なし{counts['skip']}件"
