"""The page of what was found."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple, Self
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

from finance.pages.searchable import Found as InFinance
from indicators.pages.searchable import Found as InPlans
from sunagawa_plan.lib.search import (
    Entry,
    Question,
    Stretch,
    excerpt,
    fold,
    marked,
    similar,
    standing,
)
from sunagawa_plan.search.pages import Found as InPortal
from sunagawa_plan.search.texts import Text, all_texts

HITS_PER_PAGE = 20
MOST_EXCERPTS = 2
MOST_SUGGESTIONS = 6
# Each trial looks everything through, so a long question has few.
MOST_WORDS_TRIED, MOST_CHARACTERS_TRIED = 3, 12
GROUPS = dict([*InPlans.choices(), *InFinance.choices(), *InPortal.choices()])
_PLACE_OF_GROUP = {kind: place for place, kind in enumerate(GROUPS)}


@dataclass(frozen=True)
class SearchChoice:
    """What a reader asked for, typed at the door; unknown values count as not asked."""

    question: Question
    kind: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Self:
        """Read a query string; nothing in it can fail."""
        kind, page = query.get("kind", ""), query.get("page", "")
        return cls(
            question=Question.read(query.get("q", "")),
            kind=kind if kind in GROUPS else "",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        )

    @property
    def query(self) -> str:
        """Return the choice as a query string without its page."""
        asked = {"q": self.question.text, "kind": self.kind}
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def without_kind(self) -> str:
        """Return the query string that asks the same of every kind."""
        return SearchChoice(self.question).query


class Told(NamedTuple):
    """A passage of a hit: what it is, and the part that shows the words."""

    label: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Hit:
    """One thing found, with the words marked in its heading and where they stand in its texts."""

    heading: tuple[Stretch, ...]
    place: str
    url: str
    excerpts: tuple[Told, ...]


@dataclass(frozen=True)
class Group:
    """The hits of one kind on a page."""

    kind: str
    label: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Tally:
    """How many hits of a kind there are; query leads to them alone."""

    label: str
    count: int
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class Suggestion:
    """Other words to look for; count is how many things they find, where that was counted."""

    words: str
    count: int
    query: str


@dataclass(frozen=True)
class SearchPage:
    """What was found. total counts the hits of every kind, pages those of the kind chosen.

    parts of the question and similar_words are offered where nothing was found, examples where nothing
    was asked.
    """

    choice: SearchChoice
    total: int
    tallies: tuple[Tally, ...]
    pages: Page[Text]
    groups: tuple[Group, ...]
    parts: tuple[Suggestion, ...]
    similar_words: tuple[Suggestion, ...]
    examples: tuple[Suggestion, ...]

    @classmethod
    def from_query(cls, query: Mapping[str, Any], today: date) -> Self:
        """Look everything through for the words of a query string."""
        choice = SearchChoice.from_query(query)
        texts, words = all_texts(today), choice.question.words
        found = _found(texts, words)
        kept = [text for text in found if choice.kind in ("", text.entry.kind)]
        pages = Paginator(kept, HITS_PER_PAGE).get_page(choice.page)
        is_empty = bool(words) and not found
        return cls(
            choice=choice,
            total=len(found),
            tallies=_tallies(found, choice),
            pages=pages,
            groups=_groups(list(pages), words),
            parts=_parts(texts, choice.question) if is_empty else (),
            similar_words=_similar_words(texts, choice.question) if is_empty else (),
            examples=() if words else _examples(texts),
        )


def _found(texts: Sequence[Text], words: Sequence[str]) -> list[Text]:
    """Return what holds all words: by group, the best first, else as the book is arranged."""
    if not words:
        return []
    standings = ((standing(text.folded, words), text) for text in texts)
    found = [(own, text) for own, text in standings if own is not None]
    found.sort(key=lambda pair: (_PLACE_OF_GROUP[pair[1].entry.kind], pair[0]))
    return [text for _, text in found]


def _tallies(found: Sequence[Text], choice: SearchChoice) -> tuple[Tally, ...]:
    counts = Counter(text.entry.kind for text in found)
    if len(counts) < 2:
        return ()
    listed = [("", "すべて", len(found))]
    listed += [(kind, label, counts[kind]) for kind, label in GROUPS.items() if counts[kind]]
    return tuple(
        Tally(label, count, SearchChoice(choice.question, kind).query, kind == choice.kind)
        for kind, label, count in listed
    )


def _groups(texts: Sequence[Text], words: Sequence[str]) -> tuple[Group, ...]:
    return tuple(
        Group(kind, GROUPS[kind], tuple(_hit(text.entry, words) for text in own))
        for kind, own in groupby(texts, key=lambda text: text.entry.kind)
    )


def _hit(entry: Entry, words: Sequence[str]) -> Hit:
    heading = marked(entry.heading, words)
    told = [
        (passage, shown) for passage in entry.passages if (shown := excerpt(passage.text, words))
    ]
    is_in_heading = any(stretch.is_hit for stretch in heading)
    anchor = told[0][0].anchor if told and not is_in_heading else ""
    return Hit(
        heading=heading,
        place=entry.place,
        url=f"{entry.url}#{anchor}" if anchor else entry.url,
        excerpts=tuple(Told(passage.label, shown) for passage, shown in told[:MOST_EXCERPTS]),
    )


def _suggestion(texts: Sequence[Text], words: str) -> Suggestion:
    question = Question.read(words)
    count = sum(standing(text.folded, question.words) is not None for text in texts)
    return Suggestion(question.text, count, SearchChoice(question).query)


def _parts(texts: Sequence[Text], question: Question) -> tuple[Suggestion, ...]:
    """Return parts of the question that find something: its words, else how they begin and end."""
    offered: dict[str, Suggestion] = {}
    for typed in question.text.split()[:MOST_WORDS_TRIED]:
        word = typed[:MOST_CHARACTERS_TRIED]
        shorter = [word[:length] for length in range(len(word) - 1, 1, -1)]
        shorter_at_front = [word[-length:] for length in range(len(word) - 1, 1, -1)]
        for pieces in ([typed, *shorter], [typed, *shorter_at_front]):
            found = (own for piece in pieces if (own := _suggestion(texts, piece)).count)
            if longest := next(found, None):
                offered[longest.words] = longest
    return tuple(offered.values())[:MOST_SUGGESTIONS]


def _similar_words(texts: Sequence[Text], question: Question) -> tuple[Suggestion, ...]:
    headings = (text.entry.heading for text in texts)
    words = similar(question.text, headings, most=MOST_SUGGESTIONS)
    return tuple(own for own in (_suggestion(texts, word) for word in words) if own.count)


def _examples(texts: Sequence[Text]) -> tuple[Suggestion, ...]:
    """Return the first explained words of the plans: short, and sure to find something."""
    terms = [text.entry.heading for text in texts if text.entry.kind == InPlans.TERM]
    shortest = sorted(dict.fromkeys(terms), key=lambda term: (len(fold(term)), term))
    return tuple(_suggestion(texts, term) for term in shortest[:MOST_SUGGESTIONS])
