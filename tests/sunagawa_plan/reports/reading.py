"""Reads reports back: what the HTML of a paper says, and what the PDF made from it says.

Both sides are texts without white space, since lines break elsewhere on paper, and tables as rows
of cells. What the paper generates itself is left out by its place in the tags: running heads are
artifacts, page numbers of the contents stand inside their link, bullets are labels, and the head
of a table that goes on overleaf is repeated in a table without a caption.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html.parser import HTMLParser
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from sunagawa_plan.reports.pdf import MARKS
from tests.sunagawa_plan.reports.tagged import Node, TaggedPdf

Row = tuple[str, ...]

_NOT_SHOWN = {"style", "script", "title", "desc", "head"}
_HIDDEN = {"chart__svg--narrow", "running"}
_WITHOUT_END = {"br", "hr", "img", "input", "link", "meta", "wbr"}
_BULLET = "•"
_CELLS = {"/TH", "/TD"}


class _Page(HTMLParser):
    """The text of a page as paper shows it, and the rows of its tables."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[bool] = []
        self.parts: list[str] = []
        self.rows: list[list[str]] = []
        self.is_in_cell = False

    def handle_starttag(self, tag, attrs):
        own = dict(attrs)
        if tag not in _WITHOUT_END:
            classes = set((own.get("class") or "").split())
            self.open.append(tag in _NOT_SHOWN or bool(classes & _HIDDEN))
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self.is_in_cell = True
        if tag == "use":
            self.handle_data(MARKS[own["href"].removeprefix("#level-")])

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag not in _WITHOUT_END:
            self.open.pop()
        if tag in {"td", "th"}:
            self.is_in_cell = False

    def handle_data(self, data):
        if not any(self.open):
            self.parts.append(data)
            if self.is_in_cell:
                self.rows[-1][-1] += squeezed(data)


def html_text(html: str) -> str:
    return squeezed("".join(_read(html).parts))


def html_rows(html: str) -> list[Row]:
    return [tuple(row) for row in _read(html).rows]


def pdf_text(content: bytes) -> str:
    return squeezed("".join(_texts(TaggedPdf(content).root)))


def pdf_rows(content: bytes) -> list[Row]:
    return [
        tuple(squeezed("".join(_texts(cell))) for cell in row.children if _is_cell(cell))
        for table in TaggedPdf(content).root.walk()
        if table.kind == "/Table"
        for part in _own_parts(table)
        for row in part.nearest("/TR")
    ]


def differences(page: str, paper: str) -> list[str]:
    """What stands only on the page (-) or only on paper (+), each with what precedes it."""
    matcher = SequenceMatcher(None, page, paper, autojunk=False)
    return [
        f"…{page[max(start - 20, 0) : start]} -{page[start:end]!r} +{paper[low:high]!r}"
        for kind, start, end, low, high in matcher.get_opcodes()
        if kind != "equal"
    ]


def squeezed(text: str) -> str:
    """Text without any white space: lines break elsewhere on paper."""
    return re.sub(r"\s+", "", text)


def page_texts(content: bytes) -> list[str]:
    """Everything that each page shows, running heads included, without white space."""
    return [squeezed("".join(piece.text for piece in page)) for page in TaggedPdf(content).pieces]


def fonts(reader: PdfReader) -> Iterator[DictionaryObject]:
    """The descriptors of all fonts that the pages of a PDF use."""
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            for descendant in font.get_object()["/DescendantFonts"]:
                yield descendant.get_object()["/FontDescriptor"].get_object()


def opened(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def _read(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    return page


def _texts(node: Node) -> Iterator[str]:
    for child in _own_parts(node):
        if isinstance(child, str):
            yield child
        elif node.kind != "/Link":
            own = list(_texts(child))
            yield from [] if child.kind == "/Lbl" and squeezed("".join(own)) == _BULLET else own


def _own_parts(node: Node) -> list[Node | str]:
    goes_on = node.kind == "/Table" and not any(_is(own, "/Caption") for own in node.children)
    return [own for own in node.children if not (goes_on and _is(own, "/THead"))]


def _is_cell(child: Node | str) -> bool:
    return isinstance(child, Node) and child.kind in _CELLS


def _is(child: Node | str, kind: str) -> bool:
    return isinstance(child, Node) and child.kind == kind
