"""The kinds of what changes on the pages of finance."""

from sunagawa_plan.lib.labelled_code import LabelledCode

OWNER = "finance"


class UpdateKind(LabelledCode):
    """What readers may ask for alone."""

    SETTLEMENT = "settlement", "決算"
    SOUNDNESS = "soundness", "健全化判断比率"
