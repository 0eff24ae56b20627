"""The public files of finance by their names in addresses."""

from dataclasses import replace
from datetime import date

from finance.domain.soundness import SharedRatios
from finance.exports.settlement import (
    FUNDS,
    SETTLEMENT,
    funds_table,
    funds_table_of,
    settlement_table,
    settlement_table_of,
)
from finance.exports.soundness import SOUNDNESS, soundness_table, soundness_table_of
from finance.models import SettlementYear, SoundnessRatio
from finance.pages.lent import Lender
from finance.pages.past import past_books, past_ratios
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.shared.as_of import day_mark

# For /open-data/.
DATASETS = (SETTLEMENT, FUNDS, SOUNDNESS)
FILE_NAMES = tuple(dataset.name for dataset in DATASETS)


def finance_table(name: str, shared: SharedRatios) -> Table:
    """Return a public file by name; nothing is read before the rows are. LookupError if unknown."""
    published = SettlementYear.objects.published()
    match name:
        case "settlement":
            return settlement_table(published)
        case "funds":
            return funds_table(published)
        case "soundness":
            return soundness_table(SoundnessRatio.objects.all(), shared)
    raise LookupError(name)


def past_finance_table(name: str, day: date, lend: Lender) -> Table:
    """Return a public file as it was when a past day ended; its title says so.

    Raises LookupError for an unknown name, DayNotShown for a day before the first record.
    """
    table = _past_table(name, day, lend)
    return replace(table, title=f"{table.title}{day_mark(day)}")


def _past_table(name: str, day: date, lend: Lender) -> Table:
    match name:
        case "settlement":
            return settlement_table_of(past_books(day))
        case "funds":
            return funds_table_of(past_books(day))
        case "soundness":
            ratios = past_ratios(day)
            return soundness_table_of(ratios, lend(ratios, day).ratios)
    raise LookupError(name)
