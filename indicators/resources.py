"""Annual values from an uploaded file, row by row into the records they mean."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import now

from indicators.domain.value_columns import COLUMNS
from indicators.domain.value_rows import RowReader, ValueRow
from indicators.domain.vocabulary import MissingReason
from indicators.locking import explained
from indicators.models import AnnualValue, Indicator, Plan
from indicators.publishing import Published, record_verdicts
from indicators.uploaded_answers import apply_answer, known_indicator
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.uploads import years_in
from sunagawa_plan.shared.uploaded_rows import UploadedRows


class AnnualValueResource(UploadedRows):
    """The values file of one plan: all rows or none; a row that says nothing new leaves no trace.

    change_reason is why published values are changed; without one they are not.
    """

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

    def __init__(
        self, *, plan: Plan | None = None, today: date | None = None, change_reason: str = ""
    ) -> None:
        super().__init__()
        self.plan, self.today = plan, today
        self.change_reason = " ".join(change_reason.split())
        self.published: list[Published] = []
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
        known = {
            indicator.code: known_indicator(indicator) for indicator in self.indicators.values()
        }
        codes = Indicator.objects.exclude(pk__in=indicators.values("pk")).order_by()
        elsewhere = frozenset(codes.values_list("code", flat=True))
        return RowReader(known, elsewhere, self.today)

    def apply(self, instance: AnnualValue, read: ValueRow, names: Any) -> None:
        instance.indicator = self.indicators[read.indicator.key]
        instance.fiscal_year = read.fiscal_year
        apply_answer(instance, read, names)

    def before_save_instance(self, instance: AnnualValue, row: Any, **kwargs: Any) -> None:
        super().before_save_instance(instance, row, **kwargs)
        self.published.append(Published(instance, "" if self.is_new else self.change_reason))

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Refuse to change what is public without a word why; keep the verdicts of the rest."""
        super().after_import(dataset, result, **kwargs)
        if result.has_errors() or result.has_validation_errors():
            return
        explained(self.change_reason, is_public=bool(result.totals["update"]))
        if not self.is_preview and self.today is not None:
            record_verdicts(self.published, by=self.user, at=now(), today=self.today)

    def reason(self, file_name: str) -> str:
        told = super().reason(file_name)
        return f"{self.change_reason}（{told}）" if self.change_reason else told

    def validate_instance(self, instance: AnnualValue, *_: Any, **__: Any) -> None:
        """Check single cells; what concerns several of them the reader has checked."""
        needs_why = instance.missing_reason == MissingReason.NOT_CALCULABLE
        if needs_why and not instance.missing_detail:
            told = "「算定されない」のときは、その理由も入力してください。"
            raise ValidationError(self.titled({"note": told}))
        self.clean_cells(instance)
