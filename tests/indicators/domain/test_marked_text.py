from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.marked_text import Run, paragraphs_of, runs_of, without_marks

TERMS = ["コミュニティ", "地域コミュニティ", "NPO", "ICT"]


def test_marked_word_is_the_longest_term_that_ends_at_the_mark():
    assert runs_of("本市の地域コミュニティ*は、", TERMS) == (
        Run("本市の"),
        Run("地域コミュニティ", "地域コミュニティ"),
        Run("は、"),
    )


def test_mark_at_the_end_and_two_marks_in_a_row():
    assert runs_of("ICT*とNPO*", TERMS) == (Run("ICT", "ICT"), Run("と"), Run("NPO", "NPO"))


def test_mark_behind_an_unknown_word_stays_as_printed():
    assert runs_of("謎の言葉*です", TERMS) == (Run("謎の言葉*"), Run("です"))


def test_word_without_a_mark_is_plain_text():
    assert runs_of("ICTの活用", TERMS) == (Run("ICTの活用"),)


@given(st.text("地域コミュニティNPO*。", max_size=40))
def test_runs_lose_nothing_but_the_marks_they_explain(text):
    runs = runs_of(text, TERMS)

    assert without_marks("".join(run.text for run in runs)) == without_marks(text)


def test_paragraphs_are_split_at_blank_lines_only():
    assert paragraphs_of("一行目\n続き\n\n二つ目\n\n") == ("一行目続き", "二つ目")
