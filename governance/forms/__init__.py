"""What people fill in. A form only cleans; whether an act may be done is the gate's to say."""

from __future__ import annotations

from governance.forms.act import ActForm
from governance.forms.comment import AssignCommentForm, MergeForm, WaiveForm
from governance.forms.condition import ConfirmConditionForm, ExtendConditionForm, WaiveConditionForm
from governance.forms.consultation import ExtendForm
from governance.forms.correction import CorrectForm
from governance.forms.delegation import ReportForm, RevokeForm
from governance.forms.drafting import NoteForm
from governance.forms.headings import ActivityForm, AspectForm, LabelForm, MoveAspectForm, MoveForm, PriorityForm
from governance.forms.objective import AssignForm, PublishForm, ReviseObjectiveForm
from governance.forms.plan import IssuePapersForm, ReviseStageForm, WithdrawStageForm
from governance.forms.review import CutOffForm
from governance.forms.target import ReviseTargetForm
from governance.forms.withdrawal import WithdrawPublishedForm
from governance.models import (
    Aspect,
    Comment,
    Condition,
    Consultation,
    Decision,
    Delegation,
    Note,
    Objective,
    Plan,
    Priority,
    Stage,
    SustainedActivity,
    Target,
)
from governance.sealing import CORRECTED
from workflow.acts import Rule
from workflow.models import Governed

FORMS: dict[tuple[type[Governed], str], type[ActForm]] = {
    (Condition, "confirm_met"): ConfirmConditionForm,
    (Condition, "waive"): WaiveConditionForm,
    (Condition, "extend"): ExtendConditionForm,
    (Consultation, "extend"): ExtendForm,
    (Decision, "report"): ReportForm,
    (Delegation, "revoke"): RevokeForm,
    **dict.fromkeys([(each, "correct") for each in CORRECTED], CorrectForm),
    (Objective, "revise"): ReviseObjectiveForm,
    (Objective, "assign"): AssignForm,
    (Objective, "publish"): PublishForm,
    (Objective, "withdraw_published"): WithdrawPublishedForm,
    (Objective, "renumber"): LabelForm,
    (Objective, "move"): MoveForm,
    (Priority, "revise"): PriorityForm,
    (Aspect, "revise"): AspectForm,
    (Aspect, "move"): MoveAspectForm,
    (SustainedActivity, "revise"): ActivityForm,
    (Note, "revise"): NoteForm,
    (Plan, "publish"): PublishForm,
    (Stage, "revise"): ReviseStageForm,
    (Stage, "issue_papers"): IssuePapersForm,
    (Stage, "set_cut_off"): CutOffForm,
    (Stage, "withdraw"): WithdrawStageForm,
    (Comment, "merge"): MergeForm,
    (Comment, "assign"): AssignCommentForm,
    (Comment, "waive"): WaiveForm,
    (Target, "revise"): ReviseTargetForm,
}
"""The form of an act that asks for more than a reason"""


def declare(forms: dict[tuple[type[Governed], str], type[ActForm]]) -> None:
    """Take in the forms of the acts of a room above this one."""
    FORMS.update(forms)


def form_for(thing: Governed, rule: Rule) -> type[ActForm]:
    """The form of an act."""
    return FORMS.get((type(thing), rule.name), ActForm)
