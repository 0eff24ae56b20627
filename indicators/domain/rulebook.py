"""The rules as citizens read them; every number in them is the one that judges."""

from dataclasses import dataclass

from indicators.domain.error_band import DEFAULT_POINTS
from indicators.domain.judgement import (
    DEFAULT_TOLERANCE,
    MINIMUM_STEPS_FOR_PACE,
    PACE_ON_TRACK,
    PACE_SLIGHTLY_BEHIND,
)
from indicators.domain.vocabulary import Kind, Level, MissingReason


@dataclass(frozen=True)
class RuleLine:
    """One rule: the condition, and the verdict it leads to."""

    condition: str
    label: str
    level: Level


@dataclass(frozen=True)
class KindRules:
    """All rules of one kind of target, in the order in which they are tried."""

    kind: Kind
    applies_to: str
    meaning: str
    lines: tuple[RuleLine, ...]
    remark: str = ""


_ON_TRACK = f"{int(PACE_ON_TRACK * 100)}%"
_SLIGHTLY = f"{int(PACE_SLIGHTLY_BEHIND * 100)}%"
_TOLERANCE = f"{int(DEFAULT_TOLERANCE * 100)}%"
_BAND = f"{int(DEFAULT_POINTS)}.0ポイント"
_STEPS = MINIMUM_STEPS_FOR_PACE

RULES = (
    KindRules(
        Kind.REACH,
        "目標が、基準値よりよい数値のとき。または、基準値がまだないとき。",
        "その数値に届くことを目指します。",
        (
            RuleLine("実績値が目標値に届いている", "達成", Level.ACHIEVED),
            RuleLine("目標年度の実績値が、基準値より悪い", "後退", Level.WORSE),
            RuleLine("目標年度の実績値が、目標値に届いていない", "未達", Level.BEHIND),
            RuleLine("基準値がなく、実績値が計画線に届いている", "順調", Level.ON_TRACK),
            RuleLine("基準値がなく、実績値が計画線に届いていない", "未達", Level.BEHIND),
            RuleLine("実績値が計画線に届いている", "順調", Level.ON_TRACK),
            RuleLine("実績値が基準値より悪い", "後退", Level.WORSE),
            RuleLine(f"基準値から計画線までの{_ON_TRACK}以上進んでいる", "順調", Level.ON_TRACK),
            RuleLine(
                f"基準値から計画線までの{_SLIGHTLY}以上{_ON_TRACK}未満しか進んでいない",
                "やや遅れ",
                Level.BEHIND,
            ),
            RuleLine(f"進みが基準値から計画線までの{_SLIGHTLY}に満たない", "遅れ", Level.BEHIND),
        ),
        f"基準値から目標値までが表示の{_STEPS}刻みより小さいときは、四捨五入のわずかな差で評価が"
        "変わらないよう、進み具合では評価しません。基準値よりよければ「前進」、同じなら「横ばい」、"
        "悪ければ「後退」です。",
    ),
    KindRules(
        Kind.MAINTAIN,
        "目標が基準値と同じ数値のとき。または「→」のとき。",
        "いまの水準を保つことを目指します。",
        (
            RuleLine("実績値が目標値と同じか、それよりよい", "維持", Level.ON_TRACK),
            RuleLine("目標値との差が、維持とみなす幅以内", "おおむね維持", Level.BEHIND),
            RuleLine("目標値との差が、維持とみなす幅を超える", "後退", Level.WORSE),
        ),
        f"維持とみなす幅は、指標ごとの定めがなければ目標値の{_TOLERANCE}です。",
    ),
    KindRules(
        Kind.BOUND,
        "目標が、基準値より悪い数値のとき。",
        "計画がある程度の悪化を見込んでいて、目標の数値は「ここまで」という上限・下限です。",
        (
            RuleLine("法律で定める基準に達している", "早期健全化基準以上", Level.WORSE),
            RuleLine(
                "実績値が、その年度の計画値の範囲に収まっている", "計画値の範囲内", Level.ON_TRACK
            ),
            RuleLine(
                "実績値が、その年度の計画値の範囲を超えている", "計画値の範囲外", Level.BEHIND
            ),
        ),
        "その年度の範囲は、目標年度ではその目標値、途中の年度では前後の計画値のうち緩いほうです。"
        "範囲内でも計画線より早く動いているときは「計画線より早い」と添えます。",
    ),
    KindRules(
        Kind.TREND,
        "目標が「↗」または「↘」で、数値がないとき。",
        "矢印の向きへ動くことを目指します。",
        (
            RuleLine("基準値がない", "初回測定", Level.UNJUDGED),
            RuleLine(
                "調査の指標で、基準値との差が誤差の目安より小さい", "誤差の範囲", Level.BEHIND
            ),
            RuleLine("基準値より、表示の1刻み以上よい", "改善", Level.ON_TRACK),
            RuleLine("基準値と同じ", "横ばい", Level.BEHIND),
            RuleLine("基準値より悪い", "後退", Level.WORSE),
        ),
    ),
)

SURVEY_REMARK = (
    "市民アンケートの値は、たまたまの差で上下します。基準値との差で評価する場面で、その差が誤差の"
    "目安より小さいときは「誤差の範囲」とします。目安は、両方の回答者数が分かれば"
    "196×√(p₀(1−p₀)÷n₀＋p₁(1−p₁)÷n₁)ポイント、分からなければ"
    f"{_BAND}です（pは割合、nは回答者数、0は基準値、1は実績値）。"
)

BOUND_READING = (
    "実質公債費比率と将来負担比率の目標値を「上限」と読むのは、このサイトの解釈です。計画の本文は"
    "「一定程度の上昇が見込まれます」と書き、法律では低いほど健全とされています。"
)

LEVEL_MEANINGS = (
    (Level.ACHIEVED, "目標の数値に届いています。"),
    (Level.ON_TRACK, "計画どおりか、それよりよく進んでいます。"),
    (Level.BEHIND, "進んでいますが計画に届いていないか、変わっていません。"),
    (Level.WORSE, "基準より悪くなっているか、守るべき水準を超えています。"),
    (Level.UNJUDGED, "まだ評価できません。良い・悪いのどちらにも数えません。"),
)

ABSENCE_MEANINGS = (
    (MissingReason.NOT_DUE, "年度がまだ終わっていないか、値が分かる時期（翌年度の秋）の前です。"),
    (MissingReason.AWAITING_ENTRY, "値が分かる時期を過ぎましたが、まだ登録されていません。"),
    (MissingReason.AWAITING_PUBLICATION, "市や国の公表を待っています。"),
    (MissingReason.NO_SURVEY, "その年度は調査を行っていません。"),
    (MissingReason.NOT_CALCULABLE, "制度上、その年度の値が計算されません。理由を添えます。"),
    (MissingReason.NO_TARGET, "その年度に有効な目標がありません。"),
)
