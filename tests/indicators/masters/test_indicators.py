import pytest

from indicators.exports.edited import edited_indicators
from indicators.masters.indicators import IndicatorResource
from indicators.models import Indicator
from tests.factories.indicators import make_basic_project, make_department, make_indicator
from tests.indicators.masters.importing import FORMS, counts, imported, told, with_cell

HEAD = (
    "indicator_code,basic_project_code,indicator_name,unit,decimal_places,direction,"
    "baseline_value,baseline_missing_reason"
)


@pytest.fixture
def indicator(db):
    return make_indicator(unit="%", decimal_places=1, baseline_value="98.6")


def edited(indicator, **cells):
    table = edited_indicators(Indicator.objects.filter(pk=indicator.pk))
    return FORMS["utf-8"](with_cell(table, 0, **cells))


def test_changed_cells_are_shown_and_stored_with_their_reason(indicator):
    department = make_department(name="税務課")
    content = edited(indicator, department="税務課", plain_meaning="やさしく", baseline_value=98.7)
    preview = imported(IndicatorResource(plan=indicator.plan), content, dry_run=True)
    (row,) = preview.changed
    assert "<del>98.6</del> → <ins>98.7</ins>" in row.diff
    assert "<del>（空欄）</del> → <ins>税務課</ins>" in row.diff
    indicator.refresh_from_db()
    assert indicator.department is None

    assert counts(imported(IndicatorResource(plan=indicator.plan), content)) == (0, 1, 0)
    indicator.refresh_from_db()
    assert (indicator.department, indicator.plain_meaning) == (department, "やさしく")
    assert indicator.history.first().history_change_reason == "ファイルの取り込み：台帳.csv"


def test_new_indicators_stand_last_in_their_project(indicator):
    project = indicator.basic_project
    lines = [
        f"{project.code}-{n},{project.code},新しい指標{n},件,0,高いほどよい,,未測定" for n in (8, 9)
    ]
    result = imported(IndicatorResource(plan=indicator.plan), "\n".join([HEAD, *lines]))
    assert counts(result) == (2, 0, 0)
    orders = project.indicators.order_by("order").values_list("code", "order")
    assert list(orders) == [
        (indicator.code, 1),
        (f"{project.code}-8", 2),
        (f"{project.code}-9", 3),
    ]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"direction": "上"}, "I列 direction（望ましい方向）: 「上」は使えません"),
        ({"direction": None}, "I列 direction（望ましい方向）: 空欄です。入力してください。"),
        ({"indicator_name": None}, "F列 indicator_name（指標名）: 空欄です"),
        ({"decimal_places": "9"}, "H列 decimal_places（小数の桁数）: 4桁以下にしてください。"),
        ({"decimal_places": "1.5"}, "0以上の整数にしてください"),
        ({"baseline_value": None}, "この行: 現状値か、現状値がない理由の、どちらか一方"),
        ({"baseline_value": "－"}, "「－」は使えません。数値か空欄に"),
        ({"baseline_value": "98.6件"}, "L列 baseline_value（現状値）"),
        ({"statutory_line_name": "早期"}, "この行: 法律の基準は、値と名前の両方"),
        ({"basic_project_code": "9-9-9"}, "D列 basic_project_code（基本事業番号）: 「9-9-9」"),
        ({"basic_project_title": "ずれた行"}, "行がずれていないか"),
        ({"department": "ない課"}, "担当課「ない課」は登録されていません"),
        ({"is_survey": "たぶん"}, "「たぶん」は読み取れません"),
        ({"indicator_code": None}, "A列 indicator_code（指標番号）: 指標番号がありません。"),
        ({"baseline_fiscal_year": "昔"}, "K列 baseline_fiscal_year（現状値の年度）"),
    ],
)
def test_fault_is_told_by_row_and_column_and_nothing_is_stored(indicator, cells, message):
    result = imported(IndicatorResource(plan=indicator.plan), edited(indicator, **cells))
    assert any(f"2行目 {message}" in line or message in line for line in told(result))
    assert indicator.history.count() == 1


def test_direction_against_a_stored_arrow_is_refused(db):
    indicator = make_indicator(targets={2025: "↗", 2030: "↗"})
    content = edited(indicator, direction="lower")
    (sentence,) = told(imported(IndicatorResource(plan=indicator.plan), content, dry_run=True))
    assert "目標の矢印「↗」は、望ましい方向「低いほどよい」と矛盾しています。" in sentence


def test_same_indicator_twice_is_refused(indicator):
    table = edited_indicators(Indicator.objects.filter(pk=indicator.pk))
    rows = list(table.rows) * 2
    content = FORMS["utf-8"](type(table)(table.name, table.title, table.columns, rows))
    (line,) = told(imported(IndicatorResource(plan=indicator.plan), content))
    assert line.startswith("3行目")
    assert "2行目に同じ指標があります" in line


def test_indicator_of_another_plan_is_none_of_this_plans(indicator):
    other = make_basic_project()
    line = f"X-1,{other.code}-9,名,件,0,higher,1,"
    (sentence,) = told(imported(IndicatorResource(plan=indicator.plan), f"{HEAD}\n{line}"))
    assert "この計画にありません" in sentence


def test_missing_rows_are_never_deleted(indicator):
    other = make_indicator(basic_project=indicator.basic_project)
    counts(imported(IndicatorResource(plan=indicator.plan), edited(indicator)))
    assert Indicator.objects.filter(pk=other.pk).exists()
