import resource

import pytest

from sunagawa_plan.lib.call_stack import roomy

CALLS = 1_000
DEPTHS = range(500)


def nothing() -> None:
    return None


def pages_taken() -> int:
    """Return how many pages of memory a loop of calls takes from the operating system."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        nothing()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def deep(depth: int, function):
    return deep(depth - 1, function) if depth else function()


@roomy
def pages_taken_with_room() -> int:
    return pages_taken()


def unlucky_depths(function) -> list[int]:
    """Return how deep a loop must stand for each of its calls to begin a chunk of its own."""
    return [depth for depth in DEPTHS if deep(depth, function) >= CALLS]


def test_no_depth_is_unlucky_for_a_roomy_function():
    if not unlucky_depths(pages_taken):
        pytest.skip("This interpreter takes no memory for a call at any depth.")

    assert unlucky_depths(pages_taken_with_room) == []


def test_room_is_deep_enough_for_a_request():
    @roomy
    def depths_inside():
        return unlucky_depths(pages_taken)

    assert depths_inside() == []


def test_roomy_function_answers_and_fails_as_before():
    @roomy
    def divided(one: int, *, by: int) -> float:
        """Divide."""
        return one / by

    assert divided(6, by=3) == 2
    assert divided.__doc__ == "Divide."
    with pytest.raises(ZeroDivisionError):
        divided(1, by=0)
