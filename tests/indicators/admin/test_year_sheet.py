"""年度別入力: entering one fiscal year's values as offices type them."""

from decimal import Decimal

import pytest

from indicators.models import AnnualValue
from tests.factories.indicators import make_annual_value, make_basic_project, make_indicator
from tests.indicators.admin.sheet import loaded, messages, send, sheet_address, typed


@pytest.mark.parametrize(
    ("text", "unit", "stored"),
    [
        ("９８．６", "%", "98.6"),
        ("98.6％", "%", "98.6"),
        (" 1,326 ", "件", "1326"),
        ("△1.2", "%", "-1.2"),
        ("８４町内会", "町内会/年", "84"),
        ("0", "件", "0"),
    ],
)
def test_value_is_read_as_offices_type_it(clerk, text, unit, stored):
    indicator = make_indicator(unit=unit, decimal_places=1)
    send(clerk, indicator, value=text)
    assert AnnualValue.objects.get().value == Decimal(stored)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"value": "1,23"}, "コンマ"),
        ({"value": "98.6件"}, "単位は「%」"),
        ({"value": "－"}, "「値がない理由」（公表待ち・調査なし・算定されない）を選んでください"),
        ({"value": "…"}, "「値がない理由」"),
        ({"value": "98.6", "missing_reason": "no_survey"}, "両方が入力されています"),
        ({"note": "注記だけ"}, "どちらか一方を入力してください"),
        ({"missing_reason": "not_calculable"}, "その理由も入力してください"),
        ({"value": "98.6", "sample_size": "0"}, "1以上にしてください"),
    ],
)
def test_slip_is_refused_and_stays_on_screen(clerk, fields, told):
    indicator = make_indicator(unit="%", is_survey=True)
    response = send(clerk, indicator, **fields)
    assert response.status_code == 200
    assert told in response.text
    assert "まだ何も保存していません" in response.text
    assert all(text in response.text for text in fields.values())
    assert not AnnualValue.objects.exists()


def test_dash_beside_a_reason_is_no_value(clerk):
    indicator = make_indicator()
    send(clerk, indicator, value="－", missing_reason="awaiting_publication")
    row = AnnualValue.objects.get()
    assert (row.value, row.missing_reason) == (None, "awaiting_publication")


def test_emptied_row_says_how_to_delete(clerk):
    row = make_annual_value()
    response = send(clerk, row.indicator, value="")
    assert "「削除」を選んでください" in response.text
    row.refresh_from_db()
    assert row.value == 84


def test_empty_rows_create_nothing(clerk):
    indicator = make_indicator()
    response = send(clerk, indicator)
    assert messages(response) == ["変更はありませんでした。"]
    assert not AnnualValue.objects.exists()


def test_only_changed_rows_are_saved(clerk):
    project = make_basic_project()
    one, two = (make_indicator(basic_project=project) for _ in range(2))
    kept = make_annual_value(indicator=one, note="二行の\n注記", sample_size=None)
    send(clerk, one)
    response = clerk.post(sheet_address(one), loaded(one, two) | typed(two, value="90"))
    assert response.status_code == 302
    assert kept.history.count() == 1
    assert two.annual_values.get().value == 90


def test_page_is_saved_whole_or_not_at_all(clerk):
    project = make_basic_project()
    one, two = (make_indicator(basic_project=project) for _ in range(2))
    clerk.post(
        sheet_address(one), loaded(one, two) | typed(one, value="90") | typed(two, value="?")
    )
    assert not AnnualValue.objects.exists()


def test_slip_in_one_row_blames_no_row_left_empty(clerk):
    project = make_basic_project()
    one, two, empty = (make_indicator(basic_project=project) for _ in range(3))
    make_annual_value(indicator=two, fiscal_year=2024)

    response = clerk.post(sheet_address(one), loaded(one, two, empty) | typed(one, value="九十"))

    blamed = [row.indicator for row in response.context["sheet"].rows if row.form.errors]
    assert blamed == [one]
    assert response.text.count("errorlist") == 1


def test_caution_does_not_block_and_is_shown_again(clerk):
    indicator = make_indicator(unit="%", decimal_places=1, baseline_value="98.6")
    make_annual_value(indicator=indicator, fiscal_year=2023, value="98.2")
    response = send(clerk, indicator, value="982")
    told = "982.0%は、令和5年度の98.2%の約10倍です。"
    assert AnnualValue.objects.filter(fiscal_year=2024, value=982).exists()
    assert any(told in message for message in messages(response))
    assert response.text.count(told) == 2  # as a message and beside the field


def test_public_page_is_right_on_the_next_request(clerk, client):
    indicator = make_indicator()
    address = indicator.get_absolute_url()
    assert "89" not in client.get(address).text
    send(clerk, indicator, value="89")
    assert "89" in client.get(address).text


def test_year_that_has_not_begun_is_refused(clerk):
    indicator = make_indicator()
    response = send(clerk, indicator, year=2026, value="90")
    assert "令和8年度（2026年度）はまだ始まっていない" in response.text
    assert not AnnualValue.objects.exists()


def test_year_that_is_not_closed_is_a_caution(clerk):
    indicator = make_indicator()
    response = send(clerk, indicator, year=2025, value="90")
    assert AnnualValue.objects.filter(fiscal_year=2025).exists()
    assert "令和7年度はまだ終わっていません" in response.text


def test_history_tells_who_what_and_why(clerk):
    row = make_annual_value(value="84", source="")
    address = sheet_address(row.indicator)
    data = loaded(row.indicator) | typed(row.indicator, value="85", is_provisional="on")
    clerk.post(address, data | {"change_reason": "再集計のため"})
    text = clerk.get(f"/admin/indicators/annualvalue/{row.pk}/history/").text
    for told in ("yamada", "再集計のため", "<del>84</del> → <ins>85</ins>", "速報値"):
        assert told in text
    assert "公開日時" not in text


def test_row_changed_by_another_is_not_overwritten(clerk, staff):
    row = make_annual_value(value="84")
    indicator = row.indicator
    why = {"change_reason": "再集計"}
    mine = loaded(indicator) | typed(indicator, value="86") | why
    other = staff("view_annualvalue", "change_annualvalue", username="suzuki")
    other.post(sheet_address(indicator), loaded(indicator) | typed(indicator, value="85") | why)

    refused = clerk.post(sheet_address(indicator), mine)
    row.refresh_from_db()
    assert row.value == 85
    assert "suzukiさん" in refused.text
    assert "実績値 84 → 85" in refused.text
    assert 'value="86"' in refused.text

    stamp = refused.context["sheet"].rows[0].form["stamp"].value()
    clerk.post(sheet_address(indicator), mine | typed(indicator, stamp=stamp))
    row.refresh_from_db()
    assert row.value == 86


def test_row_entered_by_another_meanwhile_is_not_overwritten(clerk):
    indicator = make_indicator()
    mine = loaded(indicator) | typed(indicator, value="86")
    row = make_annual_value(indicator=indicator, value="85")
    assert "画面を開いたあとで" in clerk.post(sheet_address(indicator), mine).text
    row.refresh_from_db()
    assert row.value == 85


def test_untouched_row_changed_by_another_is_left_alone(clerk):
    project = make_basic_project()
    one, two = (make_indicator(basic_project=project) for _ in range(2))
    row = make_annual_value(indicator=one, value="84")
    mine = loaded(one, two) | typed(two, value="90")
    row.value = 85
    row.save()
    assert clerk.post(sheet_address(one), mine).status_code == 302
    row.refresh_from_db()
    assert row.value == 85
    assert two.annual_values.get().value == 90


def test_big_plan_is_paged(clerk):
    project = make_basic_project()
    indicators = [make_indicator(basic_project=project, targets={}) for _ in range(51)]
    first = clerk.get(sheet_address(indicators[0])).context["sheet"]
    assert [row.indicator.pk for row in first.rows] == [i.pk for i in indicators[:50]]
    response = clerk.get(sheet_address(indicators[0]) + "&page=2")
    assert [row.indicator.pk for row in response.context["sheet"].rows] == [indicators[50].pk]


@pytest.mark.parametrize("count", [1, 12])
def test_sheet_asks_the_same_few_questions(clerk, count, django_assert_num_queries):
    project = make_basic_project()
    for _ in range(count):
        indicator = make_indicator(basic_project=project)
        for year in (2021, 2022, 2023, 2024):
            make_annual_value(indicator=indicator, fiscal_year=year)
    with django_assert_num_queries(11):
        clerk.get(sheet_address(indicator))


def test_year_chooser_leads_to_the_latest_due_year(clerk):
    indicator = make_indicator()
    response = clerk.get("/admin/indicators/annualvalue/year/")
    assert response.url == sheet_address(indicator, 2024)


def test_year_chooser_leads_to_the_chosen_year(clerk):
    indicator = make_indicator()
    chosen = f"?fiscal_year=2022&plan={indicator.plan.slug}"
    response = clerk.get(f"/admin/indicators/annualvalue/year/{chosen}")
    assert response.url == sheet_address(indicator, 2022)


def test_live_check_says_what_saving_would(clerk):
    indicator = make_indicator(unit="%", decimal_places=1)
    make_annual_value(indicator=indicator, fiscal_year=2023, value="98.2")
    asked = {"indicator": indicator.pk, "fiscal_year": "R6", "value": "982"}
    answer = clerk.get("/admin/indicators/annualvalue/check/", asked).json()
    assert answer["errors"] == []
    assert "約10倍" in answer["cautions"][0]
    answer = clerk.get("/admin/indicators/annualvalue/check/", asked | {"value": "－"}).json()
    assert "「値がない理由」" in answer["errors"][0]
