"""The finances of the real book at the end of today are those of now."""

import pytest
from django.utils.timezone import localdate

from finance.exports.catalogue import FILE_NAMES, finance_table, past_finance_table
from finance.models import SoundnessRatio
from sunagawa_plan.lending import lend

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("book")]


@pytest.mark.parametrize("name", FILE_NAMES)
def test_now_and_the_end_of_today_are_the_same(name):
    shared = lend(SoundnessRatio.objects.all()).ratios

    past = list(past_finance_table(name, localdate(), lend).rows)

    assert past == list(finance_table(name, shared).rows)
    assert past
