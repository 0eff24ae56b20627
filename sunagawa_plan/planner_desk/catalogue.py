"""What lies on the desk. A new report is a row in its app's REPORTS, or a page added here."""

from finance.exports.planner_reports import REPORTS as FINANCE
from indicators.exports.planner_reports import REPORTS as INDICATORS
from reporting.exports.planner_reports import REPORTS as REPORTING
from sunagawa_plan.shared.planner_reports import ReportPage, Shelf, TableReport

SHELVES = (
    Shelf(
        "報告書",
        pages=(
            ReportPage(
                "進捗状況報告書",
                "年度ごとの報告書。画面で確かめ、印刷でき、Excelでも保存できます。",
                "reports:index",
                takes_plan=True,
                part="progress",
            ),
            ReportPage(
                "中間評価・最終評価の報告書",
                "目標年度に目標へ届いたかの評価。画面で確かめ、印刷でき、Excelでも保存できます。",
                "reports:index",
                takes_plan=True,
                part="interim",
            ),
            ReportPage(
                "報告書のPDF",
                "公開ページに載せるPDFを作ります。いつの内容のPDFかも分かります。",
                "report_desk",
            ),
        ),
    ),
    Shelf("計画の指標", INDICATORS),
    Shelf("財政", FINANCE),
    Shelf(
        "報告の受付と公開データ",
        REPORTING,
        pages=(
            ReportPage(
                "報告の状況（課別・施策別）",
                "受付ごとに、どの課が何を報告したか。一覧の画面からCSVやExcelで保存できます。",
                "admin:reporting_round_changelist",
            ),
            ReportPage(
                "オープンデータ",
                "市民に公開しているすべてのファイルと、列の説明、利用条件。まとめて保存もできます。",
                "open_data:index",
            ),
        ),
    ),
)


def find_report(name: str) -> TableReport:
    """Return a table report by name. LookupError if there is none."""
    return {report.name: report for report in table_reports()}[name]


def table_reports() -> tuple[TableReport, ...]:
    return tuple(report for shelf in SHELVES for report in shelf.tables)
