"""The words of public accounting, each with its published code and its Japanese word."""

from sunagawa_plan.lib.labelled_code import LabelledCode


class AccountCode(LabelledCode):
    """The accounts whose figures must never share a line."""

    GENERAL = "general_account", "一般会計"
    ORDINARY = "ordinary_account", "普通会計"


class Section(LabelledCode):
    """The three parts of the settlement table. Each is a tree of its own."""

    REVENUE = "revenue", "歳入"
    EXPENDITURE = "expenditure", "歳出"
    FUNDS = "funds", "基金残高"

    @property
    def breakdown(self) -> str:
        """Return how the section is broken down, in the words of the book."""
        return _BREAKDOWNS[self]


_BREAKDOWNS = {
    Section.REVENUE: "財源別",
    Section.EXPENDITURE: "性質別",
    Section.FUNDS: "基金別",
}


class AmountMissingReason(LabelledCode):
    """Why an item has no amount in a year. None of them is 0."""

    NO_SUCH_FUND = "no_such_fund", "基金なし"
    NO_SUCH_ITEM = "no_such_item", "該当なし"
    NOT_PUBLISHED = "not_published", "公表されていない"
    AWAITING_ENTRY = "awaiting_entry", "未入力"

    @property
    def is_absence(self) -> bool:
        """Tell whether the item did not exist, so that there was nothing to be counted."""
        return self in {AmountMissingReason.NO_SUCH_FUND, AmountMissingReason.NO_SUCH_ITEM}


# What staff may answer instead of an amount; a blank is known by itself.
ANSWERS_INSTEAD_OF_AMOUNT = (
    AmountMissingReason.NO_SUCH_FUND,
    AmountMissingReason.NO_SUCH_ITEM,
    AmountMissingReason.NOT_PUBLISHED,
)


class YearOnYearState(LabelledCode):
    """What stands in the year-on-year column (前年比)."""

    NUMBER = "number", "計算値"
    AS_PRINTED = "as_printed", "計画書の掲載値"
    NEWLY_ARISEN = "newly_arisen", "皆増"
    CEASED = "ceased", "皆減"
    NONE = "none", "比率なし"
    UNKNOWN = "unknown", "前年度の額が不明"


class RatioMissingReason(LabelledCode):
    """Why a soundness ratio has no number. The first three say that all is well."""

    SURPLUS = "surplus", "黒字のため生じない"
    NOT_CALCULATED = "not_calculated", "算定されない"
    NO_SHORTFALL = "no_shortfall", "資金不足なし"
    AWAITING_PUBLICATION = "awaiting_publication", "公表待ち"
    AWAITING_ENTRY = "awaiting_entry", "未入力"


# What staff may answer instead of a ratio; a blank is known by itself.
ANSWERS_INSTEAD_OF_RATIO = tuple(
    reason for reason in RatioMissingReason if reason is not RatioMissingReason.AWAITING_ENTRY
)


class PublicationStatus(LabelledCode):
    """Whether citizens may see it."""

    DRAFT = "draft", "下書き"
    PUBLISHED = "published", "公開"


class SoundnessLevel(LabelledCode):
    """Where a ratio stands against the lines of the law; reaching a line counts (以上)."""

    SOUND = "sound", "基準未満"
    EARLY_SOUNDNESS = "early_soundness", "早期健全化基準以上"
    FISCAL_REBUILDING = "fiscal_rebuilding", "財政再生基準以上"
    NOT_ARISEN = "not_arisen", "比率なし"
    NO_THRESHOLD = "no_threshold", "基準値の登録なし"
