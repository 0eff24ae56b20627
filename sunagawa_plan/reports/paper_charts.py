"""Charts for WeasyPrint: each drawing gets the style sheet of the charts inside itself.

WeasyPrint draws an SVG of the page as a picture of its own, to which the page's style sheets,
their variables and the colour of the text do not reach. The style sheet stays the one of the
screen, in its light colours.
"""

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

_CHART = re.compile(r'(<svg class="(?:chart__svg|chart-swatch)[^>]*>)')
_ROOT = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_VARIABLE = re.compile(r"(--[\w-]+)\s*:\s*([^;]+);")
_USED = re.compile(r"var\((--[\w-]+)(?:,\s*([^()]*))?\)")
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_RULE = re.compile(r"@[^{]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_PAPER = {"--ink": "#000", "--surface": "#fff"}
# WeasyPrint knows no paint-order and would draw the halo over the letters; and it cuts a text that
# is both translucent and centred.
_LAST = (
    ".chart-label{stroke:none}"
    ".chart-year--seireki{opacity:1;fill:#444}"
    ".chart-watermark{opacity:1;fill:#dcdcdc}"
)
# A swatch stands beside its words: its name keeps the tagged PDF free of nameless pictures.
_SWATCH_NAME = "<title>凡例の記号</title>"


def with_own_styles(html: str, font: str) -> str:
    """Put the charts' style sheet into every drawing of a page."""
    style = f'<style>svg{{font-family:"{font}";font-size:14px}}{chart_style()}</style>'

    def dress(found: re.Match[str]) -> str:
        named = _SWATCH_NAME if "chart-swatch" in found[1] else ""
        return f"{found[1]}{named}{style}"

    return _CHART.sub(dress, html)


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
