from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from sunagawa_plan.lib.card import FONTS, Card, Tally, draw_card, find_font, wrap

FONT = find_font()
needs_font = pytest.mark.skipif(FONT is None, reason="no Japanese font here")
TALLIES = tuple(
    Tally(level, level, 300) for level in ("achieved", "on_track", "behind", "worse", "unjudged")
)


@needs_font
@pytest.mark.parametrize(
    "shown",
    [
        Card("砂川市", "計画", "文"),
        Card("砂川市", "長い題" * 60, "長い文。" * 200, TALLIES, "見本"),
        Card("", "", ""),
        Card("砂川市", "計画", "文", (Tally("new level", "未知", 1),)),
    ],
    ids=["short", "long", "empty", "unknown level"],
)
def test_any_card_is_a_picture_of_the_right_size(shown):
    assert Image.open(BytesIO(draw_card(shown, FONT))).size == (1200, 630)


@needs_font
def test_banner_is_drawn_over_the_foot():
    plain = draw_card(Card("砂川市", "計画", "文"), FONT)
    sample = draw_card(Card("砂川市", "計画", "文", banner="見本の値"), FONT)

    def foot(content: bytes) -> tuple[int, ...]:
        return Image.open(BytesIO(content)).convert("RGB").getpixel((1190, 620))

    assert foot(plain) == (255, 255, 255)
    assert foot(sample) != (255, 255, 255)


@needs_font
def test_text_breaks_within_the_width_and_never_before_a_full_stop():
    font = ImageFont.truetype(str(FONT), 20)

    lines = wrap("計画は、進んでいます。" * 10, 200, font)

    assert "".join(lines) == "計画は、進んでいます。" * 10
    assert all(font.getlength(line) <= 200 + 2 * 20 for line in lines)
    assert not [line for line in lines if line[0] in "、。"]


def test_machine_without_any_of_the_fonts_has_none():
    assert find_font([Path("/nowhere/font.ttc")]) is None
    assert len(FONTS) > 2
