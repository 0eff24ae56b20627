"""The pages of the portal that belong to no app, as the search finds them."""

from collections.abc import Iterator

from django.urls import reverse

from sunagawa_plan.lib.labelled_code import LabelledCode
from sunagawa_plan.lib.search import Entry, Passage


class Found(LabelledCode):
    """The group in which what was found is shown."""

    PORTAL = "portal", "このサイトのページ"


# Name of the address, title, what a reader finds there.
_PAGES = (
    (
        "method",
        "評価の方法",
        "進み具合をどのように評価しているか。目標の種類、判定、達成率の決まり",
    ),
    ("updates", "更新履歴", "公表した値とその訂正、取り下げ、目標の見直しの記録"),
    (
        "open_data:index",
        "オープンデータ",
        "目標と実績、決算などのデータ。CSV、Excel、JSONで取り出せます",
    ),
    ("accessibility", "ウェブアクセシビリティ", "方針と、JIS X 8341-3の試験結果"),
    ("glossary", "用語解説", "計画書に出てくる用語の説明"),
)


def portal_texts() -> Iterator[Entry]:
    for route, heading, about in _PAGES:
        about_it = (Passage("内容", about),)
        yield Entry(Found.PORTAL.value, heading, "このサイト", reverse(route), about_it)
