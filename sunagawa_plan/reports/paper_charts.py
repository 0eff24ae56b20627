"""Charts for WeasyPrint: each drawing gets the style sheet and the textures of the charts.

WeasyPrint draws an SVG of the page as a picture of its own, to which the page's style sheets,
their variables, the colour of the text and the textures drawn elsewhere do not reach. The style
sheet stays the one of the screen, in its light colours. Swatches become backgrounds: they say
nothing beside their words, and a tagged PDF would read each of them out as a picture. A tile of a
texture shows its seams on paper, so that colours are laid below and only lines and dots are tiled;
and a label gets a ground of its own, because WeasyPrint would draw a halo over the letters.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from html import unescape
from pathlib import Path

from django.contrib.staticfiles import finders

from sunagawa_plan.lib.charts.labels import text_width

_CHART = re.compile(r'(<svg class="chart__svg[^>]*>)(.*?</svg>)', re.DOTALL)
_SWATCH = re.compile(r'<svg class="chart-swatch"([^>]*>)(.*?</svg>)', re.DOTALL)
_TEXTURES = re.compile(r'<svg class="icons chart-textures"[^>]*>(.*?)</svg>', re.DOTALL)
_SVG = '<svg xmlns="http://www.w3.org/2000/svg"'
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


def with_own_styles(html: str, font: str) -> str:
    """Put the charts' style sheet and textures into every drawing of a page."""
    style = f'<style>svg{{font-family:"{font}";font-size:{_LABEL_SIZE:g}px}}{chart_style()}</style>'
    textures = _textures(html)

    def dressed(body: str) -> str:
        own = _SEGMENT.sub(lambda found: _segment(found, textures), _LABEL.sub(_grounded, body))
        used = "".join(tile for name, tile in textures.items() if f"url(#{name})" in own)
        return f"{style}<defs>{used}</defs>{own}"

    swatches: dict[str, str] = {}

    def swatch(found: re.Match[str]) -> str:
        name = swatches.setdefault(found[0], f"swatch-{len(swatches)}")
        return f'<span class="swatch {name}"></span>'

    drawn = _CHART.sub(lambda found: f"{found[1]}{dressed(found[2])}", html)
    drawn = _SWATCH.sub(swatch, _TEXTURES.sub("", drawn))
    rules = "".join(
        _background(name, _SWATCH.sub(lambda found: f"{_SVG}{found[1]}{dressed(found[2])}", svg))
        for svg, name in swatches.items()
    )
    return drawn.replace("</head>", f"<style>{rules}</style></head>", 1)


def _background(name: str, svg: str) -> str:
    """Return the rule of a swatch. One for all of its kind: reading a style takes long."""
    image = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return f".{name}{{background-image:url({image})}}"


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
def chart_style() -> str:
    """Return the rules of charts.css that dress drawings, with every variable resolved."""
    css = _COMMENT.sub("", Path(finders.find("css/charts.css") or "").read_text("utf-8"))
    plain = _AT_RULE.sub("", css)
    variables = _PAPER | {
        name: value for name, value in _VARIABLE.findall(_first_root(plain)) if name not in _PAPER
    }
    rules = (
        f"{selector.strip()}{{{_resolved(declarations, variables)}}}"
        for selector, declarations in _RULE.findall(plain)
        if ".chart-" in selector and "chart-legend" not in selector
    )
    return "".join(rules).replace(".chart__svg ", "").replace("\n", "") + _LAST


def _first_root(css: str) -> str:
    found = _ROOT.search(css)
    return found[1] if found else ""


def _resolved(declarations: str, variables: dict[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        known = variables.get(found[1], found[2] or "")
        return _resolved(known, variables)

    return " ".join(_USED.sub(value, declarations).split())
