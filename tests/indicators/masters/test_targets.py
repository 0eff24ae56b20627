from datetime import date

import pytest

from indicators.masters.targets import TargetResource
from indicators.models import Target
from tests.factories.indicators import make_indicator
from tests.indicators.masters.importing import counts, imported, told

PUBLIC = "indicator_code,fiscal_year,target_value,target_arrow"
EDITED = f"{PUBLIC},effective_from,revision_reason"


@pytest.fixture(autouse=True)
def _on_a_known_day(monkeypatch):
    monkeypatch.setattr("indicators.masters.targets.localdate", lambda: date(2025, 11, 1))


@pytest.fixture
def indicator(db):
    return make_indicator()


def test_revised_target_is_a_new_row_and_the_earlier_one_stays(indicator):
    content = f"{EDITED}\n{indicator.code},R12,９０,,令和7年度,人口が減ったため"
    assert counts(imported(TargetResource(plan=indicator.plan), content)) == (1, 0, 0)
    rows = indicator.targets.filter(fiscal_year=2030).values_list("effective_from", "value")
    assert list(rows) == [(2021, 86), (2025, 90)]
    assert Target.objects.get(effective_from=2025).history.get().history_change_reason


def test_stored_version_is_corrected_by_its_year(indicator):
    content = f"{EDITED}\n{indicator.code},2030,88,,2021,"
    assert counts(imported(TargetResource(plan=indicator.plan), content)) == (0, 1, 0)


def test_public_file_may_add_but_not_change(indicator):
    refused = imported(TargetResource(plan=indicator.plan), f"{PUBLIC}\n{indicator.code},2030,90,")
    (line,) = told(refused)
    assert line.startswith("2行目 C列 target_value（目標値）: 登録されている目標と違います。")
    assert "effective_from" in line


def test_public_file_adds_a_milestone_of_the_original_plan(indicator):
    content = f"{PUBLIC}\n{indicator.code},2028,86,"
    assert counts(imported(TargetResource(plan=indicator.plan), content)) == (1, 0, 0)
    assert Target.objects.get(fiscal_year=2028).effective_from == 2021


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2030,90,↗,2025,見直し", "数値か矢印（↗ → ↘）のどちらか一方"),
        ("2030,,,2025,見直し", "数値か矢印（↗ → ↘）のどちらか一方"),
        ("2030,,上,2025,見直し", "D列 target_arrow（目標の矢印）: 「上」は使えません"),
        ("2030,,↘,2025,見直し", "矢印「↘」は、望ましい方向と矛盾しています。"),
        ("2030,90,,2025,", "F列 revision_reason（見直しの理由）: 目標を見直した理由"),
        ("2035,90,,2021,", "B列 fiscal_year: 目標年度は、現状値の年度より後で、計画期間内"),
        ("昔,90,,2021,", "B列 fiscal_year（目標年度）"),
        ("2030,90,,むかし,", "E列 effective_from（この目標が有効になる年度）"),
        ("2030,90人,,2021,", "C列 target_value（目標値）"),
    ],
)
def test_fault_is_told_by_row_and_column(indicator, row, message):
    result = imported(TargetResource(plan=indicator.plan), f"{EDITED}\n{indicator.code},{row}")
    assert any(
        message.replace("fiscal_year:", "fiscal_year（目標年度）:") in s for s in told(result)
    )
    assert Target.objects.count() == 2


def test_unknown_indicator_and_doubled_row_are_told(indicator):
    lines = [f"{indicator.code},2030,86,,2021,", f"{indicator.code},R12,86,,R3,", "9-9,2030,1,,,"]
    sentences = told(imported(TargetResource(plan=indicator.plan), "\n".join([EDITED, *lines])))
    assert "3行目 B列 fiscal_year（目標年度）: 2行目に同じ指標の同じ年度" in sentences[0]
    assert "「9-9」という番号の指標は、この計画にありません。" in sentences[1]
