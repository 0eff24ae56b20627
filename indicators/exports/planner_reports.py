"""The reports on indicators that planners ask for, now or as of a past day."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.domain.vocabulary import Kind, Level
from indicators.editions import Edition
from indicators.exports.comparison import comparison_table
from indicators.exports.corrections import Period, corrections_table
from indicators.exports.indicators import indicators_table
from indicators.exports.progress import progress_table
from indicators.exports.targets import targets_table
from indicators.exports.values import values_table
from indicators.exports.values_wide import values_wide_table
from indicators.models import AnnualValue, Indicator, Plan
from indicators.pages.progress import ProgressChoice
from indicators.pages.years import shown_year
from indicators.past_edition import edition_of
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.shared.planner_reports import Audience, ReportChoice, TableReport

_FILTERS = ("plan", "as_of", "policy", "department", "kind", "level", "year")


@dataclass(frozen=True)
class Chosen:
    """An edition of a plan with the indicators that were asked for, and the year spoken of."""

    edition: Edition
    indicators: Sequence[Indicator]
    year: int

    @property
    def plan(self) -> Plan:
        return self.edition.plan

    @property
    def before(self) -> int:
        """Return the year to compare with where none was chosen."""
        return max(self.year - 1, self.plan.judged_years[0])


def chosen(choice: ReportChoice) -> Chosen:
    """Load what a choice asks for. ValueError for a plan or year that there is not."""
    plan = Plan.objects.filter(slug=choice.plan).first()
    if plan is None:
        raise ValueError("計画を選んでください。")
    edition = edition_of(plan, choice.as_of, choice.today)
    judged = [(own, own.series(edition.day)) for own in edition.with_series()]
    known = (
        year
        for _, series in judged
        for year, fact in series.annual.items()
        if fact.value is not None
    )
    reported = max((year for year in known if year in edition.plan.judged_years), default=None)
    year = choice.year or shown_year(edition.plan, reported, edition.day)
    _check_year(edition.plan, year)
    asked = _asked(choice)
    kept = [
        own
        for own, series in judged
        if asked.keeps(own, series.year(year).verdict.level, series.year(year).kind)
    ]
    return Chosen(edition, kept, year)


def _asked(choice: ReportChoice) -> ProgressChoice:
    return ProgressChoice(
        policy=choice.policy,
        department=choice.department,
        level=Level(choice.level) if choice.level else None,
        kind=Kind(choice.kind) if choice.kind else None,
    )


def _check_year(plan: Plan, year: int) -> None:
    if year not in plan.judged_years:
        raise ValueError(f"{FiscalYear(year).full}は、{plan.name}で評価する年度ではありません。")


def _indicators(choice: ReportChoice) -> Table:
    return indicators_table(chosen(choice).indicators)


def _targets(choice: ReportChoice) -> Table:
    found = chosen(choice)
    return targets_table(found.indicators, found.edition.day)


def _values(choice: ReportChoice) -> Table:
    return values_table(chosen(choice).indicators)


def _values_wide(choice: ReportChoice) -> Table:
    found = chosen(choice)
    return values_wide_table(found.plan, found.indicators, found.edition.day)


def _progress(choice: ReportChoice) -> Table:
    found = chosen(choice)
    return progress_table(found.indicators, found.year, found.edition.day)


def _comparison(choice: ReportChoice) -> Table:
    found = chosen(choice)
    years = (found.year, choice.other_year or found.before)
    _check_year(found.plan, years[1])
    if years[0] == years[1]:
        raise ValueError("比べる年度には、別の年度を選んでください。")
    return comparison_table(found.plan, found.indicators, years, found.edition.day)


def _corrections(choice: ReportChoice) -> Table:
    found = chosen(choice)
    if choice.since and choice.until and choice.since > choice.until:
        raise ValueError("期間の終わりは、始まり以降の日にしてください。")
    records = found.edition.known(AnnualValue.history.all())
    period = Period(choice.since, choice.until)
    return corrections_table(found.plan, found.indicators, records, period)


REPORTS = (
    TableReport(
        "indicators",
        "指標の一覧",
        "指標の名前、単位、現状値、担当課など。1行に1指標です。",
        Audience.MACHINES,
        _FILTERS,
        Indicator,
        _indicators,
    ),
    TableReport(
        "targets",
        "目標値",
        "指標ごとの中間・最終の目標。1行に1つの目標です。",
        Audience.MACHINES,
        _FILTERS,
        Indicator,
        _targets,
    ),
    TableReport(
        "values",
        "実績値（縦に並べた表）",
        "現状値とすべての年度の実績値。1行に1つの値です。取り込みにも使えます。",
        Audience.MACHINES,
        _FILTERS,
        Indicator,
        _values,
    ),
    TableReport(
        "values-wide",
        "実績値（年度を横に並べた表）",
        "1行に1指標、現状値・年度ごとの実績値・目標値を横に並べます。会議の資料に向きます。",
        Audience.PEOPLE,
        _FILTERS,
        Indicator,
        _values_wide,
    ),
    TableReport(
        "progress",
        "年度の進捗の評価",
        "1つの年度の実績値、評価、計画線、達成率。1行に1指標です。",
        Audience.MACHINES,
        _FILTERS,
        Indicator,
        _progress,
    ),
    TableReport(
        "comparison",
        "二つの年度の比較",
        "2つの年度の値と評価を横に並べ、値の差と評価の変化を示します。",
        Audience.PEOPLE,
        (*_FILTERS, "other_year"),
        Indicator,
        _comparison,
    ),
    TableReport(
        "corrections",
        "訂正の一覧",
        "公開した後に変わった値を、期間を決めて一覧にします。訂正前、訂正後、理由が分かります。",
        Audience.PEOPLE,
        (*_FILTERS, "since", "until"),
        AnnualValue,
        _corrections,
    ),
)
