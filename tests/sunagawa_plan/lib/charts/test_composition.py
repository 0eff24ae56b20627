import re
from decimal import Decimal
from itertools import pairwise

import pytest

from sunagawa_plan.lib.charts.composition import composition_chart, composition_pair
from sunagawa_plan.lib.charts.stack import Composition, Part, PartedBar


def bar(name: str, **parts: str) -> PartedBar:
    return PartedBar(name, tuple(Part(key, Decimal(value), "1%") for key, value in parts.items()))


def span(d: str) -> tuple[float, float]:
    xs = [float(x) for x, _ in re.findall(r"(-?[\d.]+) (-?[\d.]+)", d)]
    return min(xs), max(xs)


def lengths(drawing) -> dict[str, float]:
    spans = {part.name: span(part.d) for part in drawing.segments}
    return {name: right - left for name, (left, right) in spans.items()}


def test_lengths_are_on_one_scale_across_bars():
    chart = composition_chart(
        Composition("内訳", (bar("歳入", a="60", b="40"), bar("歳出", c="80"))), 640
    )
    income, spending = map(lengths, chart.bars)
    assert income["a"] / income["b"] == pytest.approx(1.5, rel=0.01)
    assert spending["c"] / income["a"] == pytest.approx(80 / 60, rel=0.01)
    assert sum(income.values()) == pytest.approx(638, abs=0.5)


def test_parts_follow_each_other_without_a_gap():
    (drawing,) = composition_chart(
        Composition("内訳", (bar("歳入", a="3", b="2", c="1"),)), 640
    ).bars
    spans = [span(part.d) for part in drawing.segments]
    assert all(before[1] == after[0] for before, after in pairwise(spans))


def test_negative_part_lies_on_the_other_side_of_zero():
    chart = composition_chart(Composition("内訳", (bar("歳入", a="10", b="-2"),)), 640)
    a, b = (span(part.d) for part in chart.bars[0].segments)
    assert b[1] == a[0] > 1
    assert chart.zero


def test_zero_part_is_not_drawn_and_bars_without_negatives_have_no_zero_line():
    chart = composition_chart(Composition("内訳", (bar("歳入", a="10", b="0"),)), 640)
    assert [part.name for part in chart.bars[0].segments] == ["a"]
    assert chart.zero == ""


def test_labels_of_slivers_give_way_to_those_of_large_parts():
    chart = composition_pair(
        Composition("内訳", (bar("歳入", 市税="50", 税外収入="1", その他="1", 市債="48"),))
    ).narrow
    said = [label.words.split()[0] for label in chart.bars[0].labels]
    assert said[:2] == ["市税", "市債"]
    assert len(said) < 4


def test_nothing_at_all_is_drawn_as_nothing():
    chart = composition_chart(Composition("内訳", (bar("歳入"),)), 640)
    assert chart.bars[0].segments == ()
