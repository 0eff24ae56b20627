"""Values that the portal offers come back through the staff's import: nothing changes.

The other files that staff may import have their own: tests/indicators/masters, tests/finance.
"""

import datetime as dt

import pytest

from indicators.models import AnnualValue, Plan
from sunagawa_plan.lib.downloads import FORMS
from sunagawa_plan.open_data.shelves import files_of, public_shelves
from tests.indicators.admin.test_import import upload

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize("suffix", ["csv", "cp932.csv", "xlsx"])
def test_values_come_back_unchanged(admin_client, city, suffix):
    shelf, file = next(
        (shelf, file) for shelf, file in files_of(public_shelves(TODAY)) if file.name == "values"
    )
    content = b"".join(FORMS[suffix].chunks(file.table()))
    history = AnnualValue.history.count()

    preview = upload(
        admin_client, Plan.objects.get(slug=shelf.plan_slug), content, f"values.{suffix}"
    )

    assert "取り込むものはありません" in preview.text
    assert preview.context["result"].totals["skip"] == file.extent.rows
    assert AnnualValue.history.count() == history
