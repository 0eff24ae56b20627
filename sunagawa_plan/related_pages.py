"""Which pages of another app go with a policy: told here alone, so that no app names another."""

from dataclasses import dataclass

from django.urls import ResolverMatch


@dataclass(frozen=True)
class RelatedPage:
    """A page by the name of its address, with what a reader finds there."""

    route: str
    title: str
    about: str


FINANCE = (
    RelatedPage("finance:dashboard", "市の財政", "歳入と歳出、基金、財政の健全さのあらまし"),
    RelatedPage("finance:settlement", "決算", "歳入歳出決算状況の推移と内訳"),
    RelatedPage("finance:funds", "基金", "基金ごとの残高と推移"),
    RelatedPage("finance:soundness", "健全化判断比率", "比率の意味、推移と法律の基準"),
)
# (plan, policy code) → the pages that show what the policy speaks of.
RELATED_PAGES = {("sunagawa-7", "6-5"): FINANCE}


def related_pages(match: ResolverMatch | None) -> tuple[RelatedPage, ...]:
    """Return the pages that go with the address asked for; none for most."""
    if match is None or match.view_name != "indicators:policy":
        return ()
    return RELATED_PAGES.get((match.kwargs["plan"], match.kwargs["code"]), ())
