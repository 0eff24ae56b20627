"""What is entered for one item in one year, and what a form remembers of it."""

import json
from dataclasses import dataclass
from typing import Any, Self

from finance.domain.amounts import Amount
from finance.domain.publication import Explanation
from finance.domain.vocabulary import AmountMissingReason
from finance.models import SettlementAmount
from sunagawa_plan.lib.numerals import format_number

_NOTHING = Explanation()


@dataclass(frozen=True)
class Entry:
    """An answer with what stands beside it. amount is None where nothing was answered."""

    amount: Amount | None = None
    explanation: Explanation = _NOTHING

    @classmethod
    def of(cls, row: SettlementAmount | None) -> Self:
        """Return what is stored; nothing for no row."""
        if row is None:
            return cls()
        return cls(row.fact, Explanation(row.note, row.difference_reason))

    @classmethod
    def read(cls, stamp: str) -> Self | None:
        """Return what a form was filled from; None for a stamp that no form of ours wrote."""
        try:
            number, reason, note, difference_reason = json.loads(stamp)
            given = AmountMissingReason(reason) if reason else None
            amount = None if number is None and given is None else Amount(number, given)
        except (ValueError, TypeError):
            return None
        return cls(amount, Explanation(str(note), str(difference_reason)))

    @property
    def stamp(self) -> str:
        """Return the entry as a form carries it, to tell later what somebody saw."""
        number, reason = self.thousand_yen, self.missing_reason
        beside = self.explanation
        told = [number, reason, beside.note, beside.difference_reason]
        return json.dumps(told, ensure_ascii=False)

    @property
    def thousand_yen(self) -> int | None:
        return self.amount.thousand_yen if self.amount else None

    @property
    def missing_reason(self) -> str:
        reason = self.amount.missing_reason if self.amount else None
        return reason.value if reason else ""

    @property
    def columns(self) -> dict[str, Any]:
        """Return the entry as the columns of its row."""
        return {
            "amount_thousand_yen": self.thousand_yen,
            "missing_reason": self.missing_reason,
            "note": self.explanation.note,
            "difference_reason": self.explanation.difference_reason,
        }


def amount_text(amount: Amount | None) -> str:
    """Write an amount for people, without its unit; a reason with the dash that it is printed as."""
    if amount is None:
        return AmountMissingReason.AWAITING_ENTRY.label
    if amount.thousand_yen is not None:
        return format_number(amount.thousand_yen, 0)
    return f"－（{amount.missing_reason.label}）" if amount.missing_reason else ""
