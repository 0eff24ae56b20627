"""The evaluation of a milestone on the web against the public files: every cell the same."""

import re
from collections.abc import Iterable

import pytest

from tests.sunagawa_plan.open_data.html_tables import ShownRow, shown_rows
from tests.sunagawa_plan.open_data.printed import flat, number, short
from tests.sunagawa_plan.open_data.told_interim import (
    ARROWS,
    OUTCOMES,
    Told,
    counts,
    printed_target,
    without_marks,
)

pytestmark = pytest.mark.django_db


def test_table_of_every_policy_shows_what_the_files_hold(told, interim_page):
    shown = [row for row in shown_rows(interim_page) if row.labels[-2:] == ["結果", "評価"]]

    assert len(shown) == len(told) > 0
    for row, own in zip(shown, told, strict=True):
        assert row.link.rstrip("/").endswith(f"/indicators/{own.code}")
        assert (row.head, row.head_small) == (flat(own.about["indicator_name"]), small_head(own))
        assert row.cells == cells_of(own), own.code
        assert row.small == small_print_of(own), own.code
        assert_headings_are_labels(row)


def small_head(own: Told) -> str:
    survey = "　市民アンケート" if own.about["is_survey"] else ""
    department = own.about["department"]
    office = f"　{department}" if department else ""
    return flat(f"{own.code}　単位：{own.about['unit']}{survey}{office}")


def cells_of(own: Told) -> dict[str, str]:
    year = short(own.judged["fiscal_year_wareki"])
    baseline, value = own.about["baseline_value"], own.judged["value"]
    cells = {
        f"現状値（{own.base}）": "—" if baseline is None else number(baseline),
        f"目標（{year}）": printed_target(own),
        f"実績（{year}）": own.reason if value is None else number(value),
        f"{own.base}からの変化": own.moved(),
        "目標まで": own.gap(),
        "結果": own.outcome,
        "評価": own.judged["label"],
    }
    return {label: flat(text) for label, text in cells.items() if text}


def small_print_of(own: Told) -> dict[str, str]:
    label, last = f"実績（{short(own.judged['fiscal_year_wareki'])}）", own.last
    beside = "速報値" if own.is_provisional else ""
    if own.judged["value"] is None:
        year = short(last["fiscal_year_wareki"]) if last else ""
        beside = f"{year} {own.quantity(last['value'])}" if last else ""
    return {name: flat(text) for name, text in ((label, beside), ("評価", own.note)) if text}


def assert_headings_are_labels(row: ShownRow) -> None:
    """A narrow page shows the labels, a wide one the headings: they name the same columns."""
    labels = [re.sub("[（）]", "", label) for label in row.labels]
    assert row.headings[1:] == labels


def test_overview_counts_what_the_files_hold(told, interim_page):
    rows = [row for row in shown_rows(interim_page) if row.labels[:1] == ["届いた"]]
    policies = {own.about["policy_code"]: own.about["policy_title"] for own in told}
    expected = {
        f"{code} {without_marks(title)}": counts_cells(
            own for own in told if own.about["policy_code"] == code
        )
        for code, title in policies.items()
    } | {"合計": counts_cells(told)}
    shown = {without_marks(row.head): row.cells for row in rows}

    assert len(shown) == len(rows)
    # The files know no policy without indicators; the page lists it with nothing to count.
    for name in shown.keys() - expected.keys():
        assert set(shown.pop(name).values()) == {"0"}
    assert shown == expected
    for row in rows:
        assert_headings_are_labels(row)


def counts_cells(told: Iterable[Told]) -> dict[str, str]:
    found = counts(told)
    return {
        label: str(count)
        for label, count in zip((*OUTCOMES, "指標の数"), (*found, sum(found)), strict=True)
    }


def test_sentences_count_what_the_files_hold(told, interim_page, interim_book):
    said = re.findall(r'<p class="counts-sentence">([^<]*)</p>', interim_page)
    policies = dict.fromkeys(own.about["policy_code"] for own in told)
    groups = [[own for own in told if own.about["policy_code"] == code] for code in policies]

    assert [counted_in(sentence) for sentence in said] == [counts(told), *map(counts, groups)]
    assert interim_book[0]["A4"].value == said[0]


def counted_in(sentence: str) -> tuple[int, ...]:
    """The counts of a sentence: met, not met, not known."""
    numbers = [int(digits) for digits in re.findall("[0-9]+", sentence)]
    if "のうち" not in sentence:
        return (0, 0, *numbers)
    total, met, not_met, *rest = numbers
    assert [total - met - not_met] == (rest or [0])
    return met, not_met, total - met - not_met


def test_list_of_missed_targets_is_that_of_the_files(told, interim_page):
    rows = [row for row in shown_rows(interim_page) if "目標に届かなかった指標" in row.caption]
    short_of_it = [own for own in told if own.outcome == "届かなかった"]

    assert [row.head_small for row in rows if row.labels] == [own.code for own in short_of_it]
    for row, own in zip((row for row in rows if row.labels), short_of_it, strict=True):
        unit = "" if own.target in ARROWS else own.about["unit"]
        expected = {
            "担当課": own.about["department"],
            "目標": printed_target(own) + unit,
            "実績": own.quantity(own.judged["value"]),
            "目標まで": own.gap(),
            "評価": own.judged["label"],
        }
        assert row.head == flat(own.about["indicator_name"])
        assert row.cells == {name: flat(text) for name, text in expected.items() if text}
        assert row.small == ({"評価": flat(own.note)} if own.note else {})
        assert_headings_are_labels(row)
