"""What is published is locked in every way of writing it: no change without a public reason."""

import pytest

from indicators.locking import NEEDS_REASON, explained
from indicators.models import AnnualValue, PublishedVerdict
from tests.factories.indicators import make_annual_value, make_indicator
from tests.indicators.admin.conftest import _on_a_known_day, planner, staff  # noqa: F401
from tests.indicators.admin.sheet import loaded, sheet_address, typed
from tests.indicators.admin.test_import import confirm, csv, upload
from tests.indicators.admin.test_indicator_page import address, opened

VALUE = "/admin/indicators/annualvalue/{}/change/"
DELETION = "/admin/indicators/annualvalue/{}/delete/"
REASON = "集計の誤り"


@pytest.mark.parametrize("said", ["", "  ", "\n"])
def test_change_of_something_public_needs_a_word(said):
    with pytest.raises(ValueError, match="変更の理由を書いてください"):
        explained(said, is_public=True)
    assert explained(said, is_public=False) == ""
    assert explained(" 集計の\n誤り ", is_public=True) == "集計の 誤り"


def by_sheet(client, row, reason):
    sent = loaded(row.indicator) | typed(row.indicator, value="85") | {"change_reason": reason}
    return client.post(sheet_address(row.indicator), sent)


def by_page(client, row, reason):
    sent = {"indicator": row.indicator_id, "value": "85", "source": row.source}
    sent |= {"stamp": row.published_at.isoformat(), "change_reason": reason}
    return client.post(VALUE.format(row.pk), sent)


def by_indicator(client, row, reason):
    data = opened(client, address(row.indicator))
    data |= {"annual_values-0-value": "85", "change_reason": reason}
    return client.post(address(row.indicator), data)


def by_file(client, row, reason):
    content = csv(f"{row.indicator.code},2024,85,,")
    preview = upload(client, row.indicator.plan, content, reason=reason)
    return confirm(client, preview) if preview.context.get("confirm_form") else preview


WAYS = {"sheet": by_sheet, "page": by_page, "indicator": by_indicator, "file": by_file}


@pytest.mark.parametrize("write", WAYS.values(), ids=WAYS)
def test_published_value_is_not_changed_without_a_reason(planner, write):  # noqa: F811
    row = make_annual_value(value="84")
    assert NEEDS_REASON in write(planner, row, " ").text
    row.refresh_from_db()
    assert row.value == 84
    assert not PublishedVerdict.objects.exists()


@pytest.mark.parametrize("write", WAYS.values(), ids=WAYS)
def test_reason_reaches_citizens_and_the_verdict_is_kept(planner, client, write):  # noqa: F811
    row = make_annual_value(value="84")
    write(planner, row, REASON)
    assert AnnualValue.objects.get().value == 85
    assert REASON in client.get(row.indicator.get_absolute_url()).text
    kept = PublishedVerdict.objects.get()
    assert (kept.value, kept.reason, kept.published_by.username) == (85, REASON, "sato")


def new_by_sheet(client, indicator):
    client.post(sheet_address(indicator), loaded(indicator) | typed(indicator, value="84"))


def new_by_page(client, indicator):
    sent = {"indicator": indicator.pk, "fiscal_year": "R6", "value": "84"}
    client.post("/admin/indicators/annualvalue/add/", sent)


def new_by_indicator(client, indicator):
    data = opened(client, address(indicator))
    data |= {"annual_values-0-fiscal_year": "R6", "annual_values-0-value": "84"}
    client.post(address(indicator), data)


def new_by_file(client, indicator):
    content = csv(f"{indicator.code},2024,84,,")
    confirm(client, upload(client, indicator.plan, content, reason=""))


NEW = {
    "sheet": new_by_sheet,
    "page": new_by_page,
    "indicator": new_by_indicator,
    "file": new_by_file,
}


@pytest.mark.parametrize("write", NEW.values(), ids=NEW)
def test_first_value_needs_no_reason_and_its_verdict_is_kept(planner, write):  # noqa: F811
    write(planner, make_indicator())
    assert AnnualValue.objects.get().value == 84
    kept = PublishedVerdict.objects.get()
    assert (kept.label, kept.reason) == ("前進", "")


def test_deletion_asks_for_the_reason_and_keeps_it(planner, client):  # noqa: F811
    row = make_annual_value(value="84")
    asked = planner.post(DELETION.format(row.pk), {"post": "yes"})
    assert "まだ何も削除していません" in asked.text
    assert NEEDS_REASON in asked.text
    assert AnnualValue.objects.exists()
    planner.post(DELETION.format(row.pk), {"post": "yes", "change_reason": REASON})
    assert not AnnualValue.objects.exists()
    assert AnnualValue.history.first().history_change_reason == REASON
    kept = PublishedVerdict.objects.get()
    assert (kept.value, kept.label, kept.reason) == (None, "未入力", REASON)
    page = client.get(row.indicator.get_absolute_url()).text
    assert "取り下げ" in page
    assert REASON in page


def test_deletion_on_the_page_of_the_indicator_asks_too(planner):  # noqa: F811
    row = make_annual_value(value="84")
    data = opened(planner, address(row.indicator)) | {"annual_values-0-DELETE": "on"}
    assert NEEDS_REASON in planner.post(address(row.indicator), data).text
    assert AnnualValue.objects.exists()
    planner.post(address(row.indicator), data | {"change_reason": REASON})
    assert PublishedVerdict.objects.get().reason == REASON


def test_several_are_not_deleted_at_once(planner):  # noqa: F811
    row = make_annual_value()
    sent = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    planner.post("/admin/indicators/annualvalue/", sent)
    assert AnnualValue.objects.exists()
