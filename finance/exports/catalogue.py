"""The public files of finance by their names in addresses."""

from finance.domain.soundness import SharedRatios
from finance.exports.settlement import FUNDS, SETTLEMENT, funds_table, settlement_table
from finance.exports.soundness import SOUNDNESS, soundness_table
from finance.models import SettlementYear, SoundnessRatio
from sunagawa_plan.lib.tables import Table

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
