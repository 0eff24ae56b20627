"""The public files, row by row; how they travel is tested with the view and the writers."""

import datetime as dt
import gc
import weakref
from collections.abc import Iterable
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.exports.catalogue import DATASETS, file_names, plan_table
from indicators.exports.cells import in_portions
from indicators.exports.values import annual_values_table, values_table
from indicators.models import AnnualValue, Indicator
from indicators.models.indicator import IndicatorQuerySet
from sunagawa_plan.lib.tables import (
    Table,
    cp932_chunks,
    csv_chunks,
    json_chunks,
    read_upload,
    xlsx_bytes,
)
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_glossary_term,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
    make_target,
)

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 4, 1)
# As public-interface.md promises them.
HEADERS = {
    "indicators": "indicator_code,policy_code,policy_title,basic_project_code,"
    "basic_project_title,indicator_name,unit,decimal_places,direction,is_survey,"
    "baseline_fiscal_year,baseline_value,baseline_missing_reason,definition,department,source_page",
    "targets": "indicator_code,fiscal_year,fiscal_year_wareki,kind,target_value,target_arrow",
    "values": "indicator_code,indicator_name,unit,fiscal_year,fiscal_year_wareki,value_kind,value,"
    "missing_reason,is_provisional,sample_size,note,source,published_at",
    "progress-2024": "indicator_code,indicator_name,unit,kind,direction,fiscal_year,"
    "fiscal_year_wareki,baseline_value,target_fiscal_year,target_value,target_arrow,"
    "plan_line_value,value,missing_reason,level,label,note,change_from_baseline,"
    "change_from_previous,attainment_rate",
    "glossary": "term,reading,explanation,policy_code,order",
}


def file_of(indicator, name):
    return plan_table(indicator.plan, name, TODAY)


def lines_of(table: Table) -> list[str]:
    return b"".join(csv_chunks(table)).decode("utf-8-sig").split("\r\n")[1:-1]


def cells_of(table: Table) -> list[dict[str, object]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def read_back(content: Iterable[bytes]) -> tuple[tuple[object, ...], ...]:
    return read_upload(b"".join(content), filename="export").rows


@pytest.mark.parametrize("name", HEADERS)
def test_columns_are_those_promised(name):
    table = plan_table(make_plan(), name, TODAY)

    assert ",".join(column.name for column in table.columns) == HEADERS[name]
    assert b"".join(csv_chunks(table)).decode("utf-8-sig") == HEADERS[name] + "\r\n"


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)
def test_every_column_has_its_own_japanese_title(dataset):
    titles = [column.title for column in dataset.columns]

    assert len(set(titles)) == len(titles)
    assert all(not title.isascii() for title in titles)


def test_file_names_cover_every_judged_year():
    plan = make_plan(first_fiscal_year=2021, last_fiscal_year=2023)

    assert file_names(plan) == (
        *("indicators", "targets", "values"),
        *("progress-2021", "progress-2022", "progress-2023"),
        "glossary",
    )
    assert [plan_table(plan, name, TODAY).name for name in file_names(plan)] == [*file_names(plan)]


@pytest.mark.parametrize(
    "name", ["", "settlement", "progress", "progress-2020", "progress-2031", "progress-２０２４"]
)
def test_an_unknown_file_is_a_lookup_error(name):
    plan = make_plan()

    with pytest.raises(LookupError):
        plan_table(plan, name, TODAY)


# indicators


def test_indicators_row_says_what_the_plan_defines():
    policy = make_policy(goal=make_goal(number=6), title="協働*のまち", source_page=108)
    project = make_basic_project(policy=policy, title="広報")
    indicator = make_indicator(
        basic_project=project,
        name="情報*提供",
        unit="%",
        decimal_places=1,
        is_survey=True,
        baseline_value="32.3",
        definition="「そう思う」と回答した割合",
        department=make_department(name="市長公室課"),
    )

    assert lines_of(file_of(indicator, "indicators")) == [
        "6-1-1-1,6-1,協働のまち,6-1-1,広報,情報提供,%,1,higher,true,2019,32.3,,"
        "「そう思う」と回答した割合,市長公室課,108"
    ]


def test_indicators_without_baseline_or_department_leave_cells_empty_with_the_reason():
    indicator = make_indicator(baseline_value=None)

    (row,) = cells_of(file_of(indicator, "indicators"))

    assert row["baseline_value"] is None
    assert row["baseline_missing_reason"] == "not_measured"
    assert row["department"] is None
    assert row["is_survey"] is False


def test_indicators_stand_in_the_order_of_the_book():
    goal = make_goal(number=6)
    later = make_policy(goal=goal, order=10)
    earlier = make_policy(goal=goal, order=9)
    first_made = make_indicator(basic_project=make_basic_project(policy=later))
    make_indicator(basic_project=make_basic_project(policy=earlier))

    rows = cells_of(file_of(first_made, "indicators"))

    assert [row["indicator_code"] for row in rows] == ["6-9-1-1", "6-10-1-1"]


def test_files_hold_one_plan_only():
    indicator = make_indicator()
    make_indicator(basic_project=make_basic_project(policy=make_policy(goal=make_goal(number=9))))

    for name in ("indicators", "targets", "values", "progress-2024"):
        codes = {row["indicator_code"] for row in cells_of(file_of(indicator, name))}
        assert codes == {indicator.code}


# targets


def test_targets_are_a_number_or_an_arrow_with_the_kind_they_have():
    indicator = make_indicator(
        unit="%",
        decimal_places=1,
        direction="lower",
        baseline_value="4.7",
        targets={2025: "7.7", 2030: "↘"},
    )
    code = indicator.code

    assert lines_of(file_of(indicator, "targets")) == [
        f"{code},2025,令和7年度,bound,7.7,",
        f"{code},2030,令和12年度,trend,,↘",
    ]


@pytest.mark.parametrize(
    ("today", "final"), [(dt.date(2026, 3, 31), "86"), (dt.date(2026, 4, 1), "90")]
)
def test_targets_show_a_revision_from_the_year_in_which_it_holds(today, final):
    indicator = make_indicator(targets={2025: "85", 2030: "86"})
    make_target(
        indicator=indicator,
        fiscal_year=2030,
        target="90",
        effective_from=2026,
        revision_reason="見直し",
    )

    rows = cells_of(plan_table(indicator.plan, "targets", today))

    assert [(row["fiscal_year"], str(row["target_value"])) for row in rows] == [
        (2025, "85"),
        (2030, final),
    ]


# values


def test_values_give_the_baseline_and_then_the_years_in_order():
    indicator = make_indicator(unit="%", decimal_places=1, baseline_value="98.6")
    make_annual_value(indicator=indicator, fiscal_year=2024, value="98.65", is_provisional=True)
    make_annual_value(indicator=indicator, fiscal_year=2023, value="0", note="注", source="税務課")
    at = dt.datetime(2026, 10, 1, 0, 30, tzinfo=dt.UTC)
    AnnualValue.objects.update(published_at=at)
    head = f"{indicator.code},{indicator.name},%"

    assert lines_of(file_of(indicator, "values")) == [
        f"{head},2019,令和元年度,baseline,98.6,,false,,,試験計画 108ページ,",
        f"{head},2023,令和5年度,annual,0.0,,false,,注,税務課,2026-10-01T09:30:00+09:00",
        f"{head},2024,令和6年度,annual,98.7,,true,,,試験課,2026-10-01T09:30:00+09:00",
    ]


def test_values_without_a_number_carry_the_reason_and_what_explains_it():
    indicator = make_indicator(baseline_value=None)
    make_annual_value(
        indicator=indicator,
        value=None,
        missing_reason="not_calculable",
        missing_detail="充当可能財源が上回るため",
        note="参考",
    )

    baseline, annual = cells_of(file_of(indicator, "values"))

    assert (baseline["value"], baseline["missing_reason"]) == (None, "not_measured")
    assert (annual["value"], annual["missing_reason"]) == (None, "not_calculable")
    assert annual["note"] == "充当可能財源が上回るため／参考"


def test_values_of_a_filtered_list_keep_the_columns():
    kept = make_indicator()
    other = make_indicator(basic_project=kept.basic_project)
    for indicator in (kept, other):
        make_annual_value(indicator=indicator)

    by_indicator = values_table(Indicator.objects.filter(code=kept.code))
    by_value = annual_values_table(AnnualValue.objects.filter(indicator=other))

    assert by_indicator.columns == by_value.columns
    assert [row["value_kind"] for row in cells_of(by_indicator)] == ["baseline", "annual"]
    assert [row["indicator_code"] for row in cells_of(by_value)] == [other.code]


# progress


def progress_of(indicator, year=2024):
    (row,) = cells_of(file_of(indicator, f"progress-{year}"))
    return row


def test_progress_row_carries_the_verdict_and_what_it_rests_on():
    indicator = make_indicator(
        unit="%",
        decimal_places=1,
        baseline_value="10",
        targets={2025: "40", 2030: "60"},
    )
    make_annual_value(indicator=indicator, fiscal_year=2023, value="30")
    make_annual_value(indicator=indicator, fiscal_year=2024, value="33.7")

    assert lines_of(file_of(indicator, "progress-2024")) == [
        f"{indicator.code},{indicator.name},%,reach,higher,2024,令和6年度,10.0,2025,40.0,,35.0,"
        "33.7,,behind,やや遅れ,,23.7,3.7,79.0"
    ]


def test_progress_of_a_bound_says_its_note_and_gives_no_rate():
    indicator = make_indicator(
        decimal_places=1,
        direction="lower",
        baseline_value="4.7",
        targets={2025: "7.7", 2030: "9.5"},
    )
    make_annual_value(indicator=indicator, value="7.3")

    row = progress_of(indicator)

    assert (row["kind"], row["level"], row["label"]) == ("bound", "on_track", "計画値の範囲内")
    assert (row["note"], row["plan_line_value"]) == ("計画線より早い", Decimal("7.2"))
    assert row["change_from_baseline"] == Decimal("2.6")
    assert row["change_from_previous"] is None
    assert row["attainment_rate"] is None


def test_progress_of_an_arrow_has_neither_target_value_nor_plan_line():
    indicator = make_indicator(baseline_value="0", targets={2025: "↗", 2030: "↗"})
    make_annual_value(indicator=indicator, value="1")

    row = progress_of(indicator)

    assert (row["target_value"], row["target_arrow"], row["plan_line_value"]) == (None, "↗", None)
    assert (row["kind"], row["label"], row["value"]) == ("trend", "改善", Decimal(1))


@pytest.mark.parametrize(
    ("year", "reason", "label"),
    [(2024, "awaiting_entry", "未入力"), (2025, "not_due", "未到来")],
)
def test_progress_without_a_value_says_why(year, reason, label):
    row = progress_of(make_indicator(), year)

    assert (row["value"], row["missing_reason"]) == (None, reason)
    assert (row["level"], row["label"]) == ("unjudged", label)
    assert row["change_from_baseline"] is None


def test_progress_carries_the_public_note_of_the_value():
    indicator = make_indicator()
    make_annual_value(indicator=indicator, fiscal_year=2024, note="集計方法を改めました")

    row = progress_of(indicator, 2024)

    assert row["note"] == "集計方法を改めました"


def test_progress_of_what_is_not_calculated_gives_the_reason_as_note():
    indicator = make_indicator()
    make_annual_value(
        indicator=indicator,
        value=None,
        missing_reason="not_calculable",
        missing_detail="充当可能財源が上回るため",
    )

    row = progress_of(indicator)

    assert (row["missing_reason"], row["note"]) == ("not_calculable", "充当可能財源が上回るため")


def test_progress_without_a_target_is_unjudged():
    indicator = make_indicator(targets={})
    make_annual_value(indicator=indicator, value="84")

    row = progress_of(indicator)

    assert (row["kind"], row["target_fiscal_year"], row["label"]) == (None, None, "目標なし")
    assert (row["value"], row["missing_reason"]) == (Decimal(84), None)


# glossary


def test_glossary_has_a_row_for_every_policy_that_explains_a_term():
    goal = make_goal(number=6)
    policies = (make_policy(goal=goal), make_policy(goal=goal))
    make_glossary_term(policies=policies[1:], term="RPA", reading="あーるぴーえー")
    make_glossary_term(
        policies=policies, term="ICT", reading="あいしーてぃー", explanation="情報*通信"
    )
    make_glossary_term(plan=goal.plan, term="孤立", reading="んん", explanation="なし")

    assert lines_of(plan_table(goal.plan, "glossary", TODAY)) == [
        "ICT,あいしーてぃー,情報通信,6-1,1",
        "ICT,あいしーてぃー,情報通信,6-2,2",
        "RPA,あーるぴーえー,用語1の解説。,6-2,1",
        "孤立,んん,なし,,",
    ]


# Travelling


@pytest.mark.parametrize("chunks", [csv_chunks, cp932_chunks, lambda table: [xlsx_bytes(table)]])
def test_every_character_survives_the_way_out_and_back(chunks):
    name = "↗ — 𠮷野家 ①～髙﨑 🎉 ¥ &#x2197;"
    indicator = make_indicator(name=name, definition='＝「,」と"\'"', targets={2025: "↗"})

    rows = [read_back(chunks(file_of(indicator, name))) for name in ("indicators", "targets")]

    (described,), (target,) = rows
    assert described[5] == name
    assert described[13] == '＝「,」と"\'"'
    assert target[5] == "↗"


def test_a_text_that_a_spreadsheet_would_run_is_made_harmless_and_numbers_are_not():
    indicator = make_indicator(name='=HYPERLINK("x")', baseline_value="-12.3", decimal_places=1)

    text = b"".join(csv_chunks(file_of(indicator, "indicators"))).decode()

    assert ',"\'=HYPERLINK(""x"")",' in text
    assert ",-12.3," in text


def test_json_numbers_are_numbers_at_the_display_places():
    indicator = make_indicator(decimal_places=1, baseline_value="98")

    text = b"".join(json_chunks(file_of(indicator, "indicators"))).decode()

    assert '"baseline_value": 98.0,' in text
    assert '"is_survey": false' in text


@pytest.mark.parametrize(
    ("name", "queries"),
    [("indicators", 1), ("targets", 2), ("values", 2), ("progress-2024", 3), ("glossary", 2)],
)
@pytest.mark.parametrize("count", [1, 7])
def test_query_count_is_the_same_for_one_and_many(name, queries, count):
    plan = make_plan()
    for _ in range(count):
        policy = make_policy(goal=make_goal(plan=plan))
        indicator = make_indicator(basic_project=make_basic_project(policy=policy))
        make_annual_value(indicator=indicator)
        make_glossary_term(policies=(policy,))

    with CaptureQueriesContext(
        connection,
    ) as captured:
        rows = list(plan_table(plan, name, TODAY).rows)

    assert len(rows) >= count
    assert len(captured) == queries


def test_read_indicators_are_let_go_of_without_the_collector():
    """Else a file's memory would grow with its length until the garbage collector comes by."""
    for _ in range(3):
        make_annual_value()
    gc.disable()
    try:
        seen = [
            (weakref.ref(own), len(own.annual_values.all()), len(own.targets.all()))
            for own in in_portions(Indicator.objects.all(), IndicatorQuerySet.with_series)
        ]
        assert [(own(), *counts) for own, *counts in seen] == [(None, 1, 2)] * 3
    finally:
        gc.enable()
