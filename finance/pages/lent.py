"""What plans lend to the pages of finance: values, words and addresses, nothing of their models."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from finance.domain.soundness import SharedRatio
from finance.models import SoundnessRatio


@dataclass(frozen=True)
class Word:
    """An explained word of a plan; anchor is its id on the page."""

    anchor: str
    term: str
    reading: str
    explanation: str


@dataclass(frozen=True)
class PolicyLink:
    """A policy that follows a ratio of finance."""

    title: str
    address: str


@dataclass(frozen=True)
class Lent:
    """All of it; ratios by ratio code, words by term."""

    ratios: Mapping[str, SharedRatio] = field(default_factory=dict)
    words: Mapping[str, Word] = field(default_factory=dict)
    policies: tuple[PolicyLink, ...] = ()


class Lender(Protocol):
    """Gives what published plans hold of the ratios, now or at the end of a past day."""

    def __call__(self, ratios: Iterable[SoundnessRatio], as_of: date | None = None, /) -> Lent: ...
