"""The kinds of what changes on a plan's pages."""

from sunagawa_plan.lib.labelled_code import LabelledCode


class UpdateKind(LabelledCode):
    """What readers may ask for alone."""

    VALUE = "value", "実績値の公表"
    CORRECTION = "correction", "実績値の訂正・取り下げ"
    TARGET = "target", "目標の見直し"
    REMARK = "remark", "所見"
    PLAN = "plan", "計画の公開"
