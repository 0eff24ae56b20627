"""The soundness ratios of a year: entered, published, corrected."""

from decimal import Decimal

import pytest

from finance.models import SoundnessThreshold, SoundnessValue
from finance.ratio_sheet import RatioSheet
from tests.factories.finance import make_ratio, make_ratio_value, make_threshold

pytestmark = pytest.mark.django_db

PAGE = "/admin/finance/soundnessratio/year/2020/"


def typed(ratio, year=2020, **cells):
    """The form as it is served, with some cells of one ratio typed over."""
    sheet = RatioSheet(year, shared={}, is_editable=True, has_lines=True)
    sent = {"change_reason": ""}
    for form in (row.form for row in sheet.rows if row.form):
        for field in form:
            sent[field.html_name] = "" if field.value() is None else field.value()
    return sent | {f"r{ratio.pk}-{name}": text for name, text in cells.items()}


def told(ratio, year=2020):
    row = SoundnessValue.objects.filter(ratio=ratio, fiscal_year=year).first()
    return (row.value, row.missing_reason, row.status) if row else None


@pytest.mark.parametrize(
    ("cells", "stored"),
    [
        ({"value": "４．７％"}, (Decimal("4.7"), "", "draft")),
        ({"value": "－", "missing_reason": "surplus"}, (None, "surplus", "draft")),
        ({"missing_reason": "no_shortfall"}, (None, "no_shortfall", "draft")),
        ({"value": "0"}, (Decimal(0), "", "draft")),
        ({"value": "－"}, None),
        ({"value": "4.75"}, None),
        ({"value": "4.7", "missing_reason": "surplus"}, None),
        ({"detail": "補足だけ"}, None),
    ],
)
def test_ratio_is_read_as_offices_type_it(clerk, cells, stored):
    ratio = make_ratio()
    clerk.post(PAGE, typed(ratio, **cells))
    assert told(ratio) == stored


def test_publishing_shows_a_summary_first(clerk):
    ratio = make_ratio()
    sent = typed(ratio, missing_reason="surplus") | {"publish": "1"}
    response = clerk.post(PAGE, sent)
    assert "公開の確認" in response.text
    assert told(ratio) is None


def test_confirmed_ratios_are_public_with_who_and_why(clerk):
    ratio = make_ratio()
    sent = typed(ratio, missing_reason="surplus") | {"publish": "1", "confirmed": "1"}
    clerk.post(PAGE, sent)
    row = SoundnessValue.objects.get()
    assert (row.is_published, str(row.published_by)) == (True, "kaikei")
    assert row.history.first().history_change_reason == "健全化判断比率の公表"


def test_year_with_a_blank_ratio_is_not_published(clerk):
    make_ratio(name="実質赤字比率")
    ratio = make_ratio()
    sent = typed(ratio, missing_reason="surplus") | {"publish": "1", "confirmed": "1"}
    response = clerk.post(PAGE, sent)
    assert "実質赤字比率が未入力です" in response.text
    assert not SoundnessValue.objects.exists()


def test_correction_needs_a_reason(clerk):
    ratio = make_ratio()
    make_ratio_value(ratio=ratio, fiscal_year=2020, value="4.7")
    response = clerk.post(PAGE, typed(ratio, value="4.8") | {"confirmed": "1"})
    assert "理由を入力してください" in response.text
    assert told(ratio)[0] == Decimal("4.7")


def test_correction_is_shown_then_stored_with_its_reason(clerk):
    ratio = make_ratio()
    row = make_ratio_value(ratio=ratio, fiscal_year=2020, value="4.7")
    sent = typed(ratio, value="4.8") | {"change_reason": "算定の誤り"}
    shown = clerk.post(PAGE, sent)
    assert "<del>4.7%</del> → <ins>4.8%</ins>" in shown.text
    clerk.post(PAGE, sent | {"confirmed": "1"})
    assert told(ratio) == (Decimal("4.8"), "", "published")
    assert row.history.first().history_change_reason == "算定の誤り"


def test_published_ratio_cannot_be_left_blank(clerk):
    ratio = make_ratio()
    make_ratio_value(ratio=ratio, fiscal_year=2020, value="4.7")
    sent = typed(ratio, value="") | {"change_reason": "x", "confirmed": "1"}
    clerk.post(PAGE, sent)
    assert told(ratio)[0] == Decimal("4.7")


def test_shared_ratio_is_shown_with_the_way_to_where_it_is_entered(clerk):
    make_ratio(name="実質公債費比率", plan_slug="sunagawa-7", indicator_code="6-5-3-1")
    text = clerk.get(PAGE).text
    assert "/admin/indicators/annualvalue/year/2020/?plan=sunagawa-7" in text
    assert "-value" not in text


def test_forged_value_of_a_shared_ratio_is_ignored(clerk):
    ratio = make_ratio(plan_slug="sunagawa-7", indicator_code="6-5-3-1")
    clerk.post(PAGE, typed(ratio, value="9.9"))
    assert told(ratio) is None


def test_lines_of_one_year_stand_beside_those_of_every_year(clerk):
    ratio = make_ratio()
    make_threshold(ratio=ratio)
    clerk.post(PAGE, typed(ratio, early="13.97", rebuilding="20", line_source="公表値"))
    own = SoundnessThreshold.objects.get(fiscal_year=2020)
    assert own.early_soundness_threshold == Decimal("13.97")
    assert SoundnessThreshold.objects.filter(fiscal_year=None).count() == 1


@pytest.mark.parametrize(
    ("early", "rebuilding"), [("20", "13"), ("", "20"), ("0", ""), ("二十", "")]
)
def test_lines_that_make_no_sense_are_refused(clerk, early, rebuilding):
    ratio = make_ratio()
    response = clerk.post(PAGE, typed(ratio, early=early, rebuilding=rebuilding))
    assert "まだ何も保存していません" in response.text
    assert not SoundnessThreshold.objects.exists()


def test_lines_need_a_right_of_their_own(staff):
    ratio = make_ratio()
    codenames = ("view_soundnessratio", "add_soundnessvalue", "change_soundnessvalue")
    client = staff(*codenames)
    client.post(PAGE, typed(ratio, value="4.7", early="13"))
    assert told(ratio)[0] == Decimal("4.7")
    assert not SoundnessThreshold.objects.exists()


def test_ratio_that_somebody_else_wrote_is_not_overwritten_at_once(clerk):
    ratio = make_ratio()
    sent = typed(ratio, value="4.8")
    make_ratio_value(ratio=ratio, fiscal_year=2020, value="4.7", status="draft")
    response = clerk.post(PAGE, sent)
    assert "まだ上書きしていません" in response.text
    assert 'value="4.8"' in response.text
    assert told(ratio)[0] == Decimal("4.7")


@pytest.mark.parametrize("extra", [0, 20])
def test_page_asks_a_fixed_number_of_queries(clerk, extra, django_assert_num_queries):
    for _ in range(extra):
        make_ratio_value(fiscal_year=2020)
    make_ratio(plan_slug="sunagawa-7", indicator_code="6-5-3-1")
    with django_assert_num_queries(10):
        clerk.get(PAGE)
