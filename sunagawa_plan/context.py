"""What every template may ask for, whichever page it draws."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import localdate

from sunagawa_plan.related_pages import RelatedPage, related_pages
from sunagawa_plan.ruby import has_ruby, ruby_address

PORTAL_NAME = "砂川市 総合計画の進み具合"
PUBLISHER = "砂川市"


@dataclass(frozen=True)
class Portal:
    """The portal's name, whether it shows sample values, the day, and what goes with the page asked for."""

    name: str
    is_sample: bool
    today: date
    has_ruby: bool = False
    ruby_address: str = ""
    related_pages: tuple[RelatedPage, ...] = ()


def portal(request: HttpRequest) -> dict[str, Portal]:
    """Return the context every page shares; it asks the database nothing."""
    related = related_pages(request.resolver_match)
    return {
        "portal": Portal(
            PORTAL_NAME,
            is_sample=settings.SAMPLE_DATA,
            today=localdate(),
            has_ruby=has_ruby(request),
            ruby_address=ruby_address(request),
            related_pages=related,
        )
    }
