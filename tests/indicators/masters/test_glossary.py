import pytest

from indicators.masters.glossary import GlossaryResource
from indicators.models import GlossaryOccurrence, GlossaryTerm
from tests.factories.indicators import make_glossary_term, make_policy
from tests.indicators.masters.importing import counts, imported, told

HEAD = "term,reading,explanation,policy_code,order"


@pytest.fixture
def policy(db):
    policy = make_policy()
    make_glossary_term(policies=(policy,), term="協働", explanation="ともに\n働く*こと。")
    return policy


def imported_into(policy, *lines, **options):
    return imported(GlossaryResource(plan=policy.goal.plan), "\n".join([HEAD, *lines]), **options)


def test_new_term_is_explained_where_the_file_says(policy):
    second = make_policy(goal=policy.goal)
    lines = (f"指針,ししん,方向。,{policy.code},", f"指針,ししん,方向。,{second.code},1")
    preview = imported_into(policy, *lines, dry_run=True)
    assert preview.remarks == ["施策1-1の2番目に「指針」", "施策1-2の1番目に「指針」"]
    assert not GlossaryTerm.objects.filter(term="指針").exists()
    assert counts(imported_into(policy, *lines)) == (1, 0, 1)
    term = GlossaryTerm.objects.get(term="指針")
    assert list(term.occurrences.values_list("policy", "order")) == [(policy.pk, 2), (second.pk, 1)]
    reason = GlossaryOccurrence.history.filter(term=term).first().history_change_reason
    assert reason == "ファイルの取り込み：台帳.csv"


def test_known_term_gets_a_reading_and_another_place(policy):
    second = make_policy(goal=policy.goal)
    line = f"協働,きょうどう,ともに 働くこと。,{second.code},"
    assert counts(imported_into(policy, line)) == (0, 1, 0)
    term = GlossaryTerm.objects.get(term="協働")
    assert (term.reading, term.explanation) == ("きょうどう", "ともに\n働く*こと。")
    assert term.occurrences.count() == 2


def test_term_without_policy_is_taken(policy):
    assert counts(imported_into(policy, "指針,,方向。,,")) == (1, 0, 0)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["指針,,方向。,9-9,"], "2行目 D列 policy_code（施策番号）: 施策「9-9」は、この計画に"),
        (["指針,,方向。,{0},1"], "E列 order（掲載順）: 施策1-1の1番目には、別の用語「協働」"),
        (["協働,,ともに 働くこと。,{0},3"], "E列 order（掲載順）: 登録されている掲載順と違います"),
        (["指針,,,{0},"], "C列 explanation（解説）: 空欄です"),
        ([",,方向。,{0},"], "A列 term（用語）: 空欄です"),
        (["指針,,方向。,{0},", "指針,,別。,,"], "3行目 C列 explanation（解説）: 2行目の同じ用語"),
        (["指針,,方向。,{0},", "指針,,方向。,{0},"], "3行目 D列 policy_code（施策番号）: 2行目に"),
        (["指針,,方向。,{0},x"], "E列 order（掲載順）"),
    ],
)
def test_fault_is_told_by_row_and_column(policy, lines, message):
    sentences = told(imported_into(policy, *(line.format(policy.code) for line in lines)))
    assert any(message in sentence for sentence in sentences)
    assert GlossaryTerm.objects.count() == GlossaryOccurrence.objects.count() == 1
