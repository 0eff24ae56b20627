"""The PDF of the real plan's report, read back."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from indicators.editions import Edition
from indicators.models import Plan
from sunagawa_plan.reports.documents import ReportDocument, ReportKind, ReportName, document_of
from sunagawa_plan.reports.pdf import Pdf, write_pdf
from tests.factories.indicators import make_plan
from tests.factories.report_plan import LONGEST, TODAY, make_report_plan, report_milestone
from tests.sunagawa_plan.reports import reading

MADE_AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ADDRESS = "https://plan.example.jp"


@pytest.fixture(scope="module")
def document(book) -> ReportDocument:
    plan = Plan.objects.get(slug="sunagawa-7")
    return document_of(ReportName(plan.slug, ReportKind.PROGRESS, 2024), Edition(plan, TODAY))


@pytest.fixture(scope="module")
def pdf(pdf_maker, document) -> Pdf:
    return write_pdf(document.paper(MADE_AT, address=ADDRESS), base_url=ADDRESS)


@pytest.fixture
def reader(pdf) -> PdfReader:
    return PdfReader(BytesIO(pdf.content))


def test_pdf_is_tagged_for_readers_of_all_kinds(reader):
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ja"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data()
    assert reader.metadata.title == "砂川市第7期総合計画　進捗状況報告書　令和6年度（2024年度）"


def test_pdf_has_tables_headings_and_named_pictures_in_its_tags(reader):
    kinds = {}
    stack = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while stack:
        element = stack.pop().get_object()
        if isinstance(element, dict):
            kinds.setdefault(element.get("/S"), []).append(element)
            children = element.get("/K", [])
            stack += children if isinstance(children, list) else [children]

    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Caption", "/Figure", "/L"} <= set(kinds)
    assert all(figure["/Alt"] for figure in kinds["/Figure"])


def test_pdf_embeds_its_fonts(reader):
    descriptors = list(reading.fonts(reader))

    # Another font serves the few signs that BIZ UDPGothic lacks, as the root and p₀ of the method.
    assert any("BIZ" in descriptor["/FontName"] for descriptor in descriptors)
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in descriptors)


def test_pdf_has_bookmarks_of_its_contents(reader, document):
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]

    assert [reading.squeezed(title) for title in titles] == [
        "全体の状況",
        *(
            reading.squeezed(f"施策{sheet.code}{sheet.field}{sheet.title}")
            for sheet in document.page.progress.sheets
        ),
        "市の財政",
        "訂正と見直しの一覧",
        "評価の方法",
    ]


def test_pdf_numbers_its_pages_and_names_day_and_address_on_each(pdf, reader):
    assert 12 <= pdf.pages <= 30
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert "令和8年（2026年）11月22日現在" in text
        assert "plan.example.jp/plans/sunagawa-7/reports/progress/2024/" in text
        assert "見本" not in text
        if number > 1:
            assert f"{number} / {pdf.pages}" in text
            assert "進捗状況報告書" in text


def test_paper_says_what_the_page_says_and_nothing_else(pdf, document):
    assert_same_words(document, pdf.content, address=ADDRESS)


def test_sample_is_marked_on_every_page(pdf_maker, document):
    content = write_pdf(document.paper(MADE_AT, is_sample=True)).content

    for page in PdfReader(BytesIO(content)).pages:
        assert "見本（実際の値ではありません）" in page.extract_text()


@pytest.mark.parametrize(
    ("kind", "year"), [(ReportKind.PROGRESS, 2024), (ReportKind.INTERIM, 2025)], ids=str
)
def test_paper_of_every_case_says_what_the_page_says_and_nothing_else(pdf_maker, db, kind, year):
    plan = make_report_plan()
    report_milestone(plan)
    made = document_of(ReportName(plan.slug, kind, year), Edition(plan, TODAY))

    content = write_pdf(made.paper(MADE_AT)).content

    assert_same_words(made, content)
    assert LONGEST[:200] in reading.pdf_text(content)


def assert_same_words(document: ReportDocument, content: bytes, *, address: str = "") -> None:
    """Every word and number in the same order, and every cell of every table, both ways."""
    html = document.paper(MADE_AT, address=address)
    page, paper = reading.html_text(html), reading.pdf_text(content)
    assert reading.html_text(document.body) in page
    assert page == paper, "\n".join(reading.differences(page, paper))
    assert reading.html_rows(html) == reading.pdf_rows(content)


def test_plan_without_indicators_is_a_report_too(pdf_maker, db):
    plan = make_plan(slug="empty")
    made = document_of(ReportName("empty", ReportKind.PROGRESS, 2024), Edition(plan, TODAY))

    pdf = write_pdf(made.paper(MADE_AT))

    assert "指標なし" in reading.pdf_text(pdf.content)
