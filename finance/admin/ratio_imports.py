from typing import Any

from django.http import HttpRequest

from finance.admin.ratio_entry import VALUE_RIGHTS
from finance.import_forms import (
    CorrectionUploadForm,
    RatioConfirmForm,
)
from finance.lent_ratios import lent_ratios
from finance.models import SoundnessRatio
from finance.ratio_resources import SoundnessValueResource
from sunagawa_plan.shared.file_imports import FileImportsMixin


class RatioImportsMixin(FileImportsMixin):
    """Adds 「ファイルの取り込み」 to the list of soundness ratios."""

    resource_classes = (SoundnessValueResource,)
    import_form_class = CorrectionUploadForm
    confirm_form_class = RatioConfirmForm
    carried = ("change_reason",)
    file_hint = (
        "公開ページの「健全化判断比率と資金不足比率」のファイルは、そのまま取り込めます。計画の指標でもある比率と"
        "基準値は取り込まず、登録と同じかどうかだけを確かめます。まだない年度の比率は下書きになります。"
    )

    def has_import_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perms(VALUE_RIGHTS)

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        cleaned = getattr(kwargs.get("form"), "cleaned_data", {})
        shared = lent_ratios(SoundnessRatio.objects.all())
        return {"shared": shared, "change_reason": cleaned.get("change_reason", "")}
