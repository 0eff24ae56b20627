from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from indicators.models import Plan
from tests.factories.plan_files import write_changed, write_plan

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    out = StringIO()
    call_command("load_plan", *arguments, stdout=out, **options)
    return out.getvalue()


def test_load_plan_takes_the_citys_plan_by_default():
    assert run().startswith("「砂川市第7期総合計画」を読み込みました。\n")
    assert Plan.objects.get().slug == "sunagawa-7"


def test_load_plan_says_when_nothing_changed(tmp_path):
    folder = str(write_plan(tmp_path))
    run(folder)

    assert run(folder) == "「小さな計画」: 変更なし\n"


def test_load_plan_counts_per_model(tmp_path):
    assert "  目標値: 新規2件\n" in run(str(write_plan(tmp_path)))


def test_load_plan_rehearses(tmp_path):
    told = run(str(write_plan(tmp_path)), dry_run=True)

    assert told.startswith("「小さな計画」を読み込みました。\n")
    assert told.endswith("試しに読み込みました（--dry-run）。何も保存していません。\n")
    assert not Plan.objects.exists()


def test_load_plan_is_silent_when_asked(tmp_path):
    assert run(str(write_plan(tmp_path)), verbosity=0) == ""


def test_load_plan_refuses_with_every_problem(tmp_path):
    folder = write_changed(tmp_path, "policies/1-1.toml", 'direction = "higher"\n', "")

    with pytest.raises(CommandError) as refused:
        run(str(folder))

    assert refused.value.returncode == 1
    assert str(refused.value) == (
        "読み込めませんでした。何も変更していません。\n"
        "・policies/1-1.toml basic_projectsの1番目（1-1-1） indicatorsの1番目（1-1-1-1）: "
        "direction がありません。"
    )
