"""What all files of master data have in common."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from indicators.domain.marked_text import without_marks
from indicators.domain.masters.reading import MasterRow
from indicators.models import Plan
from sunagawa_plan.lib.numerals import round_half_up
from sunagawa_plan.lib.tables import single_line
from sunagawa_plan.shared.uploaded_rows import UploadedRows


class MasterRows(UploadedRows):
    """Records of one plan, or of all; each must be one that its form would take.

    The preview writes, and takes back, so that the database too is asked. `columns_of_fields`
    are the file's columns of those fields that are called otherwise there.
    """

    writes_in_preview = True
    columns_of_fields: dict[str, str] = {}

    def __init__(self, *, plan: Plan | None = None) -> None:
        super().__init__()
        self.plan = plan

    def key_of(self, read: MasterRow | None) -> Any:
        return read.key if read else None

    def apply(self, instance: Any, read: MasterRow, names: Any) -> None:
        for name, value in read.says.items():
            stored = getattr(instance, name)
            setattr(instance, name, self.kept(instance, stored, value))

    def kept(self, instance: Any, stored: Any, given: Any) -> Any:
        """Return the stored one where the file only shows it otherwise: rounded, on one line."""
        if isinstance(stored, str) and isinstance(given, str):
            return stored if given in _as_shown(stored) else given
        if isinstance(stored, Decimal) and isinstance(given, Decimal):
            return stored if given == round_half_up(stored, self.places_of(instance)) else given
        return given

    def places_of(self, instance: Any) -> int:
        """Return the decimals at which a file shows the record's numbers."""
        return 0

    def validate_instance(self, instance: Any, *_: Any, **__: Any) -> None:
        """Ask the model, as the form does."""
        related = {field.name for field in instance._meta.fields if field.is_relation}
        try:
            instance.full_clean(exclude=related)
        except ValidationError as error:
            told = {name: [*map(_told, errors)] for name, errors in error.error_dict.items()}
            raise ValidationError(self.titled(told)) from error

    def column_of(self, name: str) -> str:
        return self.columns_of_fields.get(name, name)

    def titled(self, messages: Any) -> dict[str, Any]:
        told = dict(messages)
        whole = told.pop(NON_FIELD_ERRORS, None)
        return super().titled(told) | ({"この行": whole} if whole else {})


def _told(error: ValidationError) -> str:
    if error.code in {"null", "blank"}:
        return "空欄です。入力してください。"
    return "".join(error.messages)


def _as_shown(stored: str) -> set[str]:
    return {stored, single_line(stored).strip(), single_line(without_marks(stored)).strip()}
