import pytest

from sunagawa_plan.lib.spelling import fold_width, quote


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Ｒ６（２０２４）", "R6(2024)"),
        ("　９８．６％\u00a0", "98.6%"),
        ("ﾎﾟｲﾝﾄ", "ポイント"),
        ("㋿６", "令和6"),
        ("－", "-"),
        ("ｰ", "ー"),
        ("\ufeffR\u200b6", "R6"),
        ("△ ▲ −", "△ ▲ −"),
    ],
)
def test_width_is_folded(typed: str, folded: str) -> None:
    assert fold_width(typed) == folded


@pytest.mark.parametrize("text", ["①", "²", "½", "⑴", "𝟏", "～"])
def test_nothing_but_width_is_folded(text: str) -> None:
    assert fold_width(text) in (text, "~")
    assert not any(character in "0123456789" for character in fold_width(text))


@pytest.mark.parametrize(
    ("raw", "quoted"),
    [
        ("1,23", "「1,23」"),
        (" a\n b ", "「a b」"),
        (None, "「」（空欄）"),
        ("　", "「」（空欄）"),
        ("\x01", "「�」"),
        ("あ" * 41, "「" + "あ" * 40 + "…」"),
        (True, "「True」"),
    ],
)
def test_input_is_quoted_on_one_short_line(raw: object, quoted: str) -> None:
    assert quote(raw) == quoted
