from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings

from indicators.checking import find_problems
from indicators.domain.vocabulary import Level, MissingReason
from indicators.loading.plan import load_plan
from indicators.loading.sample import NOTE, SOURCE, load_sample
from indicators.models import AnnualValue, Indicator
from sunagawa_plan.shared.loading.problems import PlanFileError
from tests.factories.indicators import make_annual_value, make_indicator
from tests.factories.plan_files import ANNUAL_VALUES, write_plan

FIXTURES = settings.BASE_DIR / "fixtures"
PLAN = FIXTURES / "sunagawa-7"
SAMPLE = FIXTURES / "sample" / "annual-values.toml"
SDG_GOALS = FIXTURES / "sdg-goals.toml"
TODAY = date(2026, 11, 22)

pytestmark = pytest.mark.django_db


def load():
    return load_sample(PLAN, SAMPLE, sdg_goals=SDG_GOALS)


def test_every_value_of_the_plans_years_is_marked_as_sample():
    load_plan(PLAN, sdg_goals=SDG_GOALS)
    load()

    samples = AnnualValue.objects.filter(fiscal_year__gte=2021)
    unmarked = samples.exclude(source=SOURCE, note__startswith=NOTE).filter(fiscal_year__lte=2025)
    assert samples.values("indicator").distinct().count() == 12
    assert list(unmarked) == []


def test_sample_shows_every_level_and_reason():
    load()

    judged = [
        indicator.series(TODAY).year(year)
        for indicator in Indicator.objects.with_series()
        for year in range(2021, 2031)
    ]
    reasons = {year.missing_reason for year in judged} - {None}
    assert {year.verdict.level for year in judged} == set(Level)
    assert reasons == set(MissingReason) - {MissingReason.NOT_MEASURED, MissingReason.NO_TARGET}
    assert any(year.fact and year.fact.is_provisional for year in judged)
    assert any(year.fact and year.fact.sample_size for year in judged)


def test_sample_has_no_problems():
    load()
    assert list(find_problems(TODAY)) == []


def test_second_demo_changes_nothing_and_keeps_what_was_typed():
    load_plan(PLAN, sdg_goals=SDG_GOALS)
    load()
    typed = AnnualValue.objects.get(indicator__code="6-1-1-1", fiscal_year=2024)
    typed.value = Decimal(150)
    typed.save()

    assert not load_plan(PLAN, sdg_goals=SDG_GOALS).has_changes
    assert not load().has_changes
    typed.refresh_from_db()
    assert typed.value == 150


def test_database_with_entries_of_staff_is_refused():
    load_plan(PLAN, sdg_goals=SDG_GOALS)
    make_annual_value(indicator=Indicator.objects.get(code="6-1-1-1"))

    with pytest.raises(ValueError, match="職員が入力した実績値があります"):
        load()
    assert not AnnualValue.objects.filter(source=SOURCE).exists()


def test_database_of_another_origin_is_refused():
    make_annual_value(indicator=make_indicator())
    AnnualValue.history.all().delete()

    with pytest.raises(ValueError, match="専用のデータベース"):
        load()


def test_sample_that_does_not_say_so_is_refused(tmp_path):
    write_plan(tmp_path, {"annual-values.toml": ANNUAL_VALUES})

    with pytest.raises(PlanFileError, match="出典"):
        load_sample(tmp_path, tmp_path / "annual-values.toml", sdg_goals=SDG_GOALS)
