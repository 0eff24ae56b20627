"""The two steps of an import: choosing plan and file, then confirming what was previewed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Max
from django.utils.timezone import localdate
from import_export.forms import ConfirmImportForm, ImportForm

from indicators.models import AnnualValue, Plan
from sunagawa_plan.shared.office_table import unsigned


def state_of_values(plan: Plan | None) -> str:
    """Return what changes whenever any annual value of the plan does."""
    of_plan = {"indicator__basic_project__policy__goal__plan": plan}
    found = AnnualValue.objects.filter(**of_plan).aggregate(Count("pk"), Max("published_at"))
    return f"{found['pk__count']} {found['published_at__max']}"


class ValuesImportForm(ImportForm):
    plan = forms.ModelChoiceField(Plan.objects.all(), label="計画", empty_label=None)
    import_file = forms.FileField(label="ファイル（CSVまたはExcel）")
    field_order = ["plan", "import_file"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["plan"].initial = Plan.objects.all().on_home(localdate())
        self.fields["format"].widget = forms.HiddenInput()
        self.fields["import_file"].widget.attrs.pop("class", None)
        self.fields["import_file"].widget.attrs["accept"] = ".csv,.tsv,.txt,.xlsx"

    @property
    def media(self) -> forms.Media:
        """Nothing: there is no format to guess."""
        return forms.Media()


class ValuesConfirmForm(ConfirmImportForm):
    """Carries the preview's file under signature, and the state of the values it was held against."""

    plan = forms.ModelChoiceField(Plan.objects.all(), widget=forms.HiddenInput)
    state = forms.CharField(widget=forms.HiddenInput)

    def clean_import_file_name(self) -> str:
        return unsigned(self.cleaned_data["import_file_name"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("state") != state_of_values(cleaned.get("plan")):
            raise ValidationError(
                "確認の画面を開いたあとで、実績値が変更されました。何も取り込んでいません。"
                "もう一度ファイルを選び、内容を確かめてください。",
                code="overtaken",
            )
        return cleaned
