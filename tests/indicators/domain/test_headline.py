"""The plan in one breath: every edge from nothing known to everything judged."""

import pytest

from indicators.domain.headline import headline
from indicators.domain.rollup import RollUp, roll_up
from indicators.domain.vocabulary import Level
from sunagawa_plan.lib.fiscal_year import FiscalYear

R6 = FiscalYear(2024)
ACHIEVED, ON_TRACK, BEHIND, WORSE, UNJUDGED = Level


def counts(*, surveys: bool = False, **totals: int) -> RollUp:
    return roll_up((Level(name), surveys) for name, total in totals.items() for _ in range(total))


@pytest.mark.parametrize(
    ("rollup", "lead", "detail"),
    [
        pytest.param(
            counts(),
            "この計画の指標は、まだ登録されていません。",
            "",
            id="no indicators",
        ),
        pytest.param(
            counts(unjudged=12),
            "計画どおりに進んでいるかは、まだ分かりません。",
            "令和6年度（2024年度）に評価できる指標は、12指標のうちまだありません。",
            id="values but no verdict",
        ),
        pytest.param(
            counts(on_track=2, unjudged=10),
            "計画全体が順調かどうかは、まだいえません。",
            "令和6年度（2024年度）の評価ができるのは、12指標のうち2指標です。"
            "その評価は、2指標とも「順調」です。残り10指標は、まだ評価できません。",
            id="the real plan today",
        ),
        pytest.param(
            counts(worse=1, unjudged=11),
            "計画全体が順調かどうかは、まだいえません。",
            "令和6年度（2024年度）の評価ができるのは、12指標のうち1指標です。"
            "その評価は、「後退」1です。残り11指標は、まだ評価できません。",
            id="one known, and bad",
        ),
        pytest.param(
            counts(on_track=6, unjudged=6),
            "計画全体が順調かどうかは、まだいえません。",
            "令和6年度（2024年度）の評価ができるのは、12指標のうち6指標です。"
            "その評価は、6指標とも「順調」です。残り6指標は、まだ評価できません。",
            id="exactly half known",
        ),
        pytest.param(
            counts(achieved=3, on_track=4, behind=1, unjudged=4),
            "評価できる8指標のうち7指標が、計画どおりに進んでいます。",
            "令和6年度（2024年度）の評価ができるのは、12指標のうち8指標です。その評価は、"
            "「達成」3、「順調」4、「遅れ・横ばい」1です。残り4指標は、まだ評価できません。",
            id="most known",
        ),
        pytest.param(
            counts(achieved=3, on_track=5, behind=3, worse=1),
            "12指標のうち8指標が、計画どおりに進んでいます。",
            "令和6年度（2024年度）の評価は、"
            "「達成」3、「順調」5、「遅れ・横ばい」3、「後退」1です。",
            id="all judged",
        ),
        pytest.param(
            counts(achieved=12),
            "12指標のすべてが、計画どおりに進んでいます。",
            "令和6年度（2024年度）の評価は、12指標とも「達成」です。",
            id="all achieved",
        ),
        pytest.param(
            counts(behind=2, worse=1),
            "3指標のうち、計画どおりに進んでいるものはありません。",
            "令和6年度（2024年度）の評価は、「遅れ・横ばい」2、「後退」1です。",
            id="none on course",
        ),
        pytest.param(
            counts(surveys=True, on_track=1, behind=1),
            "2指標のうち1指標が、計画どおりに進んでいます。",
            "令和6年度（2024年度）の評価（市民アンケートの指標だけ）は、"
            "「順調」1、「遅れ・横ばい」1です。",
            id="only surveys",
        ),
        pytest.param(
            counts(on_track=1),
            "ただ1つの指標は、計画どおりです。",
            "令和6年度（2024年度）の評価は、「順調」です。",
            id="one indicator, on course",
        ),
        pytest.param(
            counts(worse=1),
            "ただ1つの指標は、計画に届いていません。",
            "令和6年度（2024年度）の評価は、「後退」です。",
            id="one indicator, not",
        ),
    ],
)
def test_headline(rollup, lead, detail):
    said = headline(rollup, R6)

    assert (said.lead, said.detail) == (lead, detail)
    assert said.sentence == lead + detail


@pytest.mark.parametrize(
    ("total", "detail"),
    [
        (12, "12指標のすべてで、計画期間の実績値がまだ公表されていません。"),
        (1, "ただ1つの指標で、計画期間の実績値がまだ公表されていません。"),
    ],
)
def test_headline_before_the_first_value(total, detail):
    said = headline(counts(unjudged=total), None)

    assert said.lead == "計画どおりに進んでいるかは、まだ分かりません。"
    assert said.detail == detail


def test_headline_counts_only_surveys_among_the_known():
    mixed = roll_up([(ON_TRACK, True), (UNJUDGED, False), (UNJUDGED, True)])

    assert "3指標のうち1指標（市民アンケートの指標だけ）です。" in headline(mixed, R6).detail
