"""Every inconsistency in the stored settlement and soundness ratios, for `manage.py check_data`.

Most of it is refused at entry or at publication; databases that were imported, restored or edited
otherwise may hold it all the same.
"""

from collections.abc import Iterator

from finance.checking.constraints import check_constraints
from finance.checking.settlement import check_settlement
from finance.checking.soundness import check_soundness
from finance.domain.soundness import SharedRatios
from finance.models import Account
from sunagawa_plan.lib.finding import Finding


def find_problems(shared: SharedRatios) -> Iterator[Finding]:
    """Give every finding; shared holds what published plans keep of the soundness ratios."""
    broken = list(check_constraints())
    yield from broken
    if broken:
        # Figures that break the rules of their own row cannot be added up or compared.
        return
    for account in Account.objects.all():
        yield from check_settlement(account)
    yield from check_soundness(shared)
