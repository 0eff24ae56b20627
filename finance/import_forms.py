"""The two steps of an import: choosing a file, then confirming what was previewed."""

from django import forms
from django.db.models import Max

from finance.models import SettlementAmount, SettlementItem, SettlementYear
from sunagawa_plan.shared.file_imports import UploadConfirmForm, UploadForm
from sunagawa_plan.shared.row_changes import REASON_LENGTH


def state_of_settlement() -> str:
    """Return what changes whenever any year, amount or item does: the last record of each."""
    models = (SettlementYear, SettlementAmount, SettlementItem)
    last = [model.history.aggregate(last=Max("history_id"))["last"] for model in models]
    return " ".join(map(str, last))


class SettlementImportForm(UploadForm):
    change_reason = forms.CharField(
        label="訂正の理由",
        max_length=REASON_LENGTH,
        required=False,
        help_text="公開済みの年度の額を変えるファイルのときは、必ず入力してください。変更履歴に残ります。",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    field_order = ["import_file", "change_reason"]


class SettlementConfirmForm(UploadConfirmForm):
    change_reason = forms.CharField(required=False, widget=forms.HiddenInput)

    def current_state(self) -> str:
        return state_of_settlement()
