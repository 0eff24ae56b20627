"""Characters a file format cannot hold or would act upon, written so that reading gives them back.

Three reversible ones (formula guard, CP932 references, xlsx escapes) and a single lossy one,
`single_line`, which the rules for machine-readable files ask for.
"""

import re

_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_FORMULA_START = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_NOT_IN_CP932 = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
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
    text = _REFERENCE.sub(lambda match: "&#x26;" + match[0][1:], text)
    return _exactly(text) or b"".join(
        _exactly(character) or b"&#x%X;" % ord(character) for character in text
    )


def from_cp932(content: bytes) -> str:
    """CP932 bytes as they stand, references unresolved. UnicodeDecodeError where Python's codec
    lets bytes pass (80, A0, FD, FE, FF) that are no character of CP932."""
    text = content.decode("cp932")
    if foreign := _NOT_IN_CP932.search(text):
        start = len(text[: foreign.start()].encode("cp932"))
        raise UnicodeDecodeError("cp932", content, start, start + 1, "not a character of CP932")
    return text


def _exactly(text: str) -> bytes:
    """CP932 that reads back as `text`, else nothing: ¥ (U+00A5) would come back as a backslash."""
    try:
        encoded = text.encode("cp932")
        return encoded if from_cp932(encoded) == text else b""
    except UnicodeError:
        return b""


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
