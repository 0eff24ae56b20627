import pytest

from sunagawa_plan.lib.charts import shapes


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.0, "3"), (3.14, "3.1"), (-0.01, "0"), (1e6, "1000000"), (0.05, "0.1"), (-2.5, "-2.5")],
)
def test_number_is_short_and_plain(value, text):
    assert shapes.number(value) == text


def test_lines_start_anew_for_every_run():
    assert shapes.lines([[(0, 0), (1, 2)], [(4, 4), (5, 5.5)]]) == "M0 0L1 2M4 4L5 5.5"


def test_single_point_makes_no_line():
    assert shapes.lines([[(0, 0)]]) == ""


def test_years_are_joined_only_when_they_follow_each_other():
    a, b, c = (0.0, 0.0), (1.0, 1.0), (3.0, 3.0)
    assert shapes.runs_of_years([(2019, a), (2020, b), (2022, c)]) == [[a, b], [c]]
    assert shapes.runs_of_years([]) == []


def test_marks_differ_in_shape():
    drawn = {shape(10, 10, 4) for shape in (shapes.circle, shapes.square, shapes.diamond)}
    assert len(drawn) == 3


def test_circle_closes_around_its_middle():
    assert shapes.circle(10, 20, 4) == "M6 20a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"


@pytest.mark.parametrize(
    ("glyph", "path"),
    [
        ("↗", "M0 20L20 0M11.6 0L20 0L20 8.4"),
        ("→", "M0 10L20 10M13.7 3.7L20 10L13.7 16.3"),
        ("↘", "M0 0L20 20M11.6 20L20 20L20 11.6"),
    ],
)
def test_arrow_points_where_the_plan_wants_to_go(glyph, path):
    assert shapes.arrow(10, 10, glyph, 20) == path


def test_unknown_arrow_is_refused_with_what_was_given():
    with pytest.raises(ValueError, match="「↑」"):
        shapes.arrow(0, 0, "↑", 20)
