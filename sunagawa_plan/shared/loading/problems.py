"""Why a plan's files cannot be loaded, in words for whoever writes them."""

from collections.abc import Sequence


class PlanFileError(Exception):
    """The files of a plan cannot be loaded; problems are Japanese sentences naming file and key."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)
