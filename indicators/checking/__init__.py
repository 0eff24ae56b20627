"""Every inconsistency in the stored plans, for `manage.py check_data`.

The database and the forms refuse most of this at entry; databases that were imported, restored or
edited otherwise may hold it all the same. Each module checks one kind of row; the number of queries
does not depend on the number of rows.
"""

from collections.abc import Iterator
from datetime import date

from indicators.checking.annual_values import check_annual_values
from indicators.checking.constraints import check_constraints
from indicators.checking.glossary import check_glossary
from indicators.checking.indicators import check_indicator
from indicators.checking.structure import check_structure
from indicators.models import Indicator
from sunagawa_plan.lib.finding import Finding


def find_problems(today: date) -> Iterator[Finding]:
    """Give every finding in all plans, published or not, as seen on a day."""
    yield from check_constraints()
    yield from check_structure()
    indicators = list(
        Indicator.objects.with_series().prefetch_related(
            "basic_project__policy__goal__plan__milestones"
        )
    )
    for indicator in indicators:
        yield from check_indicator(indicator)
        yield from check_annual_values(indicator, today)
    yield from check_glossary()
