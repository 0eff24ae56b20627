from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from indicators.domain.vocabulary import Arrow, Direction, MissingReason
from indicators.loading.reading import read_annual_values, read_book, read_sdg_goals
from sunagawa_plan.shared.loading.problems import PlanFileError
from tests.factories.plan_files import ANNUAL_VALUES, POLICY, write_changed, write_plan

FIXTURES = settings.BASE_DIR / "fixtures"
POLICY_FILE = "policies/1-1.toml"
INDICATOR = "policies/1-1.toml basic_projectsの1番目（1-1-1） indicatorsの1番目（1-1-1-1）"


def problems_of(folder: Path) -> tuple[str, ...]:
    with pytest.raises(PlanFileError) as caught:
        read_book(folder)
    return caught.value.problems


def test_book_keeps_every_entry_of_the_files(tmp_path):
    book = read_book(write_plan(tmp_path))

    indicator = book.indicators[0]
    assert (book.plan.slug, book.goals[0].fields) == ("tiny", ("市民参画", "コミュニティ"))
    assert (indicator.direction, indicator.baseline_value) == (Direction.HIGHER, Decimal("98.6"))
    assert [(t.value, t.arrow) for t in indicator.targets] == [
        (Decimal("98.7"), None),
        (None, Arrow.UP),
    ]
    assert [(v.fiscal_year, v.value, v.missing_reason) for v in book.annual_values] == [
        (2019, Decimal("98.60"), None),
        (2022, Decimal("98.4"), None),
        (2023, None, MissingReason.NOT_CALCULABLE),
    ]


def test_real_plan_is_read_whole():
    book = read_book(FIXTURES / "sunagawa-7")

    assert len(book.indicators) == 12
    assert sum(len(policy.glossary) for policy in book.policies) == 25
    assert len(read_sdg_goals(FIXTURES / "sdg-goals.toml")) == 17


def test_policies_come_in_the_order_people_count(tmp_path):
    tenth = POLICY.replace('"1-1', '"1-10')
    second = POLICY.replace('"1-1', '"1-2')
    folder = write_plan(tmp_path, {"policies/1-10.toml": tenth, "policies/1-2.toml": second})

    assert [policy.code for policy in read_book(folder).policies] == ["1-1", "1-2", "1-10"]


def test_annual_values_may_be_absent(tmp_path):
    assert read_book(write_plan(tmp_path, {"annual-values.toml": None})).annual_values == ()


def test_annual_values_are_read_by_themselves(tmp_path):
    write_plan(tmp_path)
    assert len(read_annual_values(tmp_path / "annual-values.toml")) == 3


def test_years_may_be_spelt_as_offices_do(tmp_path):
    folder = write_changed(
        tmp_path, "plan.toml", "baseline_fiscal_year = 2019", 'baseline_fiscal_year = "令和元年度"'
    )
    assert read_book(folder).plan.baseline_fiscal_year == 2019


def test_file_with_a_byte_order_mark_is_read(tmp_path):
    write_plan(tmp_path)
    path = tmp_path / "goal-1.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert read_book(tmp_path).goals[0].number == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "plan.toml",
            "municipality =",
            "municipalty =",
            "plan.toml municipalty: 知らない項目です。municipality の間違いではありませんか。",
        ),
        ("plan.toml", 'slug = "tiny"\n', "", "plan.toml: slug がありません。"),
        (
            "plan.toml",
            'slug = "tiny"',
            'slug = ""',
            "plan.toml slug: 空です。文字を入れてください。",
        ),
        (
            "plan.toml",
            "is_published = true",
            'is_published = "はい"',
            "plan.toml is_published: 「はい」は使えません。true か false のどちらかにしてください。",
        ),
        (
            "plan.toml",
            "first_fiscal_year = 2021",
            "first_fiscal_year = 21",
            "plan.toml first_fiscal_year: 「21」は年度として読み取れません。元号がありません。"
            "「令和6年度」「R6」「2024」のように入力してください。",
        ),
        (
            "goal-1.toml",
            "number = 1",
            "number = true",
            "goal-1.toml number: 「True」は使えません。引用符を付けない整数にしてください。",
        ),
        (
            "goal-1.toml",
            'fields = ["市民参画", "コミュニティ"]',
            'fields = ["市民参画", 3]',
            'goal-1.toml fields: 空でない文字列（"…"）だけを並べてください。',
        ),
        (
            POLICY_FILE,
            "source_page = 10",
            "source_page = -1",
            "policies/1-1.toml source_page: -1は使えません。0以上の整数にしてください。",
        ),
        (
            POLICY_FILE,
            'direction = "higher"',
            'direction = "up"',
            f"{INDICATOR} direction: 「up」は使えません。higher か lower のどれかにしてください。",
        ),
        (POLICY_FILE, 'direction = "higher"\n', "", f"{INDICATOR}: direction がありません。"),
        (
            POLICY_FILE,
            'baseline = { value = "98.6" }',
            'baseline = { value = "98,6" }',
            f"{INDICATOR} baseline value: 「98,6」は数値として読み取れません。"
            "コンマは3桁ごとに入れるか、付けずに入力してください。",
        ),
        (
            POLICY_FILE,
            'baseline = { value = "98.6" }',
            "baseline = { value = 98.6 }",
            f'{INDICATOR} baseline value: 「98.6」は使えません。引用符で囲んだ数値（"98.6"）'
            "にしてください。",
        ),
        (
            POLICY_FILE,
            'baseline = { value = "98.6" }',
            'baseline = { value = "—" }',
            f"{INDICATOR} baseline value: 「—」は数値ではありません。数値を入れてください。",
        ),
        (
            POLICY_FILE,
            'baseline = { value = "98.6" }',
            "baseline = {}",
            f"{INDICATOR} baseline: value と missing_reason がどちらもありません。"
            "どちらか一方だけにしてください。",
        ),
        (
            POLICY_FILE,
            'arrow = "↗" }',
            'arrow = "↗", value = "99" }',
            f"{INDICATOR} targetsの2番目（2030）: value と arrow の両方があります。"
            "どちらか一方だけにしてください。",
        ),
        (
            POLICY_FILE,
            'arrow = "↗"',
            'arrow = "⬆"',
            f"{INDICATOR} targetsの2番目（2030） arrow: 「⬆」は使えません。↗ か → か ↘ のどれかにしてください。",
        ),
        (
            POLICY_FILE,
            'baseline = { value = "98.6" }\n',
            "",
            f"{INDICATOR}: baseline がありません。",
        ),
        (
            POLICY_FILE,
            'points = [{ label = "平成23年", year = 2011, value = "88" },',
            'points = [{ label = "平成23年", year = 2011 },',
            "policies/1-1.toml reference_seriesの1番目（町内会数） pointsの1番目（平成23年）: "
            "value がありません。",
        ),
        (
            POLICY_FILE,
            "section = 2\n",
            "",
            "policies/1-1.toml glossaryの1番目（指針）: section がありません。",
        ),
        (
            "annual-values.toml",
            'missing_reason = "not_calculable"',
            'missing_reason = "unknown"',
            "annual-values.toml indicatorsの1番目（1-1-1-1） valuesの3番目（2023） missing_reason: "
            "「unknown」は使えません。awaiting_publication か no_survey か not_calculable のどれかにしてください。",
        ),
        (
            "annual-values.toml",
            'source = "税務課"\n',
            "",
            "annual-values.toml indicatorsの1番目（1-1-1-1）: source がありません。",
        ),
    ],
)
def test_wrong_entry_is_named_with_file_and_key(tmp_path, file, old, new, problem):
    assert problem in problems_of(write_changed(tmp_path, file, old, new))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"plan.toml": None}, "{name} に plan.toml がありません。"),
        ({"goal-1.toml": None}, "{name} に goal-1.toml のような基本目標のファイル がありません。"),
        (
            {"policies/1-1.toml": None},
            "{name} に policies/1-1.toml のような施策のファイル がありません。",
        ),
        (
            {"anual-values.toml": ANNUAL_VALUES},
            "anual-values.toml: 知らないファイルです。名前と場所を確かめてください。",
        ),
        (
            {"goal-1.toml": 'number = 1\ntitle = "支え合うまち'},
            "goal-1.toml: TOMLとして読めません（ファイルの終わり）。"
            "引用符、かっこ、「=」と、同じ項目の重複を確かめてください。",
        ),
        (
            {"goal-1.toml": "number = 1\ntitle 支え合うまち\n"},
            "goal-1.toml: TOMLとして読めません（2行目の7文字目）。"
            "引用符、かっこ、「=」と、同じ項目の重複を確かめてください。",
        ),
        ({"goal-1.toml": "targets = 3\n"}, "goal-1.toml targets: 知らない項目です。"),
        (
            {"policies/1-1.toml": 'code = "1-1"\nglossary = ["協働"]\n'},
            "policies/1-1.toml glossary: 表の並び（[[glossary]]）にしてください。",
        ),
        (
            {"policies/1-1.toml": 'code = "1-1"\nglossary = "協働"\n'},
            "policies/1-1.toml glossary: 「協働」は使えません。表の並び（[[glossary]]）にしてください。",
        ),
    ],
)
def test_wrong_file_is_named(tmp_path, changes, problem):
    assert problem.format(name=tmp_path.name) in problems_of(write_plan(tmp_path, changes))


def test_file_in_another_encoding_is_named(tmp_path):
    write_plan(tmp_path)
    (tmp_path / "goal-1.toml").write_bytes('title = "支え合うまち"'.encode("cp932"))

    assert problems_of(tmp_path) == (
        "goal-1.toml: 文字コードがUTF-8ではありません。UTF-8で保存し直してください。",
    )


def test_missing_folder_is_named(tmp_path):
    assert problems_of(tmp_path / "no-plan") == (
        f"{tmp_path / 'no-plan'} というフォルダーがありません。",
    )


def test_missing_file_read_by_itself_is_named(tmp_path):
    with pytest.raises(PlanFileError, match="ファイルを開けません"):
        read_annual_values(tmp_path / "no.toml")


def test_all_problems_are_told_at_once(tmp_path):
    write_changed(tmp_path, "plan.toml", 'slug = "tiny"\n', "")
    (tmp_path / "goal-1.toml").write_text("number = 1\n", "utf-8")

    assert problems_of(tmp_path) == (
        "plan.toml: slug がありません。",
        "goal-1.toml: title がありません。",
    )
