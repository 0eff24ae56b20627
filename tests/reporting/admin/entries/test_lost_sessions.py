"""A sheet sent after the session ended: what was typed waits for its owner, and for nobody else."""

from django.test import Client

from reporting.models import Entry
from tests.factories.reporting import make_clerk
from tests.reporting.admin.entries.sheets import send, sheet_of, typed


def send_without_session(entry: Entry, person: str, **fields: str) -> Client:
    client = Client()
    row = typed(entry, **fields) | {"person": person, "do": "save"}
    assert client.post(sheet_of(entry), row).url.startswith("/admin/login/")
    return client


def test_typed_values_are_back_after_login_and_not_saved_unasked(section, entry):
    owner = make_clerk(section)
    client = send_without_session(entry, str(owner.pk), value="84", note="わたしの注記")
    client.force_login(owner)
    page = client.get(sheet_of(entry))
    assert "入力した内容は入力欄に戻しました。" in page.text
    assert 'value="84"' in page.text
    assert "わたしの注記" in page.text
    assert Entry.objects.get(pk=entry.pk).version == 0
    send(client, entry, typed(entry, value="84"))
    assert "入力欄に戻しました" not in client.get(sheet_of(entry)).text
    assert Entry.objects.get(pk=entry.pk).value == 84


def test_somebody_else_who_logs_in_does_not_get_them(section, entry):
    client = send_without_session(entry, "999999", value="84")
    client.force_login(make_clerk(section))
    assert 'value="84"' not in client.get(sheet_of(entry)).text


def test_session_store_cannot_be_filled_from_outside(db, entry):
    client = send_without_session(entry, "1", note="あ" * 100_000)
    assert not client.session.get("typed_into_sheet")
