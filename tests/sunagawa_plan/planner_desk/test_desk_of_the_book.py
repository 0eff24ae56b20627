"""Every file of the desk, of the real plan."""

import pytest

from indicators.models import Plan
from sunagawa_plan.planner_desk.catalogue import table_reports
from tests.factories.reporting import make_round

pytestmark = pytest.mark.django_db

DESK = "/admin/files/"


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("suffix", ["csv", "cp932.csv", "xlsx"])
def test_every_report_can_be_had_of_the_real_plan(admin_client, suffix):
    make_round(plan=Plan.objects.get())

    for report in table_reports():
        response = admin_client.get(f"{DESK}{report.name}.{suffix}")

        assert response.status_code == 200, report.name
        assert b"".join(response.streaming_content), report.name
