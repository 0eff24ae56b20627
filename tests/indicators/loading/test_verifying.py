import pytest
from django.conf import settings

from indicators.loading.reading import read_book
from indicators.loading.verifying import verify_book
from sunagawa_plan.shared.loading.problems import PlanFileError
from tests.factories.plan_files import GOAL, POLICY, write_changed, write_plan

POLICY_FILE = "policies/1-1.toml"
INDICATOR = "policies/1-1.toml basic_projectsの1番目（1-1-1） indicatorsの1番目（1-1-1-1）"
SECOND_POLICY = POLICY.replace('"1-1', '"1-2')


def problems_of(folder):
    with pytest.raises(PlanFileError) as caught:
        verify_book(read_book(folder))
    return caught.value.problems


def test_tiny_and_real_plans_fit_together(tmp_path):
    verify_book(read_book(write_plan(tmp_path)))
    verify_book(read_book(settings.BASE_DIR / "fixtures" / "sunagawa-7"))


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            POLICY_FILE,
            'code = "1-1"',
            'code = "2-1"',
            "policies/1-1.toml: 施策番号「2-1」は、どの基本目標の番号（1）でも始まっていません。",
        ),
        (
            POLICY_FILE,
            'code = "1-1-1"',
            'code = "1-11"',
            "policies/1-1.toml basic_projectsの1番目（1-11）: "
            "番号「1-11」は、施策番号「1-1-」で始まっていません。",
        ),
        (
            POLICY_FILE,
            'code = "1-1-1-1"',
            'code = "1-1-2-1"',
            f"{INDICATOR.replace('1-1-1-1', '1-1-2-1')}: "
            "番号「1-1-2-1」は、基本事業番号「1-1-1-」で始まっていません。",
        ),
        (
            POLICY_FILE,
            '    { fiscal_year = 2030, arrow = "↗" },\n',
            "",
            f"{INDICATOR}: 令和12年度（2030年度）の目標がありません。",
        ),
        (
            POLICY_FILE,
            '    { fiscal_year = 2030, arrow = "↗" },\n',
            '    { fiscal_year = 2030, arrow = "↗" },\n    { fiscal_year = 2028, arrow = "↗" },\n',
            f"{INDICATOR}: 令和10年度（2028年度）は、計画の目標年度ではありません。"
            "年度を直すか、計画の目標年度（milestones）に加えてください。",
        ),
        (
            POLICY_FILE,
            "{ fiscal_year = 2030, ",
            "{ fiscal_year = 2025, ",
            f"{INDICATOR} targetsの2番目（2025）: 目標「2025」が2回出てきます。1回だけにしてください。",
        ),
        (
            POLICY_FILE,
            'department = "revenue"',
            'department = "taxes"',
            f"{INDICATOR}: 担当課「taxes」は、計画の担当課（departments）にありません。",
        ),
        (
            POLICY_FILE,
            'term = "指針"',
            'term = "協働"',
            "policies/1-1.toml glossaryの2番目（協働）: 「協働」の解説が、"
            "policies/1-1.toml glossaryの1番目（協働） の解説と違います。同じ文にしてください。",
        ),
        (
            POLICY_FILE,
            'no_indicator_reason = "情勢によって変わるため。"\n',
            "",
            "policies/1-1.toml basic_projectsの2番目（1-1-2）: 指標（indicators）か、"
            "指標を設定しない理由（no_indicator_reason）の、どちらか一方を書いてください。",
        ),
        (
            "annual-values.toml",
            'value = "98.60"',
            'value = "98.7"',
            "annual-values.toml indicatorsの1番目（1-1-1-1） valuesの1番目（2019）: "
            f"基準年度の実績値98.7が、{INDICATOR} の現状値98.6と違います。",
        ),
        (
            "annual-values.toml",
            'code = "1-1-1-1"',
            'code = "1-1-1-9"',
            "annual-values.toml indicatorsの1番目（1-1-1-9） valuesの1番目（2019）: "
            "指標番号「1-1-1-9」の指標がありません。",
        ),
        (
            "annual-values.toml",
            "fiscal_year = 2023",
            "fiscal_year = 2022",
            "annual-values.toml indicatorsの1番目（1-1-1-1） valuesの3番目（2022）: "
            "実績値「1-1-1-1 2022」が2回出てきます。1回だけにしてください。",
        ),
        (
            "plan.toml",
            "fiscal_year = 2030\nname",
            "fiscal_year = 2025\nname",
            "plan.toml: 目標年度「2025」が2回出てきます。1回だけにしてください。",
        ),
        (
            POLICY_FILE,
            'related_plans = ["協働推進計画"]',
            'related_plans = ["協働推進計画", "協働推進計画"]',
            "policies/1-1.toml: 関係個別計画「協働推進計画」が2回出てきます。1回だけにしてください。",
        ),
    ],
)
def test_what_does_not_fit_is_named(tmp_path, file, old, new, problem):
    assert problem in problems_of(write_changed(tmp_path, file, old, new))


def test_plan_without_milestones_is_refused(tmp_path):
    folder = write_changed(tmp_path, "plan.toml", "[[milestones]]", "[[departments]]")
    text = (folder / "plan.toml").read_text("utf-8").split("[[", maxsplit=1)[0]
    (folder / "plan.toml").write_text(text, "utf-8")

    assert "plan.toml: 目標年度（milestones）が1つもありません。" in problems_of(folder)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"goal-2.toml": GOAL},
            "goal-2.toml: 基本目標の番号「1」が2回出てきます。1回だけにしてください。",
        ),
        (
            {"policies/1-2.toml": POLICY},
            "policies/1-2.toml: 施策番号「1-1」が2回出てきます。1回だけにしてください。",
        ),
        (
            {"policies/1-2.toml": SECOND_POLICY.replace("ともに働く", "一緒に働く")},
            "policies/1-2.toml glossaryの2番目（協働）: 「協働」の解説が、"
            "policies/1-1.toml glossaryの2番目（協働） の解説と違います。同じ文にしてください。",
        ),
    ],
)
def test_what_does_not_fit_between_files_is_named(tmp_path, changes, problem):
    assert problem in problems_of(write_plan(tmp_path, changes))


def test_readings_of_a_term_that_differ_are_named(tmp_path):
    term = 'term = "協働"\n'
    write_changed(tmp_path, POLICY_FILE, term, f'{term}reading = "きょうどう"\n')
    second = SECOND_POLICY.replace(term, f'{term}reading = "きょうとう"\n')
    (tmp_path / "policies/1-2.toml").write_text(second, "utf-8")

    assert any("のよみが" in problem for problem in problems_of(tmp_path))


def test_explanations_may_differ_in_blanks(tmp_path):
    second = SECOND_POLICY.replace("ともに働くこと", "ともに 働くこと")
    verify_book(read_book(write_plan(tmp_path, {"policies/1-2.toml": second})))


def test_baseline_year_may_be_the_indicators_own(tmp_path):
    folder = write_changed(
        tmp_path,
        POLICY_FILE,
        'baseline = { value = "98.6" }',
        'baseline = { value = "97.0", fiscal_year = 2018 }',
    )
    verify_book(read_book(folder))


PORTAL_WORDS = """
[[indicators]]
code = "1-1-1-1"
plain_meaning = "納められた市税の割合です。"

[[readings]]
term = "指針"
reading = "ししん"
"""


def test_portal_words_are_joined_to_what_they_speak_of(tmp_path):
    book = read_book(write_plan(tmp_path, {"portal-words.toml": PORTAL_WORDS}))

    verify_book(book)

    assert [words.indicator_code for words in book.plain_words] == ["1-1-1-1"]
    assert [(own.term, own.reading) for own in book.readings] == [("指針", "ししん")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"1-1-1-1"', '"1-1-1-9"', "指標番号「1-1-1-9」の指標がありません。"),
        ('"指針"', '"方針"', "「方針」は、どの施策の用語解説にもありません。"),
    ],
)
def test_portal_words_of_nothing_are_refused(tmp_path, old, new, told):
    folder = write_plan(tmp_path, {"portal-words.toml": PORTAL_WORDS.replace(old, new)})

    with pytest.raises(PlanFileError) as caught:
        verify_book(read_book(folder))

    assert any(told in problem for problem in caught.value.problems)
