"""The names of a year's items, told apart where the table prints the same word several times."""

from collections import Counter
from collections.abc import Sequence

from finance.models import SettlementItem


def distinct_names(items: Sequence[SettlementItem], year: int) -> dict[str, str]:
    """Return a name by item code: 市税, but 依存財源のその他 where others are called その他 too.

    Reads the prefetched later names of the items, which must be all of one account.
    """
    names = {item.code: item.name_in(year) for item in items}
    counts = Counter(names.values())
    return {
        item.code: f"{names[item.parent.code]}の{names[item.code]}"
        if item.parent and counts[names[item.code]] > 1
        else names[item.code]
        for item in items
    }
