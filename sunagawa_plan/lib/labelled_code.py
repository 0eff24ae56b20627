"""Published codes that carry the Japanese word shown to people."""

from enum import StrEnum
from typing import Self


class LabelledCode(StrEnum):
    """A published code that carries the Japanese word shown to people."""

    label: str

    # The default lets type checkers accept Kind("reach"); every member names its word.
    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return (code, Japanese word) pairs in the order of definition."""
        return [(member.value, member.label) for member in cls]
