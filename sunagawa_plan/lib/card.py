"""The picture that goes with a link in other people's posts: 1200 × 630, drawn without a browser."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
# Where Debian's packages put Japanese fonts: fonts-noto-cjk, fonts-morisawa-bizud-gothic,
# fonts-ipafont-gothic. The first face of each file is the Japanese one.
FONTS = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"),
    Path("/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Bold.ttf"),
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf"),
    Path("/usr/share/fonts/opentype/ipafont-gothic/ipagp.ttf"),
)
# Lines are drawn at twice the size and then halved, which smooths them.
_SCALE = 2
_MARGIN = 72
_PAPER, _INK, _SOFT, _ACCENT = "#ffffff", "#1a1a1c", "#4d4d4d", "#0017c1"
_COLOURS = {
    "achieved": "#197a4b",
    "on_track": "#00428c",
    "behind": "#6d5600",
    "worse": "#ce0000",
    "unjudged": "#626264",
}
# What must not begin a line, as Japanese is set.
_CLINGING = frozenset("、。，．・：；！？）］｝」』】〉》〕ーっゃゅょァィゥェォッャュョ％%")

Font = ImageFont.FreeTypeFont


class Tally(NamedTuple):
    """How many indicators have a level: its code for shape and colour, its word."""

    level: str
    label: str
    total: int


@dataclass(frozen=True)
class Card:
    """What a picture says. banner is a warning across the foot, empty for none."""

    site: str
    title: str
    sentence: str
    tallies: tuple[Tally, ...] = ()
    banner: str = ""


def find_font(candidates: Iterable[Path] = FONTS) -> Path | None:
    """Return the first font that the machine has, or None."""
    return next((path for path in candidates if path.is_file()), None)


def draw_card(card: Card, font: Path) -> bytes:
    """Return a card as PNG. Raises OSError for a file that is no font."""
    image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH * _SCALE, 14 * _SCALE), fill=_ACCENT)
    y = _write(pen, card.site, 30, 56, font, _SOFT, most=1)
    y = _write(pen, card.title, 56, y + 16, font, _INK, most=2)
    _write(pen, card.sentence, 36, y + 28, font, _INK, most=3)
    _draw_tallies(pen, card.tallies, font)
    if card.banner:
        pen.rectangle((0, 586 * _SCALE, WIDTH * _SCALE, HEIGHT * _SCALE), fill="#fff1b3")
        _write(pen, card.banner, 26, 590, font, _INK, most=1)
    small = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    # Few colours are in use: a palette makes a third of the bytes.
    stored = BytesIO()
    small.quantize(256, dither=Image.Dither.NONE).save(stored, "PNG", optimize=True)
    return stored.getvalue()


def wrap(text: str, width: float, font: Font) -> list[str]:
    """Break a text into lines of at most a width, none beginning with what must not begin one."""
    lines, line = [], ""
    for character in text:
        if line and font.getlength(line + character) > width and character not in _CLINGING:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line] if line else lines


def _write(
    pen: ImageDraw.ImageDraw, text: str, size: int, y: int, path: Path, ink: str, *, most: int
) -> int:
    """Write a text of at most so many lines from y down; return where it ends."""
    font = ImageFont.truetype(str(path), size * _SCALE)
    lines = wrap(text, (WIDTH - 2 * _MARGIN) * _SCALE, font)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][:-1] + "…"]
    step = round(size * 1.45)
    for line in lines:
        pen.text((_MARGIN * _SCALE, y * _SCALE), line, font=font, fill=ink)
        y += step
    return y


def _draw_tallies(pen: ImageDraw.ImageDraw, tallies: Sequence[Tally], path: Path) -> None:
    words = ImageFont.truetype(str(path), 24 * _SCALE)
    figures = ImageFont.truetype(str(path), 52 * _SCALE)
    for tally, x in zip(tallies, _places(len(tallies)), strict=False):
        colour = _COLOURS.get(tally.level, _SOFT)
        _draw_shape(pen, tally.level, (x, 462), colour)
        pen.text(((x + 42) * _SCALE, 458 * _SCALE), tally.label, font=words, fill=colour)
        count = str(tally.total)
        pen.text((x * _SCALE, 494 * _SCALE), count, font=figures, fill=_INK)


def _places(count: int) -> Iterator[int]:
    step = (WIDTH - 2 * _MARGIN) // max(count, 1)
    return iter(range(_MARGIN, WIDTH, step))


def _draw_shape(pen: ImageDraw.ImageDraw, level: str, corner: tuple[int, int], colour: str) -> None:
    """Draw the mark of a level as the pages do: ◎ ○ △ × －, in a box of 32."""
    x, y = (place * _SCALE for place in corner)
    box, line = 32 * _SCALE, 5 * _SCALE
    match level:
        case "achieved":
            pen.ellipse((x, y, x + box, y + box), outline=colour, width=line)
            inset = box // 3
            pen.ellipse((x + inset, y + inset, x + box - inset, y + box - inset), fill=colour)
        case "on_track":
            pen.ellipse((x, y, x + box, y + box), outline=colour, width=line)
        case "behind":
            corners = [(x, y + box), (x + box // 2, y), (x + box, y + box)]
            pen.polygon(corners, outline=colour, width=line)
        case "worse":
            pen.line((x, y, x + box, y + box), fill=colour, width=line)
            pen.line((x + box, y, x, y + box), fill=colour, width=line)
        case _:
            middle = y + box // 2
            pen.line((x, middle, x + box, middle), fill=colour, width=line)
