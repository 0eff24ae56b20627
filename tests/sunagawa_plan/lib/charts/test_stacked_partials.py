"""The partials of amounts render with a plain template engine."""

import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Engine

from sunagawa_plan.lib.charts.composition import composition_pair
from sunagawa_plan.lib.charts.series import Point
from sunagawa_plan.lib.charts.stack import LOOKS, Composition, Layer, Part, PartedBar, StackedSeries
from sunagawa_plan.lib.charts.stacked import stacked_pair

ROOT = Path(__file__).parents[4]
ENGINE = Engine(
    dirs=[ROOT / "templates"], libraries={"static": "django.templatetags.static"}, debug=True
)
CSS = (ROOT / "static/css/charts.css").read_text(encoding="utf-8")
VALUES = tuple(Decimal(value) for value in ("1", "-2", "3"))


def stacked() -> object:
    layers = tuple(
        Layer(f"<b>項目{i}</b>", tuple(Point(2015 + n, v) for n, v in enumerate(VALUES)))
        for i in range(LOOKS)
    )
    totals = (Point(2015, Decimal(6)),)
    return stacked_pair(
        StackedSeries("内訳", "億円", 2, 2015, 2018, layers, totals, (2018,), is_sample=True)
    )


def parted() -> object:
    parts = tuple(Part(f"<b>項目{i}</b>", value, "1%") for i, value in enumerate(VALUES))
    return composition_pair(Composition("内訳", (PartedBar("歳入", parts),), "説明"))


def rendered(name: str, **context: object) -> str:
    return ENGINE.get_template(f"_partials/{name}.html").render(Context(context))


@pytest.mark.parametrize(
    ("name", "chart"), [("chart_stacked", stacked()), ("chart_composition", parted())]
)
def test_drawings_are_well_formed_named_escaped_and_without_inline_styles(name, chart):
    html = rendered(name, chart=chart, chart_id="c1")

    drawings = re.findall(r"<svg class=\"chart__svg.+?</svg>", html, re.DOTALL)
    assert len(drawings) == 2
    for drawing in drawings:
        root = ET.fromstring(drawing)
        assert root.get("role") == "img"
        assert set(root.get("aria-labelledby").split()) <= {own.get("id") for own in root}
    assert "style=" not in html
    assert "<b>" not in html


def test_stacked_chart_can_be_explored_when_it_has_a_figure():
    html = rendered("chart_stacked", chart=stacked(), chart_id="c1", figure_url="/figure.json")

    assert 'data-figure-url="/figure.json"' in html
    assert len(re.findall(r"<button[^>]+hidden>", html)) == 2


def test_every_look_has_a_texture_on_the_page_and_a_colour_in_the_style_sheet():
    textures = rendered("chart_textures")
    html = rendered("chart_stacked", chart=stacked(), chart_id="c1")

    used = set(re.findall(r"url\(#([a-z0-9-]+)\)", html))
    assert used == set(re.findall(r'<pattern id="([^"]+)"', textures))
    assert len(used) == LOOKS
    assert all(f".chart-layer-{look} {{" in CSS for look in range(1, LOOKS + 1))


def test_classes_are_all_styled():
    html = rendered("chart_stacked", chart=stacked(), chart_id="c1") + rendered("chart_textures")
    html += rendered("chart_composition", chart=parted(), chart_id="c2")

    used = {name for names in re.findall(r'class="([^"]+)"', html) for name in names.split()}
    plain = {"icons", "chart__plain", "chart-textures"}
    assert {name for name in used - plain if f".{name}" not in CSS} == set()
