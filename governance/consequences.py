"""What an act will bring about, said before it is done.

A check page names consequences; it never asks “are you sure?”.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from governance.guards import waits_for_a_consultation
from governance.models import (
    Aspect,
    Comment,
    Condition,
    Consultation,
    Decision,
    Delegation,
    Objective,
    Outcome,
    Plan,
    Priority,
    Stage,
    StageKind,
    SustainedActivity,
    Target,
)
from governance.models.objective import first_stage
from workflow.models import Governed
from workflow.words import capital, day


def consequences(thing: Governed, act: str) -> list[str]:
    """Sentences about what follows from doing `act` to `thing`; none for an act that speaks for itself."""
    tell = _TOLD.get((type(thing), act))
    return tell(thing) if tell else []


def declare(told: dict[tuple[type[Governed], str], Callable[[Any], list[str]]]) -> None:
    """Take in what follows from the acts of a room above this one."""
    _TOLD.update(told)


def touched_by_a_change(objective: Objective) -> list[Outcome]:
    """What bodies said about the very text as it is now: a change of it leaves them having seen another."""
    seal = objective.seal()
    return [
        outcome
        for outcome in objective.outcomes.all()
        if outcome.round == objective.round and outcome.seal == seal and outcome.voided_on is None
    ]


def _submit(objective: Objective) -> list[str]:
    kind = StageKind(first_stage(objective)) if objective.plan.stages.all() else None
    bodies = [stage for stage in objective.plan.stages.all() if kind and stage.kind == kind]
    told = [
        f"It goes to {stage.body.name}, {stage.get_kind_display().lower()}, which closes on {day(stage.closes_on)}."
        for stage in bodies
    ]
    return [*told, "You can still revise its targets, each time with a reason, until the Authority approves it."]


def _invite_comment(objective: Objective) -> list[str]:
    return _goes_to(objective, StageKind.COMMITTEE_COMMENT)


def _refer(objective: Objective) -> list[str]:
    return _goes_to(objective, StageKind.AUTHORITY_APPROVAL)


def _goes_to(objective: Objective, kind: StageKind) -> list[str]:
    bodies = [stage.body.name for stage in objective.plan.stages.all() if stage.kind == kind]
    return [f"It goes to {' and '.join(bodies)} for {kind.label.lower()}."] if bodies else []


def _send_back(objective: Objective) -> list[str]:
    owner = objective.owner or "its owner"
    return [
        f"It becomes a draft again, and {owner} has to submit it anew.",
        "What bodies have said so far was about this submission and does not count for the next.",
    ]


def _approve(objective: Objective) -> list[str]:
    return ["Its text and its targets no longer change, unless the body that approved it decides otherwise."]


def _publish(objective: Objective) -> list[str]:
    told = ["The public can read it, and it changes only by an amendment that goes the same way."]
    if objective.amends:
        told.append("It takes the place of the text published before, which stays readable.")
    return told


def _withdraw(objective: Objective) -> list[str]:
    return ["It leaves the plan for good. Its history stays in the ledger."]


def _withdraw_published(objective: Objective) -> list[str]:
    return [
        "It leaves the plan for good, and cannot be amended or published again.",
        "It stays readable, marked as withdrawn, with your reason and the decision; earlier editions stay as they are.",
    ]


def _withdraw_heading(heading: Governed) -> list[str]:
    return [
        "It leaves the plan for good, with its own notes and contributions.",
        "Its history stays in the ledger, and another of its title can be added.",
    ]


def _move_aspect(aspect: Aspect) -> list[str]:
    return ["Everything that stands under it goes with it, and stands after what is there."]


def _move(objective: Objective) -> list[str]:
    return [
        "It keeps its whole history and everything that belongs to it.",
        "The title of its aspect is part of its text: whoever had it before them has seen another text.",
    ]


def _revise_target(target: Target) -> list[str]:
    waits = waits_for_a_consultation(target) if target.is_open else None
    held_up = [f"{waits.sentence} Until then it cannot be closed, only put in other words."] if waits else []
    if not isinstance(target.root, Objective):
        return held_up
    return held_up + [_changed(outcome) for outcome in touched_by_a_change(target.root)]


def _changed(outcome: Outcome) -> str:
    said = f"{outcome.decision.who} {outcome.get_kind_display()} this text on "
    falls = "voids that approval" if outcome.kind == "approved" else "leaves that about an earlier text"
    return f"{said}{day(outcome.decision.decided_on)}: a change of it {falls}."


def _issue_papers(stage: Stage) -> list[str]:
    count = stage.before_its_body.count()
    return [
        f"{count} objective{'' if count == 1 else 's'} before {stage.body.short_name}, and the plan, are sealed as "
        f"they are now: whoever asks later sees what the members had.",
    ]


def _confirm(condition: Condition) -> list[str]:
    told = [f"“{condition.text}” holds up the publication no longer.", "It is not opened again."]
    return [*told, "What was approved waits for it no longer."] if condition.is_awaited else told


def _waive_condition(condition: Condition) -> list[str]:
    return [
        f"“{condition.text}” holds up the publication no longer, though it is not met.",
        "Your reason is kept with the decision, and everybody who reads the decision reads it.",
    ]


def _revoke(delegation: Delegation) -> list[str]:
    giver = delegation.decision.body.short_name
    return [
        f"From that day on {delegation.to} approves nothing under it, and nobody edits under it what is approved.",
        f"What {delegation.to} has decided under it stands. {giver} has kept the power all along.",
    ]


def _report(decision: Decision) -> list[str]:
    return [f"{capital(decision)} leaves the list of what has still to be reported."]


def _extend(consultation: Consultation) -> list[str]:
    return ["Its personal link works again." if consultation.link else "It has no personal link: make one to send."]


def _revoke_link(consultation: Consultation) -> list[str]:
    return [
        "Whoever has the link reads nothing and answers nothing by it any more, from now on.",
        "The consultation stays open: an answer by letter can be recorded, and a new link can be made.",
    ]


def _close(consultation: Consultation) -> list[str]:
    told = ["Its personal link stops working."]
    if consultation.required:
        told.append("Neither the approval nor a target waits for it any more. Your reason is kept with it.")
    if consultation.is_chief_officer:
        told.append("It does not count as a consultation of the chief officer: that must be answered.")
    return told


def _merge(comment: Comment) -> list[str]:
    return [
        f"“{comment.text or comment.proposed}” is answered with the comment it says the same as.",
        f"{comment.speaker} reads that answer.",
    ]


def _waive(comment: Comment) -> list[str]:
    return [
        f"“{comment.text or comment.proposed}” holds nothing up any more.",
        f"{comment.speaker} reads the reason you give, in place of an answer.",
    ]


def _publish_plan(plan: Plan) -> list[str]:
    return ["Every approved objective is published with it.", "From then on it changes only by amendment."]


_TOLD: dict[tuple[type[Governed], str], Callable[[Any], list[str]]] = {
    (Condition, "confirm_met"): _confirm,
    (Condition, "waive"): _waive_condition,
    (Consultation, "extend"): _extend,
    (Consultation, "revoke_link"): _revoke_link,
    (Consultation, "close"): _close,
    (Delegation, "revoke"): _revoke,
    (Decision, "report"): _report,
    (Objective, "submit"): _submit,
    (Objective, "invite_comment"): _invite_comment,
    (Objective, "refer_to_authority"): _refer,
    (Objective, "send_back"): _send_back,
    (Objective, "approve"): _approve,
    (Objective, "publish"): _publish,
    (Objective, "withdraw"): _withdraw,
    (Objective, "withdraw_published"): _withdraw_published,
    (Objective, "move"): _move,
    (Priority, "withdraw"): _withdraw_heading,
    (Aspect, "withdraw"): _withdraw_heading,
    (Aspect, "move"): _move_aspect,
    (SustainedActivity, "withdraw"): _withdraw_heading,
    (Target, "revise"): _revise_target,
    (Comment, "merge"): _merge,
    (Comment, "waive"): _waive,
    (Plan, "publish"): _publish_plan,
    (Stage, "issue_papers"): _issue_papers,
}
