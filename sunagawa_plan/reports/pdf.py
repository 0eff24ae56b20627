"""A report's HTML as a tagged PDF (PDF/UA-1), by WeasyPrint.

WeasyPrint is an extra with Debian packages of its own: it is asked for by name when a PDF is made,
so the web worker never loads it and a machine without pango serves everything else.
"""

import gc
import importlib
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

from sunagawa_plan.lib.call_stack import roomy
from sunagawa_plan.reports.paper_charts import with_own_styles
from sunagawa_plan.reports.paper_tags import PaperTags

FONT = "BIZ UDPGothic"
SHEETS = ("vendor/dads/tokens.css", "css/tokens.css", "css/report.css", "css/report-paper.css")
# On paper a verdict's mark is a character, as on the city's own evaluation sheets.
MARKS = {"achieved": "◎", "on_track": "○", "behind": "△", "worse": "×", "unjudged": "－"}

_VARIANT = "pdf/ua-1"

Tell = Callable[[str], None]

_ICON = re.compile(r'<svg class="icon"[^>]*><use href="#level-(\w+)"/></svg>')
_LINK = re.compile(r'<a href="/[^"]*"')
# White space between entries in one line would be tagged as a part of the list.
_BETWEEN_ENTRIES = re.compile(r"(?<=</li>)\s+(?=<li|</[ou]l>)|(?<=>)\s+(?=<li\b)")
_PAGE = re.compile(r"Step 5 - Creating layout - Page (\d+)")


class PdfUnavailableError(Exception):
    """This machine cannot make PDFs; the message is Japanese and says what is missing."""


@dataclass(frozen=True)
class Pdf:
    """A PDF and how many pages it has."""

    content: bytes
    pages: int


@roomy
def write_pdf(html: str, tell: Tell = lambda step: None, *, base_url: str = "") -> Pdf:
    """Make a report's HTML a tagged PDF with embedded fonts; `tell` hears how far it has come.

    base_url is where the addresses of the HTML begin; without one they are no links.
    Raises PdfUnavailableError without WeasyPrint or pango.
    """
    with _listening(tell), _rarely_collecting():
        document = laid_out(html, base_url=base_url)
        content = document.write_pdf(pdf_variant=_VARIANT, finisher=PaperTags(html).finish)
        return Pdf(bytes(content), len(document.pages))


def laid_out(html: str, *, base_url: str = "") -> Any:
    """Return a report's HTML as WeasyPrint's Document: its pages with every box in its place."""
    weasyprint = _weasyprint()
    paper = weasyprint.HTML(
        string=for_paper(html, links=bool(base_url)),
        base_url=base_url or None,
        # A report draws on nothing outside itself.
        url_fetcher=weasyprint.urls.URLFetcher(allowed_protocols=("data",)),
    )
    sheets = [weasyprint.CSS(string=text) for text in _sheets()]
    return paper.render(stylesheets=sheets, pdf_variant=_VARIANT)


def for_paper(html: str, *, links: bool = True) -> str:
    """Return HTML whose drawings stand alone: WeasyPrint draws each SVG without its page."""
    marked = _ICON.sub(lambda found: escape(MARKS[found[1]]), _BETWEEN_ENTRIES.sub("", html))
    if not links:
        marked = _LINK.sub("<a", marked)
    return with_own_styles(marked, FONT)


def _weasyprint() -> Any:
    try:
        return importlib.import_module("weasyprint")
    except ImportError as problem:
        raise PdfUnavailableError(
            "PDFを作るプログラム（WeasyPrint）が入っていません。"
            "docs/operations.md の「PDF」の手順で入れてください。"
        ) from problem
    except OSError as problem:
        raise PdfUnavailableError(
            "PDFを作るための部品（pango）がこのコンピューターにありません。"
            "Debianでは apt install libpango-1.0-0 libpangoft2-1.0-0 を実行してください。"
        ) from problem


@cache
def _sheets() -> tuple[str, ...]:
    return tuple(Path(finders.find(name) or name).read_text("utf-8") for name in SHEETS)


@contextmanager
def _rarely_collecting() -> Iterator[None]:
    """Let Python look for garbage as rarely as the web workers do: a tenth of the time went there."""
    former = gc.get_threshold()
    gc.set_threshold(10_000)
    try:
        yield
    finally:
        gc.set_threshold(*former)


@contextmanager
def _listening(tell: Tell) -> Iterator[None]:
    """Hear WeasyPrint's own progress, and keep its remarks on style sheets to itself."""
    remarks, progress = (logging.getLogger(name) for name in ("weasyprint", "weasyprint.progress"))
    former = remarks.level, progress.level, progress.propagate
    handler = _Progress(tell)
    progress.addHandler(handler)
    progress.propagate = False
    remarks.setLevel(logging.ERROR)
    progress.setLevel(logging.INFO)
    try:
        yield
    finally:
        progress.removeHandler(handler)
        remarks.level, progress.level, progress.propagate = former


class _Progress(logging.Handler):
    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self.tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if page := _PAGE.match(message):
            self.tell(f"{page[1]}ページ目を組んでいます")
        elif message.startswith("Step 6"):
            self.tell("PDFに書き出しています")
