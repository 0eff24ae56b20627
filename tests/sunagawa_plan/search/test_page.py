"""The search page: what it finds, what it hides, and what it makes of odd questions."""

from datetime import date
from urllib.parse import quote

import pytest
from django.core.cache import cache

from indicators.models import AnnualValue, Plan
from sunagawa_plan.search.page import HITS_PER_PAGE, SearchPage
from tests.factories.finance import make_item, make_ratio, make_ratio_value, make_year
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_glossary_term,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
    make_reference_series,
    make_related_plan,
    make_remark,
    make_target,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 1)
QUERIES = 20


def look_for(words: str, **query: str) -> SearchPage:
    return SearchPage.from_query({"q": words, **query}, TODAY)


def headings(page: SearchPage) -> list[str]:
    return [
        "".join(stretch.text for stretch in hit.heading)
        for group in page.groups
        for hit in group.hits
    ]


def plant(rows: int = 1, *, is_published: bool = True) -> None:
    """Plant every kind of text, each with a word of its own."""
    plan = make_plan(slug="p", name="計画そのもの", is_published=is_published)
    goal = make_goal(plan=plan, number=6, description="めざす姿ワード")
    for _ in range(rows):
        policy = make_policy(
            goal=goal,
            aim="エイムワード*を目指す。",
            current_state="課題ワード",
            photograph_captions="写真ワード",
        )
        make_related_plan(policy=policy, name="関係ワード")
        make_reference_series(policy=policy, title="参考ワード")
        make_glossary_term(policies=(policy,), explanation="解説ワード")
        make_remark(policy=policy, text="所見ワード", is_published=True)
        make_remark(policy=policy, text="下書きワード", fiscal_year=2025, is_published=False)
        project = make_basic_project(
            policy=policy, purpose="ねらいワード", no_indicator_reason="理由ワード"
        )
        indicator = make_indicator(
            basic_project=project, definition="定義ワード", department=make_department()
        )
        make_annual_value(indicator=indicator, note="注記ワード")
        make_target(
            indicator=indicator,
            fiscal_year=2030,
            effective_from=2026,
            revision_reason="見直しワード",
        )


@pytest.mark.parametrize(
    "word",
    [
        "計画そのもの",
        "めざす姿ワード",
        "エイムワード",
        "課題ワード",
        "写真ワード",
        "関係ワード",
        "参考ワード",
        "解説ワード",
        "所見ワード",
        "ねらいワード",
        "理由ワード",
        "定義ワード",
        "注記ワード",
        "見直しワード",
        "担当課1",
        "指標の名1",
        "6-1-1-1",
        "評価の方法",
        "健全化判断比率",
    ],
)
def test_every_text_of_a_published_plan_is_found(word):
    plant()

    assert look_for(word).total == 1


@pytest.mark.parametrize("word", ["ワード", "計画そのもの", "指標の名", "担当課"])
def test_nothing_of_a_draft_plan_is_found(word):
    plant(is_published=False)

    assert look_for(word).total == 0


def test_draft_remark_is_not_found():
    plant()

    assert look_for("下書きワード").total == 0


def test_finance_is_found_where_it_is_published():
    year = make_year(note="決算の注記")
    make_item(account=year.account, name="地方交付税")
    make_year(account=year.account, status="draft", note="決算の下書き")
    make_ratio_value(ratio=make_ratio(name="資金不足比率"), detail="比率の補足")

    assert headings(look_for("地方交付税")) == ["決算"]
    assert headings(look_for("資金不足比率")) == ["資金不足比率"]
    assert look_for("決算の注記").total == 1
    assert look_for("比率の補足").total == 1
    assert look_for("決算の下書き").total == 0


def test_change_is_found_at_once_and_the_old_words_no_more():
    plant()
    assert look_for("注記ワード").total == 1

    value = AnnualValue.objects.get()
    value.note = "新しい説明"
    value.save()

    assert look_for("注記ワード").total == 0
    assert look_for("新しい説明").total == 1


def test_withdrawn_plan_is_found_no_more():
    plant()
    assert look_for("定義ワード").total == 1

    plan = Plan.objects.get()
    plan.is_published = False
    plan.save()

    assert look_for("定義ワード").total == 0


@pytest.mark.parametrize("rows", [1, 4], ids=["one", "many"])
def test_search_asks_a_fixed_number_of_queries(client, django_assert_num_queries, rows):
    plant(rows)
    cache.clear()

    with django_assert_num_queries(QUERIES):
        cold = client.get("/search/?q=ワード")
    with django_assert_num_queries(3):
        warm = client.get("/search/?q=協働")

    assert (cold.status_code, warm.status_code) == (200, 200)


def test_hit_is_shown_in_context_with_a_mark(client):
    plant()

    response = client.get("/search/?q=エイム")

    assert "<mark>エイム</mark>ワードを目指す。" in response.text
    assert 'href="/plans/p/policies/6-1/#aim"' in response.text
    assert "「エイム」の検索結果" in response.text
    assert '<meta name="robots" content="noindex">' in response.text


def test_typed_markup_is_shown_as_text(client):
    response = client.get("/search/?q=" + quote("<script>alert(1)</script>"))

    assert "<script>alert" not in response.text
    assert "&lt;script&gt;" in response.text


def test_hits_are_grouped_tallied_filtered_and_paged():
    plant(HITS_PER_PAGE + 5)

    everything, projects = look_for("ワード"), look_for("ワード", kind="project")
    second = look_for("ワード", kind="project", page="2")

    assert [tally.label for tally in everything.tallies][:3] == ["すべて", "指標", "施策"]
    assert everything.total == sum(tally.count for tally in everything.tallies[1:])
    assert {group.kind for group in projects.groups} == {"project"}
    assert len(second.groups[0].hits) == 5
    assert everything.tallies[0].is_chosen
    assert not projects.tallies[0].is_chosen


def test_search_for_nothing_offers_words_that_find_something(client):
    plant()

    page = look_for("　")

    assert [own.words for own in page.examples] == ["用語1"]
    assert "言葉の例" in client.get("/search/").text


def test_search_without_any_content_says_so(client):
    assert "まだ何も公開されていません" in client.get("/search/").text


def test_nothing_found_says_so_and_offers_ways_on(client):
    plant()

    page = look_for("課題ワード とても珍しい")
    near = look_for("計画そのまま")
    response = client.get("/search/?q=課題ワード+とても珍しい")

    assert [(own.words, own.count) for own in page.parts] == [("課題ワード", 1)]
    assert [own.words for own in look_for("ぼらんてぃあ定義ワー").parts] == ["定義ワー"]
    assert [own.words for own in near.similar_words] == ["計画そのもの"]
    assert response.status_code == 200
    assert "見つかりません" in response.text
    assert "課題ワード" in response.text


@pytest.mark.parametrize(
    "query",
    [
        "q=",
        "q=" + "%E3%81%82" * 4000,
        "q=%00%01%1f%7f",
        "q=%25",
        "q=_",
        "q='%20OR%201=1--",
        'q="',
        "q=%FF%FE",
        "q=(((",
        "q=%5C",
        "q=a&q=b&kind=nonsense&page=-5",
        "q=ワード&page=99999999999",
        "q=ワード&kind=%00",
        "kind=indicator",
        "q=" + "%F0%9F%98%80",
    ],
)
def test_odd_question_is_answered_calmly(client, query):
    plant()

    assert client.get(f"/search/?{query}").status_code == 200


def test_percent_and_underscore_are_plain_characters():
    plant()

    assert look_for("%").total == 0
    assert look_for("_").total == 0


def test_page_that_does_not_exist_offers_the_search(client):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert response.text.count('action="/search/"') == 2


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("ＮＰＯ", "NPO"),
        ("npo", "NPO"),
        ("電子申請", "電子申請"),
        ("市税 収納率", "市税収納率"),
        ("財政調整基金", "基金"),
        ("6-5-3-1", "実質公債費比率"),
    ],
)
def test_words_of_the_book_are_found(words, first):
    page = look_for(words)

    assert any(first in heading for heading in headings(page)), headings(page)


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("word", ["税", "協働", "防災", "人口"])
def test_short_words_are_found_where_the_book_has_them(word):
    assert look_for(word).total > 0
