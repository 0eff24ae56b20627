"""Publication: the summary before, all or nothing, and what is kept of it."""

from decimal import Decimal

import pytest
from django.test import Client

from indicators.models import AnnualValue, PublishedVerdict
from reporting.domain.states import EntryState
from reporting.entering import start_correction, submit
from reporting.models import Entry
from reporting.publishing import Summary, publish
from reporting.storing import OvertakenError
from sunagawa_plan.shared.row_changes import latest_change
from tests.factories.indicators import make_annual_value, make_basic_project, make_indicator
from tests.factories.reporting import (
    NOW,
    TODAY,
    enter,
    hand_in,
    make_entry,
    make_planner,
    make_round,
)


def look(*entries: Entry) -> Summary:
    found = Entry.objects.filter(pk__in=[entry.pk for entry in entries])
    return Summary.of(found.with_series().in_book_order(), TODAY)


def publish_now(*entries: Entry, by=None, reason: str = ""):
    by = by or make_planner()
    seen = look(*entries).seen
    return publish(entries=entries, by=by, at=NOW, today=TODAY, seen=seen, reason=reason)


def public_page(indicator) -> str:
    return Client().get(indicator.get_absolute_url()).text


def test_nothing_of_an_entry_is_public_before_publication(db):
    indicator = make_indicator()
    entry = make_entry(indicator=indicator)
    before = public_page(indicator)
    hand_in(entry, "81", note="秘密の注記", source="秘密の出典")
    assert public_page(indicator) == before


def test_publication_copies_the_answer_and_keeps_verdict_working_and_rules(db):
    planner = make_planner()
    entry = hand_in(make_entry(), "84", note="注記", source="課の資料")
    publish_now(entry, by=planner)
    value = AnnualValue.objects.get()
    assert (value.value, value.note, value.source) == (84, "注記", "課の資料")
    kept = PublishedVerdict.objects.get()
    assert (kept.level, kept.label, kept.kind, kept.rule_version) == (
        "on_track",
        "前進",
        "reach",
        "1",
    )
    assert kept.working["rule"] == "reach-5"
    assert (kept.working["value"], kept.working["baseline"]) == ("84", "83")
    assert (kept.published_by, kept.published_at) == (planner, NOW)
    entry.refresh_from_db()
    assert (entry.standing, entry.published_by, entry.reviewed_by) == (
        EntryState.PUBLISHED,
        planner,
        planner,
    )


def test_history_says_that_a_first_value_came_from_a_report(db):
    entry = hand_in(make_entry(), "84")
    publish_now(entry)

    change = latest_change(AnnualValue.objects.get())

    assert (change.what, change.way) == ("追加", f"報告の公開（{entry.round}）")
    assert change.reason == ""
    assert PublishedVerdict.objects.get().reason == ""


def test_value_reported_anew_after_a_withdrawal_shows_citizens_no_way(db):
    indicator = make_indicator()
    make_annual_value(indicator=indicator, value="84").delete()
    publish_now(hand_in(make_entry(indicator=indicator), "85"))

    page = public_page(indicator)

    assert "85町内会/年" in page
    assert "取り下げ" in page
    assert "の実績の報告" not in page


def test_summary_tells_old_new_and_both_verdicts(db):
    indicator = make_indicator()
    make_annual_value(indicator=indicator, value="84")
    entry = start_correction(entry=make_entry(indicator=indicator), reason="集計の誤り")
    (change,) = look(hand_in(entry, "82")).changes
    assert (change.prospect.old, change.prospect.new) == ("84町内会/年", "82町内会/年")
    assert change.prospect.before.verdict.label == "前進"
    assert change.prospect.after.verdict.label == "後退"
    assert change.prospect.is_correction


def test_correction_reaches_citizens_with_its_reason_only_when_published(db):
    indicator = make_indicator()
    make_annual_value(indicator=indicator, value="84")
    entry = start_correction(entry=make_entry(indicator=indicator), reason="集計の誤り")
    entry = hand_in(entry, "82")
    assert "82町内会/年" not in public_page(indicator)
    publish_now(entry)
    page = public_page(indicator)
    assert "82町内会/年" in page
    assert "集計の誤り" in page
    assert [kept.reason for kept in PublishedVerdict.objects.all()] == ["集計の誤り"]


def test_changed_draft_is_not_published_by_an_old_summary(db):
    entry = hand_in(make_entry(), "84")
    seen = look(entry).seen
    Entry.objects.filter(pk=entry.pk).update(version=99)
    with pytest.raises(OvertakenError, match="まだ何も公開していません"):
        publish(entries=[entry], by=make_planner(), at=NOW, today=TODAY, seen=seen)
    assert not AnnualValue.objects.exists()


def test_value_published_meanwhile_by_another_way_needs_a_reason(db):
    indicator = make_indicator()
    entry = hand_in(make_entry(indicator=indicator), "84")
    make_annual_value(indicator=indicator, value="81")
    with pytest.raises(ValueError, match="変更の理由を書いてください"):
        publish_now(entry)
    publish_now(entry, reason="確定値に改めた", by=make_planner())
    assert AnnualValue.objects.get().value == 84
    assert "確定値に改めた" in public_page(indicator)


def test_one_obstacle_stops_all(db):
    project = make_basic_project()
    first, second = (make_indicator(basic_project=project) for _ in range(2))
    entries = {entry.indicator_id: entry for entry in make_round(plan=first.plan).entries.all()}
    good = hand_in(entries[first.pk], "84")
    bad = hand_in(entries[second.pk], None, missing_reason="not_calculable", missing_detail="x")
    Entry.objects.filter(pk=bad.pk).update(missing_detail="")
    with pytest.raises(ValueError, match="その理由も入力してください"):
        publish_now(good, bad)
    assert not AnnualValue.objects.exists()
    good.refresh_from_db()
    assert good.standing is EntryState.SUBMITTED


def test_round_publishes_what_is_submitted_and_leaves_the_rest(db):
    project = make_basic_project()
    indicators = [make_indicator(basic_project=project) for _ in range(3)]
    ready, draft, _empty = make_round(plan=indicators[0].plan).entries.order_by("indicator")
    hand_in(ready, "84")
    enter(draft, "85")
    changes = publish_now(*Entry.objects.all())
    assert [change.entry.pk for change in changes] == [ready.pk]
    assert [row.indicator_id for row in AnnualValue.objects.all()] == [ready.indicator_id]


def test_correction_that_changes_nothing_leaves_the_public_value_alone(db):
    indicator = make_indicator()
    value = make_annual_value(indicator=indicator, value="84", source="資料")
    entry = start_correction(entry=make_entry(indicator=indicator), reason="思い違い")
    entry = submit(entry=entry, by=None, at=NOW, today=TODAY, seen_version=None)
    publish_now(entry)
    assert value.history.count() == 1
    assert not PublishedVerdict.objects.exists()


def test_queries_of_a_publication_grow_only_with_what_is_written(db, django_assert_num_queries):
    indicator = make_indicator(baseline_value="83.5", decimal_places=1)
    entry = hand_in(make_entry(indicator=indicator), "84.4")
    with django_assert_num_queries(3):
        summary = look(entry)
        assert summary.changes[0].prospect.after.value == Decimal("84.4")
