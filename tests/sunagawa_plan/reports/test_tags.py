"""PDF/UA as far as a machine can tell: the conditions of the Matterhorn protocol that files show.

The numbers are those of the protocol's checkpoints (PDF Association, Matterhorn Protocol 1.1).
"""

from itertools import pairwise

import pytest
from django.db import transaction
from page import ValidationProfile, validate_pdf_bytes
from pypdf.generic import ArrayObject

from indicators.editions import Edition
from sunagawa_plan.reports.documents import ReportKind, ReportName, document_of
from sunagawa_plan.reports.pdf import write_pdf
from tests.factories.extreme_plans import make_extreme_finance
from tests.factories.report_plan import TODAY, make_report_plan, report_milestone
from tests.sunagawa_plan.reports import reading
from tests.sunagawa_plan.reports.tagged import Node, TaggedPdf
from tests.sunagawa_plan.reports.test_pdf import ADDRESS, MADE_AT

# Without it no database is made when these tests run alone.
pytestmark = pytest.mark.django_db

# ISO 32000-1, 14.8.4: what a tag may be called without a role map.
STANDARD = {
    *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index"),
    *("NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl"),
    *("LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note"),
    *("Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu"),
    *("WT", "WP", "Figure", "Formula", "Form"),
}
PARENTS = {
    "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
    "/THead": {"/Table"},
    "/TBody": {"/Table"},
    "/LI": {"/L"},
    "/LBody": {"/LI"},
    "/Lbl": {"/LI"},
}


@pytest.fixture(scope="module", params=[ReportKind.PROGRESS, ReportKind.INTERIM], ids=str)
def pdf(request, pdf_maker, django_db_setup, django_db_blocker) -> TaggedPdf:
    year = 2024 if request.param is ReportKind.PROGRESS else 2025
    with django_db_blocker.unblock(), transaction.atomic():
        plan = make_report_plan()
        report_milestone(plan)
        make_extreme_finance()
        document = document_of(ReportName(plan.slug, request.param, year), Edition(plan, TODAY))
        transaction.set_rollback(True)
    html = document.paper(MADE_AT, address=ADDRESS)
    return TaggedPdf(write_pdf(html, base_url=ADDRESS).content)


@pytest.fixture
def nodes(pdf) -> list[Node]:
    return [node for node in pdf.root.walk() if node.kind]


def test_a_validator_of_others_finds_no_fault(pdf):
    report = validate_pdf_bytes(pdf.content, profile=ValidationProfile.PDF_UA_1)

    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert report.rules.passed > 100
    assert report.is_compliant


def test_nothing_empty_is_read_out(nodes):
    assert [node for node in nodes if node.kind == "/Span" and not node.element["/K"]] == []


def test_links_are_on_paper_as_on_the_screen(pdf):
    """28-008: annotations are printed."""
    links = [link.get_object() for own in pdf.reader.pages for link in own.get("/Annots", ())]

    assert links
    assert {link["/F"] for link in links} == {4}


def test_all_content_is_tagged_or_an_artifact(pdf):
    """01-005: no piece of content lies outside of both; and none hangs in no tree."""
    in_tree = {
        (node.page, kid) for node in pdf.root.walk() for kid in _kids(node) if isinstance(kid, int)
    }
    for number, page in enumerate(pdf.pieces):
        for piece in page:
            assert piece.mark, piece
            if piece.mark != "/Artifact":
                assert (number, piece.mcid) in in_tree, piece


def test_running_heads_are_artifacts(pdf):
    """18-001: what stands in the margin of every page is not read out."""
    for page in pdf.pieces:
        apart = "".join(piece.text for piece in page if piece.mark == "/Artifact")
        assert "11月22日現在" in reading.squeezed(apart)
    assert "11月22日現在https" not in reading.pdf_text(pdf.content)


def test_tags_are_standard_ones_in_places_of_their_own(pdf, nodes):
    """02-001, 09-004 … 09-006: no tag needs a role map; parts of tables and lists lie in them."""
    assert {node.kind.removeprefix("/") for node in nodes} <= STANDARD
    for parent in pdf.root.walk():
        for child in parent.children:
            if isinstance(child, Node) and child.kind in PARENTS:
                assert parent.kind in PARENTS[child.kind], (parent.kind, child.kind)


def test_file_says_what_it_is_and_in_which_language(pdf):
    """05-001, 06-001 … 07-002, 11-006: marked, titled, shown by its title, in Japanese."""
    root = pdf.reader.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()

    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "ja"
    assert 'pdfuaid:part="1"' in metadata
    assert (
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{pdf.reader.metadata.title}<' in metadata
    )


def test_figures_say_what_they_show(nodes):
    """13-004: every figure has words in its place."""
    figures = [node.element for node in nodes if node.kind == "/Figure"]

    assert all(figure["/Alt"].strip() for figure in figures)


def test_headings_begin_with_the_first_and_leave_none_out(nodes):
    """14-002, 14-003: no level is skipped; and no heading lies in another."""
    headings = [node for node in nodes if node.kind in {"/H1", "/H2", "/H3", "/H4"}]
    levels = [int(node.kind[2:]) for node in headings]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(low <= high + 1 for high, low in pairwise(levels))
    for node in headings:
        assert not any(inner.kind == node.kind for inner in list(node.walk())[1:])


def test_heads_of_tables_say_what_they_head(nodes):
    """15-003: every TH has a scope; and every TD names the heads of its row and column."""
    for table in (node for node in nodes if node.kind == "/Table"):
        cells = [own for row in table.nearest("/TR") for own in row.children]
        names = {cell.element["/ID"] for cell in cells if cell.kind == "/TH"}
        assert {cell.element["/A"]["/Scope"] for cell in cells if cell.kind == "/TH"} == {
            "/Row",
            "/Column",
        }
        for cell in (own for own in cells if own.kind == "/TD"):
            heads = set(cell.element["/A"]["/Headers"])
            assert len(heads) == 2
            assert heads <= names


def test_fonts_are_embedded_and_name_their_characters(pdf):
    """31-009, 10-001: a reader needs no font of its own, and finds the letters of every glyph."""
    descriptors = list(reading.fonts(pdf.reader))

    assert descriptors
    assert all({"/FontFile2", "/FontFile3"} & set(own) for own in descriptors)
    for page in pdf.reader.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/ToUnicode" in font.get_object()


def test_links_are_in_the_tags_and_say_where_they_lead(pdf, nodes):
    """28-002 … 28-012: in a Link, with words instead of names; pages are tabbed by their tags."""
    linked = {
        kid.raw_get("/Obj").idnum
        for node in nodes
        if node.kind == "/Link"
        for kid in _kids(node)
        if not isinstance(kid, int) and kid.get("/Type") == "/OBJR"
    }
    count = 0
    for page in pdf.reader.pages:
        annotations = page.get("/Annots", [])
        assert not annotations or page["/Tabs"] == "/S"
        for reference in annotations:
            count += 1
            assert reference.idnum in linked
            said = reference.get_object()["/Contents"]
            assert said.strip()
            assert not said.startswith(("http", "policy-"))
    assert count


def _kids(node: Node) -> list:
    kids = node.element.get("/K", ArrayObject())
    return [kid.get_object() for kid in (kids if isinstance(kids, ArrayObject) else [kids])]
