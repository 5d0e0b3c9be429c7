"""The content of this room, one file per subject."""

from governance.models.about import SayingKind
from governance.models.body import Appointment, Body, Power
from governance.models.comment import Comment, Disposition
from governance.models.condition import Condition, ConditionState
from governance.models.consultation import Consultation, ConsultationState
from governance.models.content import Aspect, Priority, Scope
from governance.models.decision import Decision
from governance.models.delegation import Delegation, DelegationScope
from governance.models.deputation import Deputation
from governance.models.erasure import Erasure
from governance.models.exempt import ExemptNote
from governance.models.finding import Finding, FindingState, FindingView, Severity
from governance.models.indicator import Indicator
from governance.models.note import ActionPoint, Note
from governance.models.notice import Closure, NoticeRule
from governance.models.objective import Objective, ObjectiveState
from governance.models.outcome import Outcome
from governance.models.plan import Plan, PlanState
from governance.models.remark import Reading, Remark
from governance.models.review import Review, Verdict
from governance.models.route import Stage, StageKind
from governance.models.saved_filter import SavedFilter
from governance.models.seal import Occasion, Seal
from governance.models.standing_rule import StandingRule
from governance.models.statutory import Contribution, StatutoryIndicator
from governance.models.sustained import SustainedActivity
from governance.models.target import Form, Resolution, Target
from governance.models.target_outcome import TargetKind, TargetOutcome
from governance.models.urgency import UrgencyRule

__all__ = [
    "ActionPoint",
    "Appointment",
    "Aspect",
    "Body",
    "Closure",
    "Comment",
    "Condition",
    "ConditionState",
    "Consultation",
    "ConsultationState",
    "Contribution",
    "Decision",
    "Delegation",
    "DelegationScope",
    "Deputation",
    "Disposition",
    "Erasure",
    "ExemptNote",
    "Finding",
    "FindingState",
    "FindingView",
    "Form",
    "Indicator",
    "Note",
    "NoticeRule",
    "Objective",
    "ObjectiveState",
    "Occasion",
    "Outcome",
    "Plan",
    "PlanState",
    "Power",
    "Priority",
    "Reading",
    "Remark",
    "Resolution",
    "Review",
    "SavedFilter",
    "SayingKind",
    "Scope",
    "Seal",
    "Severity",
    "Stage",
    "StageKind",
    "StandingRule",
    "StatutoryIndicator",
    "SustainedActivity",
    "Target",
    "TargetKind",
    "TargetOutcome",
    "UrgencyRule",
    "Verdict",
]
