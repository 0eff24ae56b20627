"""What people type, brought to one width, and quoted back to them when it cannot be read."""

import re
import unicodedata
from functools import lru_cache

# <square> covers ㋿ (令和) and ㌫ (パーセント); <noBreak> the spaces that web tables carry.
_FOLDED_TAGS = ("<wide>", "<narrow>", "<square>", "<noBreak>")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_QUOTED_LENGTH = 40


def fold_width(text: str) -> str:
    """Full-width letters, digits and signs as half-width, half-width katakana as full-width.

    Deliberately weaker than NFKC, which would also turn ① and ² into digits: a footnote mark
    behind a figure (98.6①) must be refused, not read as 98.61. Zero-width characters go,
    blanks at both ends are stripped.
    """
    if text.isascii():
        return text.strip()
    folded = "".join(map(_fold_character, _INVISIBLE.sub("", text)))
    return unicodedata.normalize("NFC", folded).strip()


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    tag, _, codes = unicodedata.decomposition(character).partition(" ")
    if tag not in _FOLDED_TAGS:
        return character
    return "".join(chr(int(code, 16)) for code in codes.split())


def quote(raw: object) -> str:
    """`raw` in Japanese brackets for a message: on one line, shortened when it is long."""
    text = "" if raw is None else " ".join(str(raw).split())
    text = "".join(character if character.isprintable() else "�" for character in text)
    if len(text) > _QUOTED_LENGTH:
        text = text[:_QUOTED_LENGTH] + "…"
    return f"「{text}」" if text else "「」（空欄）"
