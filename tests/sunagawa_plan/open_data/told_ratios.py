"""What the public files say of the soundness ratios in the years of a report."""

from dataclasses import dataclass
from decimal import Decimal

from tests.sunagawa_plan.open_data.printed import number
from tests.sunagawa_plan.open_data.public_files import PublicFiles, Row

SPAN = 5
NOTHING = "awaiting_entry"


@dataclass(frozen=True)
class ToldRatio:
    """A ratio with its rows of the report's years; reasons are the words of the codes.

    is_drawn tells whether any year up to the report's has a number.
    """

    name: str
    rows: list[Row]
    reasons: dict[str, str]
    provisional: set[int]
    is_drawn: bool

    @property
    def latest(self) -> Row:
        """The last year of which something is published, else the last of all."""
        published = [row for row in self.rows if row["missing_reason"] != NOTHING]
        return (published or self.rows)[-1]

    @property
    def cells(self) -> dict[str, str]:
        line = self.latest["early_soundness_threshold"]
        cells = {row["fiscal_year_wareki"]: self._cell(row) for row in self.rows}
        lines = {} if line is None else {"法律の基準": percent(line)}
        return cells | lines | {"状態": self.state}

    @property
    def small(self) -> dict[str, str]:
        """Small print, without the name of the line, which no file has."""
        marked = [row for row in self.rows if int(row["fiscal_year"]) in self.provisional]
        return {row["fiscal_year_wareki"]: "速報値" for row in marked} | {
            "状態": self.latest["fiscal_year_wareki"]
        }

    @property
    def state(self) -> str:
        """Where the latest value stands to the lines of the law: at a line is on its wrong side."""
        row = self.latest
        value, early = row["value"], row["early_soundness_threshold"]
        if value is None:
            return self.reasons[row["missing_reason"]]
        if early is None:
            return "基準値の登録なし"
        if (again := row["fiscal_rebuilding_threshold"]) is not None and value >= again:
            return "財政再生基準以上"
        return "早期健全化基準以上" if value >= early else "基準未満"

    @property
    def figures(self) -> list[str]:
        """The figures of the sentence beside the chart: the value, a line, the way to a line."""
        row = self.latest
        value, early = row["value"], row["early_soundness_threshold"]
        again = row["fiscal_rebuilding_threshold"]
        if value is None or early is None:
            return [] if value is None else [percent(value)]
        if again is not None and value >= again:
            return [percent(value), percent(again)]
        way = again if value >= early else early
        ahead = [] if way is None else [f"{number(way - value)}ポイント"]
        return [percent(value), percent(early), *ahead]

    def _cell(self, row: Row) -> str:
        value: Decimal | None = row["value"]
        return self.reasons[row["missing_reason"]] if value is None else percent(value)


def told_ratios(files: PublicFiles, until: int) -> list[ToldRatio]:
    """Every ratio over the last years, up to the report's, in which any of them is published."""
    rows = [row for row in files.of_finance("soundness") if row["fiscal_year"] <= until]
    known = sorted({int(r["fiscal_year"]) for r in rows if r["missing_reason"] != NOTHING})[-SPAN:]
    shown = [row for row in rows if row["fiscal_year"] in known]
    reasons = {
        row["code"]: row["label"]
        for row in files.rows("/open-data/data/codes")
        if row["code_list"] == "ratio_missing_reason"
    }
    return [
        ToldRatio(
            name=name,
            rows=[row for row in shown if row["ratio_name"] == name],
            reasons=reasons,
            provisional=_provisional(files, name),
            is_drawn=any(r["value"] is not None for r in rows if r["ratio_name"] == name),
        )
        for name in dict.fromkeys(row["ratio_name"] for row in shown)
    ]


def _provisional(files: PublicFiles, name: str) -> set[int]:
    """The years whose value is provisional: said where a plan keeps the ratio as an indicator."""
    return {
        int(row["fiscal_year"])
        for row in files.of_plan("values")
        if row["indicator_name"] == name and row["is_provisional"]
    }


def percent(value: Decimal) -> str:
    return f"{number(value)}%"
