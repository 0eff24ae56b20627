"""The staff guide: docs/staff-guide*.md as pages of the admin, for staff have no repository.

A new page is a new file docs/staff-guide-<name>.md; nothing else has to be told of it.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown import Markdown
from markdown.extensions.toc import TocExtension, slugify_unicode

FOLDER = settings.BASE_DIR / "docs"
PICTURES = FOLDER / "images" / "staff"
_LINK = re.compile(r"\((?:docs/)?staff-guide(?:-(?P<name>[a-z-]+))?\.md(?P<place>#[^)]*)?\)")
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


@dataclass(frozen=True)
class GuidePage:
    """One page of the guide; the name is blank for the one that all staff begin with."""

    name: str
    title: str
    text: str

    @classmethod
    def found(cls, name: str) -> Self | None:
        """Read a page, or None where there is none of that name."""
        path = FOLDER / f"staff-guide{name and f'-{name}'}.md"
        if path not in FOLDER.glob("staff-guide*.md"):
            return None
        heading, _, text = path.read_text("utf-8").partition("\n")
        return cls(name, heading.lstrip("# "), text)

    @property
    def address(self) -> str:
        return reverse("guide", args=[self.name]) if self.name else reverse("guide")

    @property
    def html(self) -> SafeString:
        """Return the text as HTML; what it says comes from the repository, never from a visitor."""
        toc = TocExtension(slugify=slugify_unicode)
        writer = Markdown(extensions=["tables", "sane_lists", toc])
        html = writer.convert(_LINK.sub(_to_address, self.text))
        # A wide table scrolls by itself, also by keyboard.
        return mark_safe(_TABLE.sub(_scrolling, html))  # noqa: S308


def guide_pages() -> list[GuidePage]:
    """Return every page, the general one first."""
    paths = sorted(FOLDER.glob("staff-guide*.md"), key=lambda path: path.stem)
    names = (path.stem.removeprefix("staff-guide").removeprefix("-") for path in paths)
    return [page for name in names if (page := GuidePage.found(name)) is not None]


def picture(name: str) -> Path | None:
    """Return the file of a picture of the guide, or None."""
    path = PICTURES / name
    return path if path in PICTURES.glob("*.png") else None


def _to_address(found: re.Match[str]) -> str:
    name, place = found["name"], found["place"] or ""
    address = reverse("guide", args=[name]) if name else reverse("guide")
    return f"({address}{place})"


def _scrolling(found: re.Match[str]) -> str:
    return f'<div class="results">{found[0]}</div>'
