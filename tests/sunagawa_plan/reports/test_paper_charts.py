import re
from base64 import b64decode
from xml.etree import ElementTree as ET

import pytest

from indicators.editions import Edition
from sunagawa_plan.reports.documents import ReportKind, ReportName, document_of
from sunagawa_plan.reports.paper_charts import chart_rules
from sunagawa_plan.reports.pdf import FONT, for_paper
from tests.factories.extreme_plans import make_extreme_finance
from tests.factories.report_plan import TODAY, make_report_plan
from tests.sunagawa_plan.reports.test_pdf import MADE_AT

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"
_IMAGE = re.compile(r'<img class="chart__svg[^"]*"([^>]*) src="data:image/svg\+xml;base64,([^"]+)"')


@pytest.fixture
def html() -> str:
    """The paper of a report with charts of indicators and of finance."""
    plan = make_report_plan()
    make_extreme_finance()
    name = ReportName(plan.slug, ReportKind.PROGRESS, 2024)
    return for_paper(document_of(name, Edition(plan, TODAY)).paper(MADE_AT))


@pytest.fixture
def drawings(html) -> list[ET.Element]:
    return [ET.fromstring(b64decode(data)) for _, data in _IMAGE.findall(html)]


def elements(drawings, tag):
    return [own for drawing in drawings for own in drawing.iter(f"{SVG}{tag}")]


def test_every_drawing_is_a_picture_that_stands_alone(html, drawings):
    assert len(drawings) > 10
    assert 'class="chart__svg' not in re.sub(r"<img [^>]*>", "", html)
    assert "<svg" not in html
    for drawing in drawings:
        assert drawing.get("font-family") == FONT
        assert drawing.get("viewBox")
        assert not [own for own in drawing.iter() if own.get("class")]


def test_pictures_have_their_size_and_their_words(html):
    for attributes, _ in _IMAGE.findall(html):
        assert re.search(r' width="\d+" height="\d+"', attributes)
        said = re.search(r' alt="([^"]+)"', attributes)[1]
        assert "。" in said


def test_what_the_style_sheet_says_is_written_into_the_drawings(drawings):
    rules: dict[str, dict[str, str]] = {}
    for name, said in chart_rules():
        rules.setdefault(name, {}).update(said)
    strokes = {path.get("stroke") for path in elements(drawings, "path")}
    anchors = {text.get("text-anchor") for text in elements(drawings, "text")}

    assert {rules["chart-line--actual"]["stroke"], rules["chart-mark"]["stroke"]} <= strokes
    assert {"start", "middle", "end"} <= anchors
    assert {text.get("font-weight") for text in elements(drawings, "text")} == {None, "700"}


def test_textures_are_drawn_where_a_layer_has_one(drawings):
    tiles = elements(drawings, "pattern")
    used = {path.get("fill") for path in elements(drawings, "path")}

    assert tiles
    assert {f"url(#{tile.get('id')})" for tile in tiles} <= used


def test_later_rules_win_over_earlier_ones():
    said: dict[str, str] = {}
    for name, declarations in chart_rules():
        if name in {"chart-line", "chart-line--plan"}:
            said |= declarations

    assert said["stroke-linecap"] == "butt"
    assert said["fill"] == "none"
