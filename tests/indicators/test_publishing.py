"""Keeping verdicts of many values at once."""

from datetime import UTC, date, datetime

from indicators.models import PublishedVerdict
from indicators.publishing import Published, record_verdicts
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_indicator,
    make_policy,
)

MANY = 1_010
NOW = datetime(2025, 11, 1, tzinfo=UTC)


def test_values_of_more_indicators_than_a_condition_may_name_are_kept(db):
    policy = make_policy()
    published = []
    for order in range(1, MANY + 1):
        project = make_basic_project(policy=policy, order=order)
        indicator = make_indicator(basic_project=project, order=1)
        published.append(Published(make_annual_value(indicator=indicator, value="84")))
    record_verdicts(published, by=None, at=NOW, today=date(2025, 11, 1))
    labels = PublishedVerdict.objects.values_list("label", flat=True)
    assert list(labels) == ["前進"] * MANY
