"""Room on CPython's stack of frames, for work that makes very many calls.

CPython keeps the frames of Python functions in chunks of 16 KB, about ninety calls deep. A loop
that happens to stand at the end of a chunk takes the next one from the operating system for each
call and gives it back when the call returns. Whether it does is a matter of how deep its caller
stands: the same import of 10,000 rows took 8 or 13 seconds.
"""

from collections.abc import Callable
from typing import Any, TypeVar

Called = TypeVar("Called", bound=Callable[..., Any])

# Words of eight bytes. CPython rounds up to 512 KB, so that as much again is left for calls: about
# as many as it lets go deep. Memory that is never touched is never taken.
_FRAME = 33_000


def roomy(function: Called) -> Called:
    """Decorate a function so that all it calls shares one chunk, however deep itself is called.

    It is only said to have a frame too large for any chunk that is begun, and gets one of its own.
    """
    code: Any = function.__code__
    function.__code__ = code.replace(co_stacksize=_FRAME)
    return function
