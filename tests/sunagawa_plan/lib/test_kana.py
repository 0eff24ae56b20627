import pytest

from sunagawa_plan.lib.kana import syllabary_key, syllabary_row

READINGS = [
    "じっしつ",
    "えぬぴーおー",
    "ちほう",
    "えーあい",
    "しきん",
    "がくしゅう",
    "かいせつ",
    "ちでじ",
]


def test_words_stand_in_the_order_of_the_syllabary():
    assert sorted(READINGS, key=syllabary_key) == [
        "えーあい", "えぬぴーおー", "かいせつ", "がくしゅう", "しきん", "じっしつ", "ちでじ", "ちほう",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reading", "row"),
    [
        ("あい", "あ"),
        ("ヴぁ", "あ"),
        ("ガス", "か"),
        ("ﾊﾟﾝ", "は"),
        ("っぽ", "た"),
        ("ょ", "や"),
        ("んだ", "わ"),
        ("", "その他"),
        ("RPA", "その他"),
        ("ー", "その他"),
    ],
)
def test_row_under_which_a_word_stands(reading, row):
    assert syllabary_row(reading) == row
