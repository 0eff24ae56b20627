"""The button that reminds, and the log."""

import pytest
from django.core import mail

from reporting.models import Reminder
from tests.factories.indicators import make_department, make_indicator
from tests.factories.reporting import hand_in, make_entry


@pytest.fixture
def entry(db):
    section = make_department(code="tax", name="税務課", email="zeimu@example.lg.jp")
    return make_entry(indicator=make_indicator(department=section))


def reminding(entry) -> str:
    return f"/admin/reporting/round/{entry.round_id}/remind/"


@pytest.mark.parametrize("sent", [{"department": "tax"}, {}], ids=["one", "all"])
def test_section_is_reminded_by_a_button_and_logged(desk, entry, planner, sent):
    page = desk.post(reminding(entry), sent, follow=True).text
    assert "税務課：催促を送りました（zeimu@example.lg.jp、残り1件）" in page
    assert "今日はもう送りました" in page
    assert "http://testserver/admin/" in mail.outbox[0].body
    assert Reminder.objects.get().sent_by == planner
    assert "zeimu@example.lg.jp" in desk.get("/admin/reporting/reminder/").text


def test_page_says_whom_it_would_reach(desk, entry):
    assert "税務課に送る" in desk.get(reminding(entry)).text
    hand_in(entry, "84")
    assert "催促するところはありません" in desk.get(reminding(entry)).text
    assert "催促する課はありません" in desk.post(reminding(entry), follow=True).text


def test_unknown_section_is_not_found(desk, entry):
    assert desk.post(reminding(entry), {"department": "nowhere"}).status_code == 404
