"""How a change came in (画面, ファイル, 報告, 公開, 読み込み) and why, read from what history keeps of it.

History has one text for both. Whoever writes without a screen says so at its beginning, or at its
end in brackets; these are the spellings.
"""

import re

FILE_IMPORT = "ファイルの取り込み："
REPORT = "報告の公開"
SCREEN, SYSTEM = "画面", "システム"
_PROGRAMS = {
    "load_plan": "計画書の読み込み（load_plan）",
    "load_sample": "サンプルの読み込み（load_sample）",
}
_STEPS = (
    "画面での入力",
    "公開",
    REPORT,
    "訂正の公開",
    "訂正の開始",
    "訂正の取りやめ",
    "提出",
    "提出の取り消し",
    "確認",
    "差戻し",
    "受付の開始",
    "受付の終了",
    "受付の再開",
)
_STEP = re.compile(
    rf"({'|'.join(sorted(_STEPS, key=len, reverse=True))})(?:：(.*)|（.*）)?", re.DOTALL
)


def way_and_reason(recorded: str, *, by_person: bool) -> tuple[str, str]:
    """Return how a change came in and why: (ファイル：値.xlsx, 転記の誤り).

    Without a word about the way it was typed on a screen, or done by the portal itself.
    """
    if recorded in _PROGRAMS:
        return _PROGRAMS[recorded], ""
    why, found, file = recorded.partition(FILE_IMPORT)
    if found:
        # 「転記の誤り（ファイルの取り込み：値.xlsx）」; the last bracket may be cut off.
        is_inside = why.endswith("（")
        return f"ファイル：{file.removesuffix('）') if is_inside else file}", why.removesuffix("（")
    step = _STEP.fullmatch(recorded)
    if step:
        return step[0] if step[2] is None else step[1], step[2] or ""
    return SCREEN if by_person else SYSTEM, recorded
