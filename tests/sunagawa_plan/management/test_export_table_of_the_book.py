"""`manage.py export_table`: every report of the real plan in every form it has."""

import pytest
from django.core.management import call_command

from indicators.models import Plan
from sunagawa_plan.lib.downloads import FORMS
from sunagawa_plan.planner_desk.catalogue import table_reports
from sunagawa_plan.shared.planner_reports import Audience
from tests.factories.reporting import make_round

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("suffix", FORMS)
def test_every_report_is_written_in_every_form_it_has(tmp_path, suffix):
    make_round(plan=Plan.objects.get(slug="sunagawa-7"))
    for report in table_reports():
        if suffix == "json" and report.audience is Audience.PEOPLE:
            continue
        target = tmp_path / f"{report.name}.{suffix}"
        call_command("export_table", report.name, output=str(target), verbosity=0)
        assert target.stat().st_size > 100, report.name
        assert target.stat().st_mode & 0o777 == 0o644
