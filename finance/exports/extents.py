"""How much each file of finance holds, and when it last changed."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from finance.domain.soundness import SharedRatios
from finance.domain.vocabulary import PublicationStatus
from finance.exports.catalogue import DATASETS, finance_table
from finance.models import (
    Account,
    SettlementAmount,
    SettlementItem,
    SettlementItemName,
    SettlementYear,
    SoundnessRatio,
    SoundnessThreshold,
    SoundnessValue,
)
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.lib.tables.dataset import FISCAL_YEAR, Extent

_PUBLISHED = PublicationStatus.PUBLISHED.value
# Every model with a word in the files; what keeps its drafts out.
_PUBLIC: tuple[tuple[Any, dict[str, str]], ...] = (
    (Account, {}),
    (SettlementItem, {}),
    (SettlementItemName, {}),
    (SettlementYear, {"status": _PUBLISHED}),
    (SettlementAmount, {"year__status": _PUBLISHED}),
    (SoundnessRatio, {}),
    (SoundnessThreshold, {}),
    (SoundnessValue, {"status": _PUBLISHED}),
)


def finance_extents(shared: SharedRatios) -> dict[str, Extent]:
    """Return the extent of each file by its name.

    The files are read through: a city has some twenty items a year, and the number of queries
    does not grow with the years.
    """
    return {dataset.name: _extent(finance_table(dataset.name, shared)) for dataset in DATASETS}


def finance_change() -> datetime | None:
    """Return when anything that the files tell of was last changed: one query."""
    first, *others = [_changes(model, public) for model, public in _PUBLIC]
    moments = [at for (at,) in first.union(*others, all=True) if at is not None]
    return max(moments, default=None)


def _extent(table: Table) -> Extent:
    place = [column.name for column in table.columns].index(FISCAL_YEAR.name)
    years = [int(str(row[place])) for row in table.rows]
    return Extent(len(years), min(years, default=None), max(years, default=None))


def _changes(model: Any, public: dict[str, str]) -> Any:
    recorded = model.history.model.objects.filter(**public).order_by()
    return recorded.values("history_type").annotate(last=Max("history_date")).values_list("last")
