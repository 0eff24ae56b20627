"""The remarks of a round's year, and the record of what was published."""

from datetime import date

import pytest

from indicators.models import Remark
from tests.factories.indicators import make_indicator, make_policy, make_remark
from tests.factories.reporting import hand_in, make_round
from tests.reporting.test_publishing import publish_now


@pytest.fixture
def opened(db):
    return make_round(plan=make_indicator().plan)


def remarks(opened) -> str:
    return f"/admin/reporting/round/{opened.pk}/remarks/"


def policy_of(opened):
    return opened.entries.first().indicator.basic_project.policy


def test_policies_without_a_remark_lead_to_writing_one(desk, opened):
    make_policy(goal=policy_of(opened).goal)
    make_remark(policy=policy_of(opened), fiscal_year=2023)
    page = desk.get(remarks(opened)).text
    assert "まだ書いていない施策は2つ" in page
    assert f"?policy={policy_of(opened).pk}&amp;fiscal_year=2024" in page


def test_publication_of_a_remark_is_a_step_of_its_own(desk, opened, client):
    remark = make_remark(policy=policy_of(opened), is_published=False, text="概ね順調です。")
    public = policy_of(opened).get_absolute_url()
    assert "概ね順調です。" not in client.get(public).text
    desk.post(remarks(opened), {"remark": remark.pk, "publish": "1"})
    assert "概ね順調です。" in client.get(public).text
    desk.post(remarks(opened), {"remark": remark.pk, "withdraw": "1"})
    assert "概ね順調です。" not in client.get(public).text
    reasons = [record.history_change_reason for record in remark.history.all()]
    assert reasons[:2] == ["公開の取りやめ", "公開"]


def test_unsigned_remark_is_not_published(desk, opened):
    remark = make_remark(policy=policy_of(opened), is_published=False, signature="", signed_on=None)
    page = desk.post(remarks(opened), {"remark": remark.pk, "publish": "1"}).text
    assert "署名と署名の日が必要です" in page
    assert not Remark.objects.get().is_published


@pytest.mark.parametrize("key", ["0", "x", ""])
def test_unknown_remark_is_not_found(desk, opened, key):
    assert desk.post(remarks(opened), {"remark": key, "publish": "1"}).status_code == 404


def test_record_of_publications_tells_value_verdict_working_and_rules(desk, opened, planner):
    entry = opened.entries.get()
    publish_now(hand_in(entry, "84"), by=planner)
    other = make_indicator()
    address = "/admin/indicators/publishedverdict/"
    page = desk.get(f"{address}?indicator={entry.indicator_id}&fiscal_year=2024").text
    for told in ("84町内会/年", "前進", "基準値 83", "基準値から前進したか", "sato"):
        assert told in page
    assert "84町内会/年" not in desk.get(f"{address}?indicator={other.pk}").text


def test_sheet_of_a_year_leads_to_the_open_round(desk, opened, monkeypatch):
    monkeypatch.setattr(
        "reporting.templatetags.reporting_rounds.localdate", lambda: date(2025, 11, 1)
    )
    sheet = f"/admin/indicators/annualvalue/year/2024/?plan={opened.plan.slug}"
    assert f"/admin/reporting/round/{opened.pk}/overview/" in desk.get(sheet).text
    other_year = f"/admin/indicators/annualvalue/year/2023/?plan={opened.plan.slug}"
    assert "いま各課から報告を集めています" not in desk.get(other_year).text
