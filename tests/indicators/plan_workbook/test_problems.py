"""What is wrong with a workbook is told by sheet, row and column, and nothing is stored."""

import datetime as dt

import pytest

from indicators.models import Indicator, Plan
from indicators.plan_workbook.resource import PlanWorkbook
from tests.factories.hostile_files import make_book, saved
from tests.factories.indicators import make_glossary_term, make_indicator
from tests.indicators.plan_workbook.workbooks import (
    brought_in,
    changed,
    problems,
    without_row,
    without_sheet,
    workbook_of,
)


@pytest.fixture
def content(db):
    """A plan of one indicator, under a name that is not taken."""
    indicator = make_indicator()
    make_glossary_term(policies=(indicator.basic_project.policy,))
    return changed(workbook_of(indicator.plan), "計画", {"A2": "plan-9"})


@pytest.mark.parametrize(
    ("sheet", "cells", "problem"),
    [
        ("指標", {"D2": None}, "シート「指標」2行目 D列 単位: 空欄です。入力してください。"),
        ("指標", {"G2": "上"}, "シート「指標」2行目 G列 望ましい方向: 「上」は使えません。"),
        ("指標", {"J2": "83?"}, "シート「指標」2行目 J列 現状値: "),
        ("指標", {"J2": "83.5%"}, "シート「指標」2行目 J列 現状値: "),
        ("指標", {"F2": 9}, "シート「指標」2行目 表示する小数の桁数（decimal_places）: 4桁以下"),
        ("指標", {"B2": "9-9"}, "基本事業番号: 「9-9」は、シート「基本事業」にありません。"),
        ("指標", {"P2": "ない課"}, "担当課「ない課」は、計画の担当課（departments）にありません。"),
        ("指標", {"A2": dt.date(2026, 6, 1)}, "シート「指標」2行目 A列 指標番号: 日付になっています。"),
        ("指標", {"H2": "たぶん"}, "シート「指標」2行目 H列 アンケート調査: "),
        ("指標", {"J2": None}, "シート「指標」2行目: 現状値か、現状値がない理由の、どちらか一方"),
        ("目標値", {"C2": "85", "D2": "↗"}, "シート「目標値」2行目: 目標は、数値か矢印の"),
        ("目標値", {"C2": None, "D2": "↘"}, "シート「目標値」2行目 矢印の目標（arrow）: 矢印「↘」は"),
        ("目標値", {"B2": "令和9年度"}, "令和7年度（2025年度）の目標がありません。"),
        ("目標値", {"B2": "いつか"}, "シート「目標値」2行目 B列 目標年度: "),
        ("目標値", {"A2": "9-9"}, "シート「目標値」2行目 指標番号: 「9-9」は、シート「指標」にありません。"),
        ("目標値", {"E2": "令和6年度"}, "シート「目標値」2行目 見直しの理由（revision_reason）: "),
        ("計画", {"D2": "12262"}, "シート「計画」2行目 全国地方公共団体コード（region_code）: 6桁の数字"),
        ("計画", {"F2": "令和2年度"}, "シート「計画」2行目: 計画の最後の年度は、最初の年度以降"),
        ("計画", {"A3": "x", "B3": "x", "C3": "x", "D3": "1", "E3": "R3", "F3": "R4", "G3": "R1"}, "シート「計画」3行目: 計画は1行だけにしてください。"),
        ("計画", {"B1": "計画の名前"}, "シート「計画」: 見出しが足りません: name（計画名）。"),
        ("基本目標", {"A2": 9}, "シート「施策」2行目: 施策番号「1-1」は、どの基本目標の番号（9）でも"),
        ("用語解説", {"A2": "8-1"}, "シート「用語解説」2行目 施策番号: 「8-1」は、シート「施策」に"),
        ("用語解説", {"D2": None}, "シート「用語解説」2行目 D列 解説: 空欄です。"),
        ("基本事業", {"F2": "理由"}, "シート「基本事業」2行目: 指標（indicators）か、指標を設定しない理由"),
    ],
)  # fmt: skip
def test_fault_is_told_where_it_stands(content, sheet, cells, problem):
    result = brought_in(changed(content, sheet, cells), dry_run=True)
    assert any(problem in told for told in problems(result)), problems(result)
    assert Plan.objects.count() == 1


def test_all_faults_are_told_at_once(content):
    twice = changed(changed(content, "指標", {"D2": None}), "目標値", {"B2": "いつか"})
    assert len(problems(brought_in(twice))) == 2


@pytest.mark.parametrize("sheet", ["計画", "目標年度", "施策", "指標", "目標値"])
def test_missing_sheet_is_named(content, sheet):
    told = problems(brought_in(without_sheet(content, sheet)))
    assert f"シート「{sheet}」がないか、空です。ひな形のシートに入力してください。" in told


def test_formula_in_a_plan_sheet_is_refused(content):
    with pytest.raises(ValueError, match="シート「指標」：セルJ2に数式"):
        PlanWorkbook().create_dataset(changed(content, "指標", {"J2": "=1+1"}))


def test_workbook_of_something_else_is_refused():
    other = saved(make_book(("売上", [["月", "額"], [1, 2]])))
    with pytest.raises(ValueError, match=r"計画のシート（.*）が1つもない"):
        PlanWorkbook().create_dataset(other)


def test_published_plan_is_not_changed_and_every_difference_is_told(db):
    indicator = make_indicator()
    content = changed(workbook_of(indicator.plan), "指標", {"C2": "別の名前"})
    told = problems(brought_in(without_row(content, "目標値", 3)))
    assert told[0].startswith("この計画は公開されているため、ブックでは変えられません。")
    assert "の指標名が違います。登録は「指標の名1」、ブックは「別の名前」です。" in told[1]
    assert told[2].startswith("登録されている目標値「1-1-1-1 2030")
    assert Indicator.objects.get().name == "指標の名1"


def test_draft_is_brought_up_to_date_but_not_over_staffs_work(content):
    brought_in(content)
    plan = Plan.objects.get(slug="plan-9")
    (indicator,) = Indicator.objects.of_plan(plan)
    content = changed(content, "指標", {"C2": "直した名前"})
    assert problems(brought_in(content)) == []
    indicator.refresh_from_db()
    assert indicator.name == "直した名前"

    indicator.name = "職員が直した名前"
    indicator.save()
    result = brought_in(changed(content, "指標", {"C2": "また別の名前"}))
    indicator.refresh_from_db()
    assert indicator.name == "職員が直した名前"
    assert any("指標「1-1-1-1 職員が直した名前」" in name for name in result.kept)


def test_row_taken_out_of_the_workbook_is_not_deleted(content):
    brought_in(content)
    result = brought_in(without_row(content, "用語解説", 2))
    assert problems(result) == []
    assert any("用語1" in name for name in result.kept)
    assert Plan.objects.get(slug="plan-9").glossary_terms.count() == 1
