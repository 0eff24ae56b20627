"""The order of the Japanese syllabary (五十音順), as a reader looks words up."""

import unicodedata

_ROWS = {
    "あ": "あいうえお",
    "か": "かきくけこ",
    "さ": "さしすせそ",
    "た": "たちつてと",
    "な": "なにぬねの",
    "は": "はひふへほ",
    "ま": "まみむめも",
    "や": "やゆよ",
    "ら": "らりるれろ",
    "わ": "わゐゑをん",
}
_ROW_OF = {kana: row for row, column in _ROWS.items() for kana in column}
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_VOWELS = {
    kana: "あいうえお"[place]
    for row in ("あ", "か", "さ", "た", "な", "は", "ま", "ら")
    for place, kana in enumerate(_ROWS[row])
} | {"や": "あ", "ゆ": "う", "よ": "お", "わ": "あ", "を": "お"}
OTHERS = "その他"


def syllabary_key(reading: str) -> tuple[str, str]:
    """Return what a list is sorted by: plain kana first, then marks and small kana.

    ー counts as the vowel before it, as in a dictionary: えーあい stands before えぬぴーおー.
    """
    return _plain(reading), reading


def syllabary_row(reading: str) -> str:
    """Return the row under which a word stands (あ, か, …), or その他."""
    return _ROW_OF.get(_plain(reading)[:1], OTHERS)


def _plain(reading: str) -> str:
    plain: list[str] = []
    for character in unicodedata.normalize("NFKC", reading):
        base = unicodedata.normalize("NFD", _hiragana(character))[0].translate(_SMALL)
        plain.append(_VOWELS.get(plain[-1], base) if base == "ー" and plain else base)
    return "".join(plain)


def _hiragana(character: str) -> str:
    code = ord(character)
    return chr(code - 0x60) if 0x30A1 <= code <= 0x30F6 else character
