"""Written judgements: signed before anybody reads them, and only then public."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from indicators.models import Remark
from tests.factories.indicators import make_goal, make_plan, make_policy, make_remark


@pytest.mark.parametrize("missing", [{"signature": ""}, {"signed_on": None}, {"text": ""}])
def test_remark_without_text_signature_or_day_is_not_published(db, missing):
    with pytest.raises(IntegrityError, match="published_remark_is_signed"):
        make_remark(**missing)


def test_draft_may_lack_signature_and_day(db):
    remark = make_remark(is_published=False, signature="", signed_on=None)
    assert not Remark.objects.published().filter(pk=remark.pk).exists()


def test_published_remark_of_a_hidden_plan_stays_hidden(db):
    hidden = make_policy(goal=make_goal(plan=make_plan(is_published=False)))
    shown = make_remark()
    make_remark(policy=hidden)
    assert list(Remark.objects.published()) == [shown]


def test_second_remark_of_a_year_is_refused_in_japanese(db):
    first = make_remark()
    again = Remark(policy=first.policy, fiscal_year=first.fiscal_year, text="別の所見")
    with pytest.raises(ValidationError, match="同じ年度の所見がすでにあります"):
        again.full_clean()
