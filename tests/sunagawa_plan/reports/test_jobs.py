from datetime import UTC, datetime, timedelta

import pytest

from sunagawa_plan.reports.documents import ReportKind, ReportName
from sunagawa_plan.reports.folder import replace_file
from sunagawa_plan.reports.jobs import AlreadyRunningError, JobState, job_of, queue, run
from sunagawa_plan.reports.pdf import PdfUnavailableError

NAME = ReportName("p", ReportKind.PROGRESS, 2024)
OTHER = ReportName("p", ReportKind.PROGRESS, 2023)
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def clock() -> datetime:
    return NOW


def test_report_that_nobody_asked_for_has_no_job():
    assert job_of(NAME, NOW) is None


def test_job_tells_how_far_it_is_and_that_it_is_done():
    seen = []

    def make(tell):
        tell("3ページ目を組んでいます")
        seen.append(job_of(NAME, NOW))
        return "made"

    assert run(NAME, make, clock) == "made"
    assert (seen[0].state, seen[0].step) == (JobState.RUNNING, "3ページ目を組んでいます")
    assert job_of(NAME, NOW).state is JobState.READY


def test_job_without_pango_says_what_is_missing():
    def make(tell):
        raise PdfUnavailableError("pangoがありません。")

    with pytest.raises(PdfUnavailableError):
        run(NAME, make, clock)

    job = job_of(NAME, NOW)
    assert (job.state, job.step) == (JobState.FAILED, "pangoがありません。")


def test_job_that_fails_unexpectedly_says_so_and_leaves_the_way_free():
    def make(tell):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(NAME, make, clock)

    assert "ZeroDivisionError" in job_of(NAME, NOW).step
    assert run(NAME, lambda tell: 1, clock) == 1


def test_same_report_is_not_made_twice_at_once():
    def make(tell):
        with pytest.raises(AlreadyRunningError, match="いま別の処理が作っています"):
            run(NAME, lambda tell: None, clock)
        with pytest.raises(AlreadyRunningError):
            queue(NAME, NOW)
        return job_of(NAME, NOW)

    assert run(NAME, make, clock).state is JobState.RUNNING


def test_killed_job_is_told_as_cut_off(reports_folder):
    states = {}

    def make(tell):
        states["running"] = (reports_folder / "locks" / f"{NAME.stem}.state").read_bytes()

    run(NAME, make, clock)
    # A killed process leaves its state behind, and no lock.
    replace_file(reports_folder / "locks" / f"{NAME.stem}.state", states["running"])

    job = job_of(NAME, NOW)
    assert job.state is JobState.FAILED
    assert "途中で止まりました" in job.step
    queue(NAME, NOW)


def test_queued_job_has_half_a_minute_to_begin():
    queue(NAME, NOW)

    assert job_of(NAME, NOW + timedelta(seconds=29)).state is JobState.QUEUED
    late = job_of(NAME, NOW + timedelta(seconds=31))
    assert late.state is JobState.FAILED
    assert "始まりませんでした" in late.step


def test_report_cannot_be_queued_twice():
    queue(NAME, NOW)

    with pytest.raises(AlreadyRunningError):
        queue(NAME, NOW)
    queue(OTHER, NOW)


@pytest.mark.parametrize("odd", [b"", b"{", b"[]", b'{"state": "lost"}', b"\xff"])
def test_odd_state_counts_as_none(reports_folder, odd):
    queue(NAME, NOW)
    replace_file(reports_folder / "locks" / f"{NAME.stem}.state", odd)

    assert job_of(NAME, NOW) is None
