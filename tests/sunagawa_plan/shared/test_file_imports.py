"""What every import of the admin does with files that nobody should upload, and to whom it listens."""

import io
import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from indicators.models import AnnualValue
from sunagawa_plan.shared import progress
from sunagawa_plan.shared.kept_uploads import KeptUpload
from tests.factories.finance import make_account, make_table
from tests.factories.hostile_files import REFUSED, make_book, saved
from tests.factories.indicators import make_indicator
from tests.sunagawa_plan.shared.imports import HEADINGS, IMPORTS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.IMPORTS_DIR = tmp_path / "imports"


@pytest.fixture
def planner():
    client = Client()
    client.force_login(User.objects.create_superuser("sato"))
    return client


@pytest.fixture
def plan():
    make_table(account=make_account())
    return make_indicator().plan


def upload(client, address, plan, content, name="a.xlsx"):
    file = SimpleUploadedFile(name, content)
    answers = {"plan": plan.pk, "import_file": file, "format": "0", "resource": "0"}
    return client.post(address, answers)


@pytest.mark.parametrize("address", IMPORTS)
@pytest.mark.parametrize("kind", REFUSED)
def test_hostile_file_is_refused_and_not_kept(planner, plan, address, kind):
    make, told = REFUSED[kind]
    refused = upload(planner, address, plan, make())
    assert refused.status_code == 200
    assert told in refused.text
    assert "この内容で取り込む" not in refused.text
    assert list(progress.folder().iterdir()) == []


@pytest.mark.parametrize("address", IMPORTS)
def test_file_of_50_megabytes_is_refused_unread(planner, plan, address, monkeypatch):
    monkeypatch.setattr(KeptUpload, "save", None)
    refused = upload(planner, address, plan, b"a" * (50 * 2**20), "a.csv")
    assert "ファイルが大きすぎます（20MBまで）" in refused.text


@pytest.mark.parametrize("address", IMPORTS)
def test_wrong_headings_of_the_first_of_several_sheets_name_the_others(planner, plan, address):

    content = saved(make_book(("説明", [["読んでください"], ["x"]]), ("値", [["a"], [1]])))
    refused = upload(planner, address, plan, content)
    assert "見出しが足りません" in refused.text
    assert "表がほかのシート（「値」）にあるときは" in refused.text


@pytest.mark.parametrize("address", IMPORTS)
def test_headings_alone_are_told_to_be_alone(planner, plan, address):
    refused = upload(planner, address, plan, HEADINGS[address].encode("cp932"), "a.csv")
    assert "取り込む行がありません" in refused.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_every_encoding_and_separator_of_offices_is_read(planner, plan, encoding, separator):
    code = plan.goals.get().policies.get().basic_projects.get().indicators.get().code
    head = "ＩＮＤＩＣＡＴＯＲ＿ＣＯＤＥ,年度,値,値がない理由,注記,,"
    lines = [head, f"{code},令和6年度,８４,,髙い①,,", ",,,,,,", ",,,,,,"]
    content = "\r\n".join(lines).replace(",", separator).encode(encoding)
    address = "/admin/indicators/annualvalue/import/"
    preview = upload(planner, address, plan, content, "a.csv")
    assert "追加1件、変更0件" in preview.text
    assert "髙い①" in preview.text


def confirm(client, address, preview, **swapped):
    sent = {field.html_name: field.value() for field in preview.context["confirm_form"]}
    sent["plan"] = getattr(sent.get("plan"), "pk", sent.get("plan"))
    return client.post(address.replace("import", "process_import"), sent | swapped, follow=True)


def value_file(plan):
    code = plan.goals.get().policies.get().basic_projects.get().indicators.get().code
    return f"indicator_code,fiscal_year,value,missing_reason\n{code},2024,84,\n".encode()


def test_file_is_kept_until_it_is_confirmed_and_confirmed_once(planner, plan):
    address = "/admin/indicators/annualvalue/import/"
    preview = upload(planner, address, plan, value_file(plan), "a.csv")
    assert len(list(progress.folder().iterdir())) == 1
    confirm(planner, address, preview)
    assert list(progress.folder().iterdir()) == []
    again = confirm(planner, address, preview)
    assert "確認の画面を開いたあとで" in again.text
    assert AnnualValue.objects.count() == 1


def test_kept_file_that_is_gone_is_told(planner, plan):
    address = "/admin/indicators/annualvalue/import/"
    preview = upload(planner, address, plan, value_file(plan), "a.csv")
    for path in progress.folder().iterdir():
        path.unlink()
    assert "もう一度ファイルを選んでください" in confirm(planner, address, preview).text


def test_import_is_one_of_the_persons_actions(planner, plan):
    address = "/admin/indicators/annualvalue/import/"
    confirm(planner, address, upload(planner, address, plan, value_file(plan), "a.csv"))
    entry = LogEntry.objects.get()
    assert str(entry.object_repr) == "ファイルの取り込み（追加1件、変更0件、変更なし0件）"
    assert "ファイルの取り込み（追加1件" in planner.get("/admin/").text


def test_change_that_comes_in_between_stops_the_import(planner, plan, monkeypatch):
    """The state is asked for again inside the transaction, where nobody can come in between."""
    address = "/admin/indicators/annualvalue/import/"
    preview = upload(planner, address, plan, value_file(plan), "a.csv")
    states = iter([preview.context["confirm_form"]["state"].value(), "changed"])
    monkeypatch.setattr("indicators.import_forms.state_of_values", lambda _plan: next(states))
    assert "何も取り込んでいません" in confirm(planner, address, preview).text
    assert not AnnualValue.objects.exists()


def test_many_changes_are_counted_and_the_first_shown(planner, plan, monkeypatch):
    monkeypatch.setattr("sunagawa_plan.shared.uploaded_rows.SHOWN_ROWS", 2)
    monkeypatch.setattr("sunagawa_plan.shared.upload_results.SHOWN_ROWS", 2)
    head, line = value_file(plan).decode().splitlines()
    lines = [line.replace("2024", str(year)) for year in range(2020, 2025)]
    address = "/admin/indicators/annualvalue/import/"
    preview = upload(planner, address, plan, "\n".join([head, *lines]).encode(), "a.csv")
    assert "追加5件、変更0件" in preview.text
    assert "はじめの2件だけを示しています。ほかに3件あり" in preview.text
    confirm(planner, address, preview)
    assert AnnualValue.objects.count() == 5

    wrong = [line.replace("84", "x") for line in lines]
    refused = upload(planner, address, plan, "\n".join([head, *wrong]).encode(), "a.csv")
    assert "5行のうち、はじめの2行" in refused.text


@pytest.mark.parametrize("address", IMPORTS)
def test_progress_is_for_those_who_may_import(planner, plan, address):
    token = uuid4()
    asked = f"{address}progress/{token}/"
    (user,) = User.objects.all()
    with progress.told_under(user.pk, str(token)):
        progress.tell("確認", 3, 9)
        seen = planner.get(asked)
    assert seen.json() == {"step": "確認", "done": 3, "total": 9}
    assert planner.get(asked).json() == {}
    nobody = Client()
    nobody.force_login(User.objects.create_user("suzuki", is_staff=True))
    assert nobody.get(asked).status_code == 403
    assert Client().get(asked).status_code == 302


def test_progress_of_an_upload_is_told_under_its_token(planner, plan, monkeypatch):
    seen = []
    monkeypatch.setattr(progress, "_SECONDS_BETWEEN", 0)
    write = Path.replace
    monkeypatch.setattr(
        Path, "replace", lambda self, to: seen.append(self.read_text()) or write(self, to)
    )
    address = "/admin/indicators/annualvalue/import/"
    file = io.BytesIO(value_file(plan))
    file.name = "a.csv"
    answers = {"plan": plan.pk, "import_file": file, "format": "0", "resource": "0"}
    preview = planner.post(address, answers | {"progress": str(uuid4())})
    confirm(planner, address, preview, progress=str(uuid4()))
    steps = [json.loads(told)["step"] for told in seen]
    assert steps == ["読み取り", "確認", "読み取り", "確認", "保存"]
