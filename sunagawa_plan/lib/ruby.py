"""Readings over hard words (ruby) in a finished page, and the way to keep them from page to page.

Only text between tags changes, never a tag, a title, a drawing or what stands in a form's fields.
The reading is hidden from assistive technology, which reads the word itself: names of links and
headings stay as they are.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

PARAMETER, ON = "ruby", "1"

_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_BOX = "with-readings"
_UNTOUCHED = frozenset({"head", "script", "style", "svg", "select", "textarea", "ruby"})
_HREF = re.compile(r'(<a\b[^>]*?\bhref=")((?:/(?!/)|\?)[^"#]*)(#[^"]*)?"')
_FORM = re.compile(r"<form\b[^>]*>")
# Files, and what belongs to staff, carry no readings.
_NOT_PAGES = re.compile(r"/admin/|/static/|[^/?]*\.[a-z0-9.]+(?:\?|$)")


def with_readings(html: str, readings: Mapping[str, str]) -> str:
    """Return a page with a reading over every known word of its text."""
    known = _pattern(readings)
    if known is None:
        return html

    def read(match: re.Match[str]) -> str:
        reading = escape(readings[unescape(match[0])])
        return f'<ruby>{match[0]}<rt aria-hidden="true">{reading}</rt></ruby>'

    def rewritten(text: str) -> str:
        # One box around a text and its readings: they must not part where the text lay in a grid.
        said = known.sub(read, text)
        return said if said == text else f"<{_BOX}>{said}</{_BOX}>"

    return "".join(rewritten(part) if is_text else part for part, is_text in _parts(html))


def carried_on(html: str) -> str:
    """Return a page whose links and forms lead to pages with readings."""
    field = f'<input type="hidden" name="{PARAMETER}" value="{ON}">'
    linked = _HREF.sub(_carry, html)
    return _FORM.sub(lambda match: match[0] + field, linked)


def _carry(match: re.Match[str]) -> str:
    start, address, anchor = match[1], match[2], match[3] or ""
    is_switch = f"{PARAMETER}=" in address or "data-ruby" in start
    if is_switch or _NOT_PAGES.search(address):
        return match[0]
    joint = "&amp;" if "?" in address else "?"
    joint = "" if address.endswith("?") else joint
    return f'{start}{address}{joint}{PARAMETER}={ON}{anchor}"'


def _parts(html: str) -> Iterator[tuple[str, bool]]:
    """Yield tags and texts in turn, each with whether it is a text that may change."""
    inside: list[str] = []
    for part in _TAG.split(html):
        if not part.startswith("<"):
            yield part, not inside
            continue
        name = match[1].lower() if (match := _NAME.match(part)) else ""
        if name in _UNTOUCHED and not part.startswith("</") and not part.endswith("/>"):
            inside.append(name)
        elif inside and part.startswith("</") and name == inside[-1]:
            inside.pop()
        yield part, False


def _pattern(readings: Mapping[str, str]) -> re.Pattern[str] | None:
    """Return what finds the longest known word; Latin words only where they stand alone."""
    words = sorted((word for word in readings if word), key=len, reverse=True)
    if not words:
        return None
    return re.compile("|".join(map(_bounded, words)))


def _bounded(word: str) -> str:
    escaped = re.escape(escape(word))
    return rf"(?<![A-Za-z0-9&]){escaped}(?![A-Za-z0-9;])" if word.isascii() else escaped
