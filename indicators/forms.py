"""The forms in which staff enter annual values, on every page that has them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.timezone import localdate

from indicators.domain.answer import refuse_unbegun_year, settle
from indicators.domain.entry_checks import Caution
from indicators.domain.vocabulary import MissingReason
from indicators.entry import as_loaded, cautions, overtaken, stamp_of
from indicators.locking import explained
from indicators.models import AnnualValue, Indicator
from sunagawa_plan.lib.numerals import Mark
from sunagawa_plan.shared.form_fields import (
    AsideField,
    FiscalYearField,
    LinesField,
    NumberField,
    ReasonedForm,
)

HOW_TO_DELETE = (
    "この年度の実績値をなくすときは、空欄にせず、この実績値のページで「削除」を選んでください。"
)


class AnswerForm(forms.ModelForm):
    """A value as offices type it, or a reason, for one indicator and year: a row of an Answer.

    `today` decides which years have begun. A row that somebody else saved since the form was
    loaded (`stamp`) is not overwritten. A form of a model says how its rows are stamped.
    """

    stamp = AsideField(widget=forms.HiddenInput)

    class Meta:
        fields: tuple[str, ...] = (
            "value",
            "missing_reason",
            "missing_detail",
            "sample_size",
            "is_provisional",
            "note",
            "source",
        )
        field_classes = {"value": NumberField, "note": LinesField}
        widgets = {
            "note": forms.Textarea(attrs={"rows": 1}),
            # A blank stands where a hint would, for the style sheet to see what is empty.
            "missing_detail": forms.TextInput(attrs={"placeholder": " ", "class": "vTextField"}),
        }

    def __init__(
        self, *args: Any, indicator: Indicator | None = None, today: date | None = None, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.today = today or localdate()
        self.stored_stamp = self.stamp_of_row()
        self.initial["stamp"] = self.stored_stamp
        self.is_overtaken = self._sent_stamp() not in {None, self.stored_stamp}
        if self.is_overtaken:
            # What counts as a change is judged by what the person saw.
            self.initial.update(self.row_as_seen(self._sent_stamp() or ""))
        self.indicator = indicator or self.chosen_indicator()
        self._fit_value()

    def stamp_of_row(self) -> str:
        """Return what tells the stored row from later ones."""
        raise NotImplementedError

    def row_as_seen(self, stamp: str) -> dict[str, Any]:
        """Return the fields of the row as they were under an earlier stamp."""
        raise NotImplementedError

    def told_overtaken(self) -> str:
        """Return the sentence for a row that somebody else saved meanwhile."""
        raise NotImplementedError

    def fiscal_year(self) -> int | None:
        """Return the year that is answered for, once it is known."""
        raise NotImplementedError

    def chosen_indicator(self) -> Indicator | None:
        """Return the indicator that the row is about."""
        return self.instance.indicator

    def settled(self, answer: Decimal | Mark, reason: MissingReason | None) -> Decimal | None:
        """Return the value of an answer. Raises ValueError (Japanese) for what is none."""
        return settle(answer, reason)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "value" in cleaned and "missing_reason" in cleaned:
            cleaned["value"] = self._settled_value(cleaned["value"], cleaned["missing_reason"])
        if self.is_overtaken and self.has_changed() and self._is_news(cleaned):
            self._refuse_overtaken()
        return cleaned

    def cautions(self) -> tuple[Caution, ...]:
        """Return what looks odd about the value that the form's row holds now."""
        year = self.fiscal_year()
        if self.indicator is None or year is None:
            return ()
        return cautions(
            self.indicator,
            fiscal_year=year,
            value=self.instance.value,
            is_provisional=self.instance.is_provisional,
            today=self.today,
        )

    def _sent_stamp(self) -> str | None:
        return self.data.get(self.add_prefix("stamp")) if self.is_bound else None

    def _fit_value(self) -> None:
        value = self.fields.get("value")
        if isinstance(value, NumberField):
            value.keeps_marks = True
            if self.indicator is not None:
                value.unit = self.indicator.unit
                value.places = self.indicator.decimal_places or 0

    def _settled_value(self, typed: Decimal | Mark | None, reason: str) -> Decimal | None:
        answer = Mark.BLANK if typed is None else typed
        try:
            value = self.settled(answer, MissingReason(reason) if reason else None)
            year = self.fiscal_year()
            if value is not None and year is not None:
                refuse_unbegun_year(year, self.today)
        except ValueError as error:
            self.add_error("value", ValidationError(str(error), code="unsettled"))
            return None
        return value

    def _is_news(self, cleaned: dict[str, Any]) -> bool:
        """Tell whether saving would change the row; the same sent twice would not."""
        names = [name for name in self._meta.fields or () if name in cleaned]
        return any(cleaned[name] != getattr(self.instance, name) for name in names)

    def _refuse_overtaken(self) -> None:
        """Refuse once; the form shown again carries the new stamp, so saving twice overwrites."""
        self.add_error(None, ValidationError(self.told_overtaken(), code="overtaken"))
        again = QueryDict(mutable=True)
        again.update(self.data)
        again[self.add_prefix("stamp")] = self.stored_stamp
        self.data = again


class AnnualValueForm(AnswerForm):
    """One fiscal year of one indicator; `indicator` fixes the indicator where the page does."""

    class Meta(AnswerForm.Meta):
        model = AnnualValue
        fields = ("fiscal_year", *AnswerForm.Meta.fields)
        field_classes = AnswerForm.Meta.field_classes | {"fiscal_year": FiscalYearField}

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        if self.indicator is not None and self.indicator.pk:
            self.instance.indicator = self.indicator
        if self.instance.pk and "fiscal_year" in self.fields:
            self.fields["fiscal_year"].disabled = True

    def stamp_of_row(self) -> str:
        return stamp_of(self.instance)

    def row_as_seen(self, stamp: str) -> dict[str, Any]:
        return as_loaded(self.instance, stamp)

    def told_overtaken(self) -> str:
        return overtaken(self.instance)

    def fiscal_year(self) -> int | None:
        cleaned = getattr(self, "cleaned_data", {})
        return cleaned.get("fiscal_year", self.instance.fiscal_year)

    def settled(self, answer: Decimal | Mark, reason: MissingReason | None) -> Decimal | None:
        try:
            return super().settled(answer, reason)
        except ValueError as error:
            how = HOW_TO_DELETE if answer is Mark.BLANK and self.instance.pk else ""
            raise ValueError(f"{error}{how}") from error

    def chosen_indicator(self) -> Indicator | None:
        sent: Any = self.data.get(self.add_prefix("indicator"))
        key = self.instance.indicator_id or sent
        if not str(key or "").isdecimal():
            return None
        return Indicator.objects.with_series().filter(pk=key).first()


class AnnualValuePageForm(ReasonedForm, AnnualValueForm):
    """The page of a single annual value, which asks for the indicator and a reason too."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_public = self.instance.pk is not None and self.has_changed()
        try:
            explained(cleaned.get("change_reason", ""), is_public=is_public)
        except ValueError as error:
            self.add_error("change_reason", ValidationError(str(error), code="unexplained"))
        return cleaned
