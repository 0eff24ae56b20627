"""The two steps of an import: choosing plan and file, then confirming what was previewed."""

from typing import Any

from django import forms
from django.db.models import Count, Max
from django.utils.timezone import localdate

from indicators.models import (
    AnnualValue,
    BasicProject,
    Department,
    GlossaryOccurrence,
    GlossaryTerm,
    Goal,
    Indicator,
    Milestone,
    Plan,
    Policy,
    ReferencePoint,
    ReferenceSeries,
    RelatedPlan,
    Target,
)
from sunagawa_plan.shared.row_changes import REASON_LENGTH
from sunagawa_plan.shared.upload_forms import RecordsConfirmForm, UploadConfirmForm, UploadForm


def state_of_values(plan: Plan | None) -> str:
    """Return what changes whenever any annual value of the plan does."""
    of_plan = {"indicator__basic_project__policy__goal__plan": plan}
    found = AnnualValue.objects.filter(**of_plan).aggregate(Count("pk"), Max("published_at"))
    return f"{found['pk__count']} {found['published_at__max']}"


class PlanUploadForm(UploadForm):
    """Asks for the plan whose rows a file holds."""

    plan = forms.ModelChoiceField(Plan.objects.all(), label="計画", empty_label=None)
    field_order = ["plan", "resource", "import_file"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["plan"].initial = Plan.objects.all().on_home(localdate())


class ValuesUploadForm(PlanUploadForm):
    change_reason = forms.CharField(
        label="変更の理由",
        max_length=REASON_LENGTH,
        required=False,
        help_text=(
            "公開済みの値を変えるファイルのときは、必ず書いてください。公開ページに載ります。"
        ),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    field_order = ["plan", "import_file", "change_reason"]


class _PlanConfirmForm(UploadConfirmForm):
    plan = forms.ModelChoiceField(Plan.objects.all(), widget=forms.HiddenInput)


class ValuesConfirmForm(_PlanConfirmForm):
    change_reason = forms.CharField(required=False, widget=forms.HiddenInput)

    def current_state(self) -> str:
        return state_of_values(self.cleaned_data.get("plan"))


class IndicatorsConfirmForm(_PlanConfirmForm, RecordsConfirmForm):
    watched = (Plan, BasicProject, Department, Indicator, Target)


class GlossaryConfirmForm(_PlanConfirmForm, RecordsConfirmForm):
    watched = (Plan, Policy, GlossaryTerm, GlossaryOccurrence)


class DepartmentsConfirmForm(RecordsConfirmForm):
    watched = (Department,)


class PlanWorkbookUploadForm(UploadForm):
    """Asks for the workbook of a plan."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["import_file"].label = "計画のブック（Excel）"
        self.fields["import_file"].widget.attrs["accept"] = ".xlsx"


class PlanWorkbookConfirmForm(RecordsConfirmForm):
    watched = (
        Plan,
        Milestone,
        Department,
        Goal,
        Policy,
        RelatedPlan,
        BasicProject,
        Indicator,
        Target,
        GlossaryTerm,
        GlossaryOccurrence,
        ReferenceSeries,
        ReferencePoint,
    )
