from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from finance.import_forms import (
    CorrectionUploadForm,
    SettlementConfirmForm,
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

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        cleaned = getattr(kwargs.get("form"), "cleaned_data", {})
        return {"today": localdate(), "change_reason": cleaned.get("change_reason", "")}
