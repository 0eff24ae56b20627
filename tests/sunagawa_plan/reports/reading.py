"""Reads reports back: the words and numbers of a PDF and of the HTML it was made from."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

_NUMBER = re.compile(r"[△+±-]?\d[\d,]*(?:\.\d+)?")
_SILENT = {"style", "script", "title", "desc", "head"}


class _Text(HTMLParser):
    """The text of a page in order, without what is not shown."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in _SILENT
        if tag not in {"b", "span", "a", "strong"}:
            self.parts.append(" ")

    def handle_endtag(self, tag):
        self.silent -= tag in _SILENT
        if tag not in {"b", "span", "a", "strong"}:
            self.parts.append(" ")

    def handle_data(self, data):
        if not self.silent:
            self.parts.append(data)


def html_text(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    return "".join(parser.parts)


def pdf_text(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return "\n".join(page.extract_text() for page in pages)


def numbers(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall(text))


def squeezed(text: str) -> str:
    """Text without any white space: lines break elsewhere on paper."""
    return re.sub(r"\s+", "", text)


def fonts(reader: PdfReader) -> Iterator[DictionaryObject]:
    """The descriptors of all fonts that the pages of a PDF use."""
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            for descendant in font.get_object()["/DescendantFonts"]:
                yield descendant.get_object()["/FontDescriptor"].get_object()
