"""The two steps of an import: choosing a file, then confirming what was previewed."""

from django import forms

from finance.models import (
    SettlementAmount,
    SettlementItem,
    SettlementYear,
    SoundnessRatio,
    SoundnessThreshold,
    SoundnessValue,
)
from sunagawa_plan.shared.row_changes import REASON_LENGTH
from sunagawa_plan.shared.upload_forms import RecordsConfirmForm, UploadForm


class CorrectionUploadForm(UploadForm):
    change_reason = forms.CharField(
        label="訂正の理由",
        max_length=REASON_LENGTH,
        required=False,
        help_text="公開済みの年度を変えるファイルのときは、必ず入力してください。変更履歴に残ります。",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    field_order = ["import_file", "change_reason"]


class CorrectionConfirmForm(RecordsConfirmForm):
    change_reason = forms.CharField(required=False, widget=forms.HiddenInput)


class SettlementConfirmForm(CorrectionConfirmForm):
    watched = (SettlementYear, SettlementAmount, SettlementItem)


class RatioConfirmForm(CorrectionConfirmForm):
    watched = (SoundnessRatio, SoundnessValue, SoundnessThreshold)
