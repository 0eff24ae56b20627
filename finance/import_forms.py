"""The two steps of an import: choosing a file, then confirming what was previewed."""

from typing import Any

from django import forms
from django.db.models import Max

from finance.models import (
    SettlementAmount,
    SettlementItem,
    SettlementYear,
    SoundnessRatio,
    SoundnessThreshold,
    SoundnessValue,
)
from sunagawa_plan.shared.file_imports import UploadConfirmForm, UploadForm
from sunagawa_plan.shared.row_changes import REASON_LENGTH


def state_of_settlement() -> str:
    """Return what changes whenever any year, amount or item does: the last record of each."""
    return _last_records(SettlementYear, SettlementAmount, SettlementItem)


def state_of_ratios() -> str:
    """Return what changes whenever any ratio, value or line does: the last record of each."""
    return _last_records(SoundnessRatio, SoundnessValue, SoundnessThreshold)


def _last_records(*models: Any) -> str:
    last = [model.history.aggregate(last=Max("history_id"))["last"] for model in models]
    return " ".join(map(str, last))


class CorrectionUploadForm(UploadForm):
    change_reason = forms.CharField(
        label="訂正の理由",
        max_length=REASON_LENGTH,
        required=False,
        help_text="公開済みの年度を変えるファイルのときは、必ず入力してください。変更履歴に残ります。",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    field_order = ["import_file", "change_reason"]


class CorrectionConfirmForm(UploadConfirmForm):
    change_reason = forms.CharField(required=False, widget=forms.HiddenInput)


class SettlementConfirmForm(CorrectionConfirmForm):
    def current_state(self) -> str:
        return state_of_settlement()


class RatioConfirmForm(CorrectionConfirmForm):
    def current_state(self) -> str:
        return state_of_ratios()
