"""The staff side of finance: entering, publishing and correcting the settlement."""

from finance.admin.items import AccountAdmin, SettlementItemAdmin
from finance.admin.settlement import SettlementYearAdmin
from finance.admin.soundness import SoundnessRatioAdmin

__all__ = [
    "AccountAdmin",
    "SettlementItemAdmin",
    "SettlementYearAdmin",
    "SoundnessRatioAdmin",
]
