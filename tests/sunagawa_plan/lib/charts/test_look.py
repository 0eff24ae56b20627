"""One look in two places: look.py for the figure, charts.css for the page."""

import json
import re
from pathlib import Path

import plotly
import pytest

from sunagawa_plan.lib.charts.look import COLOURS

ROOT = Path(__file__).parents[4]
CSS = (ROOT / "static/css/charts.css").read_text(encoding="utf-8")
PLOTLY = ROOT / "static/vendor/plotly"


def blocks() -> list[dict[str, str]]:
    """The custom properties of every :root rule: light, dark, forced colours."""
    rules = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    return [dict(re.findall(r"--chart-([a-z0-9-]+): (.+?);", rule)) for rule in rules]


def literal(value: str) -> str:
    return value.rstrip(")").split(", ")[-1]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def test_style_sheet_and_figure_name_the_same_colours():
    light, dark, forced = blocks()
    assert {name: literal(value) for name, value in light.items()} == COLOURS
    assert set(dark) == set(forced) == set(COLOURS)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["surface", "bound-fill"])
@pytest.mark.parametrize("name", ["focus", "target", "statutory", "text"])
def test_colours_of_text_pass_aa(scheme, ground, name):
    colours = {key: literal(value) for key, value in blocks()[scheme].items()}
    assert contrast(colours[name], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["focus", "plan", "target", "baseline", "bound", "axis"])
def test_colours_of_lines_and_marks_can_be_told_from_the_ground(scheme, name):
    colours = {key: literal(value) for key, value in blocks()[scheme].items()}
    assert contrast(colours[name], colours["surface"]) >= 3
    assert contrast(colours[name], colours["bound-fill"]) >= 3


def test_style_sheet_uses_only_colours_it_defines():
    assert set(re.findall(r"var\(--chart-([a-z0-9-]+)", CSS)) <= set(COLOURS)


def test_vendored_script_is_the_version_that_plotly_for_python_ships():
    package = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    shipped = re.search(r"plotly\.js v([\d.]+)", package.read_text(encoding="utf-8")[:500])
    start = (PLOTLY / "plotly-basic.min.js").read_text(encoding="utf-8")[:500]
    assert re.search(r"plotly\.js \(basic - minified\) v([\d.]+)", start)[1] == shipped[1]


def test_japanese_words_do_not_call_moving_enlarging():
    script = (ROOT / "static/js/plotly-ja.js").read_text(encoding="utf-8")
    words = dict(re.findall(r'^\s+"(.+?)": ("(?:.+?)"),$', script, re.MULTILINE))
    assert json.loads(words["Pan"]) == "移動"
    assert json.loads(words["Zoom in"]) == "拡大"
