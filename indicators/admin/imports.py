from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from indicators.import_forms import ValuesConfirmForm, ValuesImportForm, state_of_values
from indicators.resources import AnnualValueResource
from sunagawa_plan.shared.file_imports import FileImportsMixin


class ImportsMixin(FileImportsMixin):
    """Adds 「ファイルの取り込み」 to the list of annual values."""

    resource_classes = (AnnualValueResource,)
    import_form_class = ValuesImportForm
    confirm_form_class = ValuesConfirmForm
    carried = ("plan",)
    file_hint = (
        "公開ページの「実績値」のファイルは、そのまま取り込めます。現状値（baseline）の行は取り込まず、"
        "登録と同じかどうかだけを確かめます。"
    )

    def state(self, answers: dict[str, Any]) -> str:
        return state_of_values(answers["plan"])

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        cleaned = getattr(kwargs.get("form"), "cleaned_data", {})
        return {"plan": cleaned.get("plan"), "today": localdate()}
