from datetime import date

import pytest

from indicators.editions import Edition
from indicators.models import Indicator
from indicators.pages.progress_report import PlanProgress, report_years
from tests.factories.indicators import make_annual_value, make_plan
from tests.factories.report_plan import LONGEST, TODAY, make_report_plan

pytestmark = pytest.mark.django_db


def report(year: int = 2024) -> PlanProgress:
    return PlanProgress.from_edition(Edition(make_report_plan(), TODAY), year)


def indicator_of(progress: PlanProgress, name: str):
    return next(own for own in progress.sheets[0].indicators if own.row.name == name)


def test_counts_and_their_changes_speak_of_the_same_indicators():
    progress = report()

    assert progress.counts.denominator == 13
    assert sum(line.now for line in progress.levels) == 13
    assert sum(line.previous for line in progress.levels) == 13
    by_level = {line.level.value: line for line in progress.levels}
    assert (by_level["achieved"].previous, by_level["achieved"].now) == (1, 2)
    assert by_level["achieved"].change == "+1"
    assert dict(progress.absences) == {"未入力": 1}


def test_values_so_far_end_with_the_reports_year():
    progress = report(2023)

    cells = indicator_of(progress, "方向目標・調査").values
    assert [(cell.fiscal_year.start, cell.value, cell.reason) for cell in cells] == [
        (2021, "33.4", ""),
        (2022, "", "調査なし"),
        (2023, "29.2", ""),
    ]


def test_report_on_an_earlier_year_is_not_changed_by_later_ones():
    plan = make_report_plan()
    before = PlanProgress.from_edition(Edition(plan, TODAY), 2023)

    make_annual_value(indicator=Indicator.objects.get(name="値なし"), fiscal_year=2024, value="99")
    after = PlanProgress.from_edition(Edition(plan, TODAY), 2023)

    assert after.counts == before.counts
    assert after.sheets == before.sheets


def test_changed_verdicts_are_told_with_both_values():
    changes = {change.name: change for change in report().changes}

    reached = changes["数値目標・達成"]
    assert (reached.before_value, reached.after_value) == ("84町内会/年", "85町内会/年")
    assert (reached.before.verdict.label, reached.after.verdict.label) == ("前進", "達成")
    assert "零だけ" not in changes


def test_first_year_of_the_plan_is_compared_with_none():
    progress = report(2021)

    assert not progress.has_previous
    assert progress.changes == ()


def test_corrections_are_listed_with_their_reason_the_latest_first():
    listed = [
        (entry.name, entry.correction.before, entry.correction.after, entry.correction.reason)
        for entry in report().corrections
    ]

    assert listed == [
        ("零だけ", "0町内会/年", "取り下げ", ""),
        ("数値目標・後退", "82町内会/年", "81町内会/年", "集計の誤りを改めました。"),
    ]


def test_corrections_of_later_years_are_left_to_their_report():
    assert [entry.name for entry in report(2021).corrections] == ["零だけ"]


def test_revised_target_shows_what_it_replaced_once_it_holds():
    (revised,) = report(2023).revised_targets

    assert (revised.before, revised.after) == ("86", "90")
    assert (revised.fiscal_year.start, revised.holds_from.start) == (2030, 2023)
    assert revised.reason == "早く達したためです。"


def test_target_revised_after_the_reports_year_is_not_told():
    progress = report(2022)

    assert progress.revised_targets == ()
    assert [cell.text for cell in indicator_of(progress, "数値目標・達成").row.targets] == [
        "85",
        "86",
    ]


def test_remark_is_shown_when_published_only():
    full, reasoned, _ = report().sheets

    assert full.remark is not None
    assert full.remark.paragraphs == ("おおむね順調です。", "次年度に見直します。")
    assert full.remark.signature == "企画課長"
    assert reasoned.remark is None


def test_remark_belongs_to_its_year():
    assert report(2023).sheets[0].remark is None


def test_project_without_indicator_gives_the_plans_reason():
    project = report().sheets[1].projects[0]

    assert project.indicators == ()
    assert project.no_indicator_reason == "成果を数値で測れないためです。"


def test_years_with_the_same_note_share_a_line():
    notes = indicator_of(report(), "方向目標・調査").notes

    assert [("・".join(map(str, note.fiscal_years)), note.text) for note in notes] == [
        ("令和3年度・令和5年度・令和6年度", "回答者800人"),
        ("令和6年度", "速報の集計によります。"),
    ]


def test_longest_name_is_whole():
    assert indicator_of(report(), LONGEST[:200]).row.name == LONGEST[:200]


@pytest.mark.parametrize(
    ("today", "last"), [(date(2026, 9, 30), 2024), (date(2026, 10, 1), 2025)], ids=["before", "due"]
)
def test_report_exists_for_due_years(today, last):
    years = report_years(make_plan(), today)

    assert [own.start for own in years] == list(range(last, 2020, -1))


def test_report_exists_for_a_year_that_has_values_before_it_is_due():
    make_annual_value(fiscal_year=2026)

    plan = Indicator.objects.get().plan
    assert report_years(plan, TODAY)[0].start == 2026
