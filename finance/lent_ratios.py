"""The ratios that a plan keeps, lent to the staff pages."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.module_loading import import_string

from finance.domain.soundness import SharedRatios
from finance.models import SoundnessRatio


def lent_ratios(ratios: Iterable[SoundnessRatio]) -> SharedRatios:
    """Return what the plans keep of the ratios.

    The admin registers itself, so nobody can hand it a lender as the public addresses are handed
    theirs: the settings name it.
    """
    lend = import_string(settings.SHARED_RATIOS)
    found: SharedRatios = lend(ratios)
    return found
