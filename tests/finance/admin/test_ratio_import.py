import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from finance.loading.settlement import load_settlement
from finance.models import SoundnessValue

pytestmark = pytest.mark.django_db

ROOT = "/admin/finance/soundnessratio/"
LINE = "fiscal_year,ratio_code,value,missing_reason\r\n2019,real_deficit_ratio,1.25,\r\n"


@pytest.fixture
def clerk():
    load_settlement(Path(settings.BASE_DIR) / "fixtures/sunagawa-7")
    user = User.objects.create_user("yamada", is_staff=True)
    codenames = ["view_soundnessratio", "add_soundnessvalue", "change_soundnessvalue"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


def preview(client, text, reason=""):
    file = SimpleUploadedFile("比率.csv", text.encode())
    answers = {"import_file": file, "format": "0", "resource": "", "change_reason": reason}
    return client.post(f"{ROOT}import/", answers).content.decode()


def confirm(client, page):
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    return client.post(f"{ROOT}process_import/", hidden, follow=True).content.decode()


def test_list_leads_to_the_import(clerk):
    assert f'{ROOT}import/">ファイルの取り込み' in clerk.get(ROOT).content.decode()
    assert "健全化判断比率のファイルの取り込み" in clerk.get(f"{ROOT}import/").content.decode()


def test_file_is_previewed_then_imported_with_its_reason(clerk):
    page = preview(clerk, LINE, reason="公表値の訂正")

    assert "<del>（空欄）</del> → <ins>1.25</ins>" in page
    assert SoundnessValue.objects.get(ratio__code="real_deficit_ratio").value is None
    assert "変更1件" in confirm(clerk, page)
    change = SoundnessValue.objects.get(ratio__code="real_deficit_ratio").history.first()
    assert change.history_change_reason == "公表値の訂正（ファイルの取り込み：比率.csv）"
    assert change.history_user.username == "yamada"


def test_published_ratio_is_not_changed_without_a_reason(clerk):
    assert "公開済みの年度を訂正するときは、理由を入力してください。" in preview(clerk, LINE)


def test_wrong_cell_is_named_by_row_and_column(clerk):
    page = preview(clerk, LINE.replace("1.25", '"1,25"'), reason="訂正")

    assert "2行目" in page
    assert "C列 value（値）" in page


def test_what_changed_since_the_preview_stops_the_import(clerk):
    page = preview(clerk, LINE, reason="訂正")
    row = SoundnessValue.objects.get(ratio__code="financial_shortfall_ratio")
    row.detail = "水道事業"
    row.save()

    assert "何も取り込んでいません" in confirm(clerk, page)
    assert SoundnessValue.objects.get(ratio__code="real_deficit_ratio").value is None


def test_reader_may_not_import(clerk):
    User.objects.get().user_permissions.set(
        Permission.objects.filter(codename="view_soundnessratio")
    )

    assert clerk.get(f"{ROOT}import/").status_code == 403
    assert "ファイルの取り込み" not in clerk.get(ROOT).content.decode()
