"""The worked cases of the rule book and the edges around them; ids are the indicators' names."""

from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.domain.facts import IndicatorFacts, Observation, StatutoryLine
from indicators.domain.judgement import judge
from indicators.domain.targets import Target
from indicators.domain.vocabulary import Arrow, Direction, Kind, Level, MissingReason

R1, R3, R4, R6, R7, R8, R9, R10, R12 = 2019, 2021, 2022, 2024, 2025, 2026, 2027, 2028, 2030
ARROWS = {arrow.label: arrow for arrow in Arrow}


def facts(
    path: str,
    places: int = 1,
    direction: Direction = Direction.HIGHER,
    years: tuple[int, ...] = (R1, R7, R12),
    **options: object,
) -> IndicatorFacts:
    """Read 「基準/中間/最終」 as the rule book writes it; 「—」 is a missing baseline."""
    baseline, *targets = path.split("/")
    return IndicatorFacts(
        direction=direction,
        decimal_places=places,
        first_year=2021,
        last_year=2030,
        baseline_year=years[0],
        baseline_value=None if baseline == "—" else Decimal(baseline),
        targets=tuple(
            Target(year, arrow=ARROWS[text])
            if text in ARROWS
            else Target(year, value=Decimal(text))
            for year, text in zip(years[1:], targets, strict=True)
        ),
        **options,
    )


def lower(path: str, places: int = 1, **options: object) -> IndicatorFacts:
    return facts(path, places, Direction.LOWER, **options)


TAX = facts("98.6/98.7/98.8")
ASSOCIATIONS = facts("83/85/86", 0)
COLLABORATION = facts("139/139/139", 0)
DEBT_SERVICE = lower("4.7/7.7/9.5", statutory_line=StatutoryLine(Decimal(25), "早期健全化基準"))
BURDEN = lower("23.2/83.6/62.1", statutory_line=StatutoryLine(Decimal(350), "早期健全化基準"))
INFORMATION = facts("32.3/↗/↗", is_survey=True)
RPA = facts("0/↗/↗", 0)
TRAINING = facts("—/80.0/90.0")
DECREASE = lower("273/256/240", 0)
CLIMB = facts("10.0/40.0/60.0")
POPULATION = facts("16500/15750/15000", 0)
TURN = facts("1151/1114/1326", 0)

WITHIN, OUTSIDE = "計画値の範囲内", "計画値の範囲外"
EARLY = "計画線より早い"

WORKED_CASES = [
    ("市税収納率", TAX, R6, "98.2", "worse", "後退", ""),
    ("市税収納率", TAX, R6, "98.6", "behind", "横ばい", ""),
    ("市税収納率", TAX, R6, "98.65", "achieved", "達成", ""),
    ("市税収納率", TAX, R8, "98.7", "on_track", "前進", ""),
    ("市税収納率", TAX, R12, "98.7", "behind", "未達", ""),
    ("申請町内会数", ASSOCIATIONS, R6, "82", "worse", "後退", ""),
    ("申請町内会数", ASSOCIATIONS, R6, "84", "on_track", "前進", ""),
    ("申請町内会数", ASSOCIATIONS, R6, "85", "achieved", "達成", ""),
    ("申請町内会数", ASSOCIATIONS, R7, "84", "behind", "未達", ""),
    ("協働事業数", COLLABORATION, R6, "140", "on_track", "維持", ""),
    ("協働事業数", COLLABORATION, R6, "133", "behind", "おおむね維持", ""),
    ("協働事業数", COLLABORATION, R6, "132", "worse", "後退", ""),
    ("実質公債費比率", DEBT_SERVICE, R6, "6.9", "on_track", WITHIN, ""),
    ("実質公債費比率", DEBT_SERVICE, R6, "7.3", "on_track", WITHIN, EARLY),
    ("実質公債費比率", DEBT_SERVICE, R6, "7.8", "behind", OUTSIDE, ""),
    ("実質公債費比率", DEBT_SERVICE, R7, "7.7", "on_track", WITHIN, ""),
    ("実質公債費比率", DEBT_SERVICE, R7, "25.0", "worse", "早期健全化基準以上", ""),
    ("将来負担比率", BURDEN, R3, "65.6", "on_track", WITHIN, EARLY),
    ("将来負担比率", BURDEN, R6, "41.5", "on_track", WITHIN, ""),
    ("将来負担比率", BURDEN, R9, "80.0", "on_track", WITHIN, EARLY),
    ("将来負担比率", BURDEN, R12, "62.2", "behind", OUTSIDE, ""),
    ("情報提供", INFORMATION, R6, "35.2", "behind", "誤差の範囲", ""),
    ("情報提供", INFORMATION, R6, "35.3", "on_track", "改善", ""),
    ("情報提供", INFORMATION, R6, "29.2", "worse", "後退", ""),
    ("RPA", RPA, R6, "0", "behind", "横ばい", ""),
    ("RPA", RPA, R6, "1", "on_track", "改善", ""),
    ("研修理解度", TRAINING, R6, "79.9", "behind", "未達", ""),
    ("研修理解度", TRAINING, R6, "80.0", "achieved", "達成", ""),
    ("研修理解度", TRAINING, R8, "81.9", "behind", "未達", ""),
    ("研修理解度", TRAINING, R8, "82.0", "on_track", "順調", ""),
    ("低いほどよい数", DECREASE, R6, "256", "achieved", "達成", ""),
    ("低いほどよい数", DECREASE, R6, "259", "on_track", "順調", ""),
    ("低いほどよい数", DECREASE, R6, "260", "behind", "やや遅れ", ""),
    ("低いほどよい数", DECREASE, R6, "270", "behind", "遅れ", ""),
    ("低いほどよい数", DECREASE, R6, "274", "worse", "後退", ""),
    ("10→40→60", CLIMB, R6, "33.8", "on_track", "順調", ""),
    ("10→40→60", CLIMB, R6, "33.7", "behind", "やや遅れ", ""),
    ("10→40→60", CLIMB, R6, "24.9", "behind", "遅れ", ""),
    ("10→40→60", CLIMB, R6, "9.9", "worse", "後退", ""),
    ("人口", POPULATION, R6, "15900", "on_track", WITHIN, ""),
    ("人口", POPULATION, R6, "15800", "on_track", WITHIN, EARLY),
    ("人口", POPULATION, R6, "15700", "behind", OUTSIDE, ""),
    ("下がって上がる", TURN, R6, "1130", "on_track", WITHIN, ""),
    ("下がって上がる", TURN, R8, "1150", "worse", "後退", ""),
    ("下がって上がる", TURN, R8, "1156", "on_track", "順調", ""),
    ("下がって上がる", TURN, R10, "1200", "behind", "遅れ", ""),
    ("下がって上がる", TURN, R12, "1326", "achieved", "達成", ""),
]


@pytest.mark.parametrize(
    ("indicator", "year", "value", "level", "label", "note"),
    [pytest.param(*case[1:], id=f"{case[0]}-{case[2]}-{case[3]}") for case in WORKED_CASES],
)
def test_judge_worked_case(indicator, year, value, level, label, note):
    verdict = judge(indicator, year, Observation(Decimal(value)))

    assert (verdict.level, verdict.label, verdict.note) == (level, label, note)


EDGES = [
    # A survey that fell, but by less than chance: in a milestone year and on a goal with pace.
    ("誤差内の低下・目標年度", facts("50.0/60.0/70.0", is_survey=True), R7, "47.1", "behind", "誤差の範囲"),
    ("誤差外の低下・目標年度", facts("50.0/60.0/70.0", is_survey=True), R7, "47.0", "worse", "後退"),
    ("誤差内の低下・途中", facts("50.0/60.0/70.0", is_survey=True), R6, "49.9", "behind", "誤差の範囲"),
    ("誤差内でも計画線以上は順調", facts("50.0/51.0/70.0", is_survey=True), R6, "50.8", "on_track", "順調"),
    ("誤差内の前進・十刻み未満", facts("50.0/50.5/51.0", is_survey=True), R6, "50.2", "behind", "誤差の範囲"),
    ("誤差内の横ばい・十刻み未満", facts("50.0/50.5/51.0", is_survey=True), R6, "50.0", "behind", "誤差の範囲"),
    ("誤差内の改善・低い方がよい", lower("50.0/↘/↘", is_survey=True), R6, "47.1", "behind", "誤差の範囲"),
    ("改善・低い方がよい", lower("50.0/↘/↘", is_survey=True), R6, "47.0", "on_track", "改善"),
    # Ties at half go away from zero, for the target as for the value.
    ("四捨五入で届く", facts("1.0/9.95/20.0"), R6, "9.95", "achieved", "達成"),
    ("四捨五入で届かない", facts("1.0/9.95/20.0"), R7, "9.949", "behind", "未達"),
    ("負の四捨五入", facts("-5.0/-1.0/3.0"), R7, "-1.05", "behind", "未達"),
    ("負の値の目標に達成", facts("-5.0/-1.0/3.0"), R7, "-1.04", "achieved", "達成"),
    # A target equal to the baseline only after rounding is still a target to keep.
    ("丸めて基準値と同じ目標", facts("98.64/98.6/98.6"), R6, "98.6", "on_track", "維持"),
    ("ゼロの基準値を維持", facts("0/0/0", 0), R6, "0", "on_track", "維持"),
    ("ゼロの基準値から後退", lower("0/0/0", 0), R6, "1", "worse", "後退"),
    ("維持の矢印", facts("40/→/→", 0), R6, "38", "behind", "おおむね維持"),
    ("維持の矢印で基準値なし", facts("—/→/→", 0), R6, "38", "unjudged", "初回測定"),
    ("維持・低い方がよい", lower("100/100/100", 0), R6, "105", "behind", "おおむね維持"),
    ("維持・許容幅の指定", facts("139/139/139", 0, tolerance=Decimal(1)), R6, "137", "worse", "後退"),
    ("維持・許容幅の指定内", facts("139/139/139", 0, tolerance=Decimal(1)), R6, "138", "behind", "おおむね維持"),
    # Zero baselines divide nothing.
    ("ゼロから数値目標へ", facts("0/10/20", 0), R6, "0", "behind", "遅れ"),
    ("ゼロから方向目標", facts("—/↗/↗", 0), R6, "3", "unjudged", "初回測定"),
    ("十刻みちょうどは進み具合", facts("0/10/20", 0), R4, "3", "behind", "やや遅れ"),
    ("九刻みは方向だけ", facts("0/9/20", 0), R4, "3", "on_track", "前進"),
    # Bounds between turning points hang on the worse neighbour, also for higher is better.
    ("山形の上限の後", BURDEN, R8, "83.6", "on_track", WITHIN),
    ("山形の上限の後・超過", BURDEN, R8, "83.7", "behind", OUTSIDE),
    ("法律の基準の手前", BURDEN, R6, "349.9", "behind", OUTSIDE),
    ("法律の基準ちょうど", BURDEN, R6, "350.0", "worse", "早期健全化基準以上"),
    ("四捨五入で法律の基準", BURDEN, R6, "349.95", "worse", "早期健全化基準以上"),
    # Plans with one milestone, with one every year, and with an end after the last milestone.
    ("目標年度が一つ", facts("10.0/60.0", years=(R1, R12)), R7, "37.3", "on_track", "順調"),
    ("最後の目標の後も最後の目標", facts("10.0/40.0", years=(R1, R7)), R9, "40.0", "achieved", "達成"),
    ("最後の目標の後で未達でも目標年度ではない", facts("10.0/40.0", years=(R1, R7)), R9, "39.0", "on_track", "順調"),
    ("毎年の目標", facts("1/2/3/4", 0, years=(R1, R3, R4, 2023)), R4, "2", "behind", "未達"),
    # Arrow now, number later: each milestone is judged by its own kind.
    ("途中まで矢印", facts("10.0/↗/20.0"), R6, "10.1", "on_track", "改善"),
    ("矢印の後の数値", facts("10.0/↗/20.0"), R12, "20.0", "achieved", "達成"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "year", "value", "level", "label"),
    [pytest.param(*case[1:], id=case[0]) for case in EDGES],
)
def test_judge_edge(indicator, year, value, level, label):
    verdict = judge(indicator, year, Observation(Decimal(value)))

    assert (verdict.level, verdict.label) == (level, label)


@pytest.mark.parametrize(
    ("year", "label"),
    [(2015, "計画期間外"), (R1, "基準年"), (2020, "計画期間外"), (2031, "計画期間外")],
)
def test_judge_gives_no_verdict_outside_the_judged_years(year, label):
    verdict = judge(DEBT_SERVICE, year, Observation(Decimal("4.7")))

    assert (verdict.level, verdict.label, verdict.kind) == (Level.UNJUDGED, label, None)


def test_judge_without_any_target_says_so():
    verdict = judge(facts("5", 0, years=(R1,)), R6, Observation(Decimal(7)))

    assert verdict.missing_reason is MissingReason.NO_TARGET
    assert verdict.level is Level.UNJUDGED


@pytest.mark.parametrize(
    ("indicator", "year", "kind"),
    [
        pytest.param(COLLABORATION, R6, Kind.MAINTAIN, id="協働事業数"),
        pytest.param(INFORMATION, R6, Kind.TREND, id="情報提供"),
        pytest.param(ASSOCIATIONS, R6, Kind.REACH, id="申請町内会数"),
        pytest.param(TRAINING, R6, Kind.REACH, id="研修理解度"),
        pytest.param(DEBT_SERVICE, R6, Kind.BOUND, id="実質公債費比率"),
        pytest.param(BURDEN, R12, Kind.BOUND, id="将来負担比率"),
        pytest.param(TURN, R7, Kind.BOUND, id="下がって上がる-中間"),
        pytest.param(TURN, R8, Kind.REACH, id="下がって上がる-最終"),
    ],
)
def test_kind_follows_from_the_plan(indicator, year, kind):
    assert judge(indicator, year, Observation(Decimal(50))).kind is kind


def test_error_band_uses_both_sample_sizes_when_known():
    known = replace(INFORMATION, baseline_sample_size=400)

    inside = judge(known, R6, Observation(Decimal("38.9"), 400))
    outside = judge(known, R6, Observation(Decimal("39.0"), 400))

    # 196·√(0.323·0.677/400 + 0.39·0.61/400) = 6.62…; 39.0 − 32.3 = 6.7 lies outside.
    assert (inside.label, outside.label) == ("誤差の範囲", "改善")
    assert outside.working.band == Decimal("6.62")


def test_error_band_is_three_points_when_one_sample_size_is_unknown():
    verdict = judge(INFORMATION, R6, Observation(Decimal("35.2"), 400))

    assert verdict.working.band == Decimal("3.00")


def test_error_band_of_a_unanimous_survey_is_zero():
    known = replace(facts("0.0/↗/↗", is_survey=True), baseline_sample_size=10)

    assert judge(known, R6, Observation(Decimal("0.0"), 10)).label == "横ばい"


def test_revised_target_judges_only_the_years_in_which_it_holds():
    revised = replace(
        CLIMB, targets=(*CLIMB.targets, Target(R12, value=Decimal(90), effective_from=R9))
    )

    before = judge(revised, R8, Observation(Decimal(44)))
    after = judge(revised, R9, Observation(Decimal(48)))

    assert (before.working.target, before.working.plan_line) == (Decimal("60.0"), Decimal("44.0"))
    assert (after.working.target, after.working.plan_line) == (Decimal("90.0"), Decimal("60.0"))
    assert (before.label, after.label) == ("順調", "やや遅れ")


def test_working_shows_the_exact_pace():
    verdict = judge(DECREASE, R6, Observation(Decimal(260)))

    assert str(verdict.working.pace) == "13/14"
    assert verdict.working.plan_line == Decimal(259)


def test_working_carries_bound_and_statutory_line():
    working = judge(BURDEN, R9, Observation(Decimal("80.0"))).working

    assert (working.bound, working.plan_line) == (Decimal("83.6"), Decimal("75.0"))
    assert working.statutory_line.value == 350


@pytest.mark.parametrize(
    ("direction", "arrow"), [(Direction.HIGHER, Arrow.DOWN), (Direction.LOWER, Arrow.UP)]
)
def test_facts_refuse_an_arrow_against_the_direction(direction, arrow):
    with pytest.raises(ValueError, match="矛盾"):
        replace(RPA, direction=direction, targets=(Target(R7, arrow=arrow),))


def test_target_refuses_number_with_arrow():
    with pytest.raises(ValueError, match="どちらか一方"):
        Target(R7, value=Decimal(1), arrow=Arrow.UP)
    with pytest.raises(ValueError, match="どちらか一方"):
        Target(R7)
