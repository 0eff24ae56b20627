"""What an answer would change on the public pages: old → new, verdict before → after."""

from dataclasses import dataclass, replace

from indicators.domain.measure import Measure
from indicators.domain.series import AnnualFact, JudgedSeries, JudgedYear
from indicators.domain.wording import explain


@dataclass(frozen=True)
class Prospect:
    """One year of an indicator as published now, and as it would be with an answer."""

    before: JudgedYear
    after: JudgedYear
    measure: Measure
    sentence: str

    @property
    def is_correction(self) -> bool:
        """Tell whether something public would be replaced."""
        return self.before.fact is not None

    @property
    def is_new_verdict(self) -> bool:
        """Tell whether the word that citizens read would be another."""
        return self.before.verdict.label != self.after.verdict.label

    @property
    def old(self) -> str:
        return answer_in_words(self.before.fact, self.measure)

    @property
    def new(self) -> str:
        return answer_in_words(self.after.fact, self.measure)


def prospect(series: JudgedSeries, answer: AnnualFact, measure: Measure) -> Prospect:
    """Judge a year with an answer in the place of what is published."""
    year = answer.fiscal_year
    changed = replace(series, annual={**series.annual, year: answer})
    after = changed.year(year)
    return Prospect(
        before=series.year(year),
        after=after,
        measure=measure,
        sentence=explain(after.verdict, measure, series.facts.direction),
    )


def answer_in_words(fact: AnnualFact | None, measure: Measure) -> str:
    """Write an answer with its unit, or the reason for none; nothing for no answer."""
    if fact is None:
        return ""
    if fact.value is not None:
        return measure.quantity(fact.value) + ("（速報値）" if fact.is_provisional else "")
    return fact.missing_reason.label if fact.missing_reason else ""
