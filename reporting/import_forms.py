"""The two steps of reporting by file: choosing round and file, then confirming what was previewed."""

from typing import Any

from django import forms
from django.db.models import Count, Sum
from django.utils.timezone import localdate

from reporting.models import Entry, Round
from sunagawa_plan.shared.upload_forms import UploadConfirmForm, UploadForm


def state_of_entries(opened: Round | None) -> str:
    """Return what changes whenever any entry of a round does."""
    found = Entry.objects.filter(round=opened).aggregate(Count("pk"), Sum("version"))
    return f"{found['pk__count']} {found['version__sum']}"


class EntriesImportForm(UploadForm):
    """Offers the rounds that are open; closed ones take nothing by file."""

    round = forms.ModelChoiceField(Round.objects.none(), label="報告の受付", empty_label=None)
    field_order = ["round", "import_file"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["round"].queryset = Round.objects.open(localdate())


class EntriesConfirmForm(UploadConfirmForm):
    round = forms.ModelChoiceField(Round.objects.all(), widget=forms.HiddenInput)

    def current_state(self) -> str:
        return state_of_entries(self.cleaned_data.get("round"))
