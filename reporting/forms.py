"""The form of one entry on the clerk's sheet; the writers of reporting.entering store it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.forms import TextInput, model_to_dict

from indicators.domain.vocabulary import MissingReason
from indicators.forms import AnswerForm
from indicators.models.answer import ANSWER_COLUMNS
from reporting.models import Entry
from reporting.storing import overtaken
from sunagawa_plan.lib.numerals import Mark

NOT_SAVED = "まだ保存していません。"


class EntryForm(AnswerForm):
    """What a section answers; a draft may lack everything, so blank is no mistake.

    Last year's source is proposed where nothing has been answered yet; it is stored only beside
    a value. The stamp is the version of the entry.
    """

    class Meta(AnswerForm.Meta):
        model = Entry
        fields = AnswerForm.Meta.fields
        widgets = AnswerForm.Meta.widgets | {"source": TextInput()}

    def __init__(self, data: Mapping[str, Any] | None, *, entry: Entry, today: date) -> None:
        super().__init__(
            data,
            instance=entry,
            prefix=prefix_of(entry.pk),
            indicator=entry.indicator,
            today=today,
            use_required_attribute=False,
        )
        self.entry = entry
        self.initial["source"] = self.initial.get("source") or self.proposed_source
        if not entry.indicator.is_survey:
            del self.fields["sample_size"]
        for field in self.fields.values():
            field.widget.attrs["aria-describedby"] = f"outlook-{entry.pk}"
        reason: Any = self.fields["missing_reason"]
        reason.choices = [("", "（値がないときだけ選ぶ）"), *reason.choices[1:]]

    @property
    def proposed_source(self) -> str:
        """Return the source of the year before, as long as the entry has no answer of its own."""
        if self.initial.get("missing_reason") or self.initial.get("value") is not None:
            return ""
        rows = self.entry.indicator.annual_values.all()
        before = [row for row in rows if row.fiscal_year < self.entry.round.fiscal_year]
        return before[-1].source if before else ""

    def clean_source(self) -> str:
        typed = self.cleaned_data["source"]
        has_value = isinstance(self.cleaned_data.get("value"), Decimal)
        return typed if has_value or typed != self.proposed_source else ""

    def stamp_of_row(self) -> str:
        return str(self.instance.version)

    def row_as_seen(self, stamp: str) -> dict[str, Any]:
        seen = int(stamp) if stamp.isdecimal() else -1
        record = self.instance.history.filter(version=seen).first()
        return model_to_dict(record.instance, fields=ANSWER_COLUMNS) if record else {}

    def told_overtaken(self) -> str:
        return overtaken(self.instance)

    def fiscal_year(self) -> int:
        return self.instance.round.fiscal_year

    def settled(self, answer: Decimal | Mark, reason: MissingReason | None) -> Decimal | None:
        if answer is Mark.BLANK and reason is None:
            return None
        return super().settled(answer, reason)


def prefix_of(key: int) -> str:
    """Return what the names of an entry's inputs begin with."""
    return f"e{key}"
