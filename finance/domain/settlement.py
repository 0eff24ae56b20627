"""The settlement of one account over the years: what pages, charts, files and checks read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from finance.domain.amounts import Amount, absent, per_inhabitant, share
from finance.domain.items import Item, ItemTree
from finance.domain.sums import SumCheck, check_sum
from finance.domain.vocabulary import Section
from finance.domain.year_on_year import YearOnYear, contradicts, year_on_year


@dataclass(frozen=True)
class YearFacts:
    """One fiscal year as entered: amounts and printed ratios by item code."""

    fiscal_year: int
    amounts: Mapping[str, Amount]
    printed: Mapping[str, YearOnYear] = field(default_factory=dict)
    population: int | None = None


@dataclass(frozen=True)
class Settlement:
    """The known years of one account. Years may be missing in between."""

    tree: ItemTree
    years: Mapping[int, YearFacts]

    @cached_property
    def fiscal_years(self) -> tuple[int, ...]:
        return tuple(sorted(self.years))

    @property
    def latest(self) -> int | None:
        """Return the last known fiscal year, or None while there is none."""
        return self.fiscal_years[-1] if self.years else None

    @property
    def gaps(self) -> tuple[int, ...]:
        """Return the years between the first and the last known one that are not known."""
        if not self.years:
            return ()
        first, last = self.fiscal_years[0], self.fiscal_years[-1]
        return tuple(year for year in range(first, last + 1) if year not in self.years)

    def amount(self, code: str, year: int) -> Amount | None:
        """Return what an item shows in a year; None where nobody entered anything.

        Before its first and after its last year an item is 「-」, entered or not.
        """
        facts = self.years.get(year)
        stored = facts.amounts.get(code) if facts else None
        if stored is None and not self.tree[code].exists_in(year):
            return absent(self.tree[code].section)
        return stored

    def thousand_yen(self, code: str, year: int) -> int | None:
        """Return an item's amount as a number, or None where it has none."""
        found = self.amount(code, year)
        return found.thousand_yen if found else None

    def year_on_year(self, code: str, year: int) -> YearOnYear:
        """Return what the 前年比 column shows for an item in a year."""
        return year_on_year(
            self.amount(code, year), self.amount(code, year - 1), self._printed(code, year)
        )

    def compared(self, code: str, year: int, with_year: int) -> YearOnYear:
        """Return an item's ratio to any other year, under the rules of 前年比."""
        return year_on_year(self.amount(code, year), self.amount(code, with_year))

    def share(self, code: str, year: int) -> Decimal | None:
        """Return an item's share of its section's total in percent, one decimal."""
        part = self.thousand_yen(code, year)
        whole = self.thousand_yen(self.tree.root_of(code).code, year)
        return None if part is None or whole is None else share(part, whole)

    def per_inhabitant(self, code: str, year: int) -> int | None:
        """Return an item's amount per inhabitant in yen, where the population was entered."""
        found = self.thousand_yen(code, year)
        population = self.years[year].population if year in self.years else None
        return None if found is None or not population else per_inhabitant(found, population)

    def balance(self, year: int) -> int | None:
        """Return 歳入 − 歳出 (形式収支) in 千円; None where either total is not known."""
        revenue, expenditure = (
            self._section_total(section, year) for section in (Section.REVENUE, Section.EXPENDITURE)
        )
        return None if revenue is None or expenditure is None else revenue - expenditure

    def listed(self, year: int, section: Section | None = None) -> Iterator[tuple[Item, int]]:
        """Yield (item, depth) of the rows that a year's table shows.

        These are the items of the year, those with an entry, and those that ended the year
        before: their 皆減 belongs to the year.
        """
        facts = self.years.get(year)
        for item, depth in self.tree.walk(section):
            entered = facts is not None and item.code in facts.amounts
            if item.exists_in(year) or item.last_year == year - 1 or entered:
                yield item, depth

    def sum_checks(self, year: int) -> tuple[SumCheck, ...]:
        """Compare every total of a year that has parts with their sum."""
        return tuple(
            check_sum(
                item.code,
                self.amount(item.code, year),
                [self.amount(part.code, year) for part in self.tree.parts(item.code)],
            )
            for item in self.tree.with_parts()
            if item.exists_in(year)
        )

    def contradicted(self, year: int) -> Iterator[tuple[str, YearOnYear, YearOnYear]]:
        """Yield (item code, printed, recomputed) wherever the book and the amounts disagree."""
        facts = self.years[year]
        for code, printed in facts.printed.items():
            computed = self.year_on_year(code, year)
            if contradicts(printed, computed):
                yield code, printed, computed

    def unanswered(self, year: int) -> tuple[str, ...]:
        """Return the codes of items that exist in a year and have neither amount nor reason."""
        return tuple(
            item.code
            for item, _ in self.tree.walk()
            if item.exists_in(year) and self.amount(item.code, year) is None
        )

    def outside_life(self, year: int) -> tuple[str, ...]:
        """Return the codes of items with an amount in a year in which they do not exist."""
        return tuple(
            code
            for code, amount in self.years[year].amounts.items()
            if amount.thousand_yen is not None and not self.tree[code].exists_in(year)
        )

    def _printed(self, code: str, year: int) -> YearOnYear | None:
        facts = self.years.get(year)
        return facts.printed.get(code) if facts else None

    def _section_total(self, section: Section, year: int) -> int | None:
        amounts = [self.thousand_yen(root.code, year) for root in self.tree.roots(section)]
        known = [amount for amount in amounts if amount is not None]
        return sum(known) if known and len(known) == len(amounts) else None
