"""The forms in which staff enter a year's settlement."""

import json
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict

from finance.domain.amounts import Amount
from finance.domain.answer import reasons_for, refuse_outside_life, settle
from finance.domain.publication import Explanation
from finance.domain.vocabulary import AmountMissingReason, Section
from finance.entry import Entry
from finance.models import SettlementAmount, SettlementItem, SettlementYear
from sunagawa_plan.lib.numerals import Mark, format_number
from sunagawa_plan.shared.form_fields import AsideField, LinesField, NumberField
from sunagawa_plan.shared.row_changes import FieldChange, RowChange, changes, latest_change, written

_LINE = {"rows": 1}


class WholeNumberField(NumberField):
    """A whole number as offices write it, shown with commas and △."""

    def prepare_value(self, value: Any) -> Any:
        return format_number(value, 0) if isinstance(value, int | Decimal) else value


class AmountForm(forms.Form):
    """One item of one year: an amount in 千円 as offices type it, or a reason.

    `stored` is what is stored now; `stamp` what the person saw. A row left as it was seen is
    never written, so that nobody's change is undone by somebody who did not touch it.
    """

    amount = WholeNumberField(label="決算額（千円）", unit="千円", keeps_marks=True, required=False)
    missing_reason = forms.ChoiceField(label="金額がない理由", required=False)
    note = LinesField(label="注記", required=False, widget=forms.Textarea(attrs=_LINE))
    difference_reason = LinesField(
        label="内訳の計と一致しない理由", required=False, widget=forms.Textarea(attrs=_LINE)
    )
    stamp = AsideField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        item: SettlementItem,
        name: str,
        year: int,
        stored: Entry,
        prefix: str,
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.item, self.name, self.year, self.stored = item, name, year, stored
        sent = Entry.read(self.data.get(self.add_prefix("stamp"), "")) if self.is_bound else stored
        self.seen = stored if sent is None else sent
        self.initial = {**_initial(self.seen), "stamp": stored.stamp}
        reasons = reasons_for(Section(item.section))
        choices = [("", "－－－－"), *((reason.value, reason.label) for reason in reasons)]
        self.fields["missing_reason"].choices = choices  # type: ignore[attr-defined]
        if not item.is_total:
            del self.fields["difference_reason"]

    @property
    def is_changed(self) -> bool:
        """Tell whether something was typed that differs from what the person saw."""
        return self.is_bound and self.has_changed()

    @property
    def is_overtaken(self) -> bool:
        """Tell whether somebody else wrote the row since the form was filled."""
        return self.is_bound and self.seen != self.stored

    @property
    def entry(self) -> Entry:
        """Return what the form says; nothing where what was typed cannot be read."""
        if not self.is_changed:
            return self.stored
        if not self.is_valid() and not self.has_error(NON_FIELD_ERRORS, "overtaken"):
            return Entry()
        cleaned = self.cleaned_data
        beside = Explanation(cleaned["note"], cleaned.get("difference_reason", ""))
        return Entry(cleaned["settled"], beside)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["settled"] = None
        if {"amount", "missing_reason"} <= cleaned.keys():
            try:
                cleaned["settled"] = self._settled(cleaned)
            except ValueError as error:
                self.add_error("amount", ValidationError(str(error), code="unsettled"))
        if self.is_overtaken and self.has_changed() and not self.errors:
            self._refuse_overtaken(cleaned)
        return cleaned

    def _refuse_overtaken(self, cleaned: dict[str, Any]) -> None:
        """Refuse once; the form shown again carries the new stamp, so saving twice overwrites."""
        beside = Explanation(cleaned["note"], cleaned.get("difference_reason", ""))
        if Entry(cleaned["settled"], beside) == self.stored:
            return
        records = SettlementAmount.history.filter(
            item_id=self.item.pk, year__fiscal_year=self.year
        ).select_related("history_user")
        last = next(iter(changes(records[:2])), None)
        self.add_error(None, ValidationError(overtaken_by(last), code="overtaken"))
        self.data = restamped(self.data, self.add_prefix("stamp"), self.stored.stamp)

    def _settled(self, cleaned: dict[str, Any]) -> Amount | None:
        typed = Mark.BLANK if cleaned["amount"] is None else cleaned["amount"]
        reason = cleaned["missing_reason"]
        given = AmountMissingReason(reason) if reason else None
        answer = settle(typed, given, Section(self.item.section))
        refuse_outside_life(self.item.fact, self.name, self.year, answer)
        if answer is None and (cleaned.get("note") or cleaned.get("difference_reason")):
            raise ValueError(
                "注記や理由だけでは保存できません。決算額か「金額がない理由」を入力してください。"
            )
        return answer


def overtaken_by(change: RowChange | None) -> str:
    """Return the sentence for what somebody else wrote since the form was opened."""
    told = change.told if change else "変更がありました。"
    return (
        f"画面を開いたあとで、{told}まだ上書きしていません。"
        "入力した内容にする場合は、もう一度保存してください。"
    )


def restamped(data: Any, name: str, stamp: str) -> QueryDict:
    """Return sent data with another stamp."""
    again = QueryDict(mutable=True)
    again.update(data)
    again[name] = stamp
    return again


def _initial(entry: Entry) -> dict[str, Any]:
    number = entry.thousand_yen
    return {
        "amount": None if number is None else Decimal(number),
        "missing_reason": entry.missing_reason,
        "note": entry.explanation.note,
        "difference_reason": entry.explanation.difference_reason,
    }


class YearHeadForm(forms.ModelForm):
    """What concerns the year as a whole."""

    stamp = AsideField(widget=forms.HiddenInput)

    class Meta:
        model = SettlementYear
        fields = ("population", "population_source", "source", "note")
        field_classes = {"population": WholeNumberField, "note": LinesField}
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        population = self.fields["population"]
        if isinstance(population, WholeNumberField):
            population.unit = "人"
        stored = {name: getattr(self.instance, name) for name in self.Meta.fields}
        self.stored = json.dumps(stored, ensure_ascii=False)
        self.initial["stamp"] = self.stored
        sent = self.data.get(self.add_prefix("stamp")) if self.is_bound else None
        self.is_overtaken = sent not in {None, "", self.stored}
        if sent and self.is_overtaken:
            self.initial.update(_seen(sent))

    @property
    def columns(self) -> dict[str, Any]:
        """Return what was entered as columns of the year."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    @property
    def changes(self) -> list[FieldChange]:
        """Return what saving would change of the year: old and new, for people."""
        fields = [self._meta.model._meta.get_field(name) for name in self.changed_data]
        return [
            FieldChange(
                str(field.verbose_name),
                written(field, self.initial.get(field.name)),
                written(field, self.cleaned_data[field.name]),
            )
            for field in fields
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.is_overtaken and self.has_changed() and not self.errors:
            change = latest_change(self.instance) if self.instance.pk else None
            self.add_error(None, ValidationError(overtaken_by(change), code="overtaken"))
            self.data = restamped(self.data, self.add_prefix("stamp"), self.stored)
        return cleaned

    def clean_population(self) -> int | None:
        typed = self.cleaned_data["population"]
        if typed is not None and typed != int(typed):
            raise ValidationError("人口は整数で入力してください。", code="fraction")
        return None if typed is None else int(typed)


def _seen(stamp: str) -> dict[str, Any]:
    """Return the columns as somebody saw them; nothing for a stamp that no form of ours wrote."""
    try:
        seen = json.loads(stamp)
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}
