"""A PDF on disk is offered with the state that it shows, and never as newer than it is."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest

from indicators.editions import Edition
from indicators.models import AnnualValue, Plan
from sunagawa_plan.reports.documents import ReportDocument, ReportKind, ReportName, document_of
from sunagawa_plan.reports.jobs import job_of
from sunagawa_plan.reports.kept import earlier_pdfs, keep, kept_pdf
from sunagawa_plan.reports.making import make_kept_pdf
from tests.factories.indicators import make_plan
from tests.factories.report_plan import TODAY, make_report_plan

pytestmark = pytest.mark.django_db

NAME = ReportName("every-case", ReportKind.PROGRESS, 2024)
PAGE = "/plans/every-case/reports/progress/2024/"
PDF = "/plans/every-case/reports/progress/2024.pdf"
MADE_AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def document() -> ReportDocument:
    return document_of(NAME, Edition(Plan.objects.get(), TODAY))


def test_page_without_a_pdf_offers_none(client):
    make_report_plan()

    assert "PDFは、まだ作られていません" in client.get(PAGE).text
    assert client.get(PDF).status_code == 404


def test_page_offers_the_pdf_that_says_the_same(client):
    make_report_plan()
    client.get(PAGE)

    keep(document(), b"%PDF-1.7 test", 24, MADE_AT)

    text = client.get(PAGE).text
    assert "24ページ" in text
    assert "内容はこのページと同じです" in text
    assert f'href="{PDF}"' in text


def test_page_says_of_a_pdf_that_it_is_out_of_date(client):
    make_report_plan()
    keep(document(), b"%PDF-1.7 test", 24, MADE_AT)
    value = AnnualValue.objects.get(indicator__name="維持", fiscal_year=2024)

    value.value = 100
    value.save()

    text = client.get(PAGE).text
    assert "令和8年（2026年）11月20日</time>に公表していた内容です" in text
    assert "内容はこのページと同じです" not in text


def test_pdf_is_served_under_its_japanese_name(client):
    make_report_plan()
    keep(document(), b"%PDF-1.7 test", 24, MADE_AT)

    response = client.get(PDF)

    assert b"".join(response.streaming_content) == b"%PDF-1.7 test"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert "every-case-progress-2024.pdf" in response["Content-Disposition"]
    assert "令和6年度（2024年度）の進捗状況報告書.pdf" in unquote(response["Content-Disposition"])
    assert client.get(PDF, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_new_pdf_is_served_at_once(client):
    make_report_plan()
    keep(document(), b"old", 24, MADE_AT)
    former = client.get(PDF)
    # Read to the end and not closed: closing ends the request, and on PostgreSQL its connection.
    assert b"".join(former.streaming_content) == b"old"
    tag = former["ETag"]

    keep(document(), b"new", 24, MADE_AT)

    response = client.get(PDF, headers={"if-none-match": tag})
    assert b"".join(response.streaming_content) == b"new"


def change_a_value(value: int) -> None:
    own = AnnualValue.objects.get(indicator__name="維持", fiscal_year=2024)
    own.value = value
    own.save()


def test_pdf_of_what_was_published_before_stays_on_offer_with_its_day(client):
    make_report_plan()
    keep(document(), b"first", 24, MADE_AT)
    change_a_value(100)
    keep(document(), b"second", 25, MADE_AT + timedelta(days=1))
    change_a_value(101)

    keep(document(), b"third", 26, MADE_AT + timedelta(days=2))

    text = client.get(PAGE).text
    assert "26ページ" in text
    offered = re.findall(r'href="([^"]*/2024/\d{8}-\d{6}\.pdf)"', text)
    assert offered == [f"{PAGE}20261121-030000.pdf", f"{PAGE}20261120-030000.pdf"]
    assert text.index("11月21日 12:00") < text.index("11月20日 12:00")
    served = [client.get(address) for address in offered]
    assert [b"".join(own.streaming_content) for own in served] == [b"second", b"first"]
    assert served[0]["X-Robots-Tag"] == "noindex"
    assert "every-case-progress-2024-20261121-030000.pdf" in served[0]["Content-Disposition"]


def test_pdf_that_says_the_same_takes_the_place_of_the_former(client):
    make_report_plan()
    keep(document(), b"old", 24, MADE_AT)

    keep(document(), b"new", 24, MADE_AT + timedelta(days=1))

    assert earlier_pdfs(NAME) == ()


@pytest.mark.parametrize("stamp", ["20261120-030001", "x", "locks"])
def test_pdf_that_was_never_made_does_not_exist(client, stamp):
    make_report_plan()
    keep(document(), b"first", 24, MADE_AT)

    assert client.get(f"{PAGE}{stamp}.pdf").status_code == 404


def test_unchanged_report_is_not_made_again():
    plan = make_report_plan()
    kept = keep(document(), b"not made by WeasyPrint", 24, MADE_AT)

    told = []
    made = make_kept_pdf(NAME, Edition(plan, TODAY), tell=told.append)

    assert made == kept
    assert made.path.read_bytes() == b"not made by WeasyPrint"
    assert told == [job_of(NAME, MADE_AT).step]
    assert "令和8年（2026年）11月20日に作ったPDFから変わっていません" in told[0]
    assert "引き続き公開します" in told[0]


def test_unchanged_report_is_made_anew_when_asked_for(pdf_maker):
    plan = make_plan(slug="every-case")
    keep(document(), b"not made by WeasyPrint", 24, MADE_AT)

    made = make_kept_pdf(NAME, Edition(plan, TODAY), anew=True)

    assert made.path.read_bytes().startswith(b"%PDF-1.7")


def test_pdf_of_an_unpublished_plan_is_not_served(client):
    plan = make_report_plan()
    keep(document(), b"%PDF-1.7 test", 24, MADE_AT)
    plan.is_published = False
    plan.save()

    assert client.get(PDF).status_code == 404


@pytest.mark.parametrize("odd", [None, b"", b"{", b"[]", b'{"made_at": "x"}'])
def test_pdf_without_a_note_of_what_it_holds_is_not_offered(reports_folder, odd):
    make_report_plan()
    keep(document(), b"%PDF-1.7 test", 24, MADE_AT)
    note = reports_folder / f"{NAME.stem}.json"

    note.unlink() if odd is None else note.write_bytes(odd)

    assert kept_pdf(NAME) is None
