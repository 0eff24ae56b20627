from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from finance.domain.soundness import RatioFact, SharedRatio
from finance.models import SoundnessRatio, SoundnessThreshold, SoundnessValue
from tests.factories.finance import make_ratio, make_ratio_value, make_threshold

pytestmark = pytest.mark.django_db


def refusal(row):
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return "".join(caught.value.messages)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"value": None}, "どちらか一方"),
        ({"missing_reason": "surplus"}, "どちらか一方"),
        ({"fiscal_year": 1900}, "1950年度"),
    ],
)
def test_value_that_cannot_be_is_refused_by_model_and_database(fields, message):
    row = SoundnessValue(ratio=make_ratio(), **{"fiscal_year": 2019, "value": Decimal(1)} | fields)

    assert message in refusal(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_value_of_a_shared_ratio_is_refused():
    ratio = make_ratio(name="実質公債費比率", plan_slug="plan", indicator_code="6-5-3-1")

    assert "指標6-5-3-1の実績値として" in refusal(
        SoundnessValue(ratio=ratio, fiscal_year=2019, value=Decimal("4.7"))
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"early_soundness_threshold": Decimal(0)}, "0より大きく"),
        ({"fiscal_rebuilding_threshold": Decimal(25)}, "早期健全化基準より大きく"),
    ],
)
def test_threshold_that_cannot_be_is_refused_by_model_and_database(fields, message):
    lines = {"early_soundness_threshold": Decimal(25), "fiscal_rebuilding_threshold": Decimal(35)}
    row = SoundnessThreshold(ratio=make_ratio(), **lines | fields)

    assert message in refusal(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("year", [None, 2022])
def test_threshold_is_entered_once_for_a_year_and_once_for_every_year(year):
    ratio = make_ratio()
    make_threshold(ratio=ratio, fiscal_year=year)
    make_threshold(ratio=make_ratio(), fiscal_year=year)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_threshold(ratio=ratio, fiscal_year=year)


@pytest.mark.parametrize(
    "fields", [{"plan_slug": "plan"}, {"indicator_code": "6-5-3-1"}, {"printed_fiscal_year": 2019}]
)
def test_ratio_with_half_a_reference_is_refused(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_ratio(**fields)


def test_series_shows_published_values_only(django_assert_num_queries):
    ratio = make_ratio()
    make_ratio_value(ratio=ratio, fiscal_year=2019)
    make_ratio_value(ratio=ratio, fiscal_year=2020, status="draft")
    make_threshold(ratio=ratio)

    with django_assert_num_queries(3):
        series = SoundnessRatio.objects.with_published().get().series({})

    assert list(series.facts) == [2019]
    assert series.standing(2019).to_early_soundness == Decimal("20.3")


def test_series_of_a_shared_ratio_is_the_indicators():
    ratio = make_ratio(code="debt", plan_slug="plan", indicator_code="6-5-3-1")
    make_ratio_value(ratio=ratio, value="9.9")
    lent = SharedRatio("/", {2019: RatioFact(2019, Decimal("4.7"))})

    assert ratio.series({"debt": lent}).facts[2019].value == Decimal("4.7")
    assert ratio.series({}).facts == {}
