"""The form of one soundness ratio in one year."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from finance.domain.ratio_answer import settle_ratio
from finance.domain.vocabulary import ANSWERS_INSTEAD_OF_RATIO, RatioMissingReason
from finance.forms import overtaken_by, restamped
from finance.models import SoundnessRatio, SoundnessThreshold, SoundnessValue
from finance.ratio_entry import RatioEntry
from sunagawa_plan.lib.numerals import Mark
from sunagawa_plan.shared.form_fields import AsideField, NumberField
from sunagawa_plan.shared.row_changes import changes

_REASONS = [("", "－－－－"), *((each.value, each.label) for each in ANSWERS_INSTEAD_OF_RATIO)]
_ANSWER = ("value", "missing_reason", "detail", "source")
_LINES = ("early", "rebuilding", "line_source")


class RatioForm(forms.Form):
    """A value as offices type it or a reason, and the lines where the year has its own.

    A shared ratio has no value here: its indicator keeps it.
    """

    value = NumberField(label="比率（%）", unit="%", keeps_marks=True, required=False)
    missing_reason = forms.ChoiceField(label="比率がない理由", choices=_REASONS, required=False)
    detail = forms.CharField(label="補足", max_length=200, required=False)
    source = forms.CharField(label="出典", max_length=200, required=False)
    early = NumberField(label="早期健全化基準（%）", unit="%", required=False)
    rebuilding = NumberField(label="財政再生基準（%）", unit="%", required=False)
    line_source = forms.CharField(label="基準の出典", max_length=200, required=False)
    stamp = AsideField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        ratio: SoundnessRatio,
        year: int,
        stored: RatioEntry,
        has_lines: bool,
    ) -> None:
        super().__init__(data, prefix=f"r{ratio.pk}")
        self.ratio, self.year, self.stored = ratio, year, stored
        sent = self.data.get(self.add_prefix("stamp"), "") if self.is_bound else ""
        self.seen = RatioEntry.read(sent) or stored
        self.initial = {name: getattr(self.seen, name) for name in (*_ANSWER, *_LINES)}
        self.initial["stamp"] = stored.stamp
        for name in _ANSWER if ratio.is_shared else ():
            del self.fields[name]
        for name in () if has_lines else _LINES:
            del self.fields[name]
        for name in {"value", "early", "rebuilding"} & self.fields.keys():
            self.fields[name].places = ratio.decimal_places  # type: ignore[attr-defined]

    @property
    def is_changed(self) -> bool:
        return self.is_bound and self.has_changed()

    @property
    def entry(self) -> RatioEntry:
        """Return what the form says, once valid; what it has no fields for is as stored."""
        if not self.is_changed:
            return self.stored
        names = [name for name in (*_ANSWER, *_LINES) if name in self.fields]
        told: dict[str, Any] = {name: self.cleaned_data.get(name) for name in names}
        if "settled" in self.cleaned_data:
            settled = self.cleaned_data["settled"]
            told["value"] = settled if isinstance(settled, Decimal) else None
        return replace(self.stored, **told)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"value", "missing_reason"} <= cleaned.keys():
            self._settle(cleaned)
        if not self.errors and "early" in cleaned:
            self._check_lines(cleaned)
        if not self.errors and self.is_bound and self.seen != self.stored:
            self._refuse_overtaken()
        return cleaned

    def _settle(self, cleaned: dict[str, Any]) -> None:
        typed = Mark.BLANK if cleaned["value"] is None else cleaned["value"]
        reason = cleaned["missing_reason"]
        given = RatioMissingReason(reason) if reason else None
        try:
            settled = settle_ratio(typed, given, self.ratio.decimal_places)
        except ValueError as error:
            self.add_error("value", ValidationError(str(error), code="unsettled"))
            return
        cleaned["settled"] = settled
        if settled is None and (cleaned.get("detail") or cleaned.get("source")):
            self.add_error("value", "比率か「比率がない理由」を入力してください。")

    def _check_lines(self, cleaned: dict[str, Any]) -> None:
        """Ask the database's own rules, which have the words."""
        if cleaned["early"] is None:
            if cleaned["rebuilding"] is not None or cleaned["line_source"]:
                self.add_error("early", "早期健全化基準を入力してください。")
            return
        row = SoundnessThreshold(
            early_soundness_threshold=cleaned["early"],
            fiscal_rebuilding_threshold=cleaned["rebuilding"],
        )
        try:
            row.validate_constraints(exclude={"ratio", "fiscal_year"})
        except ValidationError as error:
            self.add_error("early", ValidationError(error.messages))

    def _refuse_overtaken(self) -> None:
        """Refuse once; the form shown again carries the new stamp, so saving twice overwrites."""
        if not self.has_changed() or self.entry == self.stored:
            return
        key = {"ratio": self.ratio, "fiscal_year": self.year}
        records = SoundnessValue.history.filter(**key).select_related("history_user")
        last = next(iter(changes(records[:2])), None)
        self.add_error(NON_FIELD_ERRORS, ValidationError(overtaken_by(last), code="overtaken"))
        self.data = restamped(self.data, self.add_prefix("stamp"), self.stored.stamp)
