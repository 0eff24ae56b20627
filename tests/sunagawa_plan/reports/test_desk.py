"""The planners' page of PDFs: who may, what it tells, and a real process started by its button."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from indicators.editions import Edition
from indicators.models import AnnualValue, Plan
from sunagawa_plan.reports import starting
from sunagawa_plan.reports.documents import ReportKind, ReportName, document_of
from sunagawa_plan.reports.jobs import JobState, job_of, queue, run
from sunagawa_plan.reports.kept import keep, kept_pdf
from sunagawa_plan.reports.pdf import PdfUnavailableError
from tests.factories.indicators import make_plan
from tests.factories.report_plan import make_report_plan

pytestmark = pytest.mark.django_db

DESK, START = "/admin/reports/", "/admin/reports/start/"
NAME = ReportName("every-case", ReportKind.PROGRESS, 2024)


@pytest.fixture
def planner(client) -> User:
    user = User.objects.create_user("planner", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="change_policy"))
    client.force_login(user)
    return user


@pytest.fixture
def no_process(monkeypatch) -> None:
    """Starts a process that does nothing: a test's database is not where another could read."""
    monkeypatch.setattr(starting, "command", lambda name, address: [sys.executable, "-c", "pass"])


def keep_now(made_at: datetime | None = None) -> None:
    document = document_of(NAME, Edition(Plan.objects.get(), timezone.localdate()))
    keep(document, b"%PDF-1.7", 24, made_at or timezone.now())


def change_a_value() -> None:
    value = AnnualValue.objects.get(indicator__name="維持", fiscal_year=2024)
    value.value = 100
    value._change_reason = "訂正"
    value.save()


def test_desk_tells_of_each_report_whether_it_has_a_pdf(client, planner):
    make_report_plan()

    text = client.get(DESK).text

    assert "令和6年度（2024年度）の進捗状況報告書" in text
    assert "令和7年度（2025年度）の中間評価" in text
    assert "PDF：<strong>なし</strong>" in text


def test_desk_tells_current_from_outdated(client, planner):
    make_report_plan()
    keep_now()
    assert "PDF：<strong>最新</strong>" in client.get(DESK).text

    change_a_value()

    text = client.get(DESK).text
    assert "PDF：<strong>作成後に内容が変わりました</strong>" in text
    assert "24ページ" in text


def test_desk_shows_progress_of_a_running_job(client, planner):
    make_report_plan()
    shown = []

    def make(tell):
        tell("7ページ目を組んでいます")
        shown.append(client.get(DESK).text)

    run(NAME, make, timezone.now)

    assert "作成中：7ページ目を組んでいます" in shown[0]
    assert 'data-busy="yes"' in shown[0]
    assert 'data-busy="no"' in client.get(DESK).text


def test_desk_says_why_a_job_failed(client, planner):
    make_report_plan()

    def make(tell):
        raise PdfUnavailableError("pangoがありません。")

    with pytest.raises(PdfUnavailableError):
        run(NAME, make, timezone.now)

    assert "作れませんでした。</strong>pangoがありません。" in client.get(DESK).text


def test_button_starts_a_job_and_a_second_click_does_not(client, planner, no_process):
    make_report_plan()
    asked = {"plan": "every-case", "report": NAME.stem}

    first = client.post(START, asked, follow=True).text
    second = client.post(START, asked, follow=True).text

    assert "PDFを作り始めました" in first
    assert "順番待ち：処理を始めています" in first
    assert "いま別の処理が作っています" in second


def test_button_of_an_unchanged_report_starts_nothing_and_says_since_when(
    client, planner, no_process
):
    make_report_plan()
    keep_now(datetime(2026, 11, 20, 20, 0, tzinfo=UTC))

    text = client.post(START, {"plan": "every-case", "report": NAME.stem}, follow=True).text

    assert "内容は、令和8年（2026年）11月21日に作ったPDFから変わっていません" in text
    assert "そのPDFを引き続き公開します" in text
    assert "PDFを作り始めました" not in text
    assert job_of(NAME, timezone.now()) is None
    assert kept_pdf(NAME).path.read_bytes() == b"%PDF-1.7"


def test_button_of_a_changed_report_starts_a_job(client, planner, no_process):
    make_report_plan()
    keep_now()
    change_a_value()

    text = client.post(START, {"plan": "every-case", "report": NAME.stem}, follow=True).text

    assert "PDFを作り始めました" in text
    assert job_of(NAME, timezone.now()).is_open


def test_process_that_never_begins_is_told_later(client, planner):
    make_report_plan()
    queue(NAME, timezone.now() - timedelta(minutes=1))

    assert "処理が始まりませんでした" in client.get(DESK).text


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"plan": "every-case"},
        {"plan": "every-case", "report": "../../etc/passwd"},
        {"plan": "every-case", "report": "every-case-progress-2030"},
        {"plan": "none", "report": "none-progress-2024"},
    ],
)
def test_report_that_does_not_exist_cannot_be_started(client, planner, no_process, asked):
    make_report_plan()

    assert client.post(START, asked).status_code == 404


def test_draft_plan_is_not_on_the_desk(client, planner):
    make_report_plan(is_published=False)

    text = client.get(DESK).text

    assert "すべての場合の計画" not in text
    assert "公開している計画がありません" in text


def test_plan_without_a_due_year_says_so(client, planner):
    make_plan(slug="young", first_fiscal_year=2040, last_fiscal_year=2049)

    assert "まだありません" in client.get(DESK).text


@pytest.mark.parametrize("address", [DESK, START])
@pytest.mark.parametrize("who", ["nobody", "clerk", "visitor"])
def test_only_planners_may(client, address, who):
    if who != "nobody":
        client.force_login(User.objects.create_user(who, is_staff=who == "clerk"))

    response = client.post(address) if address == START else client.get(address)

    assert response.status_code == (403 if who == "clerk" else 302)


def test_start_is_no_link(client, planner):
    assert client.get(START).status_code == 405


def test_started_process_makes_the_pdf(pdf_maker, monkeypatch, tmp_path, reports_folder):
    environment = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'scratch.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "REPORTS_DIR": str(reports_folder),
    }
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    for words in (["migrate", "--verbosity=0"], ["load_plan", "--verbosity=0"]):
        subprocess.run([sys.executable, "manage.py", *words], env=os.environ, check=True)
    name = ReportName("sunagawa-7", ReportKind.INTERIM, 2025)

    starting.start(name, "https://plan.example.jp")

    job = _when_done(name)
    assert (job.state, job.step) == (JobState.READY, "できました")
    assert kept_pdf(name).path.read_bytes().startswith(b"%PDF")


def _when_done(name: ReportName):
    for _ in range(1_000):
        job = job_of(name, timezone.now())
        if not job.is_open:
            return job
        time.sleep(0.1)
    raise AssertionError(job)
