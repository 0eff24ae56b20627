from collections.abc import Iterator

import pytest

from sunagawa_plan.lib.downloads import FORMS, attachment
from sunagawa_plan.lib.tables import Column, Table, read_upload


def rows_that_count(read: list[int]) -> Iterator[tuple[int]]:
    for number in range(3):
        read.append(number)
        yield (number,)


def test_forms_are_those_promised():
    assert list(FORMS) == ["csv", "cp932.csv", "xlsx", "json"]


@pytest.mark.parametrize("suffix", FORMS)
def test_nothing_is_read_before_the_first_chunk_is_asked_for(suffix):
    read: list[int] = []
    table = Table("values", "実績値", (Column("number", "番号"),), rows_that_count(read))

    chunks = FORMS[suffix].chunks(table)
    assert read == []

    assert b"".join(chunks)
    assert read == [0, 1, 2]


@pytest.mark.parametrize("suffix", ["csv", "cp932.csv", "xlsx"])
def test_every_tabular_form_reads_back(suffix):
    table = Table("values", "実績値", (Column("sign", "矢印"),), [("↗",), ("—",)])

    content = b"".join(FORMS[suffix].chunks(table))

    assert read_upload(content, filename=f"values.{suffix}").rows == (("↗",), ("—",))


def test_attachment_names_the_file_twice():
    assert attachment("a.csv", "計画/実績 値.csv") == (
        "attachment; filename=\"a.csv\"; filename*=UTF-8''"
        "%E8%A8%88%E7%94%BB%2F%E5%AE%9F%E7%B8%BE%20%E5%80%A4.csv"
    )
