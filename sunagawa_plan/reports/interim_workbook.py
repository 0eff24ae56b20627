"""The evaluation of a milestone year for the council: results on one sheet, questions on another."""

from collections.abc import Iterator, Sequence

from indicators.pages.interim import InterimPolicy, InterimRow
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables.paper_workbook import PaperColumn, PaperRow, PaperSheet, figure
from sunagawa_plan.reports.interim import InterimReport

_QUESTIONS = (
    "値の差、動き、値のない年度から機械的に挙げた問いです。数値からは理由が分からないため、"
    "理由は書いていません。"
)


def interim_sheets(page: InterimReport, lines: tuple[str, ...]) -> Iterator[PaperSheet]:
    """Give both sheets of an evaluation; lines stand below their titles."""
    evaluation, year = page.evaluation, page.fiscal_year
    machine = f"/plans/{page.plan.slug}/data/progress-{year.start}.csv"
    yield PaperSheet(
        name=page.heading,
        title=page.title,
        machine=machine,
        lines=(*lines, evaluation.counts.sentence),
        columns=_columns(year, FiscalYear(page.plan.baseline_fiscal_year)),
        rows=tuple(_rows(evaluation.policies)),
    )
    yield PaperSheet(
        name="確かめたいこと",
        title=f"{page.title}　確かめたいこと",
        machine=machine,
        lines=(*lines, _QUESTIONS),
        columns=(
            PaperColumn("指標番号", 10),
            PaperColumn("指標", 45),
            PaperColumn("担当課", 14),
            PaperColumn("確かめたいこと", 70),
            PaperColumn("担当課の答え", 50),
        ),
        rows=tuple(_questions(evaluation.policies)),
    )


def _columns(year: FiscalYear, base: FiscalYear) -> tuple[PaperColumn, ...]:
    return (
        PaperColumn("指標番号", 10),
        PaperColumn("指標", 32),
        PaperColumn("担当課", 12),
        PaperColumn("単位", 10),
        PaperColumn(f"現状値（{base.short}）", 10, is_figure=True),
        PaperColumn(f"目標（{year.short}）", 10, is_figure=True),
        PaperColumn(f"実績（{year.short}）", 10, is_figure=True),
        PaperColumn("最後に分かっている値", 11, is_figure=True),
        PaperColumn("その年度", 8, is_figure=True),
        PaperColumn(f"{base.short}からの変化", 10, is_figure=True),
        PaperColumn("目標まで", 10, is_figure=True),
        PaperColumn("結果", 15),
        PaperColumn("評価", 18),
    )


def _rows(policies: Sequence[InterimPolicy]) -> Iterator[PaperRow]:
    for policy in policies:
        yield PaperRow((f"施策{policy.code}　{policy.title}",), is_group=True)
        for row in policy.rows:
            yield _row(row)


def _row(own: InterimRow) -> PaperRow:
    row, standing, places = own.row, own.standing, own.places
    last, reason = standing.last, row.judged.missing_reason
    return PaperRow(
        (
            row.code,
            row.name,
            row.department,
            row.unit,
            figure(own.baseline, places, otherwise=row.baseline),
            figure(own.target_value, places, otherwise=own.target.text if own.target else ""),
            figure(row.judged.value, places, otherwise=reason.label if reason else ""),
            figure(last.value if last else None, places),
            last.fiscal_year.short if last else "",
            figure(standing.change, places, is_change=True),
            figure(standing.shortfall, places),
            own.outcome.label,
            row.judged.verdict.label,
        )
    )


def _questions(policies: Sequence[InterimPolicy]) -> Iterator[PaperRow]:
    for policy in policies:
        for own in policy.rows:
            for question in own.questions:
                yield PaperRow((own.row.code, own.row.name, own.row.department, question, ""))
