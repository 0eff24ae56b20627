"""The report on a round that planners ask for: who has reported what."""

from django.contrib.auth.models import AnonymousUser

from reporting.exports.overview import overview_table
from reporting.models import Entry, Round
from reporting.pages.overview import rows_of
from reporting.pages.rows import EntryRow
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.shared.planner_reports import Audience, ReportChoice, TableReport


def _status(choice: ReportChoice) -> Table:
    shown = _round(choice)
    # Nobody in particular asks: what waits for whom is no column of the file.
    rows = rows_of(shown, planner=AnonymousUser(), today=choice.today)
    return overview_table(shown, (row for row in rows if _is_asked(row, choice)))


def _round(choice: ReportChoice) -> Round:
    """Return the round of the chosen year, else the last. ValueError if there is none."""
    rounds = Round.objects.select_related("plan").filter(plan__slug=choice.plan)
    if choice.year:
        rounds = rounds.filter(fiscal_year=choice.year)
    shown = rounds.order_by("-fiscal_year").first()
    if shown is None:
        year = f"{FiscalYear(choice.year).full}の" if choice.year else ""
        raise ValueError(f"{year}報告の受付は、まだありません。「報告の受付」から始めてください。")
    return shown


def _is_asked(row: EntryRow, choice: ReportChoice) -> bool:
    section, policy = row.entry.responsible, row.entry.indicator.basic_project.policy
    return (not choice.department or bool(section and section.code == choice.department)) and (
        choice.policy in ("", policy.code)
    )


REPORTS = (
    TableReport(
        "reporting-status",
        "報告の状況（担当課ごと）",
        "実績の報告の受付で、どの課が何を報告し、どこまで進んだか。1行に1つの報告です。",
        Audience.MACHINES,
        ("plan", "year", "policy", "department"),
        Entry,
        _status,
        right="reporting.review_entry",
    ),
)
