import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunagawa_plan.lib.search import (
    LONGEST_QUESTION,
    MOST_WORDS,
    Entry,
    Passage,
    Question,
    excerpt,
    fold,
    folded_entry,
    marked,
    similar,
    standing,
)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ＲＰＡ", "RPA"),
        ("rpa", "ＲＰＡ"),
        ("ぼらんてぃあ", "ボランティア"),
        ("ﾎﾞﾗﾝﾃｨｱ", "ボランティア"),
        ("ボランティア", "ぼらんてぃあ"),
        ("６－１", "6-1"),
        ("6ー1", "6-1"),
        ("6―1", "6−1"),
        ("③", "3"),
        ("〜", "～"),
        ("ｻｰﾋﾞｽ", "サービス"),
        ("㌫", "パーセント"),
    ],
)
def test_spellings_of_one_word_are_one(typed, written):
    assert fold(typed) == fold(written)


@pytest.mark.parametrize(("one", "other"), [("協働", "協同"), ("サービス", "サビス"), ("10", "1O")])
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ()),
        ("   　\t\n", ()),
        ("協働　まちづくり", ("協働", "まちづくり")),
        ("市税、収納率。", ("市税", "収納率")),
        ("協働 協働 ｷｮｳﾄﾞｳ", ("協働", "きょうどう")),
        ("サーバー", ("さーば",)),
        ("バー", ("ばー",)),
        ("a\x00b\x1f", ("a", "b")),
        ("100% _ '", ("100%", "_", "'")),
    ],
)
def test_question_is_read_as_words(typed, words):
    assert Question.read(typed).words == words


def test_long_question_is_cut_and_says_so():
    long, many = Question.read("あ" * 10_000), Question.read(" ".join(map(str, range(20))))

    assert (len(long.text), long.is_cut) == (LONGEST_QUESTION, True)
    assert (len(many.words), many.is_cut) == (MOST_WORDS, True)
    assert not Question.read("協働").is_cut


@given(st.text())
def test_any_question_can_be_read_and_marked(typed):
    words = Question.read(typed).words

    assert "".join(stretch.text for stretch in marked(typed, words)) == typed


@given(st.text(min_size=1, max_size=30), st.text(max_size=200), st.text(max_size=200))
def test_what_stands_in_a_text_is_found(word, before, after):
    words = Question.read(word).words
    text = f"{before} {' '.join(word.split())} {after}"
    folded = folded_entry(Entry("x", "見出し", "", "/", (Passage("", text),)))

    if all(own in fold(text) for own in words):
        assert standing(folded, words) is not None


def test_hit_is_marked_as_it_is_written():
    stretches = marked("ﾎﾞﾗﾝﾃｨｱとボランティア", ("ぼらんてぃあ",))

    assert [(own.text, own.is_hit) for own in stretches] == [
        ("ﾎﾞﾗﾝﾃｨｱ", True),
        ("と", False),
        ("ボランティア", True),
    ]


def test_words_that_touch_are_one_mark():
    assert [own.text for own in marked("協働事業数", ("協働", "事業")) if own.is_hit] == [
        "協働事業"
    ]


def test_excerpt_shows_where_most_words_stand():
    text = "協働" + "あ" * 300 + "まちづくりの協働" + "い" * 300

    shown = excerpt(text, ("協働", "まちづくり"))

    words = "".join(own.text for own in shown)
    assert words.startswith("…")
    assert words.endswith("…")
    assert [own.text for own in shown if own.is_hit] == ["まちづくり", "協働"]
    assert len(words) < 120


def test_excerpt_of_a_text_without_the_words_is_nothing():
    assert excerpt("市税の収納率", ("協働",)) == ()


def test_standing_prefers_the_heading():
    def of(heading: str, text: str = "", code: str = "") -> int | None:
        entry = Entry("x", heading, "", "/", (Passage("", text),), code)
        return standing(folded_entry(entry), ("協働",))

    order = [of("協働"), of("協働事業数"), of("市民協働"), of("市民", "協働とは")]
    assert order == sorted(order)
    assert len(set(order)) == 4
    assert of("市民", "共同") is None
    assert of("事業", code="協働") == 0


def test_all_words_must_be_found_wherever_they_stand():
    folded = folded_entry(Entry("x", "協働事業数", "", "/", (Passage("", "市民と市"),)))

    assert standing(folded, ("協働", "市民")) == 3
    assert standing(folded, ("協働", "税")) is None


def test_similar_words_are_offered_nearest_first():
    offered = similar("ボランテア活動", ["市税", "ボランティア活動", "ボランティア"], most=5)

    assert offered == ["ボランティア活動", "ボランティア"]
