"""The history of a record tells who, when, how, from what to what, and why."""

from decimal import Decimal

import pytest

from sunagawa_plan.shared.row_changes import give_reason
from tests.factories.indicators import make_annual_value

pytestmark = pytest.mark.django_db


def test_history_tells_by_which_way_each_change_came(admin_client, admin_user):
    value = make_annual_value(value="84")
    for number, reason in enumerate(
        ("転記の誤り", "集計の誤り（ファイルの取り込み：値.xlsx）", "load_plan"), start=85
    ):
        value.value = Decimal(number)
        value._history_user = admin_user
        give_reason(value, reason)
        value.save()

    text = admin_client.get(f"/admin/indicators/annualvalue/{value.pk}/history/").text

    assert '<th scope="col">方法</th>' in text
    rows = [row for row in text.split("<tr>") if "<time" in row]
    told = [[cell.split("</td>")[0] for cell in row.split("<td>")[1:]] for row in rows]
    assert [(cells[1], cells[-1]) for cells in told] == [
        ("計画書の読み込み（load_plan）", ""),
        ("ファイル：値.xlsx", "集計の誤り"),
        ("画面", "転記の誤り"),
        ("システム", ""),
    ]
    assert "<del>84</del> → <ins>85</ins>" in text
