"""An inconsistency in stored data, told so that a clerk can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Where it is, what is wrong there, and what to do: three Japanese phrases."""

    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}\n  問題: {self.problem}\n  直し方: {self.remedy}"
