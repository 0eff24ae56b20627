"""Adding, renaming and ending items of the table without breaking the years that are published."""

from typing import Any

from django.core.exceptions import ValidationError

from finance.models import Account, SettlementItem, SettlementYear
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.form_fields import ReasonedForm


class SettlementItemForm(ReasonedForm):
    """One item. What would change the sums of a published year is refused."""

    class Meta:
        model = SettlementItem
        exclude: tuple[str, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "parent" in self.fields:
            totals = SettlementItem.objects.filter(is_total=True).exclude(pk=self.instance.pk)
            self.fields["parent"].queryset = totals  # type: ignore[attr-defined]
            self.fields["parent"].help_text = "「合計の行」だけを選べます。"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        # A new item that names no account has none to be checked against.
        stored = self.instance.account if self.instance.account_id else None
        account = cleaned.get("account") or stored
        if {"first_fiscal_year", "last_fiscal_year"} <= cleaned.keys() and account is not None:
            first, last = cleaned["first_fiscal_year"], cleaned["last_fiscal_year"]
            self._check_first(account, first)
            self._check_last(account, last)
            self._check_amounts(first, last)
        return cleaned

    def _check_first(self, account: Account, first: int | None) -> None:
        """A new item, or an earlier beginning, must not stand blank in a published year."""
        year = self._blank_from(account, first, self.cleaned_data["last_fiscal_year"])
        if year is not None:
            self.add_error(
                "first_fiscal_year",
                ValidationError(
                    f"{FiscalYear(year)}の決算はすでに公開されていて、この項目の額がありません。"
                    f"{FiscalYear(self._last_published(account) + 1)}以降の年度を入力してください。",
                    code="published",
                ),
            )

    def _check_last(self, account: Account, last: int | None) -> None:
        if last is None or self.instance.pk is None:
            return
        living = [
            part
            for part in self.instance.parts.all()
            if part.last_fiscal_year is None or part.last_fiscal_year > last
        ]
        if living:
            names = "、".join(part.name for part in living)
            self.add_error(
                "last_fiscal_year",
                ValidationError(f"先に、下の項目（{names}）を廃止してください。", code="parts"),
            )

    def _check_amounts(self, first: int | None, last: int | None) -> None:
        if self.instance.pk is None:
            return
        numbers = self.instance.amounts.filter(amount_thousand_yen__isnull=False)
        years = numbers.order_by("year__fiscal_year").values_list("year__fiscal_year", flat=True)
        outside = [year for year in years if not (first or year) <= year <= (last or year)]
        if outside:
            told = "、".join(FiscalYear(year).wareki for year in outside)
            name = "last_fiscal_year" if last and outside[-1] > last else "first_fiscal_year"
            self.add_error(
                name,
                ValidationError(
                    f"{told}にこの項目の額があります。額のある年度を含めてください。",
                    code="amounts",
                ),
            )

    def _blank_from(self, account: Account, first: int | None, last: int | None) -> int | None:
        """Return the earliest published year in which the item would exist unanswered."""
        published = SettlementYear.objects.published().filter(account=account)
        if self.instance.pk is not None:
            published = published.exclude(amounts__item=self.instance)
        years = published.order_by("fiscal_year").values_list("fiscal_year", flat=True)
        return next((year for year in years if (first or year) <= year <= (last or year)), None)

    def _last_published(self, account: Account) -> int:
        published = SettlementYear.objects.published().filter(account=account)
        return max(published.values_list("fiscal_year", flat=True))
