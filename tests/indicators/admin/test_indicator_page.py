"""All years of one indicator on one page, and the other records' pages."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from indicators.models import AnnualValue, Indicator, Policy
from sunagawa_plan.lib.fiscal_year import FiscalYear
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_glossary_term,
    make_indicator,
    make_plan,
    make_policy,
    make_reference_series,
    make_related_plan,
)
from tests.indicators.admin.sheet import messages


def address(indicator: Indicator) -> str:
    return f"/admin/indicators/indicator/{indicator.pk}/change/"


def opened(client, url: str) -> dict[str, str]:
    """Return what a browser would send back of an admin page just opened."""
    context = client.get(url).context
    forms = [context["adminform"].form]
    for formset in context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    sent = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False and not field.field.disabled:
                sent[field.html_name] = value
    return sent


def test_years_are_entered_beside_baseline_and_targets(planner):
    indicator = make_indicator(unit="%", decimal_places=1, baseline_value="98.6")
    make_annual_value(indicator=indicator, fiscal_year=2023, value="98.2")
    page = planner.get(address(indicator)).text
    assert "令和5年度" in page
    assert 'value="98.6"' in page
    assert "85.0（R7）" in page


def test_new_year_is_typed_as_offices_do(planner):
    indicator = make_indicator(unit="%", decimal_places=1)
    data = opened(planner, address(indicator))
    data |= {"annual_values-0-fiscal_year": "Ｒ６", "annual_values-0-value": "９８．６％"}
    planner.post(address(indicator), data)
    row = AnnualValue.objects.get()
    assert (row.fiscal_year, str(row.value)) == (2024, "98.6000")


def test_page_sent_back_as_it_was_leaves_no_trace(planner):
    indicator = make_indicator(definition="一行目\n二行目")
    row = make_annual_value(indicator=indicator, note="注\n記")
    data = opened(planner, address(indicator))
    data["definition"] = data["definition"].replace("\n", "\r\n")
    data["annual_values-0-note"] = data["annual_values-0-note"].replace("\n", "\r\n")
    response = planner.post(address(indicator), data)
    assert response.status_code == 302
    assert indicator.history.count() == row.history.count() == 1


def test_caution_is_told_after_saving(planner):
    row = make_annual_value(value="84")
    data = opened(planner, address(row.indicator)) | {"annual_values-0-value": "840"}
    data["change_reason"] = "桁の誤り"
    response = planner.post(address(row.indicator), data, follow=True)
    row.refresh_from_db()
    assert row.value == 840
    assert any("令和6年度の実績値：840町内会/年は" in message for message in messages(response))


def test_year_changed_by_another_is_not_overwritten(planner):
    row = make_annual_value(value="84")
    data = opened(planner, address(row.indicator)) | {"annual_values-0-value": "86"}
    row.value = 85
    row.save()
    assert "まだ上書きしていません" in planner.post(address(row.indicator), data).text
    row.refresh_from_db()
    assert row.value == 85


def test_reason_of_a_change_reaches_the_history_of_the_years_too(planner):
    row = make_annual_value(value="84")
    data = opened(planner, address(row.indicator))
    data |= {"annual_values-0-value": "85", "change_reason": "集計の誤り"}
    planner.post(address(row.indicator), data)
    text = planner.get(f"/admin/indicators/indicator/{row.indicator.pk}/history/").text
    assert "実績値 令和6年度を変更" in text
    assert "<del>84</del> → <ins>85</ins>" in text
    assert "集計の誤り" in text


def test_history_tells_of_deleted_years(planner):
    row = make_annual_value(fiscal_year=2022)
    indicator = row.indicator
    data = opened(planner, address(indicator)) | {"annual_values-0-DELETE": "on"}
    data["change_reason"] = "別の年度の値だった"
    planner.post(address(indicator), data)
    assert not AnnualValue.objects.exists()
    assert (
        "実績値 令和4年度を削除"
        in planner.get(f"/admin/indicators/indicator/{indicator.pk}/history/").text
    )


def test_nothing_can_be_reverted(planner):
    row = make_annual_value()
    version = row.history.get().pk
    url = f"/admin/indicators/annualvalue/{row.pk}/history/{version}/"
    planner.post(url, {"value": "1"})
    row.refresh_from_db()
    assert row.value == 84


def test_history_of_an_unknown_record_is_not_found(planner):
    assert planner.get("/admin/indicators/annualvalue/999/history/").status_code == 404
    assert planner.get("/admin/indicators/annualvalue/abc/history/").status_code == 404


def test_indicator_with_values_is_protected(planner):
    row = make_annual_value()
    page = planner.get(f"/admin/indicators/indicator/{row.indicator.pk}/delete/").text
    assert "削除できません" in page
    planner.post(f"/admin/indicators/indicator/{row.indicator.pk}/delete/", {"post": "yes"})
    assert Indicator.objects.exists()


def test_public_page_is_linked_unless_the_plan_is_hidden(planner):
    indicator = make_indicator()
    link = f'href="{indicator.get_absolute_url()}"'
    assert link in planner.get(address(indicator)).text
    plan = indicator.plan
    plan.is_published = False
    plan.save()
    assert "公開ページを見る" not in planner.get(address(indicator)).text


def test_every_page_keeps_the_strict_policy(planner):
    row = make_annual_value()
    term = make_glossary_term(policies=(row.indicator.basic_project.policy,))
    make_related_plan(policy=row.indicator.basic_project.policy)
    series = make_reference_series(policy=row.indicator.basic_project.policy, points={2020: "1"})
    department = make_department()
    root = "/admin/indicators/"
    pages = ["/admin/", f"{root}annualvalue/year/2024/", f"{root}annualvalue/import/"]
    for record in (row, row.indicator, term, series, department, row.indicator.plan):
        name = record._meta.model_name
        pages += [f"{root}{name}/", f"{root}{name}/add/", f"{root}{name}/{record.pk}/change/"]
        pages += [f"{root}{name}/{record.pk}/history/", f"{root}{name}/{record.pk}/delete/"]
    for page in pages:
        response = planner.get(page)
        assert response.status_code == 200, page
        html = response.text
        assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", html), page
        assert "<style" not in html, page
        assert not re.search(r"<script(?![^>]*\ssrc=)", html), page
        assert not re.search(r"(src|href)=\"(https?:)?//", html), page
        assert "default-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["annualvalue", "indicator", "policy", "basicproject", "goal"])
def test_list_asks_the_same_questions_of_one_row_and_of_many(planner, name):
    row = make_annual_value()
    url = f"/admin/indicators/{name}/"
    planner.get(url)
    with CaptureQueriesContext(connection) as one:
        planner.get(url)
    policy = make_policy(goal=row.indicator.basic_project.policy.goal)
    for order in range(2, 6):
        project = make_indicator().basic_project
        make_annual_value(indicator=make_indicator(basic_project=project), fiscal_year=2024)
        make_policy(goal=policy.goal, order=order + 1)
    with CaptureQueriesContext(connection) as many:
        planner.get(url)
    assert len(many) == len(one)


@pytest.mark.parametrize("count", [1, 9])
def test_indicator_page_asks_the_same_few_questions(planner, count, django_assert_num_queries):
    indicator = make_indicator()
    for year in range(2016, 2016 + count):
        make_annual_value(indicator=indicator, fiscal_year=year)
    planner.get(address(indicator))
    with django_assert_num_queries(9):
        planner.get(address(indicator))


@pytest.mark.parametrize("count", [1, 9])
def test_history_asks_the_same_few_questions(planner, count, django_assert_num_queries):
    indicator = make_indicator()
    for year in range(2016, 2016 + count):
        make_annual_value(indicator=indicator, fiscal_year=year)
    url = f"/admin/indicators/indicator/{indicator.pk}/history/"
    with django_assert_num_queries(8):
        planner.get(url)


def test_list_is_saved_with_its_filters(planner):
    indicator = make_indicator()
    make_annual_value(indicator=indicator, fiscal_year=2023, value="84")
    make_annual_value(indicator=indicator, fiscal_year=2024, value="85")
    url = "/admin/indicators/annualvalue/"
    listed = planner.get(f"{url}?fiscal_year=2024").text
    assert f"{url}download/list.csv?fiscal_year=2024" in listed
    content = planner.get(f"{url}download/list.csv?fiscal_year=2024").getvalue()
    rows = content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert ",2024," in rows[1]
    for suffix in ("cp932.csv", "xlsx"):
        assert planner.get(f"{url}download/list.{suffix}").getvalue()
    assert planner.get(f"{url}download/list.json").status_code == 404


@pytest.mark.parametrize(
    ("file", "beginning"),
    [
        ("list", "indicator_code,policy_code"),
        ("targets", "indicator_code,fiscal_year"),
        ("values", "indicator_code,indicator_name"),
        (f"progress-{FiscalYear.last_due(localdate()).start}", "indicator_code,indicator_name"),
    ],
)
def test_list_of_indicators_offers_their_files_with_its_filters(planner, file, beginning):
    project = make_basic_project()
    kept = make_indicator(basic_project=project, is_survey=True)
    left_out = make_indicator(basic_project=project)
    url = "/admin/indicators/indicator/"

    listed = planner.get(f"{url}?is_survey__exact=1").text
    content = (
        planner.get(f"{url}download/{file}.csv?is_survey__exact=1").getvalue().decode("utf-8-sig")
    )

    assert f"{url}download/{file}.csv?is_survey__exact=1" in listed
    assert content.startswith(beginning)
    assert kept.code in content
    assert left_out.code not in content
    assert planner.get(f"{url}download/nothing.csv").status_code == 404


def test_glossary_list_is_saved_with_its_filters(planner):
    kept, left_out = make_glossary_term(), make_glossary_term(plan=make_plan(name="別の計画"))
    url = "/admin/indicators/glossaryterm/download/list.csv"

    content = planner.get(f"{url}?plan__id__exact={kept.plan_id}").getvalue().decode("utf-8-sig")

    assert f"\n{kept.term}," in content
    assert content.count("\n") == 2
    assert left_out.plan_id != kept.plan_id


def test_sample_values_are_announced(planner, settings):
    assert "見本データ" not in planner.get("/admin/").text
    settings.SAMPLE_DATA = True
    assert "見本データ" in planner.get("/admin/").text


def test_policy_takes_sdg_goals_and_tells_of_it(planner):
    from indicators.models import SdgGoal

    policy = make_policy()
    goal = SdgGoal.objects.create(number=11, title="住み続けられるまちづくりを")
    url = f"/admin/indicators/policy/{policy.pk}/change/"
    planner.post(url, opened(planner, url) | {"sdg_goals": [goal.pk]})
    assert Policy.objects.get().sdg_goals.get() == goal
    assert (
        "11 住み続けられるまちづくりを"
        in planner.get(f"/admin/indicators/policy/{policy.pk}/history/").text
    )
