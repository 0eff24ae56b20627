from decimal import Decimal

import pytest

from finance.domain.soundness import PlanPoint, RatioFact, SharedRatio
from finance.pages.lent import Lent, PolicyLink, Word
from finance.pages.soundness import SoundnessPage
from tests.factories.finance import make_ratio, make_ratio_value, make_threshold

pytestmark = pytest.mark.django_db


def page_of(lent: Lent | None = None) -> SoundnessPage:
    return SoundnessPage.from_ratios(lambda _ratios: lent or Lent())


def only(page: SoundnessPage):
    (ratio,) = page.ratios
    return ratio


@pytest.mark.parametrize(
    ("value", "level", "sentence"),
    [
        ("6.9", "on_track", "令和元年度は6.9%で、早期健全化基準25.0%まで18.1ポイントあります。"),
        (
            "25",
            "behind",
            "令和元年度は25.0%で、早期健全化基準25.0%以上です。財政再生基準まで10.0ポイントです。",
        ),
        ("35", "worse", "令和元年度は35.0%で、財政再生基準35.0%以上です。"),
        ("-0.3", "on_track", "令和元年度は△0.3%で、早期健全化基準25.0%まで25.3ポイントあります。"),
    ],
)
def test_distance_to_each_line_is_said_in_words(value, level, sentence):
    ratio = make_ratio()
    make_threshold(ratio=ratio)
    make_ratio_value(ratio=ratio, value=value)

    latest = only(page_of()).latest

    assert (latest.level, latest.sentence) == (level, sentence)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("surplus", "黒字のため"),
        ("not_calculated", "算定されません"),
        ("no_shortfall", "不足がない"),
    ],
)
def test_good_news_without_a_number_is_explained(reason, words):
    make_ratio_value(value=None, missing_reason=reason)

    latest = only(page_of()).latest

    assert (latest.value, latest.level) == ("", "on_track")
    assert words in latest.sentence


def test_year_that_is_waited_for_does_not_hide_the_last_answer():
    ratio = make_ratio()
    make_ratio_value(ratio=ratio, value="4.7")
    make_ratio_value(
        ratio=ratio, value=None, fiscal_year=2020, missing_reason="awaiting_publication"
    )

    section = only(page_of())

    assert section.latest.fiscal_year.start == 2019
    assert (section.newer.fiscal_year.start, section.newer.level) == (2020, "unjudged")


def test_year_without_a_line_is_not_judged():
    make_ratio_value(value="4.7")

    assert only(page_of()).latest.level == "unjudged"


def test_lines_of_a_year_come_before_those_of_every_year():
    ratio = make_ratio(decimal_places=2)
    make_threshold(ratio=ratio, early="15", rebuilding="20")
    make_threshold(ratio=ratio, early="13.97", rebuilding="20", fiscal_year=2022)
    make_ratio_value(ratio=ratio, value="1", fiscal_year=2022)
    make_ratio_value(ratio=ratio, value="1", fiscal_year=2021)

    years = only(page_of()).years

    assert [year.early_soundness for year in years] == ["15.00%", "13.97%"]


def test_line_is_drawn_only_when_the_values_come_near():
    ratio = make_ratio()
    make_threshold(ratio=ratio)
    for year, value in ((2018, "4.6"), (2019, "4.7")):
        make_ratio_value(ratio=ratio, value=value, fiscal_year=year)
    far = only(page_of()).chart.wide
    make_ratio_value(ratio=ratio, value="24.5", fiscal_year=2020)
    near = only(page_of()).chart.wide

    assert far.lines.statutory == ""
    assert any("20.3ポイント" in note for note in far.notes)
    assert near.lines.statutory


def test_ratio_without_a_plan_has_no_plan_period_in_its_chart():
    make_ratio_value(value="4.7")

    assert only(page_of()).chart.wide.period.words == ""


def test_ratio_that_never_arose_has_no_chart():
    make_ratio_value(value=None)

    assert only(page_of()).chart is None


def test_lent_ratio_shows_the_plans_facts_and_values_and_nothing_of_its_own():
    make_ratio(code="debt", plan_slug="p", indicator_code="6-5-3-1", glossary_term="実質公債費比率")
    lent = Lent(
        ratios={
            "debt": SharedRatio(
                "/plans/p/indicators/6-5-3-1/",
                {
                    2019: RatioFact(2019, Decimal("4.7")),
                    2021: RatioFact(2021, Decimal("5.1"), is_provisional=True),
                },
                targets=(PlanPoint(2025, Decimal("7.7")),),
                plan_line=(PlanPoint(2024, Decimal("7.2")), PlanPoint(2025, Decimal("7.7"))),
                baseline=PlanPoint(2019, Decimal("4.7")),
                first_year=2021,
                last_year=2030,
            )
        },
        words={
            "実質公債費比率": Word("term-1", "実質公債費比率", "", "返済額の割合。"),
            "健全化判断比率": Word("term-2", "健全化判断比率", "", "4つの指標。"),
        },
        policies=(PolicyLink("施策6-5", "/plans/p/policies/6-5/"),),
    )

    page = page_of(lent)
    section = only(page)

    assert [year.value for year in section.years] == ["4.7%", "5.1%"]
    assert section.latest.is_provisional
    assert [(point.fiscal_year.start, point.value) for point in section.plan_values] == [
        (2025, "7.7%")
    ]
    assert section.chart.wide.period.words == "計画期間 R3～R12"
    assert section.word.explanation == "返済額の割合。"
    assert [word.term for word in page.words] == ["健全化判断比率"]
    kinds = {mark.kind for mark in section.chart.wide.marks}
    assert kinds == {"actual", "provisional", "target", "baseline"}


def test_shared_ratio_without_its_plan_says_nothing():
    make_ratio(code="debt", plan_slug="p", indicator_code="6-5-3-1")

    section = only(page_of())

    assert section.latest is None
    assert section.years == ()


def test_state_of_all_ratios_in_a_sentence():
    sound = make_ratio()
    make_threshold(ratio=sound)
    make_ratio_value(ratio=sound, value="1")
    assert page_of().sentence == (
        "公開している1つの比率は、どれも法律の基準を下回っているか、生じていません。"
    )
    beyond = make_ratio(name="将来負担比率")
    make_threshold(ratio=beyond, early="350", rebuilding=None)
    make_ratio_value(ratio=beyond, value="350")
    assert page_of().sentence == "将来負担比率が、法律の基準以上です。"
