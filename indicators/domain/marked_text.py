"""The plan's running text: paragraphs, and words marked `*` that the glossary explains."""

from collections.abc import Iterable
from dataclasses import dataclass

MARK = "*"


@dataclass(frozen=True)
class Run:
    """A stretch of text; term is set where the book marks it as explained."""

    text: str
    term: str = ""


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Split a text at its blank lines; line breaks inside a paragraph are joined."""
    blocks = (block.strip() for block in text.split("\n\n"))
    return tuple("".join(block.splitlines()) for block in blocks if block)


def without_marks(text: str) -> str:
    """Return the text as it reads aloud, for files and titles."""
    return text.replace(MARK, "")


def runs_of(paragraph: str, terms: Iterable[str]) -> tuple[Run, ...]:
    """Split a paragraph at its marks; the longest term that ends at a mark is the marked word.

    A mark behind no known term is left as it stands: nothing of the book is dropped.
    """
    longest_first = sorted(terms, key=len, reverse=True)
    runs: list[Run] = []
    pieces = paragraph.split(MARK)
    for piece in pieces[:-1]:
        term = next((term for term in longest_first if piece.endswith(term)), "")
        before = piece.removesuffix(term) if term else piece + MARK
        if before:
            runs.append(Run(before))
        if term:
            runs.append(Run(term, term))
    if pieces[-1]:
        runs.append(Run(pieces[-1]))
    return tuple(runs)
