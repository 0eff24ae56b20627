"""The print against itself: every sum and every ratio that can be recomputed, before anything is written."""

from collections import Counter
from collections.abc import Iterator

from finance.domain.settlement import Settlement
from finance.domain.sums import SumResult
from finance.loading.book import SettlementBook
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.loading.problems import PlanFileError


def verify_settlement(book: SettlementBook) -> None:
    """Raise PlanFileError with everything that does not fit together."""
    try:
        settlement = book.settlement()
    except ValueError as error:
        raise PlanFileError([f"{book.place} items: {error}"]) from error
    problems = [*_sums(book, settlement), *_ratios(book, settlement), *_totals(book, settlement)]
    problems += _soundness(book)
    if problems:
        raise PlanFileError(problems)


def _sums(book: SettlementBook, settlement: Settlement) -> Iterator[str]:
    names = {entry.item.code: entry.name for entry in book.items}
    for year in settlement.fiscal_years:
        for check in settlement.sum_checks(year):
            if check.result is SumResult.DIFFERENT:
                yield (
                    f"{book.place} {FiscalYear(year)}: 「{names[check.code]}」{check.published:,}千円が、"
                    f"内訳の計{check.computed:,}千円と違います。"
                )
            elif check.result is SumResult.INCOMPLETE:
                yield (
                    f"{book.place} {FiscalYear(year)}: "
                    f"「{names[check.code]}」の内訳か合計に、分からない額があります。"
                )


def _ratios(book: SettlementBook, settlement: Settlement) -> Iterator[str]:
    names = {entry.item.code: entry.name for entry in book.items}
    for year in settlement.fiscal_years:
        for code, printed, computed in settlement.contradicted(year):
            yield (
                f"{book.place} {FiscalYear(year)}: 「{names[code]}」の前年比{printed.text}が、"
                f"計算した値{computed.text}と違います。"
            )


def _totals(book: SettlementBook, settlement: Settlement) -> Iterator[str]:
    totals = {item.code for item in settlement.tree.with_parts()}
    for entry in book.items:
        if entry.item.is_total != (entry.item.code in totals):
            yield f"{entry.place} is_total: 内訳のある項目だけを合計（true）にしてください。"


def _soundness(book: SettlementBook) -> Iterator[str]:
    ratios = {ratio.code: ratio for ratio in book.ratios}
    counts = Counter(ratio.code for ratio in book.ratios)
    yield from (
        f"{ratios[code].place}: 「{code}」が{count}回出てきます。"
        for code, count in counts.items()
        if count > 1
    )
    for value in book.ratio_values:
        ratio = ratios.get(value.code)
        if ratio is None or ratio.name != value.label:
            yield f"{value.place}: 「{value.code}」「{value.label}」という比率が基準の一覧にありません。"
        elif ratio.indicator_code and value.value is None:
            yield f"{value.place}: 指標でもある比率には、値を書いてください。"
