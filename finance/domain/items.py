"""The items of an account as a tree: 歳入総額 › 自主財源 › 市税."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from finance.domain.vocabulary import Section


@dataclass(frozen=True)
class Item:
    """One row of the settlement table. Years outside first–last have no such item."""

    code: str
    section: Section
    parent: str | None = None
    is_total: bool = False
    first_year: int | None = None
    last_year: int | None = None

    def exists_in(self, year: int) -> bool:
        return (self.first_year or year) <= year <= (self.last_year or year)


@dataclass(frozen=True)
class ItemTree:
    """All items of one account, in the order of the book.

    Raises ValueError (Japanese) for a code twice, an unknown parent, a parent in another
    section, and items that are each other's parents.
    """

    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        if len(self._by_code) != len(self.items):
            raise ValueError("同じコードの項目が2つあります。")
        for item in self.items:
            self._check(item)
        if len(list(self.walk())) != len(self.items):
            raise ValueError("項目の上下関係が輪になっています。")

    @cached_property
    def _by_code(self) -> dict[str, Item]:
        return {item.code: item for item in self.items}

    @cached_property
    def _parts(self) -> dict[str | None, tuple[Item, ...]]:
        found = defaultdict(list)
        for item in self.items:
            found[item.parent].append(item)
        return {code: tuple(parts) for code, parts in found.items()}

    def __getitem__(self, code: str) -> Item:
        return self._by_code[code]

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def parts(self, code: str) -> tuple[Item, ...]:
        """Return the items directly below one; none for a leaf."""
        return self._parts.get(code, ())

    def roots(self, section: Section) -> tuple[Item, ...]:
        """Return the items of a section that stand below none: its total, as a rule."""
        return tuple(item for item in self._parts.get(None, ()) if item.section is section)

    def root_of(self, code: str) -> Item:
        """Return the total at the top of an item's branch."""
        item = self[code]
        while item.parent is not None:
            item = self[item.parent]
        return item

    def walk(self, section: Section | None = None) -> Iterator[tuple[Item, int]]:
        """Yield (item, depth) from the totals down, parts behind their total; roots have depth 0."""
        for root in self._parts.get(None, ()):
            if section in {None, root.section}:
                yield from self._branch(root, 0)

    def with_parts(self) -> Iterator[Item]:
        """Yield the items that others stand below."""
        return (item for item in self.items if item.code in self._parts)

    def _branch(self, item: Item, depth: int) -> Iterator[tuple[Item, int]]:
        yield item, depth
        for part in self.parts(item.code):
            yield from self._branch(part, depth + 1)

    def _check(self, item: Item) -> None:
        if item.parent is None:
            return
        if item.parent not in self._by_code:
            raise ValueError(f"「{item.code}」の上の項目「{item.parent}」がありません。")
        if self[item.parent].section is not item.section:
            raise ValueError(f"「{item.code}」と上の項目「{item.parent}」の区分が違います。")
