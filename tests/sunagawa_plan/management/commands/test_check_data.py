import pytest
from django.core.management import call_command

from tests.factories.indicators import make_indicator

pytestmark = pytest.mark.django_db


def test_check_data_finds_nothing(capsys):
    make_indicator()

    call_command("check_data")

    assert capsys.readouterr().out == "問題は見つかりませんでした。\n"


def test_check_data_lists_what_it_finds_and_fails(capsys):
    make_indicator(targets={})

    with pytest.raises(SystemExit) as stopped:
        call_command("check_data")

    assert stopped.value.code == 1
    assert capsys.readouterr().out == (
        "1. 計画「試験計画」 指標1-1-1-1「指標の名1」\n"
        "  問題: 目標が1つもありません。\n"
        "  直し方: 管理画面の「指標」で、目標年度ごとに数値か矢印を入力してください。\n"
        "\n1件の問題が見つかりました。\n"
    )
