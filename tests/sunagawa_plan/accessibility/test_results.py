"""What /accessibility/ claims: only tests that exist, only pages that are tested."""

import ast
from datetime import date

import pytest
from django.conf import settings

from sunagawa_plan.accessibility.results import Criterion, Outcome, Results
from sunagawa_plan.accessibility.views import RESULTS
from tests.browser.addresses import PUBLIC

READ = Results.read(RESULTS)
# The success criteria of levels A and AA, as many as JIS X 8341-3:2016 has.
LEVELS = {"A": 25, "AA": 13}


def functions_of(path: str) -> set[str]:
    tree = ast.parse((settings.BASE_DIR / path).read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("criterion", READ.criteria, ids=lambda own: own.number)
def test_every_named_test_exists(criterion):
    for name in criterion.tests:
        path, _, function = name.partition("::")
        assert function.startswith("test_")
        assert function in functions_of(path), name


def test_all_criteria_of_both_levels_are_listed_once():
    numbers = [own.number for own in READ.criteria]

    assert len(set(numbers)) == len(numbers)
    assert {level: sum(own.level == level for own in READ.criteria) for level in LEVELS} == LEVELS
    assert numbers == sorted(numbers, key=lambda own: [int(part) for part in own.split(".")])


def test_pages_said_to_be_tested_are_those_looked_at_in_the_browser():
    assert [page.address for page in READ.pages] == list(PUBLIC.values())


def test_open_criteria_forbid_to_claim_conformance():
    assert not READ.is_conforming
    assert dict(READ.counts)[Outcome.OPEN] > 0


@pytest.mark.parametrize(
    ("outcome", "fields"),
    [
        (Outcome.HUMAN, {}),
        (Outcome.HUMAN, {"checked_by": "広報課"}),
        (Outcome.TESTED, {}),
        (Outcome.NONE, {}),
        (Outcome.OPEN, {"tests": ("tests/x.py::test_x",)}),
    ],
)
def test_claim_without_what_it_rests_on_is_refused(outcome, fields):
    with pytest.raises(ValueError, match=r"^1\.1\.1"):
        Criterion("1.1.1", "題", "A", outcome, **fields)


def test_human_check_says_who_and_how():
    own = Criterion("1.1.1", "題", "A", Outcome.HUMAN, (), "", "広報課", date(2026, 12, 1))

    assert own.method == "広報課による確認"


def test_page_shows_the_table_and_the_honest_gaps(client, db):
    text = client.get("/accessibility/").text

    for words in (
        "JIS X 8341-3:2016",
        "1.4.3 コントラスト",
        "未実施",
        "「準拠」とは表記していません",
    ):
        assert words in text
    assert text.count('<th scope="row">') == sum(LEVELS.values())
    assert "担当する窓口は、市が決めたあとに" in text


def test_contact_and_deadline_come_from_the_settings(client, db, settings):
    settings.ACCESSIBILITY_CONTACT = "広報課 0125-00-0000"
    settings.ACCESSIBILITY_DEADLINE = "令和9年3月31日"

    text = client.get("/accessibility/").text

    assert "広報課 0125-00-0000" in text
    assert "令和9年3月31日" in text


def test_page_asks_two_queries(client, db, django_assert_num_queries):
    # Whether the content is as it was, and which plan's reports the foot leads to.
    with django_assert_num_queries(2):
        assert client.get("/accessibility/").status_code == 200
