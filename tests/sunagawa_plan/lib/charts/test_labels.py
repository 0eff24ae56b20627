from hypothesis import given, settings
from hypothesis import strategies as st

from sunagawa_plan.lib.charts.labels import Box, Obstacles, Wish, place, text_width

AREA = Box(40, 50, 340, 280)


def placed(*wishes: Wish, area: Box = AREA, obstacles: Obstacles | None = None):
    return place(
        wishes,
        area=area,
        obstacles=obstacles or Obstacles(),
        font_size=14,
        line_height=18,
        gap=4,
    )


def wish(text: str, x: float, y: float) -> Wish:
    return Wish(text, "target", (x, y), clearance=5)


def test_full_width_characters_are_an_em_wide_and_digits_less():
    assert text_width("目標", 14) == 28
    assert text_width("△", 14) == 14
    assert 7 < text_width("7", 14) < 10


def test_lone_label_stands_centred_close_above_its_point():
    (label,) = placed(wish("目標 7.7", 200, 150))
    assert label.box.middle[0] == 200
    assert label.box.bottom == 150 - 5 - 4


def test_label_at_the_rim_slides_back_into_the_area():
    (label,) = placed(wish("最終目標 9.5", 338, 52))
    assert AREA.holds(label.box)
    assert label.box.top > 52


def test_second_label_on_the_same_point_goes_to_the_other_side():
    first, second = placed(wish("実績 7.7", 200, 150), wish("目標 7.7", 200, 150))
    assert not first.box.overlaps(second.box)
    assert second.box.top >= 150


def test_label_keeps_off_a_thick_line():
    rising = ((60.0, 220.0), (200.0, 150.0), (300.0, 60.0))
    (label,) = placed(wish("実績 7.7", 200, 150), obstacles=Obstacles(lines=(rising,)))
    assert not any(label.box.crossed_by(*pair) for pair in ((rising[0], rising[1]), rising[1:]))


def test_label_keeps_off_a_neighbouring_mark():
    mark = Box(190, 120, 210, 145)
    (label,) = placed(wish("実績 7.7", 200, 160), obstacles=Obstacles(marks=(mark,)))
    assert not label.box.overlaps(mark)


def test_label_without_any_room_is_left_out():
    narrow = Box(0, 0, 50, 20)
    assert placed(wish("とても長い目標の名前", 25, 10), area=narrow) == ()


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            wish,
            st.text("目標値実績R0123456789. ", min_size=1, max_size=14),
            st.floats(40, 340),
            st.floats(50, 280),
        ),
        max_size=7,
    )
)
def test_labels_never_overlap_nor_leave_the_area(wishes):
    labels = placed(*wishes)
    boxes = [label.box for label in labels]
    assert all(AREA.holds(box) for box in boxes)
    assert not any(
        box.overlaps(other) for index, box in enumerate(boxes) for other in boxes[index + 1 :]
    )


def test_box_notices_lines_that_pass_through_it():
    box = Box(0, 0, 10, 10)
    assert box.crossed_by((-5, 5), (15, 5))
    assert box.crossed_by((5, -5), (5, 15))
    assert box.crossed_by((-5, -5), (15, 15))
    assert box.crossed_by((2, 2), (3, 3))
    assert not box.crossed_by((-5, 5), (-1, 5))
    assert not box.crossed_by((-5, 12), (15, 12))
    assert not box.crossed_by((-6, 5), (5, 16.5))


def test_boxes_that_only_touch_do_not_overlap():
    assert not Box(0, 0, 10, 10).overlaps(Box(10, 0, 20, 10))
    assert Box(0, 0, 10, 10).overlaps(Box(9, 9, 20, 20))
