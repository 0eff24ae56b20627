"""The staff side of the plan: what may be edited, and by which forms."""

from indicators.admin.annual_values import AnnualValueAdmin
from indicators.admin.indicators import IndicatorAdmin
from indicators.admin.plans import DepartmentAdmin, GoalAdmin, PlanAdmin
from indicators.admin.policies import BasicProjectAdmin, PolicyAdmin, SdgGoalAdmin
from indicators.admin.published_verdicts import PublishedVerdictAdmin
from indicators.admin.texts import GlossaryTermAdmin, ReferenceSeriesAdmin, RemarkAdmin

__all__ = [
    "AnnualValueAdmin",
    "BasicProjectAdmin",
    "DepartmentAdmin",
    "GlossaryTermAdmin",
    "GoalAdmin",
    "IndicatorAdmin",
    "PlanAdmin",
    "PolicyAdmin",
    "PublishedVerdictAdmin",
    "ReferenceSeriesAdmin",
    "RemarkAdmin",
    "SdgGoalAdmin",
]
