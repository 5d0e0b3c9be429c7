"""What waits for a person, and what of theirs waits for others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch
from django.urls import reverse

from governance.models import Comment, Objective, ObjectiveState, Plan, PlanState, Stage
from governance.models.objective import IN_STAGES
from workflow.actors import Actor
from workflow.permissions import scope_key

State = ObjectiveState


@dataclass(frozen=True)
class Task:
    """One thing to do, with the link to where it is done."""

    name: str
    url: str
    about: str
    body: str
    due: date | None
    tag: str = ""


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


def waiting_for(actor: Actor) -> list[Task]:
    """Everything that `actor` can do now and others wait for."""
    objectives = _objectives(actor)
    return [
        *_to_write(objectives, actor),
        *_to_conduct(objectives, actor),
        *_to_set_up(objectives, actor),
    ]


def waiting_for_others(actor: Actor) -> list[Task]:
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
        for objective in _objectives(actor)
        if objective.owner_id == actor.pk and objective.state in IN_STAGES
    ]


def _objectives(actor: Actor) -> list[Objective]:
    """Every objective on its way that the person may read, with what tells whose turn it is."""
    return list(
        Objective.objects.visible_to(actor)
        .filter(state__in=[State.DRAFT, *IN_STAGES, State.APPROVED])
        .select_related("aspect", "plan", "owner")
        .prefetch_related(
            "plan__stages__body",
            "indicators__target",
            "outcomes__decision",
            Prefetch("comments", Comment.objects.filter(disposition=""), to_attr="unanswered"),
        )
    )


def _to_write(objectives: list[Objective], actor: Actor) -> Iterator[Task]:
    for objective in objectives:
        if objective.owner_id != actor.pk or objective.state == State.APPROVED:
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
            )
        for comment in objective.unanswered:  # type: ignore[attr-defined]
            url = reverse("answer", args=[comment.pk])
            yield Task("Answer a comment", url, str(objective), own.now, own.closes, "Comment")
        if objective.state == State.DRAFT and objective.plan.state != PlanState.DRAFT:
            url = reverse("objective_act", args=[objective.pk, "submit"])
            yield Task("Submit it", url, str(objective), own.first, own.first_closes, "Draft")


def _to_conduct(objectives: list[Objective], actor: Actor) -> Iterator[Task]:
    """What clerks, chairs and members do with objectives before their body."""
    for objective in objectives:
        for stage in objective.stages:
            scope = (scope_key(type(stage.body), stage.body_id),)
            clerk = actor.role_for("governance.move_objective", scope)
            spoken = any(
                outcome.decision.body_id == stage.body_id
                and outcome.round == objective.round
                and outcome.stage == objective.state
                for outcome in objective.outcomes.all()
            )
            if objective.state == State.APPROVED:
                if clerk:
                    url = reverse("objective_act", args=[objective.pk, "publish"])
                    yield Task("Publish it", url, str(objective), stage.body.short_name, None, "Approved")
            elif not spoken and actor.role_for("governance.record_decision", scope):
                url = f"{reverse('record_decision', args=[objective.plan.slug])}?body={stage.body_id}"
                name = f"Record what {stage.body.short_name} said"
                yield Task(name, url, str(objective), stage.body.short_name, stage.closes_on, "Decision")
            elif spoken and clerk and objective.state != State.AUTHORITY_APPROVAL:
                name = "Move it to its next stage"
                url = objective.get_absolute_url()
                yield Task(name, url, str(objective), stage.body.short_name, stage.closes_on, "Stage")
            if objective.state in IN_STAGES and actor.role_for("governance.comment_objective", scope):
                url = f"{objective.get_absolute_url()}#comments"
                yield Task("Read it and comment", url, str(objective), stage.body.short_name, stage.closes_on, "Review")


def _to_set_up(objectives: list[Objective], actor: Actor) -> Iterator[Task]:
    """What coordinators see to: plans whose review is not open, objectives without an owner."""
    for plan in Plan.objects.visible_to(actor).filter(state=PlanState.DRAFT).select_related("body"):
        if actor.role_for("governance.move_plan", plan.scopes("governance.move_plan")):
            yield Task("Open its review", plan.get_absolute_url(), str(plan), plan.body.short_name, None, "Plan")
    for objective in objectives:
        scopes = objective.plan.scopes("governance.assign_objective")
        if objective.owner_id is None and actor.role_for("governance.assign_objective", scopes):
            url = reverse("objective_act", args=[objective.pk, "assign"])
            own = Stages(objective)
            yield Task("Give it an owner", url, str(objective), own.first, own.first_closes, "Objective")


class Stages:
    """The dates of an objective's way, as a task needs them."""

    def __init__(self, objective: Objective) -> None:
        stages = list(objective.plan.stages.all())
        approval = [stage for stage in stages if stage.kind == State.AUTHORITY_APPROVAL]
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
