"""The reports on the real plan, word by word, as somebody has read them.

A change that is meant is written with `make test ARGS="-k golden --renew-golden"` and read in
`git diff tests/resources` before it is committed. What the PDF says is held against the page in
test_pdf.py.
"""

from difflib import unified_diff
from pathlib import Path

import pytest

from indicators.editions import Edition
from indicators.models import Plan
from sunagawa_plan.reports.documents import ReportKind, ReportName, document_of
from tests.factories.report_plan import TODAY
from tests.sunagawa_plan.reports.outline import outline
from tests.sunagawa_plan.reports.test_pdf import MADE_AT

pytestmark = pytest.mark.django_db
RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.mark.parametrize(
    ("kind", "year"), [(ReportKind.PROGRESS, 2024), (ReportKind.INTERIM, 2025)], ids=str
)
def test_golden_report_of_the_real_plan_says_what_was_read(book, pytestconfig, kind, year):
    golden = RESOURCES / f"report-{kind}-{year}.txt"
    edition = Edition(Plan.objects.get(slug="sunagawa-7"), TODAY)
    document = document_of(ReportName("sunagawa-7", kind, year), edition)

    said = outline(document.paper(MADE_AT))

    if pytestconfig.getoption("--renew-golden"):
        golden.write_text(said, encoding="utf-8")
        pytest.skip(f"wrote {golden.name}: read git diff before you commit it")
    kept = golden.read_text(encoding="utf-8")
    lines = unified_diff(kept.splitlines(), said.splitlines(), golden.name, "now", lineterm="", n=1)
    assert said == kept, "\n".join(lines)
