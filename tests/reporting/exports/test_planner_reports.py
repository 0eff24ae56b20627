"""報告の状況 on the desk of reports: of which round it is, and whose entries it holds."""

from datetime import date

import pytest

from reporting.exports.planner_reports import REPORTS
from sunagawa_plan.shared.planner_reports import ReportChoice
from tests.factories.indicators import make_basic_project, make_department, make_indicator
from tests.factories.reporting import hand_in, make_round

pytestmark = pytest.mark.django_db

STATUS = REPORTS[0]


@pytest.fixture
def plan():
    project = make_basic_project()
    for code, name in (("zeimu", "税務課"), ("fukushi", "福祉課")):
        make_indicator(basic_project=project, department=make_department(code=code, name=name))
    return project.policy.goal.plan


def rows(plan, **asked):
    """The rows of the report, each cell by the name of its column."""
    table = STATUS.build(ReportChoice(today=date(2025, 11, 1), plan=plan.slug, **asked))
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_each_entry_is_told_with_its_section_and_state(plan):
    shown = make_round(plan=plan)
    hand_in(shown.entries.in_book_order()[0], "84")

    told = [(row["department"], row["state"], str(row["value"] or "")) for row in rows(plan)]

    assert told == [("税務課", "提出済", "84"), ("福祉課", "未入力", "")]


def test_one_section_or_policy_can_be_asked_for(plan):
    make_round(plan=plan)

    assert [row["department"] for row in rows(plan, department="fukushi")] == ["福祉課"]
    assert rows(plan, policy="9-9") == []


def test_last_round_is_meant_where_no_year_is_chosen(plan):
    make_round(plan=plan, fiscal_year=2023)
    make_round(plan=plan, fiscal_year=2024)

    assert {row["fiscal_year"] for row in rows(plan)} == {2024}
    assert {row["fiscal_year"] for row in rows(plan, year=2023)} == {2023}


def test_year_without_round_is_told_with_what_to_do(plan):
    with pytest.raises(ValueError, match=r"令和4年度（2022年度）の報告の受付は、まだありません"):
        rows(plan, year=2022)
