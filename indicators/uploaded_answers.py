"""What an uploaded row says of an indicator and year → the columns of an answer."""

from typing import Any

from indicators.domain.value_rows import KnownIndicator, ValueRow
from indicators.domain.vocabulary import MissingReason
from indicators.models import Indicator
from indicators.models.answer import Answer
from sunagawa_plan.lib.numerals import round_half_up
from sunagawa_plan.lib.tables import single_line

_JOINT = "／"


def known_indicator(indicator: Indicator) -> KnownIndicator:
    """Return what an uploaded row of an indicator is held against."""
    return KnownIndicator(
        key=indicator.pk,
        name=indicator.name,
        unit=indicator.unit,
        places=indicator.decimal_places,
        is_survey=indicator.is_survey,
        baseline_year=indicator.baseline_fiscal_year,
        baseline=indicator.baseline_value,
    )


def apply_answer(row: Answer, read: ValueRow, columns: Any) -> None:
    """Take over what the file says; what it only shows rounded or on one line stays as stored."""
    stored = None if row.value is None else round_half_up(row.value, read.indicator.places)
    if stored != read.value:
        row.value = read.value
    row.missing_reason = read.missing_reason or ""
    row.missing_detail, row.note = _explanations(row, read, columns)
    if "source" in columns:
        row.source = _kept(row.source, read.source)
    if "is_provisional" in columns:
        row.is_provisional = read.is_provisional
    if "sample_size" in columns:
        row.sample_size = read.sample_size


def _explanations(row: Answer, read: ValueRow, columns: Any) -> tuple[str, str]:
    """Return detail and note; the public file joins both in its note column."""
    if "missing_detail" in columns:
        note = _kept(row.note, read.note) if "note" in columns else row.note
        return _kept(row.missing_detail, read.missing_detail), note
    joined = _JOINT.join(text for text in (row.missing_detail, row.note) if text)
    if "note" not in columns or single_line(joined).strip() == single_line(read.note):
        return row.missing_detail, row.note
    if read.missing_reason is MissingReason.NOT_CALCULABLE:
        detail, _, note = read.note.partition(_JOINT)
        return detail, note
    return "", read.note


def _kept(stored: str, given: str) -> str:
    return stored if single_line(stored).strip() == single_line(given) else given
