"""What every template may ask for, whichever page it draws."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

PORTAL_NAME = "砂川市 総合計画の進み具合"


@dataclass(frozen=True)
class Portal:
    """The portal's name, and whether it shows sample values instead of the city's."""

    name: str
    is_sample: bool


def portal(request: HttpRequest) -> dict[str, Portal]:
    """Return the context every page shares; it asks the database nothing."""
    return {"portal": Portal(PORTAL_NAME, is_sample=settings.SAMPLE_DATA)}
