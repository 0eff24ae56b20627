from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from finance.domain.amounts import Amount
from finance.domain.items import ItemTree
from finance.domain.settlement import Settlement, YearFacts
from finance.domain.vocabulary import (
    ANSWERS_INSTEAD_OF_AMOUNT,
    AmountMissingReason,
    Section,
    YearOnYearState,
)
from finance.domain.year_on_year import YearOnYear, as_printed
from finance.models.item import Account, SettlementItem
from finance.models.publication import Publishable, PublishableQuerySet
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.fields import FiscalYearField, sensible_year, value_xor_reason

_PRINTED_STATES = (YearOnYearState.NEWLY_ARISEN, YearOnYearState.CEASED)


class SettlementYearQuerySet(PublishableQuerySet["SettlementYear"]):
    def with_amounts(self) -> "SettlementYearQuerySet":
        """Add amounts and their items: one more query."""
        return self.prefetch_related(
            models.Prefetch("amounts", SettlementAmount.objects.select_related("item"))
        )

    def settlement(self, account: Account) -> Settlement:
        """Return the queryset's years of an account as the domain sees them: three queries."""
        years = self.filter(account=account).with_amounts()
        return settlement_of(account.items.tree(), years)


def settlement_of(tree: ItemTree, years: Iterable["SettlementYear"]) -> Settlement:
    return Settlement(tree, {year.fiscal_year: year.facts for year in years})


class SettlementYear(Publishable):
    """The settlement (決算) of one account for one fiscal year: a draft until published."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="years", verbose_name="会計"
    )
    fiscal_year = FiscalYearField("年度")
    population = models.PositiveIntegerField(
        "人口",
        null=True,
        blank=True,
        validators=[MinValueValidator(1, "1人以上にしてください。")],
        help_text="入力すると、市民1人当たりの額を公開します。",
    )
    population_source = models.CharField(
        "人口の時点と出典",
        max_length=100,
        blank=True,
        help_text="例: 令和2年3月31日現在の住民基本台帳人口",
    )
    source = models.CharField("出典", max_length=200, blank=True, help_text="公開されます。")
    note = models.TextField("注記", blank=True, help_text="公開されます。")

    objects = SettlementYearQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "年度の決算"
        verbose_name_plural = "年度の決算"
        ordering = ["account", "fiscal_year"]
        constraints = [
            *Publishable.Meta.constraints,
            UniqueConstraint(
                fields=["account", "fiscal_year"],
                name="settlement_year_once",
                violation_error_message="この会計には、同じ年度の決算がすでにあります。",
            ),
            CheckConstraint(
                condition=Q(population__isnull=True)
                | (Q(population__gt=0) & ~Q(population_source="")),
                name="settlement_year_population_with_source",
                violation_error_message="人口は1人以上とし、その時点と出典も入力してください。",
            ),
            sensible_year("settlement_year_sensible"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {FiscalYear(self.fiscal_year)}"

    @property
    def facts(self) -> YearFacts:
        """Return the year as the domain sees it. Reads the prefetched amounts with their items."""
        rows = list(self.amounts.all())
        printed = {row.item.code: row.printed for row in rows}
        return YearFacts(
            fiscal_year=self.fiscal_year,
            amounts={row.item.code: row.fact for row in rows},
            printed={code: ratio for code, ratio in printed.items() if ratio is not None},
            population=self.population,
        )


class SettlementAmount(models.Model):
    """The amount of one item in one year, or the reason why there is none.

    0, 「-」 and nothing entered are three different things: 0, a reason, no row. On the row of a
    total, note explains a rounding difference and difference_reason a larger one.
    """

    year = models.ForeignKey(
        SettlementYear, on_delete=models.CASCADE, related_name="amounts", verbose_name="年度の決算"
    )
    item = models.ForeignKey(
        SettlementItem, on_delete=models.PROTECT, related_name="amounts", verbose_name="項目"
    )
    amount_thousand_yen = models.BigIntegerField("決算額（千円）", null=True, blank=True)
    missing_reason = models.CharField(
        "金額がない理由",
        max_length=20,
        blank=True,
        choices=[(reason.value, reason.label) for reason in ANSWERS_INSTEAD_OF_AMOUNT],
    )
    printed_year_on_year = models.DecimalField(
        "計画書に載っている前年比", max_digits=9, decimal_places=1, null=True, blank=True
    )
    printed_state = models.CharField(
        "計画書に載っている語",
        max_length=20,
        blank=True,
        choices=[(state.value, state.label) for state in _PRINTED_STATES],
    )
    note = models.TextField("注記", blank=True, help_text="公開されます。")
    difference_reason = models.TextField(
        "内訳の計と一致しない理由", blank=True, help_text="合計の行のとき。公開されます。"
    )

    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "決算額"
        verbose_name_plural = "決算額"
        ordering = ["year", "item__order"]
        constraints = [
            UniqueConstraint(
                fields=["year", "item"],
                name="settlement_amount_once",
                violation_error_message="この年度には、同じ項目の決算額がすでにあります。",
            ),
            value_xor_reason(
                "settlement_amount_xor_reason",
                "決算額か、金額がない理由の、どちらか一方を入力してください。",
                value="amount_thousand_yen",
            ),
            CheckConstraint(
                condition=Q(printed_year_on_year__isnull=True) | Q(printed_state=""),
                name="printed_ratio_or_word",
                violation_error_message="計画書の前年比は、数値か語の、どちらか一方にしてください。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.item}"

    @property
    def fact(self) -> Amount:
        reason = AmountMissingReason(self.missing_reason) if self.missing_reason else None
        return Amount(self.amount_thousand_yen, reason)

    @property
    def printed(self) -> YearOnYear | None:
        """Return what the book prints in the 前年比 column; None where it prints nothing."""
        state = YearOnYearState(self.printed_state) if self.printed_state else None
        return as_printed(self.printed_year_on_year, state)

    def clean(self) -> None:
        """Refuse an item of another account, an amount outside its years, 基金なし elsewhere."""
        if None in (self.year_id, self.item_id):
            return
        if self.item.account_id != self.year.account_id:
            raise ValidationError({"item": "この会計の項目ではありません。"})
        is_fund = self.item.section == Section.FUNDS.value
        if self.missing_reason == AmountMissingReason.NO_SUCH_FUND.value and not is_fund:
            raise ValidationError({"missing_reason": "「基金なし」は基金の項目だけで使います。"})
        exists = self.item.fact.exists_in(self.year.fiscal_year)
        if self.amount_thousand_yen is not None and not exists:
            raise ValidationError(
                {"amount_thousand_yen": f"「{self.item}」は、この年度にはない項目です。"}
            )
