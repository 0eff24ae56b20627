"""What a row is called in a finding, and where in the admin it is mended."""

from typing import Any

from django.db import models

from finance.models import (
    SettlementAmount,
    SettlementItemName,
    SettlementYear,
    SoundnessThreshold,
    SoundnessValue,
)
from sunagawa_plan.lib.fiscal_year import year_in_words

# Rows that the admin edits on the page of the row they hang on.
_PAGES: dict[type[models.Model], str] = {
    SettlementAmount: "年度の決算",
    SettlementItemName: "決算項目",
    SoundnessValue: "健全化判断比率",
    SoundnessThreshold: "健全化判断比率",
}


def page_of(model: type[models.Model]) -> str:
    """Return the admin page on which rows of a model are mended."""
    return f"管理画面の「{_PAGES.get(model, model._meta.verbose_name_plural)}」"


def place_of(row: Any) -> str:
    """Say which row is meant, even if its year makes no sense."""
    match row:
        case SettlementYear():
            return f"{row.account} {year_in_words(row.fiscal_year)}の決算"
        case SettlementAmount():
            return f"{place_of(row.year)} 「{row.item}」"
        case SoundnessValue():
            return f"{row.ratio} {year_in_words(row.fiscal_year)}"
        case SoundnessThreshold():
            year = "毎年度" if row.fiscal_year is None else year_in_words(row.fiscal_year)
            return f"{row.ratio} {year}の基準値"
        case SettlementItemName():
            return f"決算項目「{row.item}」の改称「{row.name}」"
    return f"{row._meta.verbose_name}「{row}」"
