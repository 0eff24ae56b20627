import datetime as dt
from decimal import Decimal

import pytest

from finance.models import SettlementYear
from indicators.models import AnnualValue, Department
from sunagawa_plan.open_data.shelves import LICENCE_UNDECIDED, Licence, files_of, public_shelves
from tests.factories.every_case import DRAFT, make_every_case, make_indicators
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 25)
TYPES = {
    "string": str,
    "dateTime": str,
    "integer": int,
    "boolean": bool,
    "decimal": (Decimal, int),
}


def years_of(rows, columns) -> list[int]:
    names = [column.name for column in columns]
    places = [names.index(name) for name in ("fiscal_year",) if name in names]
    return [row[place] for row in rows for place in places]


def test_every_file_holds_the_rows_that_are_told(city):
    for shelf, file in files_of(public_shelves(TODAY)):
        rows = list(file.table().rows)

        assert file.extent.rows == len(rows), (shelf.title, file.name)


def test_every_file_covers_the_years_that_are_told(city):
    for _, file in files_of(public_shelves(TODAY)):
        years = years_of(file.table().rows, file.dataset.columns)
        if years:
            assert (file.extent.first_year, file.extent.last_year) == (min(years), max(years))


def test_file_and_declaration_have_the_same_columns(city):
    for _, file in files_of(public_shelves(TODAY)):
        assert file.table().columns == file.dataset.columns


def test_key_names_every_row_once(city):
    for _, file in files_of(public_shelves(TODAY)):
        names = [column.name for column in file.dataset.columns]
        places = [names.index(name) for name in file.dataset.key]
        keys = [tuple(row[place] for place in places) for row in file.table().rows]

        assert len(set(keys)) == len(keys), file.name


def test_cells_are_of_the_type_and_code_that_are_declared(city):
    for _, file in files_of(public_shelves(TODAY)):
        for row in file.table().rows:
            for column, cell in zip(file.dataset.columns, row, strict=True):
                place = f"{file.name}.{column.name}: {cell!r}"
                if cell is None or cell == "":
                    assert not column.is_required, place
                else:
                    assert isinstance(cell, TYPES[column.datatype]), place
                    assert isinstance(cell, bool) is (column.datatype == "boolean"), place
                if column.codes and cell:
                    assert cell in column.codes.values, place


def test_number_of_queries_does_not_grow(django_assert_num_queries):
    make_every_case()
    with django_assert_num_queries(32) as first:
        public_shelves(TODAY)
    make_indicators(make_plan(slug="second"))
    make_indicators(make_plan(slug="third"))

    with django_assert_num_queries(len(first)):
        public_shelves(TODAY)


def test_drafts_are_not_counted_and_not_named(every_case):
    shelves = public_shelves(TODAY)

    assert [shelf.title for shelf in shelves] == [
        "すべての場合の計画",
        "財政",
        "ファイルの説明",
    ]
    assert DRAFT not in repr(shelves)


def test_portal_without_any_plan_has_files_without_rows():
    shelves = public_shelves(TODAY)

    assert [shelf.code for shelf in shelves] == ["finance", "open-data"]
    assert [file.extent.rows for file in shelves[0].files] == [0, 0, 0]
    assert shelves[0].files[0].years is None
    assert shelves[0].changed_at is None


def test_plan_was_changed_when_one_of_its_rows_was():
    indicator, other = make_indicator(), make_indicator()
    before = {shelf.code: shelf.changed_at for shelf in public_shelves(TODAY)}

    value = make_annual_value(indicator=indicator)
    after = {shelf.code: shelf.changed_at for shelf in public_shelves(TODAY)}

    own, foreign = f"plan-{indicator.plan.slug}", f"plan-{other.plan.slug}"
    assert after[own] == AnnualValue.history.get(id=value.pk).history_date
    assert after[own] > before[own]
    assert after[foreign] == before[foreign]


def test_deleted_value_and_renamed_department_change_a_plan():
    value = make_annual_value()
    code = f"plan-{value.indicator.plan.slug}"

    def changed_at():
        return next(shelf.changed_at for shelf in public_shelves(TODAY) if shelf.code == code)

    before = changed_at()
    value.delete()
    assert (deleted := changed_at()) > before
    Department.objects.create(code="tax", name="税務課").save()
    assert changed_at() > deleted


def test_draft_settlement_does_not_change_finance(every_case):
    (before,) = (shelf.changed_at for shelf in public_shelves(TODAY) if shelf.code == "finance")
    draft = SettlementYear.objects.get(status="draft")
    draft.note = "もっと書いた"
    draft.save()

    (after,) = (shelf.changed_at for shelf in public_shelves(TODAY) if shelf.code == "finance")

    assert after == before


def test_plan_ahead_counts_the_targets_with_which_it_begins():
    plan = make_plan(
        first_fiscal_year=2031, last_fiscal_year=2040, baseline_fiscal_year=2029, milestones={}
    )
    policy = make_policy(goal=make_goal(plan=plan))
    make_indicator(basic_project=make_basic_project(policy=policy), targets={2040: "86"})

    (shelf,) = (shelf for shelf in public_shelves(TODAY) if shelf.plan_slug)
    (targets,) = (file for file in shelf.files if file.name == "targets")

    assert targets.extent.rows == len(list(targets.table().rows)) == 1


def test_licence_is_not_made_up(settings):
    assert Licence.of_the_city().text == LICENCE_UNDECIDED
    assert not Licence.of_the_city().is_decided

    settings.DATA_LICENCE = "CC BY 4.0"
    settings.DATA_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
    assert Licence.of_the_city().is_decided
