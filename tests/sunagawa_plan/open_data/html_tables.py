"""The tables of a page as a reader sees them: per row its head and its cells by their labels."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class ShownRow:
    """A row of a table: address of its head, its words, and cell texts by data-label.

    Small print (`<small>`) and what is only for the ear stand apart from the cell's own text.
    """

    caption: str
    head: str = ""
    link: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    small: dict[str, str] = field(default_factory=dict)


def shown_rows(page: str) -> list[ShownRow]:
    reader = _Reader()
    reader.feed(page)
    return reader.rows


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ShownRow] = []
        self._caption, self._place, self._label = "", "", ""
        self._small = self._unheard = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "table":
            self._caption = ""
        elif tag == "tr":
            self.rows.append(ShownRow(self._caption))
        elif tag in {"caption", "th", "td"}:
            self._place, self._label = tag, known.get("data-label") or ""
        elif tag == "small":
            self._small += 1
        elif tag == "span" and "visually-hidden" in (known.get("class") or ""):
            self._unheard += 1
        elif tag == "a" and self._place == "th":
            self.rows[-1].link = known.get("href") or ""
        elif tag == "span" and self._unheard:
            self._unheard += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "small":
            self._small -= 1
        elif tag == "span" and self._unheard:
            self._unheard -= 1
        elif tag == self._place:
            self._place = ""

    def handle_data(self, data: str) -> None:
        text = re.sub(r"\s+", " ", data).strip()
        if not text or self._unheard:
            return
        if self._place == "caption":
            self._caption += text
        elif self._place == "th" and not self._small:
            self.rows[-1].head += text
        elif self._place == "td":
            kept = self.rows[-1].small if self._small else self.rows[-1].cells
            kept[self._label] = kept.get(self._label, "") + text
