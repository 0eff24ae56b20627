"""What is exported comes back unchanged: the real plan in every file and form."""

from datetime import date

import pytest

from indicators.exports.edited import departments_table, edited_indicators, edited_targets
from indicators.exports.glossary import glossary_table
from indicators.exports.indicators import indicators_table
from indicators.exports.targets import targets_table
from indicators.masters.departments import DepartmentResource
from indicators.masters.glossary import GlossaryResource
from indicators.masters.indicators import IndicatorResource
from indicators.masters.targets import TargetResource
from indicators.models import Department, GlossaryTerm, Indicator, Plan
from tests.factories.indicators import make_target
from tests.indicators.masters.importing import FORMS, counts, imported

TODAY = date(2025, 11, 1)


def files(plan):
    chosen = Indicator.objects.of_plan(plan)
    return {
        "indicators": (IndicatorResource, indicators_table(chosen)),
        "indicators-edit": (IndicatorResource, edited_indicators(chosen)),
        "targets": (TargetResource, targets_table(chosen, TODAY)),
        "targets-edit": (TargetResource, edited_targets(chosen)),
        "glossary": (GlossaryResource, glossary_table(GlossaryTerm.objects.filter(plan=plan))),
    }


@pytest.fixture(autouse=True)
def _on_a_known_day(monkeypatch):
    monkeypatch.setattr("indicators.masters.targets.localdate", lambda: TODAY)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "name", ["indicators", "indicators-edit", "targets", "targets-edit", "glossary"]
)
def test_file_of_the_real_plan_comes_back_unchanged(book, db, name, form):
    plan = Plan.objects.get(slug="sunagawa-7")
    resource, table = files(plan)[name]
    new, changed, unchanged = counts(imported(resource(plan=plan), FORMS[form](table)))
    assert (new, changed) == (0, 0)
    assert unchanged == len(list(files(plan)[name][1].rows))


@pytest.mark.parametrize("form", FORMS)
def test_departments_come_back_unchanged(book, db, form):
    content = FORMS[form](departments_table(Department.objects.all()))
    assert counts(imported(DepartmentResource(), content)) == (0, 0, 3)


@pytest.mark.parametrize("name", ["targets", "targets-edit"])
def test_revised_targets_come_back_unchanged(book, db, name):
    plan = Plan.objects.get(slug="sunagawa-7")
    indicator = Indicator.objects.get(code="6-2-1-1")
    make_target(
        indicator=indicator,
        fiscal_year=2030,
        target="90",
        effective_from=2024,
        revision_reason="計画の\n見直し",
    )
    resource, table = files(plan)[name]
    new, changed, _ = counts(imported(resource(plan=plan), FORMS["utf-8"](table)))
    assert (new, changed) == (0, 0)


def test_numbers_finer_than_shown_and_marks_stay(book, db):
    plan = Plan.objects.get(slug="sunagawa-7")
    indicator = Indicator.objects.get(code="6-5-1-1")
    indicator.baseline_value, indicator.definition = "98.6049", "用語*を\n含む説明"
    indicator.save()
    table = indicators_table(Indicator.objects.of_plan(plan))
    assert counts(imported(IndicatorResource(plan=plan), FORMS["utf-8"](table))) == (0, 0, 12)
