"""The published facts of the plan, as the book is arranged."""

from indicators.models.annual_value import AnnualValue
from indicators.models.department import Department
from indicators.models.glossary import GlossaryOccurrence, GlossaryTerm
from indicators.models.indicator import Indicator
from indicators.models.plan import Goal, Milestone, Plan
from indicators.models.policy import BasicProject, Policy, RelatedPlan, SdgGoal
from indicators.models.publication import PublishedVerdict
from indicators.models.reference_series import ReferencePoint, ReferenceSeries
from indicators.models.remark import Remark
from indicators.models.target import Target

__all__ = [
    "AnnualValue",
    "BasicProject",
    "Department",
    "GlossaryOccurrence",
    "GlossaryTerm",
    "Goal",
    "Indicator",
    "Milestone",
    "Plan",
    "Policy",
    "PublishedVerdict",
    "ReferencePoint",
    "ReferenceSeries",
    "RelatedPlan",
    "Remark",
    "SdgGoal",
    "Target",
]
