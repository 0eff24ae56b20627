"""1,700 accounts × 20 years of 22 rows, each figure recomputed by other means: no difference.

The generator makes what real tables hold: new and ended items, zeros and zero totals, negative
amounts, figures rounded or cut off to 千円. The recomputation uses whole numbers only and shares
no code with the domain.
"""

import random

from finance.domain.amounts import Amount
from finance.domain.items import Item, ItemTree
from finance.domain.settlement import Settlement, YearFacts
from finance.domain.sums import SumResult
from finance.domain.vocabulary import AmountMissingReason, Section

ACCOUNTS, YEARS = 1_700, range(2005, 2025)
NO_ITEM = Amount(None, AmountMissingReason.NO_SUCH_ITEM)
# Total → its parts: the shape of the book's table.
SHAPE = {
    "revenue": {"own": ["own1", "own2"], "dependent": ["dep1", "dep2", "dep3", "dep4"]},
    "expenditure": ["exp1", "exp2", "exp3", "exp4", "exp5"],
    "funds": ["fund1", "fund2", "fund3", "fund4", "fund5", "fund6"],
}
PARTS = {
    "revenue": ["own", "dependent"],
    "own": SHAPE["revenue"]["own"],
    "dependent": SHAPE["revenue"]["dependent"],
    "expenditure": SHAPE["expenditure"],
    "funds": SHAPE["funds"],
}
LEAVES = [code for parts in PARTS.values() for code in parts if code not in PARTS]
TREE = ItemTree(
    tuple(
        Item(code, Section(section), parent, code in PARTS)
        for section in ("revenue", "expenditure", "funds")
        for code, parent in [
            (section, None),
            *((part, section) for part in PARTS[section]),
            *((leaf, part) for part in PARTS[section] for leaf in PARTS.get(part, ())),
        ]
    )
)


def leaf_yen(rng, scale):
    """Twenty years of one leaf in yen; None where the item does not exist."""
    begins = rng.randrange(20) if rng.random() < 0.15 else 0
    ends = rng.randrange(20) if rng.random() < 0.15 else 20
    amount = rng.randrange(scale)
    yen = []
    for year in range(20):
        amount = max(0, amount + rng.randrange(-scale // 5, scale // 4))
        kind = rng.random()
        figure = 0 if kind < 0.05 else -amount if kind < 0.08 else amount
        yen.append(figure if begins <= year < ends else None)
    return yen


def account_table(rng):
    """Printed tables of one account: year index → code → 千円, or None for 「-」."""
    scale = 10 ** rng.randrange(3, 12)
    silent = rng.random() < 0.03
    leaves = {code: [0] * 20 if silent else leaf_yen(rng, scale) for code in LEAVES}
    cuts = rng.random() < 0.5
    tables = []
    for year in range(20):
        yen = {code: figures[year] for code, figures in leaves.items()}
        for total in ("own", "dependent", "revenue", "expenditure", "funds"):
            yen[total] = sum(yen[part] or 0 for part in PARTS[total])
        tables.append({code: printed(figure, cuts=cuts) for code, figure in yen.items()})
    return tables


def printed(yen, *, cuts):
    if yen is None:
        return None
    size = abs(yen) // 1000 if cuts else (abs(yen) + 500) // 1000
    return -size if yen < 0 else size


def settlement_of(tables):
    return Settlement(
        TREE,
        {
            year: YearFacts(
                year, {c: NO_ITEM if f is None else Amount(f) for c, f in table.items()}
            )
            for year, table in zip(YEARS, tables, strict=True)
        },
    )


def tenths(numerator, denominator):
    """numerator ÷ denominator in tenths of a percent by long division, ties away from zero."""
    quotient, rest = divmod(abs(numerator) * 1000, denominator)
    quotient += 2 * rest >= denominator
    return -quotient if numerator < 0 else quotient


def expected_ratio(now, before):
    """The 前年比 column as a word or in tenths of a percent."""
    now, before = now or 0, before or 0
    if before < 0 or (before == 0 and now <= 0):
        return "none"
    if before == 0:
        return "newly_arisen"
    return "ceased" if now == 0 else tenths(now, before)


def found_ratio(ratio):
    return ratio.state.value if ratio.ratio is None else int(ratio.ratio.scaleb(1))


def differences(tables, settlement):
    """What the domain says otherwise than the recomputation, of one account."""
    for index, year in enumerate(YEARS):
        table, before = tables[index], tables[index - 1]
        for code, now in table.items():
            if index and found_ratio(settlement.year_on_year(code, year)) != expected_ratio(
                now, before[code]
            ):
                yield year, code, "year_on_year"
            total = table[TREE.root_of(code).code]
            share = settlement.share(code, year)
            expected = tenths(now, total) if now is not None and total > 0 else None
            if (None if share is None else int(share.scaleb(1))) != expected:
                yield year, code, "share"
        for check in settlement.sum_checks(year):
            computed = sum(table[part] or 0 for part in PARTS[check.code])
            if (check.computed, check.difference) != (computed, table[check.code] - computed):
                yield year, check.code, "sum"
            if check.result is SumResult.INCOMPLETE:
                yield year, check.code, "open sum"
        if settlement.balance(year) != table["revenue"] - table["expenditure"]:
            yield year, "balance"


def test_no_arithmetic_difference_on_1700_accounts_of_20_years():
    rng = random.Random(20260401)
    states, results, wrong = set(), set(), []
    for _ in range(ACCOUNTS):
        tables = account_table(rng)
        settlement = settlement_of(tables)
        wrong.extend(differences(tables, settlement))
        states |= {settlement.year_on_year(code, 2015).state.value for code in LEAVES}
        results |= {check.result for check in settlement.sum_checks(2015)}

    assert wrong == []
    # The set holds every case that it is there for.
    assert states == {"number", "newly_arisen", "ceased", "none"}
    assert {SumResult.EQUAL, SumResult.ROUNDING} <= results
