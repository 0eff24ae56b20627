"""What is entered for one ratio in one year: value or reason, and lines of that year alone."""

import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Self

from finance.models import SoundnessThreshold, SoundnessValue

_NUMBERS = ("value", "early", "rebuilding")


@dataclass(frozen=True)
class RatioEntry:
    """An answer with its source, and the year's own lines; blank lines mean those of every year."""

    value: Decimal | None = None
    missing_reason: str = ""
    detail: str = ""
    source: str = ""
    early: Decimal | None = None
    rebuilding: Decimal | None = None
    line_source: str = ""

    @classmethod
    def of(cls, value: SoundnessValue | None, line: SoundnessThreshold | None) -> Self:
        """Return what is stored."""
        columns: dict[str, Any] = {}
        if value is not None:
            names = ("value", "missing_reason", "detail", "source")
            columns |= {name: getattr(value, name) for name in names}
        if line is not None:
            columns |= {
                "early": line.early_soundness_threshold,
                "rebuilding": line.fiscal_rebuilding_threshold,
                "line_source": line.source,
            }
        return cls(**columns)

    @classmethod
    def read(cls, stamp: str) -> Self | None:
        """Return what a form was filled from; None for a stamp that no form of ours wrote."""
        try:
            told = json.loads(stamp)
            for name in _NUMBERS:
                told[name] = None if told[name] is None else Decimal(told[name])
            return cls(**told)
        except (ArithmeticError, KeyError, TypeError, ValueError):
            return None

    @property
    def stamp(self) -> str:
        """Return the entry as a form carries it, to tell later what somebody saw."""
        return json.dumps(asdict(self), ensure_ascii=False, default=str)

    @property
    def is_answered(self) -> bool:
        return self.value is not None or bool(self.missing_reason)

    @property
    def value_columns(self) -> dict[str, Any]:
        names = ("value", "missing_reason", "detail", "source")
        return {name: getattr(self, name) for name in names}

    @property
    def line_columns(self) -> dict[str, Any]:
        return {
            "early_soundness_threshold": self.early,
            "fiscal_rebuilding_threshold": self.rebuilding,
            "source": self.line_source,
        }
