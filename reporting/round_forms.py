"""The forms with which planners open rounds and change them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from indicators.models import Plan
from reporting.models import Round
from reporting.opening import SetUp
from sunagawa_plan.shared.form_fields import FiscalYearField, LinesField, ReasonedForm


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


_NOTE = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})


class OpeningForm(forms.ModelForm):
    """What a planner decides for a new round of a plan."""

    class Meta:
        model = Round
        fields = ("fiscal_year", "opens_on", "due_on", "note")
        field_classes = {"fiscal_year": FiscalYearField, "note": LinesField}
        widgets = {"opens_on": DayInput, "due_on": DayInput, "note": _NOTE}

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instance.plan = plan

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        year = cleaned.get("fiscal_year")
        if year and Round.objects.filter(plan=self.instance.plan, fiscal_year=year).exists():
            self.add_error(
                "fiscal_year",
                ValidationError("この計画のこの年度の受付は、すでに始まっています。"),
            )
        return cleaned

    @property
    def set_up(self) -> SetUp:
        """Return what was decided; the form must be valid."""
        return SetUp(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class RoundForm(ReasonedForm):
    """The period of a round and its note to the sections; plan and year stay."""

    class Meta:
        model = Round
        fields = ("opens_on", "due_on", "note")
        field_classes = {"note": LinesField}
        widgets = {"opens_on": DayInput, "due_on": DayInput, "note": _NOTE}
