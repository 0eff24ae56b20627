"""The settlement and the soundness ratios as published, and the drafts of the next year."""

from finance.models.item import Account, SettlementItem, SettlementItemName
from finance.models.settlement import SettlementAmount, SettlementYear
from finance.models.soundness import SoundnessRatio, SoundnessThreshold, SoundnessValue

__all__ = [
    "Account",
    "SettlementAmount",
    "SettlementItem",
    "SettlementItemName",
    "SettlementYear",
    "SoundnessRatio",
    "SoundnessThreshold",
    "SoundnessValue",
]
