"""What a report is to be of: one form for the desk and for the command line."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from indicators.domain.vocabulary import Kind, Level
from indicators.models import Department, Plan, Policy
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.as_of import DayNotShown, read_past_day
from sunagawa_plan.shared.form_fields import FiscalYearField
from sunagawa_plan.shared.planner_reports import ReportChoice

_ALL = ("", "すべて")


class _Day(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ChoiceForm(forms.Form):
    """Plan, years, filters, days. Nothing need be chosen; the plan is the one on the home page."""

    plan = forms.ChoiceField(label="計画", required=False)
    year = FiscalYearField(label="年度", required=False, widget=forms.Select)
    other_year = FiscalYearField(label="比べる年度", required=False, widget=forms.Select)
    policy = forms.ChoiceField(label="施策", required=False)
    department = forms.ChoiceField(label="担当課", required=False)
    kind = forms.ChoiceField(label="目標の種類", required=False, choices=[_ALL, *Kind.choices()])
    level = forms.ChoiceField(label="評価", required=False, choices=[_ALL, *Level.choices()])
    as_of = _Day(label="公開されていた日", required=False)
    since = _Day(label="期間の始まり", required=False)
    until = _Day(label="期間の終わり", required=False)

    def __init__(self, data: Mapping[str, Any], today: date) -> None:
        self.today = today
        plans = list(Plan.objects.all())
        self.chosen_plan = _plan(plans, data.get("plan", ""), today)
        given = {name: value for name, value in data.items() if value not in ("", None)}
        super().__init__({**_slug(self.chosen_plan), **given}, label_suffix="")
        self._offer("plan", [(plan.slug, plan.name) for plan in plans])
        years = self.chosen_plan.judged_years if self.chosen_plan else range(0)
        named = [(str(year), FiscalYear(year).full) for year in reversed(years)]
        self.fields["year"].widget.choices = [("", "値がある最後の年度"), *named]
        self.fields["other_year"].widget.choices = [("", "前の年度"), *named]
        self._offer("policy", [_ALL, *_policies(self.chosen_plan)])
        departments = Department.objects.values_list("code", "name")
        self._offer("department", [_ALL, *departments])

    def choice(self) -> ReportChoice:
        """Return what was chosen; the form is valid."""
        return ReportChoice(today=self.today, **self.cleaned_data)

    @property
    def given(self) -> dict[str, str]:
        """Return what was chosen as it travels in an address."""
        return {name: str(value) for name, value in self.data.items() if name in self.fields}

    def clean_as_of(self) -> date | None:
        day = self.cleaned_data["as_of"]
        try:
            return read_past_day(day.isoformat(), self.today) if day else None
        except DayNotShown as refused:
            raise ValidationError(str(refused)) from refused

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


def _plan(plans: list[Plan], slug: str, today: date) -> Plan | None:
    asked = next((plan for plan in plans if plan.slug == slug), None)
    return asked or Plan.objects.on_home(today) or next(iter(plans), None)


def _slug(plan: Plan | None) -> dict[str, str]:
    return {"plan": plan.slug} if plan else {}


def _policies(plan: Plan | None) -> list[tuple[str, str]]:
    if plan is None:
        return []
    return [(policy.code, str(policy)) for policy in Policy.objects.of_plan(plan)]
