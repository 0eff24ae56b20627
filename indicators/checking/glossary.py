"""The glossary against the texts: every mark `*` behind a word, every word in a text."""

from collections.abc import Iterator

from django.db.models import Prefetch

from indicators.checking.places import page_of, place_of
from indicators.domain.marked_text import MARK, paragraphs_of, runs_of
from indicators.models import GlossaryOccurrence, GlossaryTerm, Policy
from sunagawa_plan.lib.finding import Finding

_AROUND = 12


def check_glossary() -> Iterator[Finding]:
    """Check the glossary of every policy and the terms that none explains (five queries)."""
    policies = Policy.objects.select_related("goal__plan").prefetch_related(
        "basic_projects__indicators",
        Prefetch("glossary_occurrences", GlossaryOccurrence.objects.select_related("term")),
    )
    for policy in policies:
        texts = _texts_of(policy)
        terms = [occurrence.term.term for occurrence in policy.glossary_occurrences.all()]
        yield from _marks_without_term(policy, texts, terms)
        yield from _terms_without_word(policy, texts, terms)
    yield from _terms_without_policy()


def _texts_of(policy: Policy) -> dict[str, str]:
    """Return a policy's texts by the words a finding calls them with."""
    texts = {"施策の目標": policy.aim, "現状と課題": policy.current_state}
    for project in policy.basic_projects.all():
        texts[f"基本事業{project.code}のねらい"] = project.purpose
        texts[f"基本事業{project.code}の指標を設定しない理由"] = project.no_indicator_reason
        for indicator in project.indicators.all():
            texts[f"指標{indicator.code}"] = f"{indicator.name}\n\n{indicator.definition}"
    return texts


def _marks_without_term(
    policy: Policy, texts: dict[str, str], terms: list[str]
) -> Iterator[Finding]:
    for name, text in texts.items():
        for paragraph in paragraphs_of(text):
            for run in runs_of(paragraph, terms):
                for before in [] if run.term else run.text.split(MARK)[:-1]:
                    yield Finding(
                        place_of(policy),
                        f"{name}の「…{before[-_AROUND:]}{MARK}」に、用語解説の語がありません。",
                        f"{page_of(GlossaryTerm)}で語を登録してこの施策に掲載するか、"
                        f"文の「{MARK}」を消してください。",
                    )


def _terms_without_word(
    policy: Policy, texts: dict[str, str], terms: list[str]
) -> Iterator[Finding]:
    whole = "".join("".join(texts.values()).split())
    for term in dict.fromkeys(terms):
        if "".join(term.split()) not in whole:
            yield Finding(
                place_of(policy),
                f"用語解説の「{term}」が、この施策の文のどこにも出てきません。",
                f"{page_of(GlossaryTerm)}で語の書き方を直すか、この施策への掲載を外してください。",
            )


def _terms_without_policy() -> Iterator[Finding]:
    for term in GlossaryTerm.objects.filter(occurrences__isnull=True).select_related("plan"):
        yield Finding(
            place_of(term),
            "どの施策にも掲載されていません。",
            f"{page_of(GlossaryTerm)}で掲載する施策を選ぶか、この用語を削除してください。",
        )
