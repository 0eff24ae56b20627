"""Form fields that read what offices type: full-width numbers, △, wareki years."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sunagawa_plan.lib.fiscal_year import FiscalYear, read_fiscal_year
from sunagawa_plan.lib.numerals import Mark, format_plain, read_number


class NumberField(forms.Field):
    """A number as offices type it; `unit` may trail it, `places` are shown at least.

    Gives a Decimal or None. With keeps_marks a dash and its like come as a Mark, for the form
    to ask which reason they stand for.
    """

    def __init__(
        self, *, unit: str = "", places: int = 0, keeps_marks: bool = False, **options: Any
    ):
        for name in ("max_digits", "decimal_places", "min_value", "max_value"):
            options.pop(name, None)
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**options)
        self.widget.attrs.update({"autocomplete": "off", "class": "number-input"})
        self.unit, self.places, self.keeps_marks = unit, places, keeps_marks

    def to_python(self, value: Any) -> Decimal | Mark | None:
        try:
            read = read_number(value, unit=self.unit)
        except ValueError as error:
            raise ValidationError(str(error), code="unreadable") from error
        if read is Mark.BLANK:
            return None
        if isinstance(read, Mark) and not self.keeps_marks:
            raise ValidationError(
                f"{read.label}は数値ではありません。値がないときは空欄にしてください。", code="mark"
            )
        return read

    def prepare_value(self, value: Any) -> Any:
        """Write a stored number plainly; what was typed stays as it was typed."""
        if not isinstance(value, Decimal):
            return value
        exponent = value.normalize().as_tuple().exponent
        return format_plain(value, max(self.places, -int(exponent)))


class FiscalYearField(forms.Field):
    """A fiscal year in any spelling of offices; gives the western year it starts in."""

    def __init__(self, **options: Any):
        for name in ("min_value", "max_value"):
            options.pop(name, None)
        super().__init__(**options)
        self.widget.attrs.update({"autocomplete": "off", "class": "year-input"})
        self.widget.attrs.setdefault("placeholder", "例: R6")

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        try:
            return read_fiscal_year(value).start
        except ValueError as error:
            raise ValidationError(str(error), code="unreadable") from error

    def prepare_value(self, value: Any) -> Any:
        return FiscalYear(value).wareki if isinstance(value, int) else value


class LinesField(forms.CharField):
    """A text of several lines; browsers send CRLF, which alone is no change."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class AsideField(forms.CharField):
    """Something sent along with a form that is no change of the record itself."""

    def __init__(self, **options: Any):
        super().__init__(required=False, **options)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class ChangeReasonField(AsideField):
    """Why something is changed, for the history."""

    def __init__(self) -> None:
        super().__init__(
            label="変更の理由",
            max_length=100,
            help_text="変更履歴に残ります。公表済みの値を直したときは、公開ページにも載ります。",
            widget=forms.TextInput(attrs={"class": "vTextField"}),
        )


class ReasonedForm(forms.ModelForm):
    """A form of the admin that asks why something is changed."""

    change_reason = ChangeReasonField()
