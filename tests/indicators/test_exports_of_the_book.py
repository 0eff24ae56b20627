"""The real plan, loaded and written out: the files say what the book prints."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from indicators.exports.catalogue import file_names, plan_table
from indicators.models import Plan
from sunagawa_plan.lib.downloads import FORMS
from sunagawa_plan.lib.tables import read_upload

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
BOOK = Path(__file__).parent.parent / "resources" / "goal-6.txt"
# 指標名 (単位: …) → 現状値, 中間目標値, 最終目標値
PRINTED = re.compile(r"^(\S.*?)\*? \(単位[:：] ?(.+?)\)\t(\S+)\t(\S+)\t(\S+)", re.MULTILINE)


@pytest.fixture
def plan() -> Plan:
    call_command("load_plan", verbosity=0)
    return Plan.objects.get()


def file_of(plan, name, suffix="csv"):
    content = b"".join(FORMS[suffix].chunks(plan_table(plan, name, TODAY)))
    sheet = read_upload(content, filename=f"{name}.{suffix}")
    return [dict(zip(sheet.headers, row, strict=True)) for row in sheet.rows]


def test_every_printed_indicator_stands_in_the_files_as_printed(plan):
    printed = PRINTED.findall(BOOK.read_text(encoding="utf-8"))
    baselines = [row for row in file_of(plan, "values") if row["value_kind"] == "baseline"]
    targets = [row["target_value"] or row["target_arrow"] for row in file_of(plan, "targets")]

    written = [
        (
            baseline["indicator_name"],
            baseline["unit"],
            baseline["value"] or {"not_measured": "—"}[baseline["missing_reason"]],
            *targets[2 * place : 2 * place + 2],
        )
        for place, baseline in enumerate(baselines)
    ]

    assert len(printed) == 12
    assert written == printed


def test_kinds_are_those_the_rule_book_names(plan):
    kinds = {}
    for row in file_of(plan, "targets"):
        kinds.setdefault(row["indicator_code"], []).append(row["kind"])

    assert kinds == {
        "6-1-1-1": ["maintain"] * 2,
        "6-1-2-1": ["trend"] * 2,
        "6-1-2-2": ["trend"] * 2,
        "6-2-1-1": ["reach"] * 2,
        "6-3-1-1": ["trend"] * 2,
        "6-3-2-1": ["reach"] * 2,
        "6-4-1-1": ["trend"] * 2,
        "6-4-2-1": ["trend"] * 2,
        "6-5-1-1": ["reach"] * 2,
        "6-5-3-1": ["bound"] * 2,
        "6-5-3-2": ["bound"] * 2,
        "6-6-1-1": ["trend"] * 2,
    }


def test_progress_of_2024_judges_the_two_public_ratios_and_awaits_the_others(plan):
    rows = file_of(plan, "progress-2024")
    judged = [row for row in rows if row["value"] is not None]

    assert len(rows) == 12
    assert [(row["indicator_name"], row["value"], row["label"], row["note"]) for row in judged] == [
        ("実質公債費比率", "6.9", "計画値の範囲内", None),
        ("将来負担比率", "41.5", "計画値の範囲内", None),
    ]
    assert {row["missing_reason"] for row in rows if row["value"] is None} == {"awaiting_entry"}


def test_glossary_has_every_printed_entry(plan):
    rows = file_of(plan, "glossary")

    assert len(rows) == 25
    assert len({row["term"] for row in rows}) == 22
    assert [row["policy_code"] for row in rows if row["term"] == "ICT"] == ["6-3", "6-4"]


@pytest.mark.parametrize("name", ["indicators", "values", "glossary"])
def test_texts_are_without_the_printed_marks(plan, name):
    texts = [cell for row in file_of(plan, name) for cell in row.values() if cell]

    assert texts
    assert not [text for text in texts if set(text) & {"*", "※"}]


def test_csv_and_cp932_of_every_file_say_the_same(plan):
    for name in file_names(plan):
        assert file_of(plan, name, "csv") == file_of(plan, name, "cp932.csv")
