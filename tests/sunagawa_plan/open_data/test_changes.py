from itertools import pairwise

import pytest

from sunagawa_plan.open_data.changes import COLUMN_CHANGES, columns_in_force
from sunagawa_plan.open_data.descriptions import EVERY_DATASET, code_lists


def test_columns_are_those_that_the_log_tells():
    declared = {
        dataset.name: tuple(column.name for column in dataset.columns) for dataset in EVERY_DATASET
    }

    assert columns_in_force() == declared


def test_log_goes_forward_and_takes_no_column_away():
    days = [change.day for change in COLUMN_CHANGES]
    assert days == sorted(days)
    for name in columns_in_force():
        editions = [change.columns[name] for change in COLUMN_CHANGES if name in change.columns]
        for before, after in pairwise(editions):
            assert after[: len(before)] == before


@pytest.mark.parametrize("dataset", EVERY_DATASET, ids=lambda dataset: dataset.name)
def test_every_file_and_column_is_explained(dataset):
    assert dataset.about.endswith("。")
    assert set(dataset.key) <= {column.name for column in dataset.columns}
    for column in dataset.columns:
        assert column.meaning, column.name
        assert column.title, column.name


@pytest.mark.parametrize("dataset", EVERY_DATASET, ids=lambda dataset: dataset.name)
def test_every_number_has_a_unit(dataset):
    assert [
        column.name
        for column in dataset.columns
        if column.datatype in ("integer", "decimal") and not column.unit
    ] == []


def test_a_code_list_is_the_same_wherever_it_is_used():
    used = {
        (column.codes.name, column.codes)
        for dataset in EVERY_DATASET
        for column in dataset.columns
        if column.codes
    }

    assert len(used) == len(code_lists())
    for listed in code_lists():
        assert len(set(listed.values)) == len(listed.values)
