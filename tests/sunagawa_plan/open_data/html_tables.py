"""The tables of a page as a reader sees them: per row its head and its cells by their labels."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class ShownRow:
    """A row of a table: address of its head, its words, and cell texts by data-label.

    Small print (`<small>`) and what is only for the ear stand apart from the cell's own text.
    headings are those over the columns, small print included; labels those of the row's own cells.
    """

    caption: str
    headings: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    head: str = ""
    head_small: str = ""
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
        self._headings: list[str] = []
        self._is_on_top = False
        self._small = self._unheard = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "table":
            self._caption, self._headings = "", []
        elif tag == "thead":
            self._is_on_top = True
        elif tag == "tr":
            self.rows.append(ShownRow(self._caption, self._headings))
        elif tag in {"caption", "th", "td"}:
            self._enter(tag, known.get("data-label") or "")
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
        elif tag == "thead":
            self._is_on_top = False

    def _enter(self, tag: str, label: str) -> None:
        self._place, self._label = tag, label
        if self._is_on_top:
            self._headings.append("")
        elif tag == "td":
            self.rows[-1].labels.append(label)

    def handle_data(self, data: str) -> None:
        text = re.sub(r"\s+", " ", data).strip()
        if not text or self._unheard:
            return
        if self._place == "caption":
            self._caption += text
        elif self._place == "th":
            self._keep_head(text)
        elif self._place == "td":
            kept = self.rows[-1].small if self._small else self.rows[-1].cells
            kept[self._label] = kept.get(self._label, "") + text

    def _keep_head(self, text: str) -> None:
        if self._is_on_top:
            self._headings[-1] += text
        if self._small:
            self.rows[-1].head_small += text
        else:
            self.rows[-1].head += text
