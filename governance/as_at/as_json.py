"""A plan or an objective of a moment as JSON: what its page tells, with seals that anybody can compute again."""

from __future__ import annotations

from typing import Any

from audit.canonical import plain
from governance.as_at.reading import Offices, counts_then, decisions_then
from governance.as_at.record import Record
from governance.models import (
    Aspect,
    Comment,
    Condition,
    Decision,
    Objective,
    Plan,
    Stage,
    SustainedActivity,
    Target,
    TargetOutcome,
)
from governance.queries import tree_of
from governance.seal import as_read, plan_as_read
from governance.withdrawal import Withdrawal, withdrawal_of, withdrawals_among

TARGET_FIELDS = ("review_on", "source")
"""what a target holds beside the text that is sealed"""


def plan_in_json(record: Record, offices: list[Offices] | None, *, with_comments: bool) -> dict[str, Any]:
    """Everything of the plan; `offices` only for those who may know who holds one."""
    plan = record.plan
    tree = tree_of(plan, plan.objectives.current(), whole=True)
    return {
        "as_at": _moment(record),
        "plan": {**_of_plan(plan), "seal": plan.seal(), "text": plain(plan_as_read(plan))},
        "counts": counts_then(plan).__dict__,
        "priorities": [
            {
                "title": priority.title,
                "scope": priority.scope,
                "aspects": [
                    _aspect(branch.aspect, [_objective(each, with_comments) for each in branch.objectives])
                    for branch in branches
                ],
            }
            for priority, branches in tree
        ],
        "withdrawn": [_objective(each, with_comments, how) for each, how in withdrawals_among(plan.objectives.all())],
        "sustained_activities": [_activity(each) for each in plan.sustained_activities.all()],
        "route": [_stage(each) for each in plan.stages.all()],
        "decisions": [_decision(each) for each in decisions_then(plan)],
        **_offices(offices),
    }


def objective_in_json(
    record: Record, objective: Objective, offices: list[Offices] | None, *, with_comments: bool
) -> dict[str, Any]:
    """Everything of one objective, and the plan it stood in by name."""
    return {
        "as_at": _moment(record),
        "plan": _of_plan(record.plan),
        "objective": _objective(objective, with_comments, withdrawal_of(objective)),
        "route": [_stage(each) for each in objective.stages],
        **_offices(offices),
    }


def _moment(record: Record) -> dict[str, Any]:
    moment = record.moment
    return {"asked": moment.asked, "day": moment.day.isoformat(), "of": moment.of, "ledger_entry": record.entry}


def _of_plan(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.pk,
        "title": plan.title,
        "financial_year": plan.financial_year,
        "body": str(plan.body),
        "state": plan.state,
    }


def _aspect(aspect: Aspect, objectives: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": aspect.title,
        "status": aspect.status,
        "notes": [note.text for note in aspect.notes.all()],
        "statutory": sorted(str(each.statutory) for each in aspect.contributions.all()),
        "objectives": objectives,
    }


def _objective(objective: Objective, with_comments: bool, withdrawal: Withdrawal | None = None) -> dict[str, Any]:
    told = {
        "id": objective.pk,
        "name": str(objective),
        "state": objective.state,
        "submission": objective.round,
        "owner": str(objective.owner) if objective.owner else None,
        "held_by": str(objective.held_by) if objective.held_by else None,
        "published_on": plain(objective.published_on),
        "withdrawn": _withdrawal(withdrawal) if withdrawal else None,
        "seal": objective.seal(),
        "text": plain(as_read(objective)),
        "targets": [_target(each) for each in objective.targets.all()],
        "outcomes": [
            {"decision": str(each.decision), "outcome": each.kind, "submission": each.round, "seal": each.seal}
            for each in objective.outcomes.all()
        ],
        "outcomes_of_targets": [_of_a_target(each) for each in objective.target_outcomes.all()],
    }
    if with_comments:
        told["comments"] = [_comment(each) for each in objective.comments.all()]
    return told


def _withdrawal(withdrawal: Withdrawal) -> dict[str, Any]:
    """When and why a published objective left the plan, and who decided so."""
    decision = withdrawal.decision
    return {
        "on": plain(withdrawal.on),
        "because": withdrawal.because,
        "decision": {
            "id": decision.pk,
            "body": str(decision.body),
            "reference": decision.reference,
            "decided_on": plain(decision.decided_on),
        },
    }


def _target(target: Target) -> dict[str, Any]:
    fields = (*target.READ_FIELDS, *TARGET_FIELDS)
    return {"id": target.pk, "open": target.is_open, **{name: plain(getattr(target, name)) for name in fields}}


def _of_a_target(outcome: TargetOutcome) -> dict[str, Any]:
    return {
        "decision": str(outcome.decision),
        "target": outcome.target_id,
        "outcome": outcome.kind,
        "words": outcome.words,
        "text": outcome.text,
        "seal": outcome.seal,
    }


def _activity(activity: SustainedActivity) -> dict[str, Any]:
    return {
        "title": activity.title,
        "scope": activity.scope,
        "text": activity.text,
        "statutory": sorted(str(each.statutory) for each in activity.contributions.all()),
        "targets": [_target(each) for each in activity.targets.all()],
    }


def _stage(stage: Stage) -> dict[str, Any]:
    return {
        "stage": stage.kind,
        "body": str(stage.body),
        "opens_on": plain(stage.opens_on),
        "closes_on": plain(stage.closes_on),
        "required": stage.required,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.pk,
        "body": str(decision.body),
        "reference": decision.reference,
        "procedure": decision.procedure,
        "officer": str(decision.officer) if decision.officer else None,
        "why_urgent": decision.why_urgent,
        "circulated_on": plain(decision.circulated_on),
        "decided_on": plain(decision.decided_on),
        "outcomes": [
            {
                "about": str(each.objective or each.plan),
                "outcome": each.kind,
                "provisional": bool(each.awaits),
                "seal": each.seal,
            }
            for each in decision.outcomes.all()
        ],
        "conditions": [_condition(each) for each in decision.conditions.all()],
    }


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        "number": condition.number,
        "text": condition.text,
        "comes_from": condition.comes_from or None,
        "about": str(condition.objective) if condition.objective else None,
        "owner": str(condition.owner),
        "due_on": plain(condition.due_on),
        "checker": str(condition.checker),
        "state": condition.state,
        "closed_on": plain(condition.closed_on),
    }


def _comment(comment: Comment) -> dict[str, Any]:
    return {
        "author": str(comment.speaker),
        "about": comment.name,
        "kind": comment.kind,
        "proposed": comment.proposed,
        "body": str(comment.body),
        "stage": comment.stage,
        "text": comment.text,
        "disposition": comment.replied.disposition,
        "answer": comment.replied.answer,
    }


def _offices(offices: list[Offices] | None) -> dict[str, Any]:
    if offices is None:
        return {}
    return {
        "offices": [
            {"body": str(each.body), "powers": each.powers, "held": dict(each.held), "who_approved": each.who_approved}
            for each in offices
        ]
    }
