"""The sheet without script: what it shows, saving all rows, the buttons of a row, odd input."""

import pytest

from indicators.year_sheet import ROWS_PER_PAGE
from reporting.domain.states import EntryState
from reporting.models import Entry
from reporting.opening import close_round
from reporting.reviewing import return_entry
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_indicator,
)
from tests.factories.reporting import (
    NOW,
    enter,
    hand_in,
    make_entry,
    make_planner,
    make_round,
)
from tests.reporting.admin.entries.sheets import send, sheet_of, told, typed
from tests.reporting.test_publishing import publish_now


def test_sheet_shows_what_an_answer_needs(clerk, section):
    indicator = make_indicator(department=section, is_survey=True, definition="申請した町内会の数")
    for year, value in ((2020, "80"), (2021, "81"), (2022, "82"), (2023, "84")):
        make_annual_value(indicator=indicator, fiscal_year=year, value=value, source="R5の調査")
    entry = make_entry(indicator=indicator, note="決算の確定値でお願いします。")
    text = clerk.get(sheet_of(entry)).text
    for shown in (
        "令和6年度（2024年度）の実績：市長公室課", "2025年11月28日（金）まで（あと27日）",
        "決算の確定値でお願いします。", "申請した町内会の数", "町内会/年", "83（R元）", "85（R7）",
        "値がない理由", "回答者数", "速報値", "注記", "R5の調査",
    ):  # fmt: skip
        assert shown in text
    assert [year for year, _ in clerk.get(sheet_of(entry)).context["sheet"].rows[0].earlier] == [
        "R3",
        "R4",
        "R5",
    ]


def test_value_is_never_prefilled_and_no_sample_size_asked_where_nobody_was_asked(clerk, section):
    indicator = make_indicator(department=section)
    make_annual_value(indicator=indicator, fiscal_year=2023, value="84")
    row = clerk.get(sheet_of(make_entry(indicator=indicator))).context["sheet"].rows[0]
    assert row.form["value"].value() is None
    assert "sample_size" not in row.form.fields


def test_last_years_source_is_stored_only_beside_a_value(clerk, section):
    indicator = make_indicator(department=section)
    make_annual_value(indicator=indicator, fiscal_year=2023, source="決算書")
    entry = make_entry(indicator=indicator)
    row = clerk.get(sheet_of(entry)).context["sheet"].rows[0]
    assert row.form["source"].value() == "決算書"
    send(clerk, entry, typed(entry, source="決算書"))
    send(clerk, entry, typed(entry, source="決算書", note="確認中"))
    entry.refresh_from_db()
    assert (entry.state, entry.note, entry.source) == ("not_entered", "確認中", "")
    send(clerk, entry, typed(entry, source="決算書", value="84"))
    entry.refresh_from_db()
    assert (entry.value, entry.source) == (84, "決算書")


def test_right_rows_are_saved_and_wrong_ones_told_with_what_was_typed(clerk, entries):
    first, second, third = entries
    rows = [typed(first, value="８４"), typed(second, value="8.4.1"), typed(third)]
    response = send(clerk, first, *rows)
    assert "1件を下書きに保存しました。" in told(response)
    assert "1件は、まだ保存していません。" in told(response)
    assert 'value="8.4.1"' in response.text
    states = [Entry.objects.get(pk=entry.pk).state for entry in entries]
    assert states == ["draft", "not_entered", "not_entered"]
    record = Entry.objects.get(pk=first.pk).history.first()
    assert record.history_user.username == "tanaka"


def test_same_sheet_sent_twice_is_saved_once(clerk, entry):
    row = typed(entry, value="84")
    send(clerk, entry, row)
    again = send(clerk, entry, row)
    assert "変更はありませんでした。" in told(again)
    assert Entry.objects.get(pk=entry.pk).version == 1


def test_second_person_is_told_who_was_first_keeps_what_was_typed_and_may_save(
    clerk, colleague, entry
):
    mine = typed(entry, value="86", note="わたしの注記")
    send(colleague, entry, typed(entry, value="85"))
    refused = send(clerk, entry, mine)
    for shown in ("suzukiさん", "実績値 （空欄） → 85", 'value="86"', "わたしの注記"):
        assert shown in refused.text
    assert Entry.objects.get(pk=entry.pk).value == 85
    stamp = refused.context["sheet"].rows[0].form["stamp"].value()
    send(clerk, entry, mine | {f"e{entry.pk}-stamp": stamp})
    assert Entry.objects.get(pk=entry.pk).value == 86


def test_row_that_was_submitted_meanwhile_is_not_changed_and_what_was_typed_is_told(clerk, entry):
    mine = typed(entry, value="86")
    hand_in(entry, "85")
    response = send(clerk, entry, mine)
    assert "先に提出を取り消してください" in response.text
    assert "実績値「86」" in response.text
    assert Entry.objects.get(pk=entry.pk).value == 85


def test_rows_of_other_sections_are_never_written(clerk, entry):
    theirs = make_entry(indicator=make_indicator(department=make_department()))
    response = send(clerk, entry, typed(entry, value="84"), typed(theirs, value="1"))
    assert "この画面の指標ではない行が1件" in told(response)
    assert Entry.objects.get(pk=theirs.pk).version == 0
    assert Entry.objects.get(pk=entry.pk).value == 84


def test_indicator_that_moved_away_meanwhile_is_not_written(clerk, entry):
    mine = typed(entry, value="84")
    address = sheet_of(entry)
    entry.indicator.department = make_department()
    entry.indicator.save()
    response = clerk.post(address, mine | {"do": "save"}, follow=True)
    assert "担当が移った指標は、新しい担当課の画面にあります。" in told(response)
    assert Entry.objects.get(pk=entry.pk).version == 0


@pytest.mark.parametrize("key", ["x", "9" * 30, "-1", "", "²"])
def test_odd_keys_are_ignored(clerk, entry, key):
    row = {f"e{key}-stamp": "0", f"e{key}-value": "84"}
    assert send(clerk, entry, row).status_code == 200
    assert "その指標は、この画面にありません" in told(send(clerk, entry, do=f"take_back-{key}"))
    assert Entry.objects.get(pk=entry.pk).version == 0


@pytest.mark.parametrize("stamp", ["", "x", "-5", "9" * 30, "²"])
def test_odd_stamp_overwrites_nothing(clerk, entry, stamp):
    enter(entry, "84")
    response = send(clerk, entry, typed(entry, value="85", stamp=stamp))
    assert response.status_code == 200
    assert Entry.objects.get(pk=entry.pk).value == 84


def test_unknown_act_is_told(clerk, entry):
    assert "その操作はありません" in send(clerk, entry, do=f"publish-{entry.pk}").text


def test_what_was_typed_is_saved_before_a_button_of_another_row_acts(clerk, entries):
    first, second, _ = entries
    hand_in(first, "84")
    send(clerk, first, typed(second, value="85"), do=f"take_back-{first.pk}")
    assert Entry.objects.get(pk=first.pk).standing is EntryState.DRAFT
    assert Entry.objects.get(pk=second.pk).value == 85


def test_returned_row_shows_why_and_whoever_wrote_to_it(clerk, entry):
    planner = make_planner(username="kikaku")
    return_entry(entry=hand_in(entry, "84"), note="出典を書いてください。", by=planner, at=NOW)
    text = clerk.get(sheet_of(entry)).text
    assert "1件が差し戻されています。" in text
    assert "出典を書いてください。" in text
    response = send(clerk, entry, {f"e{entry.pk}-comment": "直しました"}, do=f"comment-{entry.pk}")
    assert "直しました" in response.text
    assert entry.comments.count() == 2


def test_published_row_is_corrected_with_a_reason_first(clerk, entry):
    publish_now(hand_in(entry, "84"))
    name = f"e{entry.pk}-correction_reason"
    page = clerk.get(sheet_of(entry))
    assert page.context["sheet"].rows[0].form is None
    assert "公開ページの訂正の履歴に載ります" in page.text
    refused = send(clerk, entry, {name: " "}, do=f"correct-{entry.pk}")
    assert "訂正の理由を書いてください" in refused.text
    long = send(clerk, entry, {name: "長" * 101}, do=f"correct-{entry.pk}")
    assert "長" * 101 in long.text
    begun = send(clerk, entry, {name: "集計の誤り"}, do=f"correct-{entry.pk}")
    assert "理由：集計の誤り" in begun.text
    send(clerk, entry, typed(entry, value="82"))
    assert Entry.objects.get(pk=entry.pk).standing is EntryState.DRAFT
    send(clerk, entry, do=f"cancel-{entry.pk}")
    entry.refresh_from_db()
    assert (entry.standing, entry.value) == (EntryState.PUBLISHED, 84)


def test_comment_that_no_keyboard_types_is_no_fault(clerk, entry):
    send(clerk, entry, {f"e{entry.pk}-comment": "直しま\0した"}, do=f"comment-{entry.pk}")
    assert entry.comments.get().text == "直しました"


def test_planner_fills_in_what_no_section_answers_for(planner, entries):
    indicator = entries[0].indicator
    indicator.department = None
    indicator.save()
    entry = Entry.objects.select_related("indicator__department").get(pk=entries[0].pk)
    assert sheet_of(entry).endswith("/~none/")
    send(planner, entry, typed(entry, value="84"))
    assert Entry.objects.get(pk=entry.pk).value == 84


def test_closed_round_can_be_read_and_only_corrected(clerk, entries):
    first, second, _ = entries
    publish_now(hand_in(first, "84"))
    close_round(closing=first.round, at=NOW)
    page = clerk.get(sheet_of(first))
    assert "受付は2025年11月1日に終了しました" in page.text
    assert not page.context["sheet"].is_editable
    refused = send(clerk, second, typed(second, value="85"))
    assert "受付は終了しています" in refused.text
    assert "実績値「85」" in refused.text
    reason = {f"e{first.pk}-correction_reason": "集計の誤り"}
    send(clerk, first, reason, do=f"correct-{first.pk}")
    assert Entry.objects.get(pk=first.pk).is_correction


def test_late_round_says_so_and_still_takes_answers(clerk, entry, monkeypatch):
    late = entry.round.due_on.replace(day=30)
    monkeypatch.setattr("reporting.admin.clerk.localdate", lambda: late)
    assert "2日過ぎています" in clerk.get(sheet_of(entry)).text
    send(clerk, entry, typed(entry, value="84"))
    assert Entry.objects.get(pk=entry.pk).value == 84


def test_section_without_indicators_is_told_whom_to_ask(planner, entry):
    other = make_department()
    address = f"/admin/reporting/entry/sheet/{entry.round_id}/{other.code}/"
    assert "指標はありません" in planner.get(address).text


def test_big_section_is_paged_and_a_row_is_found_on_its_page(clerk, section):
    project = make_basic_project()
    for _ in range(ROWS_PER_PAGE + 1):
        make_indicator(basic_project=project, department=section, targets={})
    last = make_round(plan=project.policy.goal.plan).entries.order_by("indicator__order").last()
    assert len(clerk.get(sheet_of(last)).context["sheet"].rows) == ROWS_PER_PAGE
    found = clerk.get(f"{sheet_of(last)}?row={last.pk}").context["sheet"].rows
    assert [row.entry for row in found] == [last]
    sent = typed(last, value="84") | {"do": "save"}
    response = clerk.post(f"{sheet_of(last)}?page=2", sent)
    assert response.url.endswith("?page=2")
    assert Entry.objects.get(pk=last.pk).value == 84


@pytest.mark.parametrize("count", [1, 12])
def test_sheet_asks_the_same_few_questions(clerk, section, count, django_assert_num_queries):
    project = make_basic_project()
    for _ in range(count):
        indicator = make_indicator(basic_project=project, department=section)
        for year in (2021, 2022, 2023):
            make_annual_value(indicator=indicator, fiscal_year=year)
    for entry in make_round(plan=project.policy.goal.plan).entries.all():
        enter(entry, "84", note="注記")
    with django_assert_num_queries(13):
        clerk.get(sheet_of(entry))
