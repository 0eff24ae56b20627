"""Reads reports back: the words and numbers of a PDF and of the HTML it was made from."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO

from pypdf import PageObject, PdfReader
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


def places(page: PageObject) -> list[tuple[float, float]]:
    """Where each piece of a page's text begins and ends across, in points.

    A full-width character is as wide as the font is high, others a little more than half of it:
    the end is estimated from below, so that what is found to stick out does.
    """
    found: list[tuple[float, float]] = []

    def note(text, user_matrix, text_matrix, _font, size):
        # The text of a drawing stands in the drawing's own coordinates.
        is_drawn = list(user_matrix) == [1, 0, 0, 1, 0, 0]
        if text.strip() and not is_drawn:
            start = user_matrix[0] * text_matrix[4] + user_matrix[4]
            height = abs(user_matrix[0] * text_matrix[0]) * size
            wide = sum(0.9 if ord(own) > 0x2E80 else 0.3 for own in text.strip())
            found.append((start, start + height * wide))

    page.extract_text(visitor_text=note)
    return found
