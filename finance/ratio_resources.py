"""A soundness file, row by row into the ratios it means: all rows or none."""

from decimal import Decimal
from typing import Any

from finance.domain.ratio_rows import COLUMNS, KnownRatio, RatioReader, RatioRow
from finance.domain.soundness import SharedRatios
from finance.domain.vocabulary import PublicationStatus
from finance.models import SoundnessRatio, SoundnessValue
from finance.publishing import REASON_NEEDED
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import single_line
from sunagawa_plan.shared.uploaded_rows import UploadedRows


class SoundnessValueResource(UploadedRows):
    """The ratios that finance keeps itself. A new one stands as the others of its year do.

    shared holds what plans keep of the rest, which a file may repeat but not change.
    change_reason is why published ratios are corrected; without one they are not.
    """

    columns = COLUMNS
    changing = ("value", "missing_reason", "source")
    head = ("比率", "年度")

    class Meta:
        model = SoundnessValue

    def __init__(self, *, shared: SharedRatios | None = None, change_reason: str = "") -> None:
        super().__init__()
        self.shared, self.change_reason = shared or {}, change_reason.strip()
        self.ratios: dict[int, SoundnessRatio] = {}
        self.public_years: frozenset[int] = frozenset()
        self.corrected: list[SoundnessValue] = []

    @classmethod
    def get_display_name(cls) -> str:
        return "健全化判断比率"

    def stored(self, dataset: Any) -> dict[tuple[int, int], SoundnessValue]:
        """Return all stored values by ratio and year."""
        rows = SoundnessValue.objects.select_for_update(of=("self",)).select_related("ratio")
        return {(row.ratio_id, row.fiscal_year): row for row in rows}

    def key_of(self, read: RatioRow | None) -> tuple[int, int] | None:
        if read is None or read.answer is None:
            return None
        return (read.ratio.key, read.fiscal_year)

    def head_of(self, instance: Any) -> tuple[str, ...]:
        if instance.ratio_id is None:
            return ("", "")
        return (instance.ratio.name, FiscalYear(instance.fiscal_year).wareki)

    def prepare(self) -> RatioReader:
        ratios = SoundnessRatio.objects.select_for_update().with_published()
        self.ratios = {ratio.pk: ratio for ratio in ratios}
        years = SoundnessValue.objects.published().values_list("fiscal_year", flat=True)
        self.public_years = frozenset(years)
        return RatioReader({r.code: self._known(r) for r in self.ratios.values()})

    def apply(self, instance: SoundnessValue, read: RatioRow, names: Any) -> None:
        """Take over what the row says; a number shown rounded, a source on one line stay stored."""
        if not instance.pk and read.fiscal_year in self.public_years:
            instance.status = PublicationStatus.PUBLISHED.value
        instance.ratio = self.ratios[read.ratio.key]
        instance.fiscal_year = read.fiscal_year
        is_value = isinstance(read.answer, Decimal)
        value = read.answer if is_value else None
        if instance.value != value:
            instance.value = value
        instance.missing_reason = "" if is_value else str(read.answer)
        if read.source is not None and single_line(instance.source).strip() != read.source:
            instance.source = read.source

    def save_instance(self, instance: SoundnessValue, *args: Any, **kwargs: Any) -> None:
        if instance.is_published:
            self.corrected.append(instance)
        super().save_instance(instance, *args, **kwargs)

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Refuse a file that changes what is published without saying why."""
        is_readable = not result.has_errors() and not result.has_validation_errors()
        if self.corrected and not self.change_reason and is_readable:
            raise ValueError(REASON_NEEDED)
        super().after_import(dataset, result, **kwargs)

    def reason(self, file_name: str) -> str:
        told = super().reason(file_name)
        return f"{self.change_reason}（{told}）" if self.change_reason else told

    def _known(self, ratio: SoundnessRatio) -> KnownRatio:
        return KnownRatio(
            key=ratio.pk,
            code=ratio.code,
            name=ratio.name,
            places=ratio.decimal_places,
            series=ratio.series(self.shared),
            indicator_code=ratio.indicator_code,
        )
