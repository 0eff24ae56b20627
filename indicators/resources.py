"""Annual values from an uploaded file, row by row into the records they mean."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from import_export import fields, resources
from import_export.instance_loaders import BaseInstanceLoader

from indicators.domain.value_columns import TITLES, check_headings, titled
from indicators.domain.value_rows import KnownIndicator, RowError, RowReader, ValueRow
from indicators.domain.vocabulary import MissingReason
from indicators.models import AnnualValue, Indicator, Plan
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import round_half_up
from sunagawa_plan.lib.tables import single_line
from sunagawa_plan.shared.row_changes import give_reason, written

_CHANGING = (
    "value",
    "missing_reason",
    "missing_detail",
    "is_provisional",
    "sample_size",
    "note",
    "source",
)
# Under this key the row that was read travels beside its cells.
_READ = "\0read"
_FIRST_LINE = 2
_JOINT = "／"


class PlanValuesLoader(BaseInstanceLoader):
    """All stored values of the plan, fetched at once, by indicator and year."""

    def __init__(self, resource: "AnnualValueResource", dataset: Any = None) -> None:
        super().__init__(resource, dataset)
        of_plan = {"indicator__basic_project__policy__goal__plan": resource.plan}
        rows = AnnualValue.objects.filter(**of_plan).order_by() if resource.plan else ()
        self.stored = {(row.indicator_id, row.fiscal_year): row for row in rows}

    def get_instance(self, row: Any) -> AnnualValue | None:
        read = row[_READ]
        return self.stored.get((read.indicator.key, read.fiscal_year)) if read else None


class ValueDiff:
    """One row of the preview: whole cells, 旧 → 新, never single characters."""

    def __init__(self, resource: "AnnualValueResource", instance: AnnualValue, new: Any) -> None:
        self.new = new
        self.left = self.right = self._read(resource, instance)

    def compare_with(self, resource: "AnnualValueResource", instance: AnnualValue) -> None:
        self.right = self._read(resource, instance)
        self.name = resource.names.get(instance.indicator_id, "")
        self.year = FiscalYear(instance.fiscal_year).wareki if instance.fiscal_year else ""

    def as_html(self) -> list[str]:
        if self.left == self.right:
            return []
        cells = [self._cell(*pair) for pair in zip(_CHANGING, self.left, self.right, strict=True)]
        return [self.name, self.year, *cells]

    def _read(self, _resource: "AnnualValueResource", instance: AnnualValue) -> list[Any]:
        return [getattr(instance, name) for name in _CHANGING]

    def _cell(self, name: str, old: Any, new: Any) -> str:
        field = AnnualValue._meta.get_field(name)
        if self.new or old == new:
            return written(field, new) if new not in {None, "", False} else ""
        return format_html(
            "<del>{}</del> → <ins>{}</ins>", written(field, old), written(field, new)
        )


class AnnualValueResource(resources.ModelResource):
    """The values file of one plan: all rows or none; a row that says nothing new leaves no trace."""

    value = fields.Field(attribute="value", column_name="value")
    missing_reason = fields.Field(attribute="missing_reason", column_name="missing_reason")
    missing_detail = fields.Field(attribute="missing_detail", column_name="missing_detail")
    is_provisional = fields.Field(attribute="is_provisional", column_name="is_provisional")
    sample_size = fields.Field(attribute="sample_size", column_name="sample_size")
    note = fields.Field(attribute="note", column_name="note")
    source = fields.Field(attribute="source", column_name="source")
    fiscal_year = fields.Field(attribute="fiscal_year", column_name="fiscal_year")

    class Meta:
        model = AnnualValue
        fields = (*_CHANGING, "fiscal_year")
        import_id_fields = ("fiscal_year",)
        instance_loader_class = PlanValuesLoader
        skip_unchanged = True
        report_skipped = False
        use_transactions = True

    def __init__(self, *, plan: Plan | None = None, today: date | None = None) -> None:
        super().__init__()
        self.plan, self.today = plan, today
        self.indicators: dict[int, Indicator] = {}
        self.names: dict[int, str] = {}
        self.reader = RowReader({}, frozenset(), date.max)

    @classmethod
    def get_display_name(cls) -> str:
        return "実績値"

    def get_diff_class(self) -> type:
        return ValueDiff

    def get_diff_headers(self) -> list[str]:
        return ["指標", "年度", *(TITLES[name] for name in _CHANGING)]

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Check the headings; with wrong ones no row is read at all."""
        try:
            check_headings(tuple(dataset.headers or ()))
        except ValueError:
            dataset.wipe()
            raise
        if self.plan is None or self.today is None:
            raise ValueError("取り込む計画を選んでください。")
        indicators = Indicator.objects.of_plan(self.plan).order_by()
        self.indicators = {indicator.pk: indicator for indicator in indicators}
        self.names = {key: str(indicator) for key, indicator in self.indicators.items()}
        known = {indicator.code: _known(indicator) for indicator in self.indicators.values()}
        codes = Indicator.objects.exclude(pk__in=indicators.values("pk")).order_by()
        elsewhere = frozenset(codes.values_list("code", flat=True))
        self.reader = RowReader(known, elsewhere, self.today)

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        is_blank = all(cell is None for cell in row.values())
        try:
            line = kwargs["row_number"] + _FIRST_LINE - 1
            row[_READ] = None if is_blank else self.reader.read(row, line)
        except RowError as error:
            told = {titled(name): message for name, message in error.messages.items()}
            raise ValidationError(told) from error

    def import_instance(self, instance: AnnualValue, row: Any, **kwargs: Any) -> None:
        read: ValueRow | None = row[_READ]
        if read is None or read.is_baseline:
            return
        instance.indicator = self.indicators[read.indicator.key]
        instance.fiscal_year = read.fiscal_year
        _apply(instance, read, row.keys())

    def skip_row(self, instance: Any, original: Any, row: Any, errors: Any = None) -> bool:
        read = row[_READ]
        if read is None or read.is_baseline:
            return True
        return super().skip_row(instance, original, row, errors)

    def validate_instance(self, instance: AnnualValue, *_: Any, **__: Any) -> None:
        """Check lengths and digits; what concerns several cells the reader has checked."""
        needs_why = instance.missing_reason == MissingReason.NOT_CALCULABLE
        if needs_why and not instance.missing_detail:
            told = "「算定されない」のときは、その理由も入力してください。"
            raise ValidationError({titled("note"): told})
        try:
            instance.clean_fields(exclude={"indicator"})
        except ValidationError as error:
            raise ValidationError(
                {titled(name): texts for name, texts in error.message_dict.items()}
            ) from error

    def before_save_instance(self, instance: AnnualValue, row: Any, **kwargs: Any) -> None:
        give_reason(instance, f"ファイルの取り込み：{kwargs.get('file_name') or '名前なし'}")


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
