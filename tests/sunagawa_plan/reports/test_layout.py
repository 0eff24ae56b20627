"""Reports at their edges, laid out: nothing lies upon another, nothing is cut off or left alone."""

import pytest

from indicators.editions import Edition
from indicators.models import Plan
from sunagawa_plan.reports.documents import ReportKind, ReportName, document_of
from sunagawa_plan.reports.pdf import laid_out
from tests.factories.extreme_plans import make_extreme_finance, make_longest_plan, make_plan_of
from tests.factories.report_plan import TODAY, make_report_plan, make_wide_plan, report_milestone
from tests.sunagawa_plan.reports.layout import faults
from tests.sunagawa_plan.reports.test_pdf import MADE_AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pdf_maker")]


def every_case() -> Plan:
    plan = make_report_plan()
    report_milestone(plan)
    return plan


def no_values() -> Plan:
    return make_plan_of({f"値のない指標{place}": None for place in range(6)}, slug="none")


def only_zeros() -> Plan:
    return make_plan_of({f"零の指標{place}": "0.0" for place in range(3)}, slug="zeros")


def below_zero() -> Plan:
    make_extreme_finance()
    values = {"負の指標": "-12.3", "大きな負の指標": "-1234567890.1"}
    return make_plan_of(values, slug="below")


def many() -> Plan:
    # Eight policies of five indicators: lists go on overleaf, and more would only be more of it.
    return make_wide_plan(40)


@pytest.mark.parametrize(
    "plant",
    [every_case, make_longest_plan, no_values, only_zeros, below_zero],
    ids=lambda f: f.__name__,
)
@pytest.mark.parametrize(
    ("kind", "year"), [(ReportKind.PROGRESS, 2024), (ReportKind.INTERIM, 2025)], ids=str
)
def test_extreme_report_is_laid_out_without_faults(plant, kind, year):
    assert_no_faults(plant(), kind, year)


def test_report_of_many_indicators_is_laid_out_without_faults():
    assert_no_faults(many(), ReportKind.PROGRESS, 2024)


def assert_no_faults(plan: Plan, kind: ReportKind, year: int) -> None:
    document = document_of(ReportName(plan.slug, kind, year), Edition(plan, TODAY))

    found = faults(laid_out(document.paper(MADE_AT)))

    assert found == [], "\n".join(found)
