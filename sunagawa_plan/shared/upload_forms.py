"""The two steps of a file's way in: choosing it, then confirming what was previewed."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from import_export.forms import ConfirmImportForm, ImportForm

from sunagawa_plan.lib.tables import MAX_BYTES, TOO_LARGE
from sunagawa_plan.shared.office_table import unsigned

_OVERTAKEN = (
    "確認の画面を開いたあとで、登録されている値が変更されました。何も取り込んでいません。"
    "もう一度ファイルを選び、内容を確かめてください。"
)
_EMPTY = "ファイルの中身が空です。1行目に見出し、2行目から値を入れたファイルを選んでください。"


def last_records(*models: Any) -> str:
    """Return what changes whenever any row of the models does: the last record of each."""
    last = [model.history.aggregate(last=Max("history_id"))["last"] for model in models]
    return " ".join(map(str, last))


class UploadForm(ImportForm):
    """Asks for a file; its kind is seen from its content."""

    import_file = forms.FileField(
        label="ファイル（CSVまたはExcel）",
        error_messages={"empty": _EMPTY, "required": "ファイルを選んでください。"},
    )
    field_order = ["import_file"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["resource"].label = "ファイルの種類"
        self.fields["format"].widget = forms.HiddenInput()
        self.fields["import_file"].widget.attrs.pop("class", None)
        self.fields["import_file"].widget.attrs["accept"] = ".csv,.tsv,.txt,.xlsx"

    @property
    def media(self) -> forms.Media:
        """Nothing: there is no format to guess."""
        return forms.Media()

    def clean_import_file(self) -> Any:
        """Refuse a file by its size before any of it is read into memory."""
        file = self.cleaned_data["import_file"]
        if file.size > MAX_BYTES:
            raise ValidationError(TOO_LARGE)
        return file


class UploadConfirmForm(ConfirmImportForm):
    """Carries the preview's file under signature, and the state of the rows it was held against."""

    state = forms.CharField(widget=forms.HiddenInput)

    def clean_import_file_name(self) -> str:
        return unsigned(self.cleaned_data["import_file_name"])

    def current_state(self) -> str:
        """Return what changes whenever a row that the file concerns does."""
        raise NotImplementedError

    def refuse_overtaken(self) -> None:
        """Raise ValueError if what was previewed is no longer what is stored."""
        if self.cleaned_data.get("state") != self.current_state():
            raise ValueError(_OVERTAKEN)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            self.refuse_overtaken()
        except ValueError as error:
            raise ValidationError(str(error), code="overtaken") from error
        return cleaned


class RecordsConfirmForm(UploadConfirmForm):
    """Watches whole tables by their history."""

    watched: ClassVar[tuple[Any, ...]]

    def current_state(self) -> str:
        return last_records(*self.watched)
