"""Charts for WeasyPrint: each drawing is a picture of its own, dressed attribute by attribute.

WeasyPrint draws an SVG apart from its page, so the page's style sheets, their variables, the colour
of the text and the textures drawn elsewhere do not reach it; and reading a style sheet anew for each
drawing, or the drawings with the page, takes a quarter of a report's time. So what charts.css says,
in its light colours, is written into the drawings, and the page gets pictures with words in their
place. Swatches become backgrounds: they say nothing beside their words, and a tagged PDF would read
each of them out as a picture. A tile of a texture shows its seams on paper, so that colours are laid
below and only lines and dots are tiled; and a label gets a ground of its own, because WeasyPrint
would draw a halo over the letters.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from html import unescape
from pathlib import Path

from django.contrib.staticfiles import finders

from sunagawa_plan.lib.charts.labels import text_width

_CHART = re.compile(r'<svg class="(chart__svg[^"]*)"([^>]*>)(.*?</svg>)', re.DOTALL)
_SIZE = re.compile(r' (?:width|height)="[\d.]+"')
_SAID = re.compile(r"<(title|desc) id=[^>]*>([^<]*)</\1>")
_NARROW = "chart__svg--narrow"
_SWATCH = re.compile(r'<svg class="chart-swatch"([^>]*>)(.*?</svg>)', re.DOTALL)
_TEXTURES = re.compile(r'<svg class="icons chart-textures"[^>]*>(.*?)</svg>', re.DOTALL)
_SEGMENT = re.compile(r'<path class="chart-segment" fill="url\(#(chart-layer-\d)\)"( d="[^"]*")')
_TILE = re.compile(r'<pattern id="(chart-layer-\d)".*?</pattern>', re.DOTALL)
_TILE_GROUND = re.compile(r"<rect[^>]*/>")
_LABEL = re.compile(r'<text class="chart-label[^>]* x="([-\d.]+)" y="([-\d.]+)">([^<]*)</text>')
_LABEL_SIZE = 14.0
_ROOT = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_VARIABLE = re.compile(r"(--[\w-]+)\s*:\s*([^;]+);")
_USED = re.compile(r"var\((--[\w-]+)(?:,\s*([^()]*))?\)")
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_RULE = re.compile(r"@[^{]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_PAPER = {"--ink": "#000", "--surface": "#fff"}
# WeasyPrint knows no paint-order; and it cuts a text that is both translucent and centred.
_LAST = (
    ".chart-label{stroke:none}"
    ".chart-ground{fill:#fff}"
    ".chart-year--seireki{opacity:1;fill:#444}"
    ".chart-watermark{opacity:1;fill:#dcdcdc}"
)
_ELSEWHERE = re.compile(r"\.chart-(?:legend|sparkline|swatch)")
_ONE_CLASS = re.compile(r"\.[\w-]+")
_DRESSED = re.compile(r'<(\w+) class="(chart-[^"]*)"([^>]*?)(/?>)')
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def with_own_styles(html: str, font: str) -> str:
    """Put the charts' style sheet and textures into every drawing of a page."""
    textures = _textures(html)
    letters = f'font-family="{font}" font-size="{_LABEL_SIZE:g}"'

    def drawing(attributes: str, body: str) -> str:
        own = _SEGMENT.sub(lambda found: _segment(found, textures), _LABEL.sub(_grounded, body))
        used = "".join(tile for name, tile in textures.items() if f"url(#{name})" in own)
        dressed = _DRESSED.sub(_dressed, f"<defs>{used}</defs>{own}")
        return _data(f'<svg xmlns="http://www.w3.org/2000/svg" {letters}{attributes}{dressed}')

    def picture(found: re.Match[str]) -> str:
        names, attributes, body = found.groups()
        if _NARROW in names:
            return ""
        size = "".join(_SIZE.findall(attributes))
        said = "。".join(words for _, words in _SAID.findall(body))
        return f'<img class="{names}"{size} alt="{said}" src="{drawing(attributes, body)}">'

    swatches: dict[str, str] = {}

    def swatch(found: re.Match[str]) -> str:
        name = swatches.setdefault(found[0], f"swatch-{len(swatches)}")
        return f'<span class="swatch {name}"></span>'

    drawn = _CHART.sub(picture, html)
    drawn = _SWATCH.sub(swatch, _TEXTURES.sub("", drawn))
    # One rule for all swatches of a kind: each picture is read once.
    rules = "".join(
        f".{name}{{background-image:url({_SWATCH.sub(lambda own: drawing(own[1], own[2]), svg)})}}"
        for svg, name in swatches.items()
    )
    return drawn.replace("</head>", f"<style>{rules}</style></head>", 1)


def _data(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _dressed(found: re.Match[str]) -> str:
    """Write what the style sheet says of an element's classes over its own attributes."""
    tag, names, rest, end = found.groups()
    own = dict(_ATTRIBUTE.findall(rest)) | _attributes_of(names)
    return " ".join([f"<{tag}", *(f'{name}="{value}"' for name, value in own.items())]) + end


@cache
def _attributes_of(names: str) -> dict[str, str]:
    given = set(names.split())
    said: dict[str, str] = {}
    for name, declarations in chart_rules():
        if name in given:
            said |= declarations
    return said


def _textures(html: str) -> dict[str, str]:
    """Return what of each tile lies on its colour, where there is anything."""
    tiles = {found[1]: _TILE_GROUND.sub("", found[0]) for found in _TILE.finditer(html)}
    return {name: tile for name, tile in tiles.items() if "chart-texture" in tile}


def _segment(found: re.Match[str], textures: Mapping[str, str]) -> str:
    coloured = f'<path class="chart-segment {found[1]}"{found[2]}'
    return f"{coloured}/>{found[0]}" if found[1] in textures else coloured


def _grounded(found: re.Match[str]) -> str:
    width = text_width(unescape(found[3]), _LABEL_SIZE)
    left, top = float(found[1]) - width / 2, float(found[2]) - _LABEL_SIZE * 0.9
    ground = f"M{left:.1f} {top:.1f}h{width:.1f}v{_LABEL_SIZE * 1.1:.1f}h{-width:.1f}Z"
    return f'<path class="chart-ground" d="{ground}"/>{found[0]}'


@cache
def chart_rules() -> tuple[tuple[str, dict[str, str]], ...]:
    """Return what charts.css says of each class of a drawing, in its order, variables resolved.

    Raises ValueError where it says it of more than one class at a time: attributes know no such
    thing. What it says of sparklines stays out, since no report has any.
    """
    css = _COMMENT.sub("", Path(finders.find("css/charts.css") or "").read_text("utf-8"))
    plain = _AT_RULE.sub("", css)
    variables = _PAPER | {
        name: value for name, value in _VARIABLE.findall(_first_root(plain)) if name not in _PAPER
    }
    return tuple(
        (_class(selector), _declared(_resolved(declarations, variables)))
        for selectors, declarations in _RULE.findall(plain + _LAST)
        for selector in selectors.replace(".chart__svg ", "").split(",")
        if ".chart-" in selector and not _ELSEWHERE.search(selector)
    )


def _class(selector: str) -> str:
    if not _ONE_CLASS.fullmatch(selector.strip()):
        raise ValueError(f"charts.css: {selector.strip()} is no single class, which PDFs need.")
    return selector.strip()[1:]


def _declared(declarations: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in declarations.split(";") if one.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def _first_root(css: str) -> str:
    found = _ROOT.search(css)
    return found[1] if found else ""


def _resolved(declarations: str, variables: dict[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        known = variables.get(found[1], found[2] or "")
        return _resolved(known, variables)

    return " ".join(_USED.sub(value, declarations).split())
