"""The prefilled workbook in which a section, or the whole city, reports a round."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from indicators.domain.marked_text import without_marks
from indicators.domain.vocabulary import ANSWERS_INSTEAD_OF_VALUE, Direction
from indicators.year_sheet import answer_text, baseline_text, target_text
from reporting.access import NO_SECTION_NAME
from reporting.domain.entry_columns import TITLES
from reporting.domain.states import Act
from reporting.models import Entry, Round
from reporting.storing import may
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import Row
from sunagawa_plan.lib.tables.form_workbook import (
    FormColumn,
    FormRow,
    FormSheet,
    Rule,
    form_workbook,
)

_YEARS_BEFORE = 3
_REASONS = tuple(reason.label for reason in ANSWERS_INSTEAD_OF_VALUE)
_SHAPES: dict[str, FormColumn] = {
    "indicator_code": FormColumn("", is_hidden=True),
    "fiscal_year": FormColumn("", is_hidden=True),
    "section": FormColumn("", width=16),
    "policy": FormColumn("", width=20),
    "indicator_name": FormColumn("", width=34),
    "unit": FormColumn("", width=9),
    "definition": FormColumn("", width=34),
    "baseline": FormColumn("", width=12),
    "target": FormColumn("", width=12),
    "earlier": FormColumn("", width=24),
    "state": FormColumn("", width=10),
    "value": FormColumn(
        "", is_input=True, rule=Rule.NUMBER, hint="0は値です。値がないときは空欄にします。"
    ),
    "missing_reason": FormColumn("", width=14, is_input=True, choices=_REASONS),
    "missing_detail": FormColumn(
        "", width=24, is_input=True, hint="「算定されない」のときに書きます。公開されます。"
    ),
    "sample_size": FormColumn(
        "", width=10, is_input=True, rule=Rule.WHOLE, hint="アンケートの指標だけに入力します。"
    ),
    "is_provisional": FormColumn("", width=8, is_input=True, choices=("はい",)),
    "note": FormColumn("", width=30, is_input=True, hint="公開されます。"),
    "source": FormColumn(
        "", width=26, is_input=True, hint="公開されます。例: 総務部市長公室課調べ"
    ),
    "return_note": FormColumn("", width=26),
}
_COLUMNS = tuple(replace(shape, title=TITLES[name]) for name, shape in _SHAPES.items())
_FROZEN = 5


def entries_workbook(opened: Round, entries: Iterable[Entry], *, section: str) -> bytes:
    """Return the workbook of a round's entries, given with their series in the book's order."""
    sheet = FormSheet(
        title=f"報告 {opened.year.short} {section}",
        columns=_COLUMNS,
        rows=[_row(entry) for entry in entries],
        frozen_columns=_FROZEN,
    )
    return form_workbook([sheet], how_to=_how_to(opened, section))


def _row(entry: Entry) -> FormRow:
    return FormRow(_cells(entry), places=_places(entry), is_locked=not may(entry, Act.SAVE))


def _cells(entry: Entry) -> Row:
    indicator, year = entry.indicator, entry.round.fiscal_year
    return (
        indicator.code,
        year,
        str(entry.responsible or NO_SECTION_NAME),
        indicator.basic_project.policy.title,
        without_marks(indicator.name),
        without_marks(indicator.unit),
        _with_direction(entry),
        baseline_text(indicator),
        target_text(indicator, year),
        _earlier(entry),
        entry.standing.label,
        entry.value,
        entry.get_missing_reason_display(),
        entry.missing_detail,
        entry.sample_size,
        "はい" if entry.is_provisional else "",
        entry.note,
        entry.source or _last_source(entry),
        entry.return_note,
    )


def _with_direction(entry: Entry) -> str:
    definition = entry.indicator.definition
    better = Direction(entry.indicator.direction).label
    return f"{definition}（{better}）" if definition else better


def _earlier(entry: Entry) -> str:
    before = [
        row.fact
        for row in entry.indicator.annual_values.all()
        if row.fiscal_year < entry.round.fiscal_year
    ]
    return "　".join(
        f"{FiscalYear(fact.fiscal_year).short} {answer_text(fact, entry.measure)}"
        for fact in before[-_YEARS_BEFORE:]
    )


def _last_source(entry: Entry) -> str:
    """Propose the source of the year before; it is kept only together with an answer."""
    year = entry.round.fiscal_year
    rows = [row for row in entry.indicator.annual_values.all() if row.fiscal_year < year]
    return rows[-1].source if rows else ""


def _places(entry: Entry) -> int:
    """Return the decimals at which the stored value is written whole: nothing is rounded away."""
    exponent = Decimal(entry.value or 0).normalize().as_tuple().exponent
    return max(entry.indicator.decimal_places, -int(exponent))


def _how_to(opened: Round, section: str) -> list[str]:
    due = opened.due_on
    return [
        f"{opened.year.full}の実績の報告（{section}）",
        f"締切：{due:%Y年%-m月%-d日}",
        *([f"お知らせ：{opened.note}"] if opened.note else []),
        "1. 黄色の欄だけに入力します。灰色の文字の欄は変えられません。",
        "2. 実績値がある指標は「実績値」に数値を入れます。98.6% や △1.2 のような書き方も読み取ります。",
        f"3. 値がない指標は「実績値」を空欄にし、「値がない理由」（{'・'.join(_REASONS)}）を選びます。"
        "0は値です。",
        "4. まだ分からない指標は空欄のままにします。空欄の行は取り込まれず、登録済みの内容も消えません。",
        "5. 保存して、管理画面の「Excelで入力する」から取り込みます。取り込む前に、変わるところを確かめられます。",
        "6. 誤りがあれば、誤りの印を付けたこのブックが戻ります。「直すところ」の列を見て直し、もう一度取り込みます。",
        "7. 取り込んだ内容は下書きになります。画面で「提出」すると政策調整課に届きます。",
    ]
