"""The overview of a round: who has reported what, whose turn it is, and what is done from it."""

from datetime import date

import pytest

from reporting.domain.states import EntryState
from reporting.models import Entry, Membership
from tests.factories.indicators import make_basic_project, make_department, make_indicator
from tests.factories.reporting import TODAY, enter, hand_in, make_clerk, make_round


@pytest.fixture
def opened(db):
    """A round of three sections: all reported, half reported, one without section."""
    project = make_basic_project()
    sections = [make_department(name=name) for name in ("税務課", "福祉課")]
    for section in [sections[0], sections[1], sections[1], None]:
        make_indicator(basic_project=project, department=section)
    return make_round(plan=project.policy.goal.plan)


@pytest.fixture
def entries(opened):
    return list(opened.entries.in_book_order())


def overview(opened, query: str = "") -> str:
    return f"/admin/reporting/round/{opened.pk}/overview/{query}"


def test_late_sections_stand_first_and_are_called_late(desk, opened, entries, monkeypatch):
    hand_in(entries[0], "84")
    monkeypatch.setattr("reporting.admin.overview.localdate", lambda: date(2025, 12, 1))
    page = desk.get(overview(opened)).text
    assert page.index("福祉課</h2>") < page.index("担当課なし</h2>") < page.index("税務課</h2>")
    assert "締切を過ぎて、2件が未提出" in page
    assert "3日過ぎています" in page


def test_counts_and_filter_by_state(desk, opened, entries):
    hand_in(entries[0], "84")
    enter(entries[1], "85")
    page = desk.get(overview(opened)).text
    for told in ("未入力 2", "下書き 1", "提出済 1", "差戻し 0", "公開済 0", "すべて 4"):
        assert told in page
    drafts = desk.get(overview(opened, "?show=draft")).text
    assert "福祉課</h2>" in drafts
    assert "税務課</h2>" not in drafts


@pytest.mark.parametrize(
    "query", ["?show=nonsense&by=nothing", "?show=%00", "?by=policy&show=late"]
)
def test_odd_queries_fall_back(desk, opened, query):
    assert desk.get(overview(opened, query)).status_code == 200


def test_policies_are_the_other_way_to_put_it_together(desk, opened):
    page = desk.get(overview(opened, "?by=policy")).text
    assert "施策の題1</h2>" in page
    assert "税務課" in page


def test_own_entries_do_not_wait_for_their_planner(desk, opened, entries, planner):
    hand_in(entries[0], "84", by=planner)
    hand_in(entries[1], "84", by=make_clerk())
    page = desk.get(overview(opened)).text
    assert "自分の確認待ち 1" in page
    assert "自分の入力（確認は不要）" in page


def test_row_tells_answer_cautions_and_both_verdicts(desk, opened, entries):
    hand_in(entries[0], "840")
    page = desk.get(overview(opened)).text
    assert "<strong>840町内会/年</strong>" in page
    assert "未入力 → <strong>達成</strong>" in page
    assert "10倍" in page


def sent(act: str, *chosen: Entry, **more: str) -> dict:
    versions = {f"version-{entry.pk}": entry.version for entry in chosen}
    return {"entry": [entry.pk for entry in chosen], act: "1", **versions, **more}


def test_several_are_checked_at_once(desk, opened, entries, planner):
    ready = [hand_in(entry, "84") for entry in entries[:2]]
    desk.post(overview(opened), sent("check", *ready))
    assert {entry.reviewed_by for entry in opened.entries.exclude(reviewed_by=None)} == {planner}
    assert opened.entries.filter(reviewed_by=planner).count() == 2


def test_several_are_returned_with_one_note(desk, opened, entries):
    ready = [hand_in(entry, "84") for entry in entries[:2]]
    desk.post(overview(opened), sent("return", *ready, note="出典を書いてください"))
    for entry in ready:
        entry.refresh_from_db()
        assert (entry.standing, entry.return_note) == (EntryState.RETURNED, "出典を書いてください")


def test_nothing_is_returned_without_a_note_or_when_one_may_not_be(desk, opened, entries):
    ready, draft = hand_in(entries[0], "84"), enter(entries[1], "85")
    page = desk.post(overview(opened), sent("return", ready)).text
    assert "何を直してほしいか" in page
    page = desk.post(overview(opened), sent("return", ready, draft, note="書き直し")).text
    assert "何も変えていません" in page
    assert 'value="書き直し"' in page
    ready.refresh_from_db()
    assert ready.standing is EntryState.SUBMITTED


def test_entry_changed_meanwhile_is_not_checked(desk, opened, entries):
    ready = hand_in(entries[0], "84")
    seen = sent("check", ready)
    Entry.objects.filter(pk=ready.pk).update(version=99)
    assert "画面を開いたあとで" in desk.post(overview(opened), seen).text
    ready.refresh_from_db()
    assert ready.reviewed_by is None


def test_nothing_chosen_is_told(desk, opened):
    assert "報告が選ばれていません" in desk.post(overview(opened), {"check": "1"}).text


def test_chosen_entries_lead_to_the_publication_of_exactly_these(desk, opened, entries):
    answer = desk.post(overview(opened), sent("publish", *entries[:2]))
    keys = "&".join(f"entry={entry.pk}" for entry in entries[:2])
    assert answer.url == f"/admin/reporting/round/{opened.pk}/publish/?{keys}"


def test_indicator_added_later_joins_by_a_button(desk, opened):
    make_indicator(basic_project=opened.entries.first().indicator.basic_project)
    assert "加わった指標が1件" in desk.get(overview(opened)).text
    desk.post(f"/admin/reporting/round/{opened.pk}/join/")
    assert opened.entries.count() == 5


def test_round_is_closed_and_opened_again_with_reasons(desk, opened, entries):
    end = f"/admin/reporting/round/{opened.pk}/end/"
    assert "まだ公開していない報告が4件" in desk.get(end).text
    desk.post(end, {"reason": "報告書の締切のため"})
    opened.refresh_from_db()
    assert opened.is_closed
    desk.post(end, {"reason": "1件の漏れ"})
    opened.refresh_from_db()
    assert not opened.is_closed
    page = desk.get(f"/admin/reporting/round/{opened.pk}/history/").text
    assert "報告書の締切のため" in page
    assert "1件の漏れ" in page


def test_overview_is_saved_as_a_file_as_narrowed(desk, opened, entries):
    hand_in(entries[0], "84")
    answer = desk.get(
        f"/admin/reporting/round/{opened.pk}/overview/download/list.csv?show=submitted"
    )
    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "税務課" in lines[1]
    assert ",84," in lines[1]
    assert (
        desk.get(f"/admin/reporting/round/{opened.pk}/overview/download/list.json").status_code
        == 404
    )


def test_section_without_people_is_pointed_out(desk, opened):
    assert "この課に所属する職員が登録されていません" in desk.get(overview(opened)).text
    for section in {entry.responsible for entry in opened.entries.all()} - {None}:
        make_clerk(section)
    assert Membership.objects.count() == 2
    assert "所属する職員が登録されていません" not in desk.get(overview(opened)).text


@pytest.mark.parametrize("count", [1, 12])
def test_queries_do_not_grow_with_the_entries(desk, django_assert_num_queries, count):
    project = make_basic_project()
    for _ in range(count):
        make_indicator(basic_project=project, department=make_department())
    opened = make_round(plan=project.policy.goal.plan)
    for entry in opened.entries.all():
        hand_in(entry, "84")
    with django_assert_num_queries(11):
        desk.get(overview(opened))


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_rounds_counts_in_one_query(desk, django_assert_num_queries, count):
    for _ in range(count):
        make_round()
    with django_assert_num_queries(8):
        page = desk.get("/admin/reporting/round/").text
    assert "未入力1" in page
    assert TODAY.isoformat() == "2025-11-01"
