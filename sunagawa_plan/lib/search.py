"""Finding words in Japanese text however they are typed, and showing where they stand.

A text and a question are folded the same way before they are compared: full and half width,
upper and lower case, かな and カナ, and the many dashes count as one. Two characters are a word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, Self

LONGEST_QUESTION = 100
MOST_WORDS = 8

_KATAKANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−─━"), "-") | {ord("〜"): "~"}
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_FOLDED = _KATAKANA | _DASHES | _INVISIBLE
# A character with the marks that NFKC may join to it: ｶﾞ is one ガ.
_CLUSTER = re.compile("[\\s\\S][\u3099\u309a\uff9e\uff9f\u0300-\u036f]*")
# ー is what the hyphen key gives in kana mode: 6ー1 means 6-1.
_KANA_HYPHEN = re.compile("(?<=[0-9])ー(?=[0-9])")
_SEPARATORS = re.compile(r"[\s、。]+")
_BEFORE, _WIDTH = 30, 110


class Passage(NamedTuple):
    """One text of an entry, as it is shown; anchor is where on the entry's page it stands."""

    label: str
    text: str
    anchor: str = ""


class Entry(NamedTuple):
    """One thing that can be found: a page or a part of one.

    kind is the code of its group. place says where it belongs and is not searched, code is.
    """

    kind: str
    heading: str
    place: str
    url: str
    passages: tuple[Passage, ...] = ()
    code: str = ""


class Stretch(NamedTuple):
    """A stretch of shown text, and whether it is what was looked for."""

    text: str
    is_hit: bool


@dataclass(frozen=True)
class Question:
    """What a reader typed: text as it is shown back, words as they are compared."""

    text: str
    words: tuple[str, ...]
    is_cut: bool = False

    @classmethod
    def read(cls, raw: str) -> Self:
        """Read a question; nothing in it can fail. What is beyond reason is cut off."""
        printable = "".join(char if char.isprintable() else " " for char in raw[:2000])
        text = " ".join(printable.split())
        parts = [part for part in _SEPARATORS.split(fold(text[:LONGEST_QUESTION])) if part]
        words = tuple(dict.fromkeys(map(_without_long_end, parts)))
        is_cut = len(text) > LONGEST_QUESTION or len(words) > MOST_WORDS or len(raw) > 2000
        return cls(text[:LONGEST_QUESTION], words[:MOST_WORDS], is_cut)


def fold(text: str) -> str:
    """Return a text as it is compared; its length may differ from the text's."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_FOLDED)
    return _KANA_HYPHEN.sub("-", folded)


def folded_entry(entry: Entry) -> str:
    """Return all of an entry as it is compared: heading, code and every passage, a line each."""
    return "\n".join(map(fold, (entry.heading, entry.code, *(own.text for own in entry.passages))))


def standing(folded: str, words: Sequence[str]) -> int | None:
    """Tell how well a folded entry answers, 0 best; None where a word is missing."""
    if not all(word in folded for word in words):
        return None
    heading, code, _ = f"{folded}\n".split("\n", 2)
    if " ".join(words) in (heading, code):
        return 0
    in_heading = sum(word in heading for word in words)
    if in_heading < len(words):
        return 3 if in_heading else 4
    return 1 if heading.startswith(tuple(words)) else 2


def marked(text: str, words: Sequence[str]) -> tuple[Stretch, ...]:
    """Split a text into what was looked for and what stands between."""
    return tuple(_stretches(text, _spans(text, words), 0, len(text)))


def excerpt(text: str, words: Sequence[str]) -> tuple[Stretch, ...]:
    """Return the part of a text that shows most of the words, with … where it was cut."""
    spans = _spans(text, words)
    if not spans:
        return ()
    start = max(0, _best_start(text, spans, words) - _BEFORE)
    end = min(len(text), start + _WIDTH)
    shown = list(_stretches(text, spans, start, end))
    if start:
        shown.insert(0, Stretch("…", is_hit=False))
    if end < len(text):
        shown.append(Stretch("…", is_hit=False))
    return tuple(shown)


def similar(text: str, candidates: Iterable[str], *, most: int) -> list[str]:
    """Return the candidates that share most pairs of characters with a text, the nearest first."""
    asked = _pairs(text)
    scored = []
    for candidate in dict.fromkeys(candidates):
        own = _pairs(candidate)
        score = 2 * len(asked & own) / (len(asked) + len(own) or 1)
        if score >= 0.25:
            scored.append((-score, candidate))
    return [candidate for _, candidate in sorted(scored)[:most]]


def _without_long_end(word: str) -> str:
    # サーバ and サーバー are one word, as offices write either.
    return word[:-1] if len(word) > 3 and word.endswith("ー") else word


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(fold(text)))


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    return fold(cluster)


def _spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the words stand in the text as written, in order, none touching another."""
    folded, places = [], []
    for found in _CLUSTER.finditer(text):
        piece = _fold_cluster(found.group())
        folded.append(piece)
        places.extend([found.span()] * len(piece))
    joined = _KANA_HYPHEN.sub("-", "".join(folded))
    spans = sorted(
        (places[hit.start()][0], places[hit.end() - 1][1])
        for word in words
        for hit in re.finditer(re.escape(word), joined)
    )
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _best_start(text: str, spans: Sequence[tuple[int, int]], words: Sequence[str]) -> int:
    reach = _WIDTH - _BEFORE

    def shows(span: tuple[int, int]) -> int:
        window = fold(text[span[0] : span[0] + reach])
        return sum(word in window for word in words)

    return max(spans[:50], key=shows)[0]


def _stretches(
    text: str, spans: Sequence[tuple[int, int]], start: int, end: int
) -> Iterator[Stretch]:
    place = start
    for first, last in spans:
        if last <= start or first >= end:
            continue
        if first > place:
            yield Stretch(text[place:first], is_hit=False)
        yield Stretch(text[max(first, start) : min(last, end)], is_hit=True)
        place = min(last, end)
    if place < end:
        yield Stretch(text[place:end], is_hit=False)
