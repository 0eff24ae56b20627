"""Opening a round: everything that has to be decided stands on one page."""

from datetime import date

import pytest

from indicators.models import Department
from reporting.models import Round
from tests.factories.indicators import make_basic_project, make_department, make_indicator
from tests.factories.reporting import make_round

ADD = "/admin/reporting/round/add/"
SET_UP = {"fiscal_year": "R6", "opens_on": "2025-10-01", "due_on": "2025-10-31", "note": "お願い"}


@pytest.fixture
def two_indicators(db):
    project = make_basic_project()
    return [make_indicator(basic_project=project) for _ in range(2)]


def test_page_says_how_many_indicators_have_no_section(desk, two_indicators):
    two_indicators[0].department = make_department(name="市民課")
    two_indicators[0].save()
    page = desk.get(ADD).text
    assert "市民課 <strong>1</strong>" in page
    assert "担当課なし <strong>1</strong>" in page


def test_sections_are_made_indicators_assigned_and_the_round_opened_on_one_page(
    desk, two_indicators
):
    first, second = two_indicators
    typed = SET_UP | {"new_departments": "市民生活課 seikatsu@example.lg.jp\n\n税務課"}
    page = desk.post(ADD, typed | {"add_departments": "1"}).text
    assert "「市民生活課」、「税務課」を追加しました" in page
    assert 'value="2025-10-31"' in page
    citizens, taxes = Department.objects.order_by("order")
    assert (citizens.email, taxes.email) == ("seikatsu@example.lg.jp", "")

    chosen = {f"indicator-{first.pk}": taxes.pk, f"indicator-{second.pk}": ""}
    chosen |= {f"policy-{first.basic_project.policy_id}": citizens.pk}
    answer = desk.post(ADD, SET_UP | chosen | {"open": "1"})
    opened = Round.objects.get()
    assert answer.url == f"/admin/reporting/round/{opened.pk}/overview/"
    assert (opened.fiscal_year, opened.due_on, opened.note) == (2024, date(2025, 10, 31), "お願い")
    sections = [entry.responsible for entry in opened.entries.order_by("indicator")]
    assert sections == [taxes, citizens]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("税務課", "同じ"),
        ("税務課二 誤ったアドレス@", "有効なメールアドレス"),
    ],
)
def test_wrong_line_is_named_and_no_section_is_made(desk, two_indicators, line, told):
    make_department(name="税務課")
    typed = SET_UP | {"new_departments": f"福祉課\n{line}", "add_departments": "1"}
    page = desk.post(ADD, typed).text
    assert "2行目" in page
    assert "まだ何も保存していません" in page
    assert f"福祉課\n{line}" in page
    assert Department.objects.count() == 1


def test_wrong_set_up_is_told_and_keeps_what_was_typed(desk, two_indicators):
    department = make_department()
    chosen = {f"indicator-{two_indicators[0].pk}": department.pk}
    page = desk.post(ADD, SET_UP | chosen | {"due_on": "2025-09-01", "open": "1"}).text
    assert "締切は、受付を始める日以降にしてください" in page
    assert f'<option value="{department.pk}" selected>' in page
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"fiscal_year": "R1"}, "令和3年度から令和12年度まで"),
        ({"fiscal_year": "あ"}, "あ"),
        ({"opens_on": ""}, "必須"),
    ],
)
def test_odd_set_up_is_refused_in_words(desk, two_indicators, changed, told):
    page = desk.post(ADD, SET_UP | changed | {"open": "1"})
    assert page.status_code == 200
    assert told in page.text
    assert not Round.objects.exists()


def test_second_round_of_a_year_is_refused(desk):
    make_round()
    page = desk.post(ADD, SET_UP | {"open": "1"}).text
    assert "すでに始まっています" in page
    assert Round.objects.count() == 1


def test_last_round_is_proposed_again(desk):
    make_round(note="昨年のお知らせ")
    page = desk.get(ADD).text
    assert "昨年のお知らせ" in page
    assert 'value="令和7年度"' in page
    assert 'value="2026-11-28"' in page


def test_assignment_alone_keeps_history(desk, two_indicators, planner):
    department = make_department()
    chosen = {f"indicator-{two_indicators[0].pk}": department.pk, "assign": "1"}
    desk.post(ADD, SET_UP | chosen)
    record = two_indicators[0].history.first()
    assert (record.department_id, record.history_user) == (department.pk, planner)
    assert record.history_change_reason == "担当課の割り当て"
    assert not Round.objects.exists()


@pytest.mark.parametrize("count", [1, 12])
def test_queries_of_the_page_do_not_grow(desk, django_assert_num_queries, count):
    project = make_basic_project()
    for _ in range(count):
        make_indicator(basic_project=project)
    with django_assert_num_queries(12):
        desk.get(ADD)
