"""Mends the tags of a PDF where WeasyPrint's do not say what the page says.

WeasyPrint calls `finish` just before it writes the file. Its objects are dictionaries and arrays of
pydyf, in which a reference to another object is bytes: b"12 0 R".
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

Element = dict[str, Any]

_LINK = re.compile(r'<a href="([^"]+)">([^<]+)<')
# The bit of an annotation that is on paper what it is on the screen.
_PRINTED = 4
# Blocks inside of a heading or a paragraph bear its tag a second time.
_ONCE = {"/P", "/Caption", *(f"/H{level}" for level in range(1, 7))}


class PaperTags:
    """Mends one document; html is what it was made from."""

    def __init__(self, html: str) -> None:
        self.titles = {href: unescape(words).strip() for href, words in _LINK.findall(html)}

    def finish(self, _document: Any, pdf: Any) -> None:
        """Mend all that WeasyPrint leaves to be mended."""
        self.pdf = pdf
        root = self._object(pdf.catalog["StructTreeRoot"])
        kept: dict[bytes, set[int]] = {}
        for element, parent in self._walk(self._object(root["K"][0]), root):
            self._leave_out_empty(element)
            _name_once(element, parent)
            self._pair_terms(element, parent)
            self._say_what_a_head_heads(element, parent)
            kept.setdefault(element.get("Pg", b""), set()).update(
                own for own in element["K"] if isinstance(own, int)
            )
        numbers = self._object(root["ParentTree"])["Nums"]
        for number, page in enumerate(pdf.page_references):
            self._set_running_heads_apart(page, kept.get(page, set()), numbers[number * 2 + 1])
            self._name_links(page)

    def _object(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def _walk(self, element: Element, parent: Element) -> Iterator[tuple[Element, Element]]:
        yield element, parent
        for kid in element["K"]:
            own = self._object(kid) if isinstance(kid, bytes) else {}
            if own.get("Type") == "/StructElem":
                yield from self._walk(own, element)

    def _leave_out_empty(self, element: Element) -> None:
        """Take out what says nothing: a swatch beside its word."""
        element["K"][:] = [kid for kid in element["K"] if not self._is_empty(kid)]

    def _is_empty(self, kid: Any) -> bool:
        own = self._object(kid) if isinstance(kid, bytes) else {}
        return own.get("S") == "/Span" and not own["K"]

    def _pair_terms(self, element: Element, parent: Element) -> None:
        """Make of a <div> with <dt> and <dd> one item of its list: a label and a body."""
        if element["S"] == "/Div" and parent["S"] == "/L":
            element["S"] = "/LI"
            *terms, body = [self._object(kid) for kid in element["K"] if isinstance(kid, bytes)]
            for own, kind in (*((term, "/Lbl") for term in terms), (body, "/LBody")):
                own["S"] = kind
                for kid in own["K"]:
                    self._object(kid)["S"] = "/Div"

    def _say_what_a_head_heads(self, element: Element, parent: Element) -> None:
        if element["S"] == "/TH" and parent["S"] == "/TR":
            is_above = self._object(parent["P"])["S"] == "/THead"
            element["A"]["Scope"] = "/Column" if is_above else "/Row"

    def _set_running_heads_apart(self, page: bytes, kept: set[int], owners: list[Any]) -> None:
        """Call what hangs in no tree an artifact: it stands on every page and is read on none."""
        stream = self._object(self._object(page)["Contents"]).stream
        for place, piece in enumerate(stream):
            if isinstance(piece, dict) and piece.get("MCID", -1) not in {-1, *kept}:
                owners[piece["MCID"]] = b"null"
                stream[place - 1 : place + 1] = "/Artifact", type(piece)({"Type": "/Pagination"})

    def _name_links(self, page: bytes) -> None:
        """Say where a link leads in words, not by the name of its place in the file."""
        for reference in self._object(page).get("Annots", ()):
            link = self._object(reference)
            link["F"] = _PRINTED
            target = getattr(link.get("Contents"), "string", "")
            for href, title in self.titles.items():
                if target and (href == f"#{target}" or target.endswith(href)):
                    link["Contents"].string = title


def _name_once(element: Element, parent: Element) -> None:
    if element["S"] == parent.get("S") and element["S"] in _ONCE:
        element["S"] = "/Span"
