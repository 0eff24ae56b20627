import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sunagawa_plan.reports.documents import ReportKind, ReportName
from sunagawa_plan.reports.jobs import JobState, job_of
from sunagawa_plan.reports.kept import kept_pdf
from tests.factories.report_plan import make_report_plan
from tests.sunagawa_plan.reports.conftest import pdf_maker, reports_folder

__all__ = ["pdf_maker", "reports_folder"]
pytestmark = pytest.mark.django_db

NAME = ReportName("every-case", ReportKind.PROGRESS, 2024)


def make_report(*arguments: str) -> str:
    said = StringIO()
    call_command("make_report", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def without_weasyprint(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)


@pytest.fixture
def without_pango(monkeypatch, tmp_path) -> None:
    """What WeasyPrint does on a machine without pango: it fails to load a library."""
    (tmp_path / "weasyprint.py").write_text('raise OSError("cannot load library libpango")')
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.syspath_prepend(tmp_path)


def test_report_is_kept_and_offered_on_its_page(pdf_maker, client):
    make_report_plan()

    said = make_report("progress", "--year", "R6")

    assert "1ページ目を組んでいます" in said
    assert "保存しました" in said
    assert kept_pdf(NAME).path.read_bytes().startswith(b"%PDF-1.7")
    assert "内容はこのページと同じです" in client.get(NAME.address).text

    again = make_report("progress", "--year", "R6")

    assert "変わっていません" in again
    assert "保存しました" not in again


def test_report_is_written_to_a_file(tmp_path):
    make_report_plan()

    said = make_report(
        "progress", "--year", "2024", "--format", "html", "--output", str(tmp_path / "r.html")
    )

    assert "書き出しました" in said
    assert "集計の誤りを改めました。" in (tmp_path / "r.html").read_text("utf-8")
    assert kept_pdf(NAME) is None


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--year", "2030"], "まだ作れません"),
        (["--year", "2019"], "まだ作れません"),
        (["--year", "昨年"], "年度として読み取れません"),
        (["--year", "2024", "--plan", "none"], "公開している計画「none」がありません"),
        (["--year", "2024", "--format", "html"], "--output"),
        (["--year", "2024", "--format", "html", "--output", "/nowhere/r.html"], "書き込めません"),
    ],
)
def test_odd_request_is_refused_in_japanese(arguments, complaint):
    make_report_plan()

    with pytest.raises(CommandError, match=complaint):
        make_report("progress", *arguments)


def test_plan_that_is_not_published_has_no_report():
    make_report_plan(is_published=False)

    with pytest.raises(CommandError, match="公開している計画がありません"):
        make_report("progress", "--year", "2024")


def test_missing_weasyprint_is_told_with_the_remedy(without_weasyprint):
    make_report_plan()

    with pytest.raises(CommandError, match="WeasyPrint"):
        make_report("progress", "--year", "2024")


def test_missing_pango_is_told_with_the_remedy(without_pango):
    make_report_plan()

    with pytest.raises(CommandError, match="apt install libpango"):
        make_report("progress", "--year", "2024")
    job = job_of(NAME, None)
    assert job.state is JobState.FAILED
    assert "pango" in job.step


def test_web_worker_never_loads_what_makes_pdfs():
    program = (
        "import sys, sunagawa_plan.wsgi, sunagawa_plan.urls; sys.exit('weasyprint' in sys.modules)"
    )

    answer = subprocess.run(
        [sys.executable, "-c", program],
        env={"SECRET_KEY": "x" * 60, "PYTHONPATH": "."},
        capture_output=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stderr.decode()
