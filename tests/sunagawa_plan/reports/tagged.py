"""Reads a tagged PDF as screen readers do: by its tree of elements, not by places on the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

_CHARACTER = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_SHOWN = {b"Tj", b"TJ"}


@dataclass
class Node:
    """An element of the tree; a child is an element or a piece of text."""

    kind: str
    element: DictionaryObject
    page: int
    children: list["Node | str"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def nearest(self, kind: str) -> Iterator["Node"]:
        """The elements of a kind below this one, without those inside another of them."""
        for child in self.children:
            if isinstance(child, Node):
                yield from [child] if child.kind == kind else child.nearest(kind)


@dataclass(frozen=True)
class Piece:
    """A marked piece of a page's content; mcid is None for an artifact, and outside of any mark."""

    mark: str
    mcid: int | None
    text: str


@dataclass(frozen=True)
class TaggedPdf:
    """A PDF by its tags."""

    content: bytes

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(BytesIO(self.content))

    @cached_property
    def pieces(self) -> list[list[Piece]]:
        """What each page shows, in the order of drawing."""
        return [list(_pieces(page, self.reader)) for page in self.reader.pages]

    @cached_property
    def root(self) -> Node:
        pages = {
            page.indirect_reference.idnum: number for number, page in enumerate(self.reader.pages)
        }
        texts = [
            {piece.mcid: piece.text for piece in page if piece.mcid is not None}
            for page in self.pieces
        ]
        return _node(self.reader.trailer["/Root"]["/StructTreeRoot"], pages, texts, 0)


def _node(element: DictionaryObject, pages, texts, page: int) -> Node:
    if "/Pg" in element:
        page = pages[element.raw_get("/Pg").idnum]
    node = Node(str(element.get("/S", "")), element, page)
    kids = element.get("/K", ArrayObject())
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        own = kid.get_object()
        if isinstance(own, int):
            node.children.append(texts[page][own])
        elif own.get("/Type") == "/MCR":
            node.children.append(texts[pages[own.raw_get("/Pg").idnum]][own["/MCID"]])
        elif own.get("/Type") != "/OBJR":
            node.children.append(_node(own, pages, texts, page))
    return node


def _pieces(page: PageObject, reader: PdfReader) -> Iterator[Piece]:
    """Yield what lies in each outermost mark; what lies in none is a piece without a mark."""
    marks: list[tuple[str, int | None]] = []
    shown: list[str] = []
    for operands, operator, resources in _operations(page, page.get_contents(), reader):
        if operator in {b"BDC", b"BMC"}:
            more = operands[1] if len(operands) > 1 else {}
            marks.append((str(operands[0]), more.get("/MCID")))
        elif operator == b"EMC":
            mark, mcid = marks.pop()
            if not marks:
                yield Piece(mark, mcid, "".join(shown))
                shown = []
        elif operator == b"Tf":
            font = _characters(resources["/Font"][operands[0]])
        elif operator in _SHOWN:
            shown.append(_shown(operands[0], font))
            if not marks:
                yield Piece("", None, shown.pop())


def _operations(holder, stream, reader: PdfReader) -> Iterator[tuple]:
    """Yield the operations of a page with those of the drawings that it calls up."""
    resources = holder["/Resources"]
    for operands, operator in ContentStream(stream, reader).operations:
        called = resources["/XObject"][operands[0]] if operator == b"Do" else {}
        if called.get("/Subtype") == "/Form":
            yield from _operations(called, called, reader)
        else:
            yield operands, operator, resources


def _shown(operand, font: dict[int, str]) -> str:
    parts = operand if isinstance(operand, ArrayObject) else [operand]
    raw = b"".join(part.original_bytes for part in parts if hasattr(part, "original_bytes"))
    codes = (int.from_bytes(raw[place : place + 2]) for place in range(0, len(raw), 2))
    return "".join(font[code] for code in codes)


def _characters(font: DictionaryObject) -> dict[int, str]:
    return _characters_in(font["/ToUnicode"].get_data())


@cache
def _characters_in(mapping: bytes) -> dict[int, str]:
    found = _CHARACTER.findall(mapping)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in found}
