"""ファイルの取り込み: preview, then all rows or none."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from import_export.admin import ImportMixin

from indicators.domain.value_columns import REQUIRED, TITLES
from indicators.import_forms import ValuesConfirmForm, ValuesImportForm, state_of_values
from indicators.resources import AnnualValueResource
from sunagawa_plan.shared.office_table import OfficeTable, signed


class ImportsMixin(ImportMixin):
    """Adds 「ファイルの取り込み」 to the list of annual values."""

    resource_classes = (AnnualValueResource,)
    import_form_class = ValuesImportForm
    confirm_form_class = ValuesConfirmForm
    import_formats = (OfficeTable,)
    import_template_name = "admin/indicators/annualvalue/import.html"

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def get_import_form_initial(self, request: HttpRequest) -> dict[str, Any]:
        return {"format": "0"}

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form")
        cleaned = getattr(form, "cleaned_data", {})
        return {"plan": cleaned.get("plan"), "today": localdate()}

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_import_data_kwargs(**kwargs), "rollback_on_validation_errors": True}

    def get_import_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = [(name, title, name in REQUIRED) for name, title in TITLES.items()]
        return {**super().get_import_context_data(**kwargs), "columns": columns}

    def get_confirm_form_initial(self, request: HttpRequest, import_form: Any) -> dict[str, Any]:
        initial = super().get_confirm_form_initial(request, import_form)
        if import_form is None:
            return initial
        plan = import_form.cleaned_data["plan"]
        name = signed(initial["import_file_name"])
        state = state_of_values(plan)
        return {**initial, "import_file_name": name, "plan": plan, "state": state}

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
