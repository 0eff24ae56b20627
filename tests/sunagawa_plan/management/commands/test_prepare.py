import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

from indicators.models import Plan

pytestmark = pytest.mark.django_db


def prepare() -> str:
    out = StringIO()
    call_command("prepare", stdout=out)
    return out.getvalue()


def password_in(text: str) -> str:
    return re.search(r"^ +password +(\S+)$", text, re.MULTILINE).group(1)


def test_prepare_loads_the_plan():
    prepare()
    assert Plan.objects.filter(slug="sunagawa-7").exists()


def test_prepare_prints_a_password_that_works():
    user = authenticate(username="staff", password=password_in(prepare()))
    assert user.is_staff
    assert user.is_superuser


def test_prepare_makes_no_two_passwords_alike():
    first = password_in(prepare())
    get_user_model().objects.all().delete()
    assert password_in(prepare()) != first


def test_prepare_says_nothing_of_accounts_the_second_time():
    prepare()
    before = get_user_model().objects.get().password
    assert "password" not in prepare()
    assert get_user_model().objects.get().password == before


def test_prepare_leaves_other_accounts_alone():
    get_user_model().objects.create_user("clerk", is_active=False)
    assert "password" not in prepare()
    assert get_user_model().objects.count() == 1
