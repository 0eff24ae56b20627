from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from finance.domain.amount_columns import SETTLEMENT_COLUMNS
from finance.import_forms import (
    CorrectionUploadForm,
    SettlementConfirmForm,
    state_of_settlement,
)
from finance.resources import SettlementAmountResource
from sunagawa_plan.shared.file_imports import FileImportsMixin


class ImportsMixin(FileImportsMixin):
    """Adds 「ファイルの取り込み」 to the list of years."""

    resource_classes = (SettlementAmountResource,)
    import_form_class = CorrectionUploadForm
    confirm_form_class = SettlementConfirmForm
    carried = ("change_reason",)
    file_hint = (
        "年度の表の画面で保存したファイルと、公開ページの「決算」「基金残高」のファイルは、そのまま取り込めます。"
        "まだない年度は下書きになります。"
    )

    def state(self, answers: dict[str, Any]) -> str:
        return state_of_settlement()

    def file_columns(self) -> list[tuple[str, str, bool]]:
        columns = SETTLEMENT_COLUMNS
        return [(name, title, name in columns.required) for name, title in columns.titles.items()]

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        cleaned = getattr(kwargs.get("form"), "cleaned_data", {})
        return {"today": localdate(), "change_reason": cleaned.get("change_reason", "")}
