"""Where the texts and leaders of a drawn chart lie, read off its SVG."""

from dataclasses import dataclass
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

from sunagawa_plan.lib.charts.labels import Box, Position, text_width

# charts.css: how texts are aligned by their classes, and their size.
_FONT_SIZE = 14.0
_STARTING, _ENDING = {"chart-unit", "chart-layer-name", "chart-heading"}, {"chart-value"}
# Of its line a letter fills from the baseline 0.88 em up and 0.12 em down.
_ASCENT, _DESCENT = 0.88, 0.12
_BEHIND = "chart-watermark"


@dataclass(frozen=True)
class Drawn:
    """A text of a drawing with its estimated box."""

    words: str
    box: Box


def faults(svg: str) -> list[str]:
    """Return in words which texts overlap, leave the drawing or are crossed by a leader."""
    root = ET.fromstring(svg)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    canvas, texts = Box(0, 0, width, height), _texts(root)
    found = [f"{own.words} leaves the drawing" for own in texts if not canvas.holds(own.box)]
    found += [
        f"{one.words} lies upon {other.words}"
        for one, other in combinations(texts, 2)
        if one.box.overlaps(other.box)
    ]
    return found + [
        f"a leader crosses {own.words}"
        for leader in _leaders(root)
        for own in texts
        if any(own.box.crossed_by(start, end) for start, end in pairwise(leader))
    ]


def _texts(root: ET.Element) -> list[Drawn]:
    return [
        _drawn(element)
        for element in root.iter()
        if element.tag == "text" and _BEHIND not in element.attrib["class"]
    ]


def _drawn(element: ET.Element) -> Drawn:
    words, names = element.text or "", set(element.attrib["class"].split())
    width, x, y = text_width(words, _FONT_SIZE), *_place(element)
    before = 0.0 if names & _STARTING else width if names & _ENDING else width / 2
    left = x - before
    top, bottom = y - _ASCENT * _FONT_SIZE, y + _DESCENT * _FONT_SIZE
    return Drawn(words, Box(left, top, left + width, bottom))


def _place(element: ET.Element) -> Position:
    return float(element.attrib["x"]), float(element.attrib["y"])


def _leaders(root: ET.Element) -> list[list[Position]]:
    return [
        [tuple(map(float, corner.split())) for corner in element.attrib["d"][1:].split("L")]
        for element in root.iter()
        if element.attrib.get("class") == "chart-leader"
    ]
