"""The remarks of a round's year, and the record of what was published."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User

from indicators.models import Remark
from reporting.opening import close_round
from tests.factories.indicators import make_annual_value, make_indicator, make_policy, make_remark
from tests.factories.reporting import NOW, hand_in, make_round
from tests.reporting.test_publishing import publish_now

HINT = "いま各課から報告を集めています"


@pytest.fixture
def opened(db):
    return make_round(plan=make_indicator().plan)


def overview(opened) -> str:
    return f"/admin/reporting/round/{opened.pk}/overview/"


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


@pytest.fixture
def while_open(monkeypatch) -> None:
    monkeypatch.setattr(
        "reporting.templatetags.reporting_rounds.localdate", lambda: date(2025, 11, 1)
    )


@pytest.mark.usefixtures("while_open")
def test_sheet_of_a_year_leads_to_the_open_round(desk, opened):
    sheet = f"/admin/indicators/annualvalue/year/2024/?plan={opened.plan.slug}"
    assert overview(opened) in desk.get(sheet).text
    other_year = f"/admin/indicators/annualvalue/year/2023/?plan={opened.plan.slug}"
    assert HINT not in desk.get(other_year).text


@pytest.mark.usefixtures("while_open")
def test_page_of_a_value_leads_to_the_open_round_of_its_year(desk, opened):
    indicator = opened.entries.get().indicator
    of_the_year = make_annual_value(indicator=indicator, fiscal_year=2024)
    of_another = make_annual_value(indicator=indicator, fiscal_year=2023)
    values = "/admin/indicators/annualvalue"

    for shown in (f"{values}/{of_the_year.pk}/change/", f"{values}/add/"):
        assert desk.get(shown).text.count(overview(opened)) == 1, shown
    assert HINT not in desk.get(f"{values}/{of_another.pk}/change/").text


@pytest.mark.usefixtures("while_open")
def test_page_of_an_indicator_leads_to_the_open_rounds_of_its_plan(desk, opened):
    other = make_indicator()

    own = desk.get(f"/admin/indicators/indicator/{opened.entries.get().indicator_id}/change/").text

    assert own.count(overview(opened)) == 1
    assert "令和6年度は、いま各課から報告を集めています" in own
    assert other.plan != opened.plan
    assert HINT not in desk.get(f"/admin/indicators/indicator/{other.pk}/change/").text


@pytest.mark.usefixtures("while_open")
def test_closed_round_is_not_spoken_of(desk, opened):
    close_round(closing=opened, at=NOW)

    indicator = opened.entries.get().indicator_id
    assert HINT not in desk.get(f"/admin/indicators/indicator/{indicator}/change/").text


@pytest.mark.usefixtures("while_open")
def test_who_may_not_review_reports_is_not_sent_to_them(client, opened):
    user = User.objects.create_user("values", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_annualvalue"))
    client.force_login(user)

    sheet = client.get(f"/admin/indicators/annualvalue/year/2024/?plan={opened.plan.slug}")

    assert sheet.status_code == 200
    assert HINT not in sheet.text
