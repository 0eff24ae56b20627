"""Which act is allowed in which state, and what the state is afterwards."""

import pytest

from reporting.domain.states import Act, EntryState, allows, refuse, state_after_saving

ALLOWED = {
    EntryState.NOT_ENTERED: {Act.SAVE, Act.CANCEL_CORRECTION},
    EntryState.DRAFT: {Act.SAVE, Act.SUBMIT, Act.CANCEL_CORRECTION},
    EntryState.SUBMITTED: {Act.TAKE_BACK, Act.CHECK, Act.RETURN, Act.PUBLISH},
    EntryState.RETURNED: {Act.SAVE, Act.SUBMIT, Act.CANCEL_CORRECTION},
    EntryState.PUBLISHED: {Act.CORRECT},
}


@pytest.mark.parametrize("state", EntryState)
@pytest.mark.parametrize("act", Act)
def test_every_act_in_every_state(state, act):
    assert allows(state, act) is (act in ALLOWED[state])


@pytest.mark.parametrize(
    ("state", "act", "way_on"),
    [
        (EntryState.SUBMITTED, Act.SAVE, "先に提出を取り消してください"),
        (EntryState.PUBLISHED, Act.SAVE, "「訂正する」から"),
        (EntryState.NOT_ENTERED, Act.SUBMIT, "入力してください"),
        (EntryState.DRAFT, Act.PUBLISH, "画面を開き直して"),
    ],
)
def test_refusal_says_what_to_do(state, act, way_on):
    with pytest.raises(ValueError, match=way_on):
        refuse(state, act)


@pytest.mark.parametrize(
    ("before", "is_answered", "is_correction", "after"),
    [
        (EntryState.NOT_ENTERED, True, False, EntryState.DRAFT),
        (EntryState.DRAFT, False, False, EntryState.NOT_ENTERED),
        (EntryState.DRAFT, False, True, EntryState.DRAFT),
        (EntryState.RETURNED, True, False, EntryState.RETURNED),
        (EntryState.RETURNED, False, False, EntryState.RETURNED),
    ],
)
def test_state_after_saving(before, is_answered, is_correction, after):
    found = state_after_saving(before, is_answered=is_answered, is_correction=is_correction)
    assert found is after
