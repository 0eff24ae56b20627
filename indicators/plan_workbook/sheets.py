"""The sheets of a plan's workbook and their columns: what each is called, means, and holds."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from indicators.domain.vocabulary import Arrow, Direction, MissingReason
from sunagawa_plan.lib.uploads import UploadColumns

_YES = ("はい", "いいえ")
_DIRECTIONS = tuple(word.label for word in Direction)
_ARROWS = tuple(word.label for word in Arrow)


class Kind(Enum):
    """What a column holds, and so how it is read."""

    CODE = "code"
    TEXT = "text"
    LINES = "lines"
    WHOLE = "whole"
    YEAR = "year"
    NUMBER = "number"
    FLAG = "flag"
    DIRECTION = "direction"
    ARROW = "arrow"
    NOT_MEASURED = "not_measured"


_CHOICES = {
    Kind.FLAG: _YES,
    Kind.DIRECTION: _DIRECTIONS,
    Kind.ARROW: _ARROWS,
    Kind.NOT_MEASURED: (MissingReason.NOT_MEASURED.label,),
}
_WIDTHS = {Kind.LINES: 50, Kind.TEXT: 24}


@dataclass(frozen=True)
class BookColumn:
    """One column: the field that it fills, its heading, and what to write under it."""

    name: str
    heading: str
    meaning: str
    kind: Kind = Kind.TEXT
    is_needed: bool = False
    is_key: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        return _CHOICES.get(self.kind, ())

    @property
    def width(self) -> int:
        return _WIDTHS.get(self.kind, 14)


@dataclass(frozen=True)
class BookSheet:
    """One sheet of the workbook; every plan has rows of a needed one."""

    title: str
    columns: tuple[BookColumn, ...]
    is_needed: bool = False

    @cached_property
    def headings(self) -> UploadColumns:
        """Return the headings as uploads recognise them."""
        titles = {column.name: column.heading for column in self.columns}
        return UploadColumns(titles, tuple(c.name for c in self.columns if c.is_needed))


def _key(name: str, heading: str, meaning: str, kind: Kind = Kind.CODE) -> BookColumn:
    return BookColumn(name, heading, meaning, kind, is_needed=True, is_key=True)


def _needed(name: str, heading: str, meaning: str, kind: Kind = Kind.TEXT) -> BookColumn:
    return BookColumn(name, heading, meaning, kind, is_needed=True)


PLAN = BookSheet(
    "計画",
    (
        _key("slug", "アドレス用の名前", "半角の英数字とハイフン。例: sunagawa-8。ページのアドレスになります"),
        _needed("name", "計画名", "例: 砂川市第8期総合計画"),
        _needed("municipality", "自治体名", "例: 砂川市"),
        _needed("region_code", "全国地方公共団体コード", "6桁の数字。砂川市は012262", Kind.CODE),
        _needed("first_fiscal_year", "計画の最初の年度", "例: 令和13年度、2031", Kind.YEAR),
        _needed("last_fiscal_year", "計画の最後の年度", "例: 令和22年度、2040", Kind.YEAR),
        _needed("baseline_fiscal_year", "基準年度", "現状値の年度。例: 令和11年度", Kind.YEAR),
    ),
    is_needed=True,
)  # fmt: skip
MILESTONES = BookSheet(
    "目標年度",
    (
        _key("fiscal_year", "目標年度", "目標値を定める年度。例: 令和17年度", Kind.YEAR),
        _needed("name", "見出し", "例: 中間目標値"),
    ),
    is_needed=True,
)
DEPARTMENTS = BookSheet(
    "担当課",
    (
        _key("code", "コード", "半角の英数字とハイフン。例: tax"),
        _needed("name", "担当課", "例: 市民部税務課"),
    ),
)
GOALS = BookSheet(
    "基本目標",
    (
        _key("number", "番号", "1、2、3…", Kind.WHOLE),
        _needed("title", "基本目標", "基本目標の文"),
        BookColumn("fields", "分野", "読点（、）で区切ります"),
        BookColumn("description", "説明", "基本目標の説明文", Kind.LINES),
    ),
    is_needed=True,
)
POLICIES = BookSheet(
    "施策",
    (
        _key("code", "施策番号", "基本目標の番号で始めます。例: 6-1"),
        _needed("field", "分野", "例: 協働"),
        _needed("title", "施策", "施策の名前"),
        BookColumn("aim", "施策の目標", "段落は空の行で区切ります", Kind.LINES),
        BookColumn("current_state", "現状と課題", "段落は空の行で区切ります", Kind.LINES),
        BookColumn("photograph_captions", "写真の説明", "1行に1枚", Kind.LINES),
        BookColumn("related_plans", "関係個別計画", "1行に1つ", Kind.LINES),
        BookColumn("source_page", "冊子のページ", "施策が始まるページ", Kind.WHOLE),
    ),
    is_needed=True,
)
PROJECTS = BookSheet(
    "基本事業",
    (
        _key("code", "基本事業番号", "施策番号で始めます。例: 6-1-2"),
        _needed("policy_code", "施策番号", "シート「施策」の番号", Kind.CODE),
        _needed("number", "並び順", "施策の中での順番", Kind.WHOLE),
        _needed("title", "基本事業", "基本事業の名前"),
        BookColumn("purpose", "ねらい", "段落は空の行で区切ります", Kind.LINES),
        BookColumn("no_indicator_reason", "指標を設定しない理由", "指標がない基本事業だけ", Kind.LINES),
    ),
    is_needed=True,
)  # fmt: skip
INDICATORS = BookSheet(
    "指標",
    (
        _key("code", "指標番号", "基本事業番号で始めます。例: 6-1-2-1"),
        _needed("project_code", "基本事業番号", "シート「基本事業」の番号", Kind.CODE),
        _needed("name", "指標名", "計画書に書かれた名前"),
        _needed("unit", "単位", "例: ％、件/年"),
        BookColumn("definition", "指標の説明", "何をどう数えるか", Kind.LINES),
        _needed("decimal_places", "小数の桁数", "0〜4。98.6なら1", Kind.WHOLE),
        _needed("direction", "望ましい方向", "一覧から選びます", Kind.DIRECTION),
        BookColumn("is_survey", "アンケート調査", "市民などへのアンケートなら「はい」", Kind.FLAG),
        BookColumn("baseline_fiscal_year", "現状値の年度", "空欄は計画の基準年度", Kind.YEAR),
        BookColumn("baseline_value", "現状値", "まだ測っていないときは空欄", Kind.NUMBER),
        BookColumn("baseline_missing_reason", "現状値がない理由", "現状値が空欄のとき「未測定」", Kind.NOT_MEASURED),
        BookColumn("baseline_sample_size", "現状値の回答者数", "アンケートで、分かるときだけ", Kind.WHOLE),
        BookColumn("maintenance_tolerance", "維持とみなす幅", "空欄は目標値の5％", Kind.NUMBER),
        BookColumn("statutory_line_value", "法律の基準値", "あるときだけ", Kind.NUMBER),
        BookColumn("statutory_line_name", "法律の基準の名前", "例: 早期健全化基準"),
        BookColumn("department", "担当課", "シート「担当課」のコードか名前"),
        BookColumn("plain_meaning", "やさしい説明", "このサイトのことばで、何の数か", Kind.LINES),
        BookColumn("plain_target", "やさしい説明（目標の意味）", "このサイトのことばで、何を目指すか", Kind.LINES),
    ),
    is_needed=True,
)  # fmt: skip
TARGETS = BookSheet(
    "目標値",
    (
        _key("indicator_code", "指標番号", "シート「指標」の番号"),
        _key("fiscal_year", "目標年度", "シート「目標年度」の年度", Kind.YEAR),
        BookColumn("value", "目標値", "数値の目標。矢印のときは空欄", Kind.NUMBER),
        BookColumn("arrow", "矢印", "↗ → ↘ のどれか。数値のときは空欄", Kind.ARROW),
        BookColumn("effective_from", "この目標が有効になる年度", "空欄は計画の最初の年度", Kind.YEAR, is_key=True),
        BookColumn("revision_reason", "見直しの理由", "途中で見直した目標だけ", Kind.LINES),
    ),
    is_needed=True,
)  # fmt: skip
TERMS = BookSheet(
    "用語解説",
    (
        _key("policy_code", "施策番号", "解説がのる施策。行の順にのります"),
        _key("term", "用語", "例: 協働", Kind.TEXT),
        BookColumn("reading", "よみ", "ひらがな"),
        _needed("explanation", "解説", "2つ以上の施策にのるときは、同じ文を書きます", Kind.LINES),
    ),
)
SERIES = BookSheet(
    "参考図",
    (
        _key("policy_code", "施策番号", "図がのる施策"),
        _key("title", "題名", "例: 町内会加入世帯の推移", Kind.TEXT),
        BookColumn("unit", "単位", "例: 世帯"),
        BookColumn("source", "資料", "図の下に書かれた資料"),
        BookColumn("note", "注記", "図の下に書かれた注", Kind.LINES),
    ),
)
POINTS = BookSheet(
    "参考図の値",
    (
        _key("policy_code", "施策番号", "シート「参考図」の施策番号"),
        _key("title", "題名", "シート「参考図」の題名", Kind.TEXT),
        _key("label", "時点", "例: 平成23年", Kind.TEXT),
        BookColumn("year", "西暦年", "分かるときだけ", Kind.WHOLE),
        _needed("value", "値", "数値", Kind.NUMBER),
    ),
)
SHEETS = (
    PLAN, MILESTONES, DEPARTMENTS, GOALS, POLICIES, PROJECTS,
    INDICATORS, TARGETS, TERMS, SERIES, POINTS,
)  # fmt: skip
