"""ファイルの取り込み in the admin: preview, then all rows or none."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from import_export.admin import ImportMixin
from import_export.forms import ConfirmImportForm, ImportForm

from sunagawa_plan.shared.office_table import OfficeTable, signed, unsigned


class UploadForm(ImportForm):
    """Asks for a file; its kind is seen from its content."""

    import_file = forms.FileField(label="ファイル（CSVまたはExcel）")
    field_order = ["import_file"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["format"].widget = forms.HiddenInput()
        self.fields["import_file"].widget.attrs.pop("class", None)
        self.fields["import_file"].widget.attrs["accept"] = ".csv,.tsv,.txt,.xlsx"

    @property
    def media(self) -> forms.Media:
        """Nothing: there is no format to guess."""
        return forms.Media()


class UploadConfirmForm(ConfirmImportForm):
    """Carries the preview's file under signature, and the state of the rows it was held against."""

    state = forms.CharField(widget=forms.HiddenInput)

    def clean_import_file_name(self) -> str:
        return unsigned(self.cleaned_data["import_file_name"])

    def current_state(self) -> str:
        """Return what changes whenever a row that the file concerns does."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("state") != self.current_state():
            raise ValidationError(
                "確認の画面を開いたあとで、登録されている値が変更されました。何も取り込んでいません。"
                "もう一度ファイルを選び、内容を確かめてください。",
                code="overtaken",
            )
        return cleaned


class FileImportsMixin(ImportMixin):
    """Adds 「ファイルの取り込み」 to a list; carried are answers of the first form that go along."""

    import_form_class = UploadForm
    import_formats = (OfficeTable,)
    import_template_name = "admin/file_import.html"
    carried: tuple[str, ...] = ()
    # What this list's files have to them besides their columns.
    file_hint = ""

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def state(self, answers: dict[str, Any]) -> str:
        """Return what changes whenever a row that the file concerns does."""
        raise NotImplementedError

    def file_columns(self) -> list[tuple[str, str, bool]]:
        """Return heading, meaning, and whether it is needed, of every column a file may have."""
        raise NotImplementedError

    def get_import_form_initial(self, request: HttpRequest) -> dict[str, Any]:
        return {"format": "0"}

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_import_data_kwargs(**kwargs), "rollback_on_validation_errors": True}

    def get_import_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"columns": self.file_columns(), "file_hint": self.file_hint}
        return {**super().get_import_context_data(**kwargs), **told}

    def get_confirm_form_initial(self, request: HttpRequest, import_form: Any) -> dict[str, Any]:
        initial = super().get_confirm_form_initial(request, import_form)
        if import_form is None:
            return initial
        answers = {name: import_form.cleaned_data[name] for name in self.carried}
        name = signed(initial["import_file_name"])
        return {**initial, **answers, "import_file_name": name, "state": self.state(answers)}

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        told = str(e) if isinstance(e, ValueError) else "ファイルを読み取れません。"
        form.add_error("import_file", told)

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Import what was previewed; if anything has changed since, nothing is done."""
        if self.has_import_permission(request) and request.method == "POST":
            form = self.create_confirm_form(request)
            if not form.is_valid():
                for told in form.errors.values():
                    messages.error(request, told[0])
                return HttpResponseRedirect(self._address("import"))
        return super().process_import(request, **kwargs)

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        if result.has_errors() or result.has_validation_errors():
            messages.error(request, "取り込めない行があるため、何も取り込んでいません。")
            return HttpResponseRedirect(self._address("import"))
        return super().process_result(result, request)

    def add_success_message(self, result: Any, request: HttpRequest) -> None:
        counts = result.totals
        messages.success(
            request,
            f"ファイルを取り込みました（追加{counts['new']}件、変更{counts['update']}件、"
            f"変更なし{counts['skip']}件）。",
        )

    def _create_log_entry(
        self, user_pk: Any, rows: list[Any], import_type: str, action_flag: int
    ) -> None:
        """Note each row among the person's actions, in Japanese."""
        log: Any = LogEntry.objects.log_actions
        told = "ファイルから取り込みました。"
        if rows:
            log(user_pk, rows, action_flag, change_message=told, single_object=len(rows) == 1)

    def _address(self, view: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}")
