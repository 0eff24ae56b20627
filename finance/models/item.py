from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from finance.domain.items import Item, ItemTree
from finance.domain.vocabulary import Section
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.fields import FiscalYearField, sensible_year


class Account(models.Model):
    """An account with a settlement of its own: 一般会計; 普通会計 never shares its lines."""

    code = models.SlugField("コード", unique=True)
    name = models.CharField("会計", max_length=50, unique=True)
    order = models.PositiveSmallIntegerField("並び順", default=0)

    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "会計"
        verbose_name_plural = "会計"
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class SettlementItemQuerySet(models.QuerySet["SettlementItem"]):
    def of_account(self, account: Account) -> Self:
        """Keep one account's items, in the order of the book."""
        return self.filter(account=account)

    def with_names(self) -> Self:
        """Add parents and later names: one more query."""
        return self.select_related("parent").prefetch_related("later_names")

    def tree(self) -> ItemTree:
        """Return the items of one account as the domain's tree: one query."""
        return ItemTree(tuple(item.fact for item in self.select_related("parent")))


class SettlementItem(models.Model):
    """A row of the settlement table (決算項目).

    name and printed_label hold from the beginning; a renaming is a SettlementItemName, so that
    earlier years keep the name they were published under. An ended item keeps its years.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="items", verbose_name="会計"
    )
    code = models.SlugField("コード", max_length=60)
    section = models.CharField("区分", max_length=20, choices=Section.choices())
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="上の項目",
    )
    name = models.CharField("項目名", max_length=100)
    printed_label = models.CharField(
        "表の見出し", max_length=100, blank=True, help_text="項目名と違うとき。例: 計"
    )
    is_total = models.BooleanField("合計の行", default=False)
    order = models.PositiveSmallIntegerField("並び順")
    first_fiscal_year = FiscalYearField("最初の年度", null=True, blank=True)
    last_fiscal_year = FiscalYearField(
        "最後の年度",
        null=True,
        blank=True,
        help_text="廃止した項目のとき。それまでの年度はそのまま残ります。",
    )

    objects = SettlementItemQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "決算項目"
        verbose_name_plural = "決算項目"
        ordering = ["account", "order", "code"]
        constraints = [
            UniqueConstraint(
                fields=["account", "code"],
                name="settlement_item_code_once",
                violation_error_message="この会計には、同じコードの項目がすでにあります。",
            ),
            CheckConstraint(
                condition=Q(section__in=[code for code, _ in Section.choices()]),
                name="settlement_item_section_known",
                violation_error_message="区分を選んでください。",
            ),
            CheckConstraint(
                condition=Q(first_fiscal_year__isnull=True)
                | Q(last_fiscal_year__isnull=True)
                | Q(first_fiscal_year__lte=F("last_fiscal_year")),
                name="settlement_item_years_in_order",
                violation_error_message="最後の年度は、最初の年度以降にしてください。",
            ),
            sensible_year("settlement_item_first_year_sensible", "first_fiscal_year"),
            sensible_year("settlement_item_last_year_sensible", "last_fiscal_year"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def fact(self) -> Item:
        return Item(
            code=self.code,
            section=Section(self.section),
            parent=self.parent.code if self.parent else None,
            is_total=self.is_total,
            first_year=self.first_fiscal_year,
            last_year=self.last_fiscal_year,
        )

    def name_in(self, year: int) -> str:
        """Return the name that holds in a fiscal year. Reads the prefetched later names."""
        renamed = self._renamed_by(year)
        return renamed.name if renamed else self.name

    def label_in(self, year: int) -> str:
        """Return the heading of the table's row in a fiscal year: 計, else the name."""
        renamed = self._renamed_by(year)
        if renamed:
            return renamed.printed_label or renamed.name
        return self.printed_label or self.name

    def clean(self) -> None:
        """Refuse a parent of another account or section, and one that stands below the item."""
        above = self.parent
        while above is not None:
            if above.pk == self.pk is not None:
                raise ValidationError({"parent": "この項目より下の項目は選べません。"})
            above = above.parent
        if self.parent is None:
            return
        if self.parent.account_id != self.account_id or self.parent.section != self.section:
            raise ValidationError({"parent": "同じ会計・同じ区分の項目を選んでください。"})

    def _renamed_by(self, year: int) -> "SettlementItemName | None":
        held = [name for name in self.later_names.all() if name.effective_from <= year]
        return max(held, key=lambda name: name.effective_from, default=None)


class SettlementItemName(models.Model):
    """A later name of an item, from a fiscal year on (改称)."""

    item = models.ForeignKey(
        SettlementItem, on_delete=models.CASCADE, related_name="later_names", verbose_name="項目"
    )
    effective_from = FiscalYearField("この名前になる年度")
    name = models.CharField("項目名", max_length=100)
    printed_label = models.CharField("表の見出し", max_length=100, blank=True)

    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "改称"
        verbose_name_plural = "改称"
        ordering = ["item", "effective_from"]
        constraints = [
            UniqueConstraint(
                fields=["item", "effective_from"],
                name="settlement_item_renamed_once_per_year",
                violation_error_message="この項目には、同じ年度からの名前がすでにあります。",
            ),
            sensible_year("settlement_item_name_year_sensible", "effective_from"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{FiscalYear(self.effective_from).short}から）"
