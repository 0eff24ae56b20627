import pytest

from tests.factories.indicators import make_goal, make_plan, make_policy

pytestmark = pytest.mark.django_db


def plant(slug: str) -> None:
    goal = make_goal(plan=make_plan(slug=slug), number=6)
    for order in (1, 5):
        make_policy(goal=goal, order=order)


def test_policy_of_finance_leads_to_the_pages_of_finance(client):
    plant("sunagawa-7")

    text = client.get("/plans/sunagawa-7/policies/6-5/").text

    main = text[text.index("<main") : text.index("</main>")]
    for address in ("/finance/", "/finance/settlement/", "/finance/funds/", "/finance/soundness/"):
        assert f'href="{address}"' in main


@pytest.mark.parametrize(
    ("slug", "code"), [("sunagawa-7", "6-1"), ("other", "6-5")], ids=["policy", "plan"]
)
def test_another_policy_has_no_such_pages(client, slug, code):
    plant(slug)

    text = client.get(f"/plans/{slug}/policies/{code}/").text

    assert "related-pages" not in text


@pytest.mark.parametrize("address", ["/plans/p/", "/method/", "/finance/", "/nowhere/"])
def test_every_page_leads_to_finance_from_its_menu(client, address):
    plant("p")

    assert 'href="/finance/"' in client.get(address).text
