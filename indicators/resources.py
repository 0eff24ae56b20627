"""Annual values from an uploaded file, row by row into the records they mean."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from indicators.domain.value_columns import COLUMNS
from indicators.domain.value_rows import KnownIndicator, RowReader, ValueRow
from indicators.domain.vocabulary import MissingReason
from indicators.models import AnnualValue, Indicator, Plan
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import round_half_up
from sunagawa_plan.lib.tables import single_line
from sunagawa_plan.lib.uploads import years_in
from sunagawa_plan.shared.uploaded_rows import UploadedRows

_JOINT = "／"


class AnnualValueResource(UploadedRows):
    """The values file of one plan: all rows or none; a row that says nothing new leaves no trace."""

    columns = COLUMNS
    changing = (
        "value",
        "missing_reason",
        "missing_detail",
        "is_provisional",
        "sample_size",
        "note",
        "source",
    )
    head = ("指標", "年度")

    class Meta:
        model = AnnualValue

    def __init__(self, *, plan: Plan | None = None, today: date | None = None) -> None:
        super().__init__()
        self.plan, self.today = plan, today
        self.indicators: dict[int, Indicator] = {}
        self.names: dict[int, str] = {}
        self.reader = RowReader({}, frozenset(), date.max)

    @classmethod
    def get_display_name(cls) -> str:
        return "実績値"

    def stored(self, dataset: Any) -> dict[tuple[int, int], AnnualValue]:
        """Return the stored values of the years of the file by indicator and year."""
        if self.plan is None:
            return {}
        years = years_in(dataset["fiscal_year"])
        rows = AnnualValue.objects.of_plan(self.plan).filter(fiscal_year__in=years)
        locked = rows.order_by().select_for_update(of=("self",))
        return {(row.indicator_id, row.fiscal_year): row for row in locked}

    def key_of(self, read: ValueRow | None) -> tuple[int, int] | None:
        if read is None or read.is_baseline:
            return None
        return (read.indicator.key, read.fiscal_year)

    def head_of(self, instance: AnnualValue) -> tuple[str, str]:
        year = FiscalYear(instance.fiscal_year).wareki if instance.fiscal_year else ""
        return (self.names.get(instance.indicator_id, ""), year)

    def prepare(self) -> RowReader:
        if self.plan is None or self.today is None:
            raise ValueError("取り込む計画を選んでください。")
        indicators = Indicator.objects.of_plan(self.plan).order_by()
        self.indicators = {indicator.pk: indicator for indicator in indicators}
        self.names = {key: str(indicator) for key, indicator in self.indicators.items()}
        known = {indicator.code: _known(indicator) for indicator in self.indicators.values()}
        codes = Indicator.objects.exclude(pk__in=indicators.values("pk")).order_by()
        elsewhere = frozenset(codes.values_list("code", flat=True))
        return RowReader(known, elsewhere, self.today)

    def apply(self, instance: AnnualValue, read: ValueRow, names: Any) -> None:
        instance.indicator = self.indicators[read.indicator.key]
        instance.fiscal_year = read.fiscal_year
        _apply(instance, read, names)

    def validate_instance(self, instance: AnnualValue, *_: Any, **__: Any) -> None:
        """Check single cells; what concerns several of them the reader has checked."""
        needs_why = instance.missing_reason == MissingReason.NOT_CALCULABLE
        if needs_why and not instance.missing_detail:
            told = "「算定されない」のときは、その理由も入力してください。"
            raise ValidationError(self.titled({"note": told}))
        self.clean_cells(instance)


def _known(indicator: Indicator) -> KnownIndicator:
    return KnownIndicator(
        key=indicator.pk,
        name=indicator.name,
        unit=indicator.unit,
        places=indicator.decimal_places,
        is_survey=indicator.is_survey,
        baseline_year=indicator.baseline_fiscal_year,
        baseline=indicator.baseline_value,
    )


def _apply(row: AnnualValue, read: ValueRow, columns: Any) -> None:
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


def _explanations(row: AnnualValue, read: ValueRow, columns: Any) -> tuple[str, str]:
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
