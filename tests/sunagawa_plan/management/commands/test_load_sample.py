from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from indicators.models import AnnualValue, Indicator
from tests.factories.indicators import make_annual_value

pytestmark = pytest.mark.django_db


def test_load_sample_needs_the_setting():
    with pytest.raises(CommandError, match="SAMPLE_DATA=1"):
        call_command("load_sample")
    assert not Indicator.objects.exists()


def test_load_sample_loads_the_demo(settings):
    settings.SAMPLE_DATA = True
    out = StringIO()

    call_command("load_sample", stdout=out)

    assert out.getvalue().startswith("サンプルの値（実在の値ではありません）:\n")
    assert AnnualValue.objects.filter(source__startswith="サンプル").exists()


def test_load_sample_refuses_a_real_database(settings):
    settings.SAMPLE_DATA = True
    make_annual_value()

    with pytest.raises(CommandError, match="サンプルを読み込めませんでした"):
        call_command("load_sample")
