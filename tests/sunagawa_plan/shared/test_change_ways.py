"""How a change came in, told apart from why."""

import pytest

from sunagawa_plan.shared.change_ways import way_and_reason


@pytest.mark.parametrize(
    ("recorded", "way", "why"),
    [
        ("", "画面", ""),
        ("転記の誤り", "画面", "転記の誤り"),
        ("load_plan", "計画書の読み込み（load_plan）", ""),
        ("load_sample", "サンプルの読み込み（load_sample）", ""),
        ("ファイルの取り込み：値.xlsx", "ファイル：値.xlsx", ""),
        ("ファイルの取り込み：値（確定）", "ファイル：値（確定）", ""),
        ("転記の誤り（ファイルの取り込み：値.csv）", "ファイル：値.csv", "転記の誤り"),
        ("長い理由（ファイルの取り込み：長い名", "ファイル：長い名", "長い理由"),
        ("公開", "公開", ""),
        (
            "報告の公開（令和6年度の実績の報告）",
            "報告の公開（令和6年度の実績の報告）",
            "",
        ),
        ("訂正の公開：集計の誤り", "訂正の公開", "集計の誤り"),
        ("受付の開始：すでに公開されている値", "受付の開始", "すでに公開されている値"),
        ("提出の取り消し（田中）", "提出の取り消し（田中）", ""),
        ("公開したいので直した", "画面", "公開したいので直した"),
    ],
)
def test_way_and_reason(recorded, way, why):
    assert way_and_reason(recorded, by_person=True) == (way, why)


def test_what_nobody_did_was_done_by_the_system():
    assert way_and_reason("", by_person=False) == ("システム", "")
