"""What waits for a person, and what of theirs waits for others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.urls import reverse

from audit.models import AuditEvent
from governance import conditions
from governance.models import (
    Comment,
    Consultation,
    Finding,
    FindingState,
    Objective,
    ObjectiveState,
    Plan,
    PlanState,
    Reading,
    Remark,
    Stage,
)
from governance.models.finding import ANSWER, RECORD
from governance.models.objective import IN_STAGES
from governance.models.outcome import OutcomeKind
from workflow.actors import Actor
from workflow.gate import blockers

State = ObjectiveState
RESOLVES = (OutcomeKind.APPROVED, OutcomeKind.REFERRED_BACK, OutcomeKind.WITHDRAWN)
"""What the body that decides can say last: after anything else it still has to decide"""
MOVE_OBJECTIVE = "governance.move_objective"
SET_UP_PLAN = "governance.set_up_plan"


@dataclass(frozen=True)
class Task:
    """One thing to do, with the link to where it is done."""

    name: str
    url: str
    about: str
    body: str
    due: date | None
    tag: str = ""
    plainly: str = ""
    """its name without a word that somebody wrote, where the two differ"""


GROUPS = ("Overdue", "Due today", "Due this week", "Later")


def group_of(task: Task, today: date) -> str:
    """How pressing a task is."""
    if task.due is None or task.due > today + timedelta(days=7):
        return GROUPS[3]
    if task.due < today:
        return GROUPS[0]
    return GROUPS[1] if task.due == today else GROUPS[2]


def grouped(tasks: list[Task], today: date) -> list[tuple[str, list[Task]]]:
    """Tasks by urgency, the most pressing first; empty groups are left out."""
    ordered = sorted(tasks, key=lambda task: (task.due or date.max, task.about, task.name))
    groups = [(name, [task for task in ordered if group_of(task, today) == name]) for name in GROUPS]
    return [(name, own) for name, own in groups if own]


def waiting_for(actor: Actor, objectives: list[Objective]) -> list[Task]:
    """Everything that `actor` can do now and others wait for, with `objectives` on their way."""
    return [
        *_to_write(objectives, actor),
        *_to_answer(objectives, actor),
        *_to_send(actor),
        *_to_conduct(objectives, actor),
        *_to_set_up(objectives, actor),
        *_to_do_with_plans(actor),
        *_to_chase(actor),
        *_to_clear(actor),
        *_to_do_about_findings(actor),
    ]


def waiting_for_others(actor: Actor, objectives: list[Objective]) -> list[Task]:
    """The person's own objectives that are with somebody else, with whom and until when."""
    return [
        Task(
            name=objective.title,
            url=objective.get_absolute_url(),
            about=str(objective),
            body=", ".join(stage.body.short_name for stage in objective.stages),
            due=_closes(objective.stages),
            tag=objective.get_state_display(),
        )
        for objective in objectives
        if objective.owner_id == actor.principal.pk and objective.state in IN_STAGES
    ]


def on_their_way(actor: Actor) -> list[Objective]:
    """Every objective on its way that the person may read, with what tells whose turn it is."""
    open_or_own = Comment.objects.filter(Q(disposition="", merged_into__isnull=True) | Q(author=actor.pk))
    return list(
        Objective.objects.visible_to(actor)
        .filter(state__in=[State.DRAFT, *IN_STAGES, State.APPROVED])
        .select_related("aspect", "plan__body", "owner")
        .prefetch_related(
            "plan__stages__body",
            *conditions.READ_WITH_AN_OBJECTIVE,
            "indicators__target",
            "outcomes__decision",
            Prefetch("comments", open_or_own, to_attr="open_or_own_comments"),
        )
    )


def _to_write(objectives: list[Objective], actor: Actor) -> Iterator[Task]:
    for objective in objectives:
        if objective.owner_id != actor.principal.pk or objective.state == State.APPROVED:
            continue
        own = Stages(objective)
        targets = {indicator.target_id: indicator.target for indicator in objective.indicators.all()}
        undecided = [target for target in targets.values() if target.is_open]
        for target in undecided:
            yield Task(
                f"Resolve “{target.text or 'an indicator without a target'}”",
                reverse("target_act", args=[target.pk, "revise"]),
                str(objective),
                own.approver,
                own.approval_opens,
                "Target",
                plainly="Resolve a target",
            )
        if objective.state == State.DRAFT and objective.plan.state != PlanState.DRAFT:
            url = reverse("objective_act", args=[objective.pk, "submit"])
            yield Task("Submit it", url, str(objective), own.first, own.first_closes, "Draft")


def _to_answer(objectives: list[Objective], actor: Actor) -> Iterator[Task]:
    """Comments that wait for the person: on their objectives, given to them, or on plans they coordinate."""
    for objective in objectives:
        own = Stages(objective)
        for comment in objective.open_or_own_comments:  # type: ignore[attr-defined]
            if not comment.is_answered and actor.principal.pk == (comment.owner_id or objective.owner_id):
                url = reverse("answer", args=[comment.pk])
                yield Task("Answer a comment", url, str(objective), own.now, own.closes, "Comment")
    if not actor.may_anywhere(SET_UP_PLAN):
        return
    on_plans = Comment.objects.visible_to(actor).waiting().filter(objective__isnull=True)
    for comment in on_plans.select_related("body", "plan_as_a_whole", "aspect__plan", "activity__plan", "target"):
        if actor.role_for(SET_UP_PLAN, comment.plan.scopes(SET_UP_PLAN)):
            url = reverse("answer", args=[comment.pk])
            yield Task("Answer a comment", url, str(comment), comment.body.short_name, None, "Comment")


def _to_send(actor: Actor) -> Iterator[Task]:
    """What the person has noted and not sent: theirs alone to know."""
    noted = Remark.objects.visible_to(actor).order_by().values("stage")
    for stage in Stage.objects.filter(pk__in=noted).select_related("plan", "body"):
        yield Task(
            "Send your review",
            reverse("review", args=[stage.pk]),
            str(stage),
            stage.body.short_name,
            stage.last_day_for_comments,
            "Review",
        )


def _to_conduct(objectives: list[Objective], actor: Actor) -> Iterator[Task]:
    """What clerks, chairs and members do with objectives before their body."""
    done_with = _commented(objectives, actor) | _read(objectives, actor)
    for objective in objectives:
        if objective.state == State.APPROVED:
            yield from _to_publish(objective, actor)
            continue
        for stage in objective.stages:
            scope = stage.body.own_scope
            spoken = _has_spoken(stage, objective)
            if not spoken and actor.role_for("governance.record_decision", scope):
                yield _record(stage, objective.plan, str(objective))
            elif spoken and stage.kind != State.AUTHORITY_APPROVAL and actor.role_for(MOVE_OBJECTIVE, scope):
                name = "Move it to its next stage"
                url = objective.get_absolute_url()
                yield Task(name, url, str(objective), stage.body.short_name, stage.closes_on, "Stage")
            reads = objective.owner_id != actor.pk and actor.role_for("governance.comment_objective", scope)
            if reads and objective.pk not in done_with and actor.today <= stage.last_day_for_comments:
                url = f"{reverse('review', args=[stage.pk])}#objective-{objective.pk}"
                yield Task(
                    "Read it and comment",
                    url,
                    str(objective),
                    stage.body.short_name,
                    stage.last_day_for_comments,
                    "Review",
                )


def _to_publish(objective: Objective, actor: Actor) -> Iterator[Task]:
    body = objective.plan.body
    if conditions.open_conditions_of(objective):
        return
    if actor.role_for("governance.publish_objective", objective.scopes("governance.publish_objective")):
        url = reverse("objective_act", args=[objective.pk, "publish"])
        yield Task("Publish it", url, str(objective), body.short_name, None, "Approved")


def _record(stage: Stage, plan: Plan, about: str) -> Task:
    url = f"{reverse('record_decision', args=[plan.slug])}?body={stage.body_id}"
    return Task(
        f"Record what {stage.body.short_name} said", url, about, stage.body.short_name, stage.closes_on, "Decision"
    )


def _has_spoken(stage: Stage, objective: Objective) -> bool:
    """Whether what the body of `stage` had to say is recorded; the Authority has to decide, not only to speak."""
    said = [
        outcome
        for outcome in objective.outcomes.all()
        if outcome.decision.body_id == stage.body_id
        and outcome.round == objective.round
        and outcome.stage == objective.state
    ]
    if stage.kind != State.AUTHORITY_APPROVAL:
        return bool(said)
    return bool(said) and max(said, key=lambda outcome: int(outcome.pk)).kind in RESOLVES


def _commented(objectives: list[Objective], actor: Actor) -> set[int]:
    """The objectives on which the person has commented in their present stage and submission.

    A comment does not tell its submission: the ledger knows whether the objective has been submitted again since.
    """
    own = {
        str(objective.pk): {
            str(comment.pk)
            for comment in objective.open_or_own_comments  # type: ignore[attr-defined]
            if comment.author_id == actor.pk and comment.stage == objective.state
        }
        for objective in objectives
    }
    lines = AuditEvent.objects.filter(
        within_type=Objective._meta.label_lower,
        within_id__in=[pk for pk, comments in own.items() if comments],
        action__in=["objective.submitted", "comment.made"],
    ).order_by("book", "seq")
    made: dict[str, set[str]] = {}
    for objective, action, subject in lines.values_list("within_id", "action", "subject_id"):
        if action == "comment.made":
            made.setdefault(objective, set()).add(subject)
        else:
            made[objective] = set()
    return {int(pk) for pk, since in made.items() if since & own[pk]}


def _read(objectives: list[Objective], actor: Actor) -> set[int]:
    """The objectives the person has marked as read in their present stage and submission."""
    rounds = {(stage.pk, objective.pk): objective.round for objective in objectives for stage in objective.stages}
    marks = Reading.objects.filter(person=actor.pk).values_list("stage", "objective", "round")
    return {objective for stage, objective, round in marks if rounds.get((stage, objective)) == round}


def _to_set_up(objectives: list[Objective], actor: Actor) -> Iterator[Task]:
    """What coordinators see to: objectives without an owner."""
    for objective in objectives:
        scopes = objective.plan.scopes("governance.assign_objective")
        if objective.owner_id is None and actor.role_for("governance.assign_objective", scopes):
            url = reverse("objective_act", args=[objective.pk, "assign"])
            own = Stages(objective)
            yield Task("Give it an owner", url, str(objective), own.first, own.first_closes, "Objective")


def _to_chase(actor: Actor) -> Iterator[Task]:
    """Parties whose day has passed, for whoever asked them."""
    late = Consultation.objects.visible_to(actor).overdue(actor.today).filter(opened_by=actor.pk)
    for each in late.select_related("objective__aspect", "objective__plan__body", "plan__body"):
        name, body = f"Ask {each.party} again, or give more time", each.its_plan.body.short_name
        url, plainly = each.get_absolute_url(), "Ask a party again, or give more time"
        yield Task(name, url, str(each.root), body, each.due_on, "Consultation", plainly=plainly)


TO_DO_WITH_A_CONDITION = {
    "fulfil": "Fulfil a condition",
    "confirm": "Confirm that a condition is met",
    "chase": "See to an overdue condition",
}
TO_DO_WITH_WHAT_MUST_COME = {
    "fulfil": "See that it comes",
    "confirm": "Confirm that it has come",
    "chase": "See to what has not come in time",
}


def _to_clear(actor: Actor) -> Iterator[Task]:
    """Conditions of approvals: for whoever must fulfil them, for whoever confirms them, and overdue ones for whoever
    coordinates the plan."""
    for what, each in conditions.waiting_for(actor):
        to_do = TO_DO_WITH_WHAT_MUST_COME if each.is_awaited else TO_DO_WITH_A_CONDITION
        plainly, about = to_do[what], str(each.objective or each.plan)
        name, url = f"{plainly}: {each.text}", each.get_absolute_url()
        yield Task(name, url, about, each.checker.short_name, each.due_on, "Condition", plainly=plainly)


def _to_do_about_findings(actor: Actor) -> Iterator[Task]:
    """What auditors found: for the clerk who answers it and sees to what was agreed; for the auditor what was answered,
    what is overdue, and what can be closed."""
    if not (actor.may_anywhere(ANSWER) or actor.may_anywhere(RECORD)):
        return
    for each in Finding.objects.visible_to(actor).waiting().with_everybody():
        answers = bool(actor.role_for(ANSWER, each.scopes(ANSWER)))
        if name := _about_a_finding(each, answers, actor.today):
            about = each.thing or str(each)
            yield Task(name, each.get_absolute_url(), about, each.body.short_name, each.waits_until, "Finding")


def _about_a_finding(each: Finding, answers: bool, today: date) -> str:
    """What is to be done about it, by the clerk who `answers` or by the auditor; "" for nothing yet."""
    if each.state == FindingState.ANSWERED:
        return "" if answers else "Say whether the answer to a finding will do"
    if each.state == FindingState.OPEN:
        if answers:
            return "Answer a finding"
        return "See to an overdue finding" if each.is_overdue(today) else ""
    if answers:
        return "Do what was agreed about a finding" if each.done_by else ""
    return "Close a finding" if each.done_by is None or each.done_by <= today else ""


def _to_do_with_plans(actor: Actor) -> Iterator[Task]:
    """Whole plans that are ready for their next step, for those whose step it is."""
    rows = Plan.objects.visible_to(actor).exclude(state=PlanState.PUBLISHED).select_related("body")
    plans = [plan for plan in rows.prefetch_related("stages__body") if _concerned_with(plan, actor)]
    objectives = Prefetch("objectives", Objective.objects.select_related("aspect", "owner"))
    prefetch_related_objects(plans, objectives, "outcomes__decision__body__powers")
    for plan in plans:
        name, act, permission = NEXT_OF_A_PLAN[PlanState(plan.state)]
        against = {blocker.code for blocker in blockers(getattr(plan, act), actor=actor)}
        begun = plan.state == PlanState.DRAFT or plan.objectives.all()
        if begun and (not against or act == "open_review") and actor.role_for(permission, plan.scopes(permission)):
            url = plan.get_absolute_url() if against else reverse("plan_act", args=[plan.slug, act])
            yield Task(name, url, str(plan), plan.body.short_name, None, "Plan")
        if plan.state == PlanState.BEFORE_AUTHORITY and against <= {"role", "no_approval"} and "no_approval" in against:
            for stage in _approving(plan):
                if actor.role_for("governance.record_decision", stage.body.own_scope):
                    yield _record(stage, plan, str(plan))


NEXT_OF_A_PLAN = {
    PlanState.DRAFT: ("Open its review", "open_review", "governance.move_plan"),
    PlanState.IN_REVIEW: ("Put it before the Authority", "refer", "governance.move_plan"),
    PlanState.BEFORE_AUTHORITY: ("Approve it", "approve", "governance.approve_plan"),
    PlanState.APPROVED: ("Publish it", "publish", "governance.publish_plan"),
}
"""What comes next for a plan in each state: its name, the act, and the right to it"""


def _concerned_with(plan: Plan, actor: Actor) -> bool:
    """Whether the person's office has a part in the next step of `plan`."""
    permission = NEXT_OF_A_PLAN[PlanState(plan.state)][2]
    records = plan.state == PlanState.BEFORE_AUTHORITY and any(
        actor.role_for("governance.record_decision", stage.body.own_scope) for stage in _approving(plan)
    )
    return records or bool(actor.role_for(permission, plan.scopes(permission)))


def _approving(plan: Plan) -> list[Stage]:
    return [stage for stage in plan.stages.all() if stage.kind == State.AUTHORITY_APPROVAL]


class Stages:
    """The dates of an objective's way, as a task needs them."""

    def __init__(self, objective: Objective) -> None:
        stages = list(objective.plan.stages.all())
        approval = _approving(objective.plan)
        kinds = [kind for kind in IN_STAGES if any(stage.kind == kind for stage in stages)]
        first = [stage for stage in stages if kinds and stage.kind == kinds[0]]
        self.now = _bodies(objective.stages)
        self.closes = _closes(objective.stages)
        self.approver = _bodies(approval)
        self.approval_opens = min((stage.opens_on for stage in approval), default=None)
        self.first = _bodies(first)
        self.first_closes = _closes(first)


def _bodies(stages: list[Stage]) -> str:
    return ", ".join(stage.body.short_name for stage in stages)


def _closes(stages: list[Stage]) -> date | None:
    return max((stage.closes_on for stage in stages), default=None)
