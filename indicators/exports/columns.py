"""What the columns of the public files are called and mean, said once for all files."""

from indicators.domain.vocabulary import Direction, Kind, Level, MissingReason
from sunagawa_plan.lib.tables.dataset import codes_in_words, column

INDICATOR_CODE = column(
    "indicator_code",
    "指標番号",
    "施策・基本事業・掲載順をつないだ番号。例: 6-1-2-1",
)
INDICATOR_NAME = column("indicator_name", "指標名", "計画書に書かれた指標の名前")
UNIT = column("unit", "単位", "値の単位")
DIRECTION = column("direction", "望ましい方向", codes_in_words(*Direction))
BASELINE_VALUE = column("baseline_value", "現状値", "計画書に書かれた計画策定時の値。未測定は空欄")
KIND = column(
    "kind", "目標の種類", f"現状値・目標値・望ましい方向から決まる種類。{codes_in_words(*Kind)}"
)
TARGET_VALUE = column("target_value", "目標値", "数値の目標。矢印の目標のときは空欄")
TARGET_ARROW = column(
    "target_arrow",
    "目標の矢印",
    "計画書に書かれた矢印（↗、→、↘）。数値の目標のときは空欄",
)
VALUE = column("value", "値", "表示する桁数に四捨五入した値。値がないときは空欄")
MISSING_REASON = column(
    "missing_reason", "値がない理由", f"値があるときは空欄。{codes_in_words(*MissingReason)}"
)
LEVEL = column("level", "評価の区分", codes_in_words(*Level))
