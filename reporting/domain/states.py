"""The states of an entry and what may be done in which: from 未入力 to 公開済 and back."""

from sunagawa_plan.lib.labelled_code import LabelledCode


class EntryState(LabelledCode):
    """How far an entry has come. 公表待ち, 調査なし and 算定されない are answers, not states."""

    NOT_ENTERED = "not_entered", "未入力"
    DRAFT = "draft", "下書き"
    SUBMITTED = "submitted", "提出済"
    RETURNED = "returned", "差戻し"
    PUBLISHED = "published", "公開済"


# Whose turn it is: the section's, the planners', nobody's.
WITH_SECTION = (EntryState.NOT_ENTERED, EntryState.DRAFT, EntryState.RETURNED)
WITH_PLANNERS = (EntryState.SUBMITTED,)


class Act(LabelledCode):
    """What people do with an entry, in the words of the screens."""

    SAVE = "save", "入力"
    SUBMIT = "submit", "提出"
    TAKE_BACK = "take_back", "提出の取り消し"
    CHECK = "check", "確認"
    RETURN = "return", "差戻し"
    PUBLISH = "publish", "公開"
    CORRECT = "correct", "訂正"
    CANCEL_CORRECTION = "cancel_correction", "訂正の取りやめ"


_ALLOWED_IN = {
    Act.SAVE: WITH_SECTION,
    Act.SUBMIT: (EntryState.DRAFT, EntryState.RETURNED),
    Act.TAKE_BACK: WITH_PLANNERS,
    Act.CHECK: WITH_PLANNERS,
    Act.RETURN: WITH_PLANNERS,
    Act.PUBLISH: WITH_PLANNERS,
    Act.CORRECT: (EntryState.PUBLISHED,),
    Act.CANCEL_CORRECTION: WITH_SECTION,
}
_HOW_ELSE = {
    (Act.SAVE, EntryState.SUBMITTED): "直すときは、先に提出を取り消してください。",
    (Act.SAVE, EntryState.PUBLISHED): "直すときは、「訂正する」から理由を書いて始めてください。",
    (Act.SUBMIT, EntryState.NOT_ENTERED): "実績値か「値がない理由」を入力してください。",
    (Act.SUBMIT, EntryState.SUBMITTED): "すでに提出されています。",
    (Act.PUBLISH, EntryState.PUBLISHED): "すでに公開されています。",
    (Act.RETURN, EntryState.PUBLISHED): "公開した値を直すときは、訂正として始めてください。",
}


def allows(state: EntryState, act: Act) -> bool:
    """Tell whether something may be done with an entry in a state."""
    return state in _ALLOWED_IN[act]


def refuse(state: EntryState, act: Act) -> None:
    """Raise ValueError (Japanese, with the way on) unless the state allows the act."""
    if not allows(state, act):
        how = _HOW_ELSE.get((act, state), "画面を開き直して、今の状態を確かめてください。")
        raise ValueError(f"「{state.label}」の報告には「{act.label}」ができません。{how}")


def state_after_saving(state: EntryState, *, is_answered: bool, is_correction: bool) -> EntryState:
    """Return the state of an entry once its section has typed something into it, or emptied it.

    What was returned stays so until it is submitted again: the note must not get out of sight. A
    correction never becomes 未入力, for a value is public.
    """
    if state is EntryState.RETURNED:
        return state
    return EntryState.DRAFT if is_answered or is_correction else EntryState.NOT_ENTERED
