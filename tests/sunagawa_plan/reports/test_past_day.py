"""A report as it was published on a past day."""

from datetime import date
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from indicators.models import AnnualValue
from tests.factories.past import age, at, save_at
from tests.factories.report_plan import make_report_plan

pytestmark = pytest.mark.django_db

FIRST, LATER = date(2026, 7, 1), date(2026, 7, 10)
PAGE = "/plans/every-case/reports/progress/2024/"


def plant() -> None:
    """Publish 139 on the first day and correct it to 141 on the later one."""
    make_report_plan()
    age(at(FIRST))
    value = AnnualValue.objects.get(indicator__name="維持", fiscal_year=2024)
    value._change_reason = "あとからの訂正"
    save_at(value, at(LATER), value=141)
    cache.clear()


def test_report_of_a_past_day_holds_the_values_of_then(client):
    plant()

    then, now = client.get(f"{PAGE}?as_of=2026-07-05").text, client.get(PAGE).text

    assert "実績139町内会/年" in then
    assert "あとからの訂正" not in then
    assert "令和8年（2026年）7月5日に公表していた内容" in then
    assert "PDF" not in then[then.index("<main") :]
    assert "過去の日の報告書には、財政のページを載せていません" in then
    assert "実績141町内会/年" in now
    assert "あとからの訂正" in now


def test_report_of_a_past_day_asks_a_fixed_number_of_queries(client, django_assert_num_queries):
    plant()

    with django_assert_num_queries(14):
        client.get(f"{PAGE}?as_of=2026-07-05")


@pytest.mark.parametrize("day", ["2026-06-30", "2999-01-01", "yesterday"])
def test_day_that_cannot_be_shown_is_404(client, day):
    plant()

    assert client.get(f"{PAGE}?as_of={day}").status_code == 404


def test_report_of_a_past_day_is_written_for_the_command_line(tmp_path):
    plant()
    file = tmp_path / "report.html"

    call_command(
        "make_report",
        "progress",
        year="2024",
        format="html",
        as_of="2026-07-05",
        output=file,
        stdout=StringIO(),
    )

    assert "実績139町内会/年" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("day", "complaint"),
    [("2026-07-05", "--output"), ("昨日", "読み取れません"), ("2999-01-01", "まだ来ていない日")],
)
def test_past_day_is_refused_in_japanese(day, complaint):
    plant()

    with pytest.raises(CommandError, match=complaint):
        call_command("make_report", "progress", year="2024", as_of=day, stdout=StringIO())
