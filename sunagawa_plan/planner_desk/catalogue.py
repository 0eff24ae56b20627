"""What lies on the desk. A new report is a row in its app's REPORTS, or a page added here."""

from finance.exports.planner_reports import REPORTS as FINANCE
from indicators.exports.planner_reports import REPORTS as INDICATORS
from sunagawa_plan.shared.planner_reports import ReportPage, Shelf, TableReport

SHELVES = (
    Shelf(
        "報告書",
        pages=(
            ReportPage(
                "進捗状況報告書",
                "年度ごとの進捗状況報告書。画面で確かめ、印刷できます。",
                "reports:index",
                takes_plan=True,
            ),
        ),
    ),
    Shelf("計画の指標", INDICATORS),
    Shelf("財政", FINANCE),
)


def find_report(name: str) -> TableReport:
    """Return a table report by name. LookupError if there is none."""
    return {report.name: report for report in table_reports()}[name]


def table_reports() -> tuple[TableReport, ...]:
    return tuple(report for shelf in SHELVES for report in shelf.tables)
