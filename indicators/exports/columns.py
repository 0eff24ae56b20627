"""What the columns of the public files are called and mean, said once for all files."""

from indicators.domain.vocabulary import Arrow, Direction, Kind, Level, MissingReason
from sunagawa_plan.lib.tables.dataset import CodeList, Datatype, column

OF_THE_INDICATOR = "指標の単位"
PERCENT = "%"

# The files write the printed arrow itself, so the arrow is the code.
_ARROWS = CodeList(
    "target_arrow",
    "目標の矢印",
    (
        (Arrow.UP.label, "増やす・上げる"),
        (Arrow.FLAT.label, "維持する"),
        (Arrow.DOWN.label, "減らす・下げる"),
    ),
)

INDICATOR_CODE = column(
    "indicator_code",
    "指標番号",
    "施策・基本事業・掲載順をつないだ番号。例: 6-1-2-1",
    is_required=True,
)
INDICATOR_NAME = column("indicator_name", "指標名", "計画書に書かれた指標の名前", is_required=True)
UNIT = column("unit", "単位", "値の単位", is_required=True)
DIRECTION = column(
    "direction",
    "望ましい方向",
    "指標の値がどちらへ動くとよいか",
    codes=CodeList.of("direction", "望ましい方向", Direction),
    is_required=True,
)
BASELINE_VALUE = column(
    "baseline_value",
    "現状値",
    "計画書に書かれた計画策定時の値。未測定は空欄",
    datatype=Datatype.DECIMAL,
    unit=OF_THE_INDICATOR,
)
KIND = column(
    "kind",
    "目標の種類",
    "現状値・目標値・望ましい方向から決まる種類。目標がないときは空欄",
    codes=CodeList.of("kind", "目標の種類", Kind),
)
TARGET_VALUE = column(
    "target_value",
    "目標値",
    "数値の目標。矢印の目標のときは空欄",
    datatype=Datatype.DECIMAL,
    unit=OF_THE_INDICATOR,
)
TARGET_ARROW = column(
    "target_arrow", "目標の矢印", "計画書に書かれた矢印。数値の目標のときは空欄", codes=_ARROWS
)
VALUE = column(
    "value",
    "値",
    "表示する桁数に四捨五入した値。値がないときは空欄",
    datatype=Datatype.DECIMAL,
    unit=OF_THE_INDICATOR,
)
MISSING_REASON = column(
    "missing_reason",
    "値がない理由",
    "値があるときは空欄",
    codes=CodeList.of("missing_reason", "値がない理由", MissingReason),
)
LEVEL = column(
    "level",
    "評価の区分",
    "評価のおおまかな区分",
    codes=CodeList.of("level", "評価の区分", Level),
    is_required=True,
)
