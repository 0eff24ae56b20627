"""One entry as a planner looks at it."""

import pytest

from reporting.domain.states import EntryState
from tests.factories.indicators import make_annual_value, make_indicator
from tests.factories.reporting import hand_in, make_clerk, make_entry


@pytest.fixture
def entry(db):
    return hand_in(make_entry(), "84", by=make_clerk(username="tanaka"), source="課の資料")


def review(entry) -> str:
    return f"/admin/reporting/round/{entry.round_id}/entry/{entry.pk}/"


def test_page_tells_answer_verdict_and_history(desk, entry):
    page = desk.get(review(entry)).text
    for told in (
        "84町内会/年",
        "未入力 → <strong>前進</strong>",
        "課の資料",
        "画面での入力",
        "提出",
    ):
        assert told in page
    assert "自分の確認を待っています" in page


def test_check_return_and_comment(desk, entry, planner):
    version = {"version": entry.version}
    desk.post(review(entry), {"act": "check", **version})
    entry.refresh_from_db()
    assert entry.reviewed_by == planner
    desk.post(review(entry), {"act": "comment", "text": "ありがとうございます"})
    page = desk.post(review(entry), {"act": "return", "text": " ", "version": entry.version}).text
    assert "何を直してほしいか" in page
    desk.post(review(entry), {"act": "return", "text": "桁違い？", "version": entry.version})
    entry.refresh_from_db()
    assert (entry.standing, entry.return_note) == (EntryState.RETURNED, "桁違い？")
    page = desk.get(review(entry)).text
    assert "ありがとうございます" in page
    assert "差戻しの理由：桁違い？" in page


def test_stale_page_does_nothing_and_keeps_the_text(desk, entry):
    page = desk.post(review(entry), {"act": "return", "text": "直して", "version": "1"}).text
    assert "画面を開いたあとで" in page
    assert "直して</textarea>" in page
    entry.refresh_from_db()
    assert entry.standing is EntryState.SUBMITTED


def test_correction_is_begun_and_given_up(desk, db):
    indicator = make_indicator()
    make_annual_value(indicator=indicator, value="84")
    entry = make_entry(indicator=indicator)
    sent = {"act": "correct", "version": entry.version}
    assert "訂正の理由を書いてください" in desk.post(review(entry), sent).text
    desk.post(review(entry), sent | {"text": "集計の誤り"})
    entry.refresh_from_db()
    assert (entry.standing, entry.correction_reason) == (EntryState.DRAFT, "集計の誤り")
    desk.post(review(entry), {"act": "cancel", "version": entry.version})
    entry.refresh_from_db()
    assert entry.standing is EntryState.PUBLISHED


def test_unknown_act_is_told(desk, entry):
    assert "画面を開き直してください" in desk.post(review(entry), {"act": "nonsense"}).text


def test_entry_of_another_round_is_not_found(desk, entry):
    other = make_entry()
    address = f"/admin/reporting/round/{other.round_id}/entry/{entry.pk}/"
    assert desk.get(address).status_code == 404
