"""`manage.py export_table`: every report, every form, and what cannot be."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories.indicators import make_annual_value, make_indicator, make_plan

pytestmark = pytest.mark.django_db


def run(name: str, target: Path, **options: str) -> None:
    call_command("export_table", name, output=str(target), verbosity=0, **options)


def test_options_choose_what_is_written(tmp_path):
    value = make_annual_value(fiscal_year=2023)
    make_indicator(basic_project=value.indicator.basic_project, targets={2025: "↗"})
    target = tmp_path / "progress.csv"

    run("progress", target, year="R5", kind="reach", plan=value.indicator.plan.slug)

    lines = target.read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith(f"{value.indicator.code},")
    assert ",2023,令和5年度," in lines[1]


@pytest.mark.parametrize(
    ("name", "file", "options", "reason"),
    [
        (
            "nothing",
            "a.csv",
            {},
            "nothingという帳票はありません。あるのは次のものです: indicators、",
        ),
        ("values", "a.pdf", {}, "ファイル名の終わりを、"),
        ("values-wide", "a.json", {}, "JSONの形式はありません"),
        ("values", "no/a.csv", {}, "フォルダー.*がありません"),
        ("settlement", "a.csv", {"year": "R5"}, "settlementでは、--yearは使えません"),
        ("comparison", "a.csv", {"other_year": "来年"}, "--other-year: 「来年」は年度として"),
        ("values", "a.csv", {"as_of": "2000-01-01"}, "このサイトの記録は"),
        ("values", "a.csv", {"as_of": "きのう"}, "--as-of: 日付を正しく入力してください"),
        ("values", "a.csv", {"plan": "none"}, "--plan: .*none"),
        ("settlement-book", "a.xlsx", {}, "公開している決算がまだありません"),
    ],
)
def test_what_cannot_be_written_says_why_and_writes_nothing(tmp_path, name, file, options, reason):
    make_plan()

    with pytest.raises(CommandError, match=reason):
        run(name, tmp_path / file, **options)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_as_a_whole(tmp_path):
    make_annual_value()
    target = tmp_path / "values.csv"
    target.write_text("old")

    run("values", target)

    assert target.read_text("utf-8-sig").startswith("indicator_code,")
    assert [path.name for path in tmp_path.iterdir()] == ["values.csv"]
