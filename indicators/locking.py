"""What is published is locked: changing or taking it away needs a reason that citizens read.

Every way of writing annual values asks here: the forms, the sheet of a year, files, rounds.
"""

NEEDS_REASON = (
    "すでに公開されている値を変えるとき（なくすときも）は、変更の理由を書いてください。"
    "公開ページの「訂正の履歴」に載ります。"
)


def explained(reason: str, *, is_public: bool) -> str:
    """Return why something is written, on one line.

    Raises ValueError (Japanese) where something public would change without a word.
    """
    written = " ".join(reason.split())
    if is_public and not written:
        raise ValueError(NEEDS_REASON)
    return written
