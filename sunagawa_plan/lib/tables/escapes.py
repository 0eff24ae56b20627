"""Characters a file format cannot hold or would act upon, written so that reading gives them back.

Three reversible ones (formula guard, CP932 references, xlsx escapes) and a single lossy one,
`single_line`, which the rules for machine-readable files ask for.
"""

import codecs
import re

_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_FORMULA_START = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
# Single bytes that Python's codec lets pass although CP932 has no such characters.
_STRAY_BYTES = "\x80\xa0\uf8f0-\uf8f3"
# ¢ £ ¬ ‖ − 〜, which Python writes as their full-width look-alikes: not what would come back.
_LOOK_ALIKES = "\xa2\xa3\xac\u2016\u2212\u301c"
_NOT_IN_CP932 = re.compile(f"[{_STRAY_BYTES}]")
_TO_REFERENCE = re.compile(f"[{_STRAY_BYTES}{_LOOK_ALIKES}]|&(?=#x[0-9A-Fa-f]{{1,6}};)")
_REFERENCE = re.compile(
    f"{_NOT_IN_CP932.pattern[:-1]}\xa2\xa3\xac\u2016\u2212\u301c]|&(?=#x[0-9A-Fa-f]{{1,6}};)"
)
_REFERENCE = re.compile("&#x([0-9A-Fa-f]{1,6});")

# What XML 1.0 cannot hold, and CR, which an XML reader turns into LF.
_NOT_IN_XML = "\x01-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff"
_XLSX_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_XLSX_TO_ESCAPE = re.compile(f"[{_NOT_IN_XML}]|_(?=x[0-9A-Fa-f]{{4}}[_{_NOT_IN_XML}])")


def without_nul(text: str) -> str:
    """NUL cannot stand in a CSV or xlsx file: it is written as the replacement character, visibly."""
    return text.replace("\0", "\ufffd")


def single_line(text: str) -> str:
    """`text` with every line break as one space, and NUL as �: what a CSV file keeps of it.

    No value of a machine-readable CSV file contains a line break. An importer that asks whether a
    text changed compares with single_line(stored); xlsx and JSON keep the line breaks.
    """
    return _LINE_BREAK.sub(" ", without_nul(text))


def guard_formula(text: str) -> str:
    """One apostrophe in front of a text that a spreadsheet would run (= + - @ TAB CR).

    Also in front of apostrophes followed by such, so that unguard_formula() is its exact inverse.
    """
    return f"'{text}" if _FORMULA_START.match(text) else text


def unguard_formula(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text


def to_cp932(text: str) -> bytes:
    """CP932, with a reference `&#x2197;` for each character it lacks or would give back changed.

    A literal reference in the text has its & written as a reference, so that reading is exact.
    """
    return _TO_REFERENCE.sub(_references, text).encode("cp932", _REFERENCES)


def from_cp932(content: bytes) -> str:
    """CP932 bytes as they stand, references unresolved.

    UnicodeDecodeError also for the bytes 80, A0, FD, FE and FF, which Python's codec lets pass.
    """
    text = content.decode("cp932")
    if foreign := _NOT_IN_CP932.search(text):
        start = len(text[: foreign.start()].encode("cp932"))
        raise UnicodeDecodeError("cp932", content, start, start + 1, "not a character of CP932")
    return text


def _references(match: re.Match[str]) -> str:
    return _as_references(match[0])


def _as_references(text: str) -> str:
    return "".join(f"&#x{ord(character):X};" for character in text)


def _replace_unencodable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return _as_references(error.object[error.start : error.end]), error.end


_REFERENCES = "sunagawa_plan.references"
codecs.register_error(_REFERENCES, _replace_unencodable)


def resolve_references(text: str) -> str:
    """The inverse of to_cp932() on decoded text; references to no character stay as they are."""
    return _REFERENCE.sub(lambda match: _character(match[1]) or match[0], text)


def to_xlsx_text(text: str) -> str:
    """Control characters as `_x000B_`, as ECMA-376 (ST_Xstring) writes them; NUL as �."""
    return _XLSX_TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", without_nul(text))


def from_xlsx_text(text: str) -> str:
    return _XLSX_ESCAPE.sub(lambda match: _character(match[1]) or match[0], text)


def _character(code: str) -> str | None:
    """The character of a hexadecimal code, unless no database could hold it."""
    number = int(code, 16)
    if number == 0 or 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
        return None
    return chr(number)
