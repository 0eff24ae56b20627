"""The partials render with a plain template engine: no page, no database."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Engine

from sunagawa_plan.lib.charts.svg import chart_pair, sparkline
from tests.factories.chart_series import debt_service, extremes, numeric, points, twelve

ROOT = Path(__file__).parents[4]
ENGINE = Engine(
    dirs=[ROOT / "templates"], libraries={"static": "django.templatetags.static"}, debug=True
)
EVERY = pytest.mark.parametrize("series", [*twelve(), *extremes()], ids=lambda one: one.title)


def chart_html(series, **context: object) -> str:
    template = ENGINE.get_template("_partials/chart_indicator.html")
    return template.render(Context({"chart": chart_pair(series), "chart_id": "c1"} | context))


def sparkline_html(series, **context: object) -> str:
    template = ENGINE.get_template("_partials/chart_sparkline.html")
    return template.render(Context({"sparkline": sparkline(series)} | context))


@EVERY
def test_chart_is_well_formed_and_has_no_inline_styles(series):
    html = chart_html(series)
    drawings = re.findall(r"<svg.+?</svg>", html, re.DOTALL)
    assert len(drawings) >= 2
    assert all(ET.fromstring(drawing).get("viewBox") for drawing in drawings)
    assert "style=" not in html
    assert "{" not in html


@EVERY
def test_sparkline_is_well_formed_and_has_a_name(series):
    root = ET.fromstring(sparkline_html(series))
    assert root.get("role") == "img"
    assert series.title in root.get("aria-label")


def test_both_drawings_are_named_and_described_by_ids_of_their_own():
    html = chart_html(debt_service())
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 5
    referred = " ".join(re.findall(r'aria-labelledby="([^"]+)"', html)).split()
    assert set(referred) == set(ids) - {"c1"}
    assert html.count('role="img"') == 2


def test_texts_of_the_plan_are_escaped():
    html = chart_html(numeric("<b>R&D</b>", "件", 1, 2, 3))
    assert "<b>" not in html
    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in html


def test_chart_without_figure_offers_nothing_to_explore():
    html = chart_html(debt_service())
    assert "data-explore-chart" not in html
    assert "<button" not in html


def test_chart_with_figure_carries_what_the_script_needs():
    html = chart_html(debt_service(), figure_url="/figure.json")
    needed = {"figure-url", "plotly-src", "plotly-locale-src", "plotly-css-href"}
    given = dict(re.findall(r'data-([a-z-]+)="([^"]+)"', html))
    assert set(given) == needed
    assert given["figure-url"] == "/figure.json"
    assert all(given[name].startswith("/static/") for name in needed - {"figure-url"})
    assert len(re.findall(r"<button[^>]+hidden>", html)) == 2


def test_parts_the_script_looks_for_are_in_the_partial():
    script = (ROOT / "static/js/explore-chart.js").read_text(encoding="utf-8")
    parts = re.search(r"\[((?:\"\w+\"(?:, )?)+)\]\.map", script)[1]
    html = chart_html(debt_service(), figure_url="/figure.json")
    assert all(f"data-explore-{part}" in html for part in re.findall(r"\w+", parts))


def test_kinds_of_marks_lines_and_labels_are_all_styled():
    css = (ROOT / "static/css/charts.css").read_text(encoding="utf-8")
    near = debt_service(actual=points(2023, "23.0", "24.2"), is_sample=True)
    html = "".join(map(chart_html, (*twelve(), near)))
    used = set(re.findall(r'class="([^"]+)"', html))
    classes = {name for names in used for name in names.split()}
    plain = {"chart-label--baseline", "chart__plain", "chart__svg--wide", "chart-grid--zero"}
    assert {name for name in classes - plain if f".{name}" not in css} == set()


def test_decorative_sparkline_is_hidden_from_screen_readers():
    root = ET.fromstring(sparkline_html(debt_service(), decorative=True))
    assert root.get("aria-hidden") == "true"
    assert root.get("role") is None
