"""What is wrong with laid-out pages: texts upon each other, outside of their place, headings alone.

Sizes are CSS pixels from the page's top left corner.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

HEADINGS = {"h1", "h2", "h3", "caption", "thead"}
# Letters of neighbouring lines may touch by a hair; what people see as an overlap is more.
_SLACK = 1.0
_ENDS = re.compile(r"[△+±\d,.]+$")
_GOES_ON = re.compile(r"[\d,.]+")
_LONGEST_WHOLE = 9
# A page that goes on with a new heading holds at least so many lines and drawings.
_FEWEST_LINES = 6


@dataclass(frozen=True)
class Line:
    """A piece of text on one line, or a drawing; path names the elements around it.

    left … bottom hold its letters, right is where the place ends that it may fill.
    """

    page: int
    text: str
    path: tuple[str, ...]
    left: float
    top: float
    right: float
    bottom: float
    place: tuple[float, float]

    def lies_upon(self, other: "Line") -> bool:
        return (
            self.left + _SLACK < other.right
            and other.left + _SLACK < self.right
            and self.top + _SLACK < other.bottom
            and other.top + _SLACK < self.bottom
        )

    def __str__(self) -> str:
        return f"p. {self.page}: {self.text[:40]!r}"


def faults(document) -> list[str]:
    """Everything wrong with a WeasyPrint Document, in words."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        box = page._page_box
        body = (
            box.content_box_x(),
            box.content_box_y(),
            box.content_box_x() + box.width,
            box.content_box_y() + box.height,
        )
        lines = list(_lines(box, number, (), (0.0, page.width)))
        inside = [line for line in lines if "running" not in line.path]
        found += [
            f"outside of the page's margins: {own}" for own in inside if _sticks_out(own, body)
        ]
        found += [
            f"cut off or beyond its cell: {own}"
            for own in lines
            if own.left < own.place[0] - _SLACK or own.right > own.place[1] + _SLACK
        ]
        found += [f"{one} lies upon {other}" for one, other in _overlaps(lines)]
        found += [f"number broken between lines: {one}" for one in _broken_numbers(lines)]
        if not inside:
            found.append(f"p. {number}: empty page")
        elif HEADINGS & set(inside[-1].path):
            found.append(f"heading alone at the end of a page: {inside[-1]}")
        elif "h3" in inside[0].path and len(inside) < _FEWEST_LINES:
            found.append(f"hardly anything on a page: {inside[0]}")
    return found


def _sticks_out(line: Line, body: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = body
    return (
        line.left < left - _SLACK
        or line.right > right + _SLACK
        or line.top < top - _SLACK
        or line.bottom > bottom + _SLACK
    )


def _overlaps(lines: list[Line]) -> Iterator[tuple[Line, Line]]:
    ordered = sorted(lines, key=lambda line: line.top)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.top >= one.bottom:
                break
            if one.lies_upon(other):
                yield one, other


def _broken_numbers(lines: list[Line]) -> Iterator[str]:
    """Yield numbers that go on in the next line, but would have found room in one."""
    number, is_broken = "", False
    for one, other in pairwise(lines):
        end, start = _ENDS.search(one.text), _GOES_ON.match(other.text)
        if one.path == other.path and end and start:
            number = (number or end[0]) + start[0]
            is_broken = is_broken or other.top > one.bottom - _SLACK
        else:
            if is_broken and len(number) <= _LONGEST_WHOLE:
                yield f"p. {one.page}: {number}"
            number, is_broken = "", False


def _lines(box, page: int, path: tuple[str, ...], place: tuple[float, float]) -> Iterator[Line]:
    """Yield the texts and drawings of a box; place is the cell or the page around it."""
    kind = type(box).__name__
    if kind == "AbsolutePlaceholder":
        box, kind = box._box, type(box._box).__name__
    if kind == "MarginBox":
        path = (*path, "running")
    own = (*path, box.element_tag) if box.element_tag else path
    if kind == "TableCellBox":
        place = (box.padding_box_x(), box.padding_box_x() + box.padding_width())
    if kind == "TextBox":
        size = box.style["font_size"]
        # Letters of a pixel are there for screen readers only.
        if box.text.strip() and size > 2:
            base = box.position_y + box.baseline
            right = box.position_x + box.width
            yield Line(page, box.text, own, box.position_x, base - size * 0.8, right, base, place)
    elif kind.endswith("ReplacedBox"):
        x, y = box.content_box_x(), box.content_box_y()
        yield Line(page, "drawing", own, x, y, x + box.width, y + box.height, place)
    else:
        for child in getattr(box, "children", ()):
            yield from _lines(child, page, own, place)
