"""What must hold between the entries of a plan's files, whatever the database says.

What concerns one row alone is checked by its model when the row is written.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from indicators.loading.book import (
    AnnualValueEntry,
    GlossaryEntry,
    IndicatorEntry,
    PlanBook,
)
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import round_half_up
from sunagawa_plan.shared.loading.problems import PlanFileError


def verify_book(book: PlanBook) -> None:
    """Raise PlanFileError with everything that does not fit together."""
    problems = [problem for check in _CHECKS for problem in check(book)]
    if problems:
        raise PlanFileError(problems)


def _codes_fit(book: PlanBook) -> Iterator[str]:
    goals = {str(goal.number) for goal in book.goals}
    for policy in book.policies:
        goal, _, rest = policy.code.partition("-")
        if goal not in goals or not rest:
            yield (
                f"{policy.place}: 施策番号「{policy.code}」は、どの基本目標の番号"
                f"（{'、'.join(sorted(goals))}）でも始まっていません。"
            )
        for project in policy.basic_projects:
            yield from _begins(project.place, project.code, policy.code, "施策番号")
            for indicator in project.indicators:
                yield from _begins(indicator.place, indicator.code, project.code, "基本事業番号")


def _begins(place: str, code: str, parent: str, what: str) -> Iterator[str]:
    if not code.startswith(f"{parent}-"):
        yield f"{place}: 番号「{code}」は、{what}「{parent}-」で始まっていません。"


def _nothing_twice(book: PlanBook) -> Iterator[str]:
    policies = book.policies
    projects = [project for policy in policies for project in policy.basic_projects]
    plan = book.plan.place
    yield from _twice("基本目標の番号", ((goal.place, goal.number) for goal in book.goals))
    yield from _twice("施策番号", ((policy.place, policy.code) for policy in policies))
    yield from _twice("基本事業番号", ((project.place, project.code) for project in projects))
    yield from _twice("指標番号", ((each.place, each.code) for each in book.indicators))
    yield from _twice("目標年度", ((plan, each.fiscal_year) for each in book.plan.milestones))
    yield from _twice("担当課のコード", ((plan, each.code) for each in book.plan.departments))
    yield from _twice(
        "実績値", ((v.place, f"{v.indicator_code} {v.fiscal_year}") for v in book.annual_values)
    )
    for policy in policies:
        yield from _twice("関係個別計画", ((policy.place, name) for name in policy.related_plans))
        series = ((each.place, each.title) for each in policy.reference_series)
        yield from _twice("参考図の題名", series)
    for indicator in book.indicators:
        targets = (
            (each.place, (each.fiscal_year, each.effective_from)) for each in indicator.targets
        )
        yield from _twice("目標", targets)


def _twice(what: str, entries: Iterable[tuple[str, Hashable]]) -> Iterator[str]:
    entries = list(entries)
    counts = Counter(name for _, name in entries)
    places = {name: place for place, name in entries}
    for name, count in counts.items():
        if count > 1:
            shown = name[0] if isinstance(name, tuple) else name
            yield f"{places[name]}: {what}「{shown}」が{count}回出てきます。1回だけにしてください。"


def _targets_fit_milestones(book: PlanBook) -> Iterator[str]:
    milestones = {milestone.fiscal_year for milestone in book.plan.milestones}
    if not milestones:
        yield f"{book.plan.place}: 目標年度（milestones）が1つもありません。"
    for indicator in book.indicators:
        years = {target.fiscal_year for target in indicator.targets}
        if lacking := milestones - years:
            yield f"{indicator.place}: {_years(lacking)}の目標がありません。"
        if extra := years - milestones:
            yield (
                f"{indicator.place}: {_years(extra)}は、計画の目標年度ではありません。"
                "年度を直すか、計画の目標年度（milestones）に加えてください。"
            )


def _years(years: Iterable[int]) -> str:
    return "、".join(FiscalYear(year).full for year in sorted(years))


def _glossary_agrees(book: PlanBook) -> Iterator[str]:
    first: dict[str, GlossaryEntry] = {}
    for policy in book.policies:
        for entry in policy.glossary:
            known = first.setdefault(entry.term, entry)
            if _bare(known.explanation) != _bare(entry.explanation):
                yield (
                    f"{entry.place}: 「{entry.term}」の解説が、"
                    f"{known.place} の解説と違います。同じ文にしてください。"
                )
            if known.reading and entry.reading and known.reading != entry.reading:
                yield f"{entry.place}: 「{entry.term}」のよみが、{known.place} と違います。"


def _bare(text: str) -> str:
    return "".join(text.split())


def _departments_are_known(book: PlanBook) -> Iterator[str]:
    known = {department.code for department in book.plan.departments}
    for indicator in book.indicators:
        if indicator.department and indicator.department not in known:
            yield (
                f"{indicator.place}: 担当課「{indicator.department}」は、"
                "計画の担当課（departments）にありません。"
            )


def _annual_values_fit(book: PlanBook) -> Iterator[str]:
    indicators = {indicator.code: indicator for indicator in book.indicators}
    for annual in book.annual_values:
        indicator = indicators.get(annual.indicator_code)
        if indicator is None:
            yield f"{annual.place}: 指標番号「{annual.indicator_code}」の指標がありません。"
        elif _contradicts_baseline(annual, indicator, book.plan.baseline_fiscal_year):
            yield (
                f"{annual.place}: 基準年度の実績値{annual.value}が、"
                f"{indicator.place} の現状値{indicator.baseline_value}と違います。"
            )


def _contradicts_baseline(
    annual: AnnualValueEntry, indicator: IndicatorEntry, plan_baseline_year: int
) -> bool:
    year = indicator.baseline_fiscal_year or plan_baseline_year
    if annual.fiscal_year != year or annual.value is None or indicator.baseline_value is None:
        return False
    places = indicator.decimal_places
    return round_half_up(annual.value, places) != round_half_up(indicator.baseline_value, places)


def _indicators_or_reason(book: PlanBook) -> Iterator[str]:
    for policy in book.policies:
        for project in policy.basic_projects:
            if bool(project.indicators) == bool(project.no_indicator_reason):
                yield f"{project.place}: {_EITHER_INDICATORS_OR_REASON}"


def _portal_words_fit(book: PlanBook) -> Iterator[str]:
    codes = {indicator.code for indicator in book.indicators}
    terms = {entry.term for policy in book.policies for entry in policy.glossary}
    yield from _twice("指標番号", ((each.place, each.indicator_code) for each in book.plain_words))
    yield from _twice("用語", ((each.place, each.term) for each in book.readings))
    for words in book.plain_words:
        if words.indicator_code not in codes:
            yield f"{words.place}: 指標番号「{words.indicator_code}」の指標がありません。"
    for reading in book.readings:
        if reading.term not in terms:
            yield f"{reading.place}: 「{reading.term}」は、どの施策の用語解説にもありません。"


_EITHER_INDICATORS_OR_REASON = "指標（indicators）か、指標を設定しない理由（no_indicator_reason）の、どちらか一方を書いてください。"
_CHECKS = (
    _codes_fit,
    _nothing_twice,
    _targets_fit_milestones,
    _glossary_agrees,
    _departments_are_known,
    _annual_values_fit,
    _indicators_or_reason,
    _portal_words_fit,
)
