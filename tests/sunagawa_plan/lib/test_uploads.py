import pytest

from sunagawa_plan.lib.uploads import UploadColumns, years_in

COLUMNS = UploadColumns(
    {"code": "指標番号", "value": "値（%）", "note": "注記"}, required=("code", "value")
)


@pytest.mark.parametrize(
    "headings",
    [
        ("code", "value", "note"),
        ("ｃｏｄｅ", "ＶＡＬＵＥ", "Note"),
        ("指標番号", "値（％）", "注 記"),
        ("code（指標番号）", "value(値(%))", "note"),
    ],
)
def test_headings_are_recognised_as_offices_type_them(headings):
    assert COLUMNS.recognise(headings) == ("code", "value", "note")


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        (("code",), "見出しが足りません: value（値（%））。"),
        (("指標コード", "value"), "知らない見出しがあります: 「指標コード」。"),
        (("code", "value", "指標番号"), "同じ列の見出しが2つ以上あります: code（指標番号）。"),
        (("code", "value", ""), "知らない見出しがあります: 「」（空欄）。"),
    ],
)
def test_wrong_headings_are_all_named(headings, told):
    with pytest.raises(ValueError, match="使える見出しは code、value、note です。") as refusal:
        COLUMNS.recognise(headings)
    assert told in str(refusal.value)


def test_years_that_can_be_read_are_found():
    assert years_in(["R6", 2023, "2023", None, "昔", "令和6年度"]) == {2023, 2024}
